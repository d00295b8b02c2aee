"""Why a proposal is as it is: what each move buys and costs, what binds, what else could be."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.explanation import Explanation, Move, RowEffect, StepEffect
from planner.domain.said import Said
from planner.resources.catalogue import Translator
from planner.web.views.difference import Direction


@dataclass(frozen=True)
class RowReason:
    """A behaviour whose carriers differ through a move: better, worse or the same."""

    text: str
    direction: Direction


@dataclass(frozen=True)
class EffectView:
    """What one move, or one development, buys and costs."""

    text: str
    rows: tuple[RowReason, ...]
    other_rows: tuple[RowReason, ...]
    needed_for: tuple[str, ...]


@dataclass(frozen=True)
class RequirementView:
    """One thing that is asked, and what it costs."""

    asks: str
    text: str


@dataclass(frozen=True)
class ReasonsView:
    """The whole explanation of one proposal."""

    rank: int
    percent: float
    moves: tuple[EffectView, ...]
    steps: tuple[EffectView, ...]
    costs: tuple[RequirementView, ...]
    unknown: tuple[RequirementView, ...]
    free: tuple[str, ...]
    objectives: tuple[str, ...]


def reasons_view(answer: Explanation, words: Translator) -> ReasonsView | None:
    """Return the explanation in the reader's language; nothing where there is no proposal."""
    if answer.proposal is None:
        return None

    def said(text: Said) -> str:
        return _unbroken(text.in_language(words.language))

    asked = [
        (each.binds, RequirementView(said(each.asks), said(each.text)))
        for each in answer.requirements
    ]
    return ReasonsView(
        rank=answer.proposal.rank,
        percent=answer.proposal.coverage_percent,
        moves=tuple(_effects(answer.moves, words)),
        steps=tuple(_effects(answer.steps, words)),
        costs=tuple(view for binds, view in asked if binds is True),
        unknown=tuple(view for binds, view in asked if binds is None),
        free=tuple(view.asks for binds, view in asked if binds is False),
        objectives=tuple(said(each.text) for each in answer.objectives),
    )


def _effects(effects: Iterable[Move | StepEffect], words: Translator) -> list[EffectView]:
    told = []
    for effect in effects:
        rows = [
            RowReason(_unbroken(row.text.in_language(words.language)), _direction(row))
            for row in effect.rows
        ]
        told.append(
            EffectView(
                text=_unbroken(effect.text.in_language(words.language)),
                # What becomes short or is no longer short is what people look for first.
                rows=tuple(row for row in rows if row.direction != "same"),
                other_rows=tuple(row for row in rows if row.direction == "same"),
                needed_for=tuple(
                    _unbroken(each.text.in_language(words.language)) for each in effect.needed_for
                ),
            )
        )
    return told


def _direction(row: RowEffect) -> Direction:
    if row.with_shortfall == row.without_shortfall:
        return "same"
    return "better" if row.with_shortfall < row.without_shortfall else "worse"


def _unbroken(sentence: str) -> str:
    # Analyses speak to the terminal too; a page must not break a percentage in two.
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")
