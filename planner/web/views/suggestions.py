"""A preset beside what a team's task asks: row by row what it would add or change, and why."""

from dataclasses import dataclass
from typing import Any, Literal

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Place, value_at
from planner.dossier.presets import PresetRow, demand_of, presets
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.views.demand import have_of, in_words

Status = Literal["adds", "differs", "same"]
_KEYS = ("importance", "level", "carriers", "critical", "spread")


@dataclass(frozen=True)
class PresetChoice:
    """A kind of task that has suggestions."""

    id: str
    title: str
    description: str


@dataclass(frozen=True)
class SuggestedRow:
    """A row of a preset beside the row that is asked now, where there is one."""

    position: int
    label: str
    status: Status
    suggested: str
    now: str
    have: int
    asked: int
    reason: str


@dataclass(frozen=True)
class SuggestionView:
    """A preset as the page shows it."""

    id: str
    title: str
    description: str
    headline: str
    rows: tuple[SuggestedRow, ...]
    others: tuple[str, ...]
    new: int


def preset_choices(dossier: Dossier, words: Translator) -> list[PresetChoice]:
    """Return the presets that speak of the dossier's repertoire."""
    return [
        PresetChoice(
            preset.id,
            say(preset.title, words.language, preset.id),
            say(preset.description, words.language, ""),
        )
        for preset in presets().values()
        if preset.repertoire == dossier.whole_repertoire.id
    ]


def suggestion_view(
    situation: Situation, team: str, preset: str, words: Translator
) -> SuggestionView:
    """Return a preset beside what the task of a team asks."""
    names = Names(situation, words.language)
    figures = Figures(situation, Composition(situation.incumbents)).teams[team]
    now = {row.behaviour: row for row in figures.team.rows}
    chosen = presets()[preset]
    rows = tuple(
        _row(figures, now.get(row.behaviour), row, position, names, words)
        for position, row in enumerate(chosen.demand)
        if row.behaviour in situation.repertoire.by_id
    )
    suggested = {row.behaviour for row in chosen.demand}
    counts = [sum(row.status == each for row in rows) for each in ("same", "differs", "adds")]
    return SuggestionView(
        id=preset,
        title=say(chosen.title, words.language, preset),
        description=say(chosen.description, words.language, ""),
        headline=words.say(
            "{title}: of {rows} suggestions {same} are asked just so, {differs} are asked "
            "otherwise, and {adds} not yet",
            title=say(chosen.title, words.language, preset),
            rows=len(rows),
            same=counts[0],
            differs=counts[1],
            adds=counts[2],
        ),
        rows=rows,
        others=tuple(names.behaviour(each) for each in now if each not in suggested),
        new=counts[2],
    )


def _row(
    figures: TeamFigures,
    now: Demand | None,
    row: PresetRow,
    position: int,
    names: Names,
    words: Translator,
) -> SuggestedRow:
    status: Status = "adds"
    if now is not None:
        is_same = all(getattr(now, key) == getattr(row, key) for key in _KEYS)
        status = "same" if is_same else "differs"
    return SuggestedRow(
        position=position,
        label=names.behaviour(row.behaviour),
        status=status,
        suggested=in_words(row, names, words),
        now="" if now is None else in_words(now, names, words),
        have=have_of(figures, row),
        asked=row.carriers,
        reason=say(row.reason, words.language, ""),
    )


def suggested_row(preset: str, position: int, raw: Any, place: Place) -> dict[str, Any]:
    """Return a row as a file has it once a suggestion is taken over.

    A row that is asked already keeps its note; a new one gets the reason as its note.
    """
    suggested = demand_of(preset)[position]
    now = value_at(raw, place)
    if now is ABSENT:
        return suggested
    return {**now, **{key: suggested[key] for key in _KEYS if key in suggested}}
