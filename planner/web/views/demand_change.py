"""What a change of a team's task does to its gap: before, after, and in which rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.situation import Situation
from planner.figures.coverage import shortfall
from planner.figures.team_figures import TeamFigures
from planner.resources.catalogue import Translator
from planner.web.views.demand import DemandReader, difference

_MOST_TOLD = 4


@dataclass(frozen=True)
class ChangeView:
    """The covered percentage before and after, and what happens to which rows, in sentences."""

    before: float
    after: float
    change: str
    sentence: str
    told: tuple[str, ...]

    @property
    def is_better(self) -> bool:
        """Tell whether more is covered than before."""
        return self.after > self.before

    @property
    def is_worse(self) -> bool:
        """Tell whether less is covered than before."""
        return self.after < self.before


def change_view(
    before: Situation, after: Situation, team: str, words: Translator
) -> ChangeView | None:
    """Return what changed in what a team's task asks; nothing where nothing did."""
    if team not in before.teams_by_id or team not in after.teams_by_id:
        return None
    if before.teams_by_id[team].demand == after.teams_by_id[team].demand:
        return None
    was, becomes = DemandReader(before, team, words), DemandReader(after, team, words)
    old, new = was.figures.coverage_percent, becomes.figures.coverage_percent
    return ChangeView(
        before=old,
        after=new,
        change=difference(old, new, becomes.names),
        sentence=_sentence(was, becomes, words),
        told=tuple(_told(was, becomes, words)),
    )


def _sentence(was: DemandReader, becomes: DemandReader, words: Translator) -> str:
    old, new = (each.figures.coverage_percent for each in (was, becomes))
    if not becomes.figures.team.rows:
        return words.say("The task asks nothing any more.")
    if not was.figures.team.rows:
        return words.say(
            "The sitting team covers {after} of what is asked.", after=becomes.findings.percent(new)
        )
    if old == new:
        return words.say(
            "The sitting team covers {after}, as before.", after=becomes.findings.percent(new)
        )
    return words.say(
        "The sitting team covers {after} instead of {before}.",
        after=becomes.findings.percent(new),
        before=was.findings.percent(old),
    )


def _told(was: DemandReader, becomes: DemandReader, words: Translator) -> list[str]:
    """Return what happens to the rows that are asked otherwise, a few of them by name."""
    behaviours = [each.id for each in becomes.repertoire.behaviours]
    told = [
        sentence
        for behaviour in behaviours
        if (sentence := _row(was.figures, becomes.figures, behaviour, becomes, words))
    ]
    if len(told) <= _MOST_TOLD + 1:
        return told
    more = words.say("{number} more", number=len(told) - _MOST_TOLD)
    return [*told[:_MOST_TOLD], more]


def _row(
    was: TeamFigures, becomes: TeamFigures, behaviour: str, reader: DemandReader, words: Translator
) -> str:
    label = reader.names.behaviour(behaviour)
    old = next((row for row in was.team.rows if row.behaviour == behaviour), None)
    new = next((row for row in becomes.team.rows if row.behaviour == behaviour), None)
    if old == new:
        return ""
    if new is None:
        return words.say("{behaviour}: not asked any more.", behaviour=label)
    have = len(becomes.carriers[behaviour])
    short = new.importance * shortfall(new, becomes.carriers)
    values = {"behaviour": label, "have": have, "asked": new.carriers}
    if short:
        return words.say(
            "{behaviour}: {have} of {asked} carriers; {percent} of what is asked is short here.",
            percent=reader.findings.percent(round(100 * short / becomes.demanded, 1)),
            **values,
        )
    return words.say("{behaviour}: {have} of {asked} carriers, nothing short.", **values)


def behaviours_changed(
    before: Situation, after: Situation, team: str
) -> tuple[Sequence[str], bool]:
    """Return the behaviours that are asked otherwise, and whether all of them are so no more."""
    old = {row.behaviour: row for row in before.teams_by_id[team].demand}
    new = {row.behaviour: row for row in after.teams_by_id[team].demand}
    changed = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    return changed, all(key not in new for key in changed)
