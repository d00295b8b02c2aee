"""Over many decisions: how often the first proposal was followed, and what teams came to cover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.decisions.evaluation import DecisionOverTime, DecisionsEvaluation
from planner.resources.catalogue import Translator
from planner.store.decisions import Closed


@dataclass(frozen=True)
class TeamLine:
    """What one team covered around a decision; nothing where that is not known."""

    team: str
    before: float
    proposed: float | None
    chosen: float
    later: float | None


@dataclass(frozen=True)
class DecisionLine:
    """One decision: which proposal it followed, and what came of it."""

    dossier: str
    number: int
    title: str
    date: str
    followed: str
    apart: int | None
    broken: int
    still_there: str
    teams: tuple[TeamLine, ...]


@dataclass(frozen=True)
class EvaluationView:
    """All decisions together, and each of them."""

    headline: str
    together: DecisionsEvaluation
    withdrawn: int
    lines: tuple[DecisionLine, ...]


def evaluation_view(
    listed: Sequence[tuple[Closed, str, Mapping[str, str]]],
    answer: DecisionsEvaluation,
    withdrawn: int,
    words: Translator,
) -> EvaluationView:
    """Return what the page shows.

    Args:
        listed: the decisions, as in `answer.each`: with what the dossier and its teams are called.
        answer: what they come to.
        withdrawn: how many decisions are left out, because they no longer stand.
        words: the reader's language.
    """
    return EvaluationView(
        headline=_headline(answer, words),
        together=answer,
        withdrawn=withdrawn,
        lines=tuple(
            _line(closed, title, one, teams, words)
            for (closed, title, teams), one in zip(listed, answer.each, strict=True)
        ),
    )


def _headline(answer: DecisionsEvaluation, words: Translator) -> str:
    if not answer.decisions:
        return words.say("There is no decision to look back on yet")
    if not answer.with_proposals:
        return words.say("In no decision there was a proposal to follow")
    return words.say_count(
        "The first proposal was followed in {followed} of 1 decision",
        "The first proposal was followed in {followed} of {number} decisions",
        answer.with_proposals,
        followed=answer.first_followed,
    )


def _line(
    closed: Closed,
    title: str,
    one: DecisionOverTime,
    teams: Mapping[str, str],
    words: Translator,
) -> DecisionLine:
    return DecisionLine(
        dossier=closed.dossier,
        number=closed.number,
        title=title,
        date=closed.at,
        followed=_followed(one, words),
        apart=one.people_apart,
        broken=one.broken,
        still_there=(
            ""
            if one.chosen_still_there is None or not one.chosen
            else words.say("{there} of {chosen}", there=one.chosen_still_there, chosen=one.chosen)
        ),
        teams=tuple(
            TeamLine(
                teams.get(each.team, each.team), each.before, each.proposed, each.chosen, each.later
            )
            for each in one.teams
        ),
    )


def _followed(one: DecisionOverTime, words: Translator) -> str:
    if not one.proposals:
        return words.say("no proposal was possible")
    if one.proposal is None:
        return words.say("a choice of their own")
    return words.say("proposal {rank}", rank=one.proposal)
