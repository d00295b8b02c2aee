"""What-ifs: steps on a dossier, and the composition that comes of them.

A step says what it leads to, not how: who sits where, how high a level is, what a row asks. So
steps still hold where the dossier has changed since, as long as what they speak of is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, TypeAlias

from pydantic import Field

from planner.domain.composition import Composition, Development
from planner.domain.exact import Importance, PositiveCount
from planner.domain.identifiers import Identifier
from planner.domain.record import Record
from planner.domain.situation import Situation
from planner.domain.team import Demand, Team
from planner.dossier.dossier import Dossier
from planner.figures.team_figures import Figures

# Without a permission in the dossier, one step of development is a whole level.
_WHOLE_LEVEL = 10

# What each team's task asks of each behaviour; `None` where it has come to ask it no more.
Rows: TypeAlias = dict[tuple[str, str], Demand | None]

LevelInTenths = Annotated[int, Field(strict=True, ge=-1000, le=1000)]


class LevelChange(Record):
    """A person's level for a behaviour becomes so many tenths."""

    person: Identifier
    behaviour: Identifier
    level: LevelInTenths


class RowChange(Record):
    """A row of a team's task asks something else; the level in tenths."""

    team: Identifier
    behaviour: Identifier
    importance: Importance
    level: LevelInTenths
    carriers: PositiveCount


class RowDropped(Record):
    """A team's task does not ask a behaviour any more."""

    team: Identifier
    behaviour: Identifier


class Step(Record):
    """One thing that somebody tries, undone as one."""

    seats: dict[Identifier, Identifier | None] = Field(default_factory=dict)
    levels: tuple[LevelChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    # Rows that the task asks from now on, also where it did not ask them before.
    added: tuple[RowChange, ...] = ()
    dropped: tuple[RowDropped, ...] = ()


@dataclass(frozen=True)
class AskedRow:
    """A behaviour that a team's task asks today, after the steps, or both; `None` where not."""

    team: str
    behaviour: str
    before: Demand | None
    after: Demand | None


@dataclass(frozen=True)
class Explored:
    """A dossier as it would be after some steps."""

    dossier: Dossier
    before: Situation
    situation: Situation
    composition: Composition
    # The steps of which something is not in the dossier (any more), by their position.
    lost: tuple[int, ...]

    @cached_property
    def today(self) -> Figures:
        """The figures of today: the people who sit, and the task as it is."""
        return Figures(self.before, Composition(self.before.incumbents))

    @cached_property
    def figures(self) -> Figures:
        """The figures after the steps."""
        return Figures(self.situation, self.composition)

    @property
    def moved(self) -> dict[str, str | None]:
        """The seats that have another occupant than today, with who sits there now."""
        return {
            seat: person
            for seat, person in self.composition.assignment.items()
            if person != self.before.incumbents[seat]
        }

    @cached_property
    def asked_rows(self) -> tuple[AskedRow, ...]:
        """Every row of today and after the steps: those of today first, in their order."""
        return tuple(
            AskedRow(team.id, behaviour, was.get(behaviour), then.get(behaviour))
            for team, old in zip(self.situation.teams, self.before.teams, strict=True)
            for was in ({row.behaviour: row for row in old.demand},)
            for then in ({row.behaviour: row for row in team.demand},)
            for behaviour in {**was, **then}
        )

    @cached_property
    def changed_rows(self) -> tuple[AskedRow, ...]:
        """The rows that ask something else than today, are added or are not asked any more."""
        return tuple(row for row in self.asked_rows if row.before != row.after)

    @property
    def is_today(self) -> bool:
        """Tell whether nothing is different from today."""
        return not (self.moved or self.changed_rows or self.composition.development)


def explore(dossier: Dossier, steps: Sequence[Step], cautious: bool = False) -> Explored:
    """Return the dossier after some steps; what they speak of and is not there is left out."""
    before = dossier.situation(cautious)
    seats = dict(before.incumbents)
    levels: dict[tuple[str, str], int] = {}
    rows = _today(before)
    lost = []
    for position, step in enumerate(steps):
        if not _fits(before, rows, step):
            lost.append(position)
        for seat, person in step.seats.items():
            if seat in seats and (person is None or person in before.people):
                _seat(seats, seat, person)
        levels |= {(each.person, each.behaviour): each.level for each in step.levels}
        _ask(before, rows, step)
    teams = tuple(_asking(team, rows) for team in before.teams)
    changed = dossier
    if any(team is not old for team, old in zip(teams, before.teams, strict=True)):
        changed = dossier.model_copy(update={"teams": teams})
    developed = tuple(_developments(dossier, before, levels))
    return Explored(
        dossier=changed,
        before=before,
        situation=before if changed is dossier else changed.situation(cautious),
        composition=Composition(seats, developed),
        lost=tuple(lost),
    )


def placed(assignment: Mapping[str, str | None], seat: str, person: str | None) -> Step:
    """Return the step that puts somebody (or nobody) on a seat.

    Somebody who sits elsewhere changes places with whoever sits here.
    """
    moves: dict[str, str | None] = {}
    if person is not None:
        moves = {
            other: assignment[seat]
            for other, occupant in assignment.items()
            if occupant == person and other != seat
        }
    return Step(seats={**moves, seat: person})


def benched(assignment: Mapping[str, str | None], person: str) -> Step:
    """Return the step that takes somebody from wherever they sit."""
    return Step(seats={seat: None for seat, sits in assignment.items() if sits == person})


def differing(
    today: Mapping[str, str | None],
    assignment: Mapping[str, str | None],
    development: Iterable[Development] = (),
) -> Step:
    """Return the one step that makes a whole composition of today's."""
    return Step(
        seats={
            seat: assignment[seat]
            for seat, person in today.items()
            if seat in assignment and assignment[seat] != person
        },
        levels=tuple(
            LevelChange(person=each.person, behaviour=each.behaviour, level=each.end)
            for each in development
        ),
    )


def _today(situation: Situation) -> Rows:
    return {(team.id, row.behaviour): row for team in situation.teams for row in team.demand}


def _fits(situation: Situation, rows: Rows, step: Step) -> bool:
    """Tell whether all that a step speaks of is there, after the steps before it."""
    return (
        all(
            seat in situation.seats and (person is None or person in situation.people)
            for seat, person in step.seats.items()
        )
        and all(
            each.person in situation.people
            and situation.people[each.person].levels.get(each.behaviour) is not None
            for each in step.levels
        )
        and all(rows.get((each.team, each.behaviour)) for each in step.rows)
        and all(_can_ask(situation, each.team, each.behaviour) for each in step.added)
        and all(_can_ask(situation, each.team, each.behaviour) for each in step.dropped)
    )


def _can_ask(situation: Situation, team: str, behaviour: str) -> bool:
    return team in situation.teams_by_id and behaviour in situation.repertoire.by_id


def _ask(situation: Situation, rows: Rows, step: Step) -> None:
    """Let the rows be as a step wants them; what is not there any more is left out."""
    for change in step.rows:
        key = (change.team, change.behaviour)
        if (row := rows.get(key)) is not None:
            rows[key] = _as_asked(row, change)
    for change in step.added:
        if _can_ask(situation, change.team, change.behaviour):
            key = (change.team, change.behaviour)
            rows[key] = _as_asked(rows.get(key) or _today(situation).get(key), change)
    for gone in step.dropped:
        if (gone.team, gone.behaviour) in rows:
            rows[gone.team, gone.behaviour] = None


def _as_asked(row: Demand | None, change: RowChange) -> Demand:
    """Return a row as a change asks it; a new one where there was none.

    Built, not validated: the model reads levels as files write them, and these are in tenths.
    """
    importance, level, carriers = change.importance, change.level, change.carriers
    if row is None:
        return Demand.model_construct(
            behaviour=change.behaviour, importance=importance, level=level, carriers=carriers
        )
    return row.model_copy(update={"importance": importance, "level": level, "carriers": carriers})


def _seat(seats: dict[str, str | None], seat: str, person: str | None) -> None:
    """Put somebody on a seat; nobody ever sits on two."""
    for other, occupant in seats.items():
        if person is not None and occupant == person:
            seats[other] = None
    seats[seat] = person


def _asking(team: Team, rows: Rows) -> Team:
    """Return a team with the rows that its task asks then; the team itself where it is the same."""
    demand = tuple(row for (asks, _), row in rows.items() if asks == team.id and row is not None)
    return team if demand == team.demand else team.model_copy(update={"demand": demand})


def _developments(
    dossier: Dossier, situation: Situation, levels: Mapping[tuple[str, str], int]
) -> Iterable[Development]:
    """Return what is developed: known levels that are to be higher than they are."""
    permission = dossier.development
    size = _WHOLE_LEVEL if permission is None else permission.step
    for (person, behaviour), wanted in levels.items():
        known = (
            situation.people[person].levels.get(behaviour) if person in situation.people else None
        )
        if known is None:
            continue
        end = min(wanted, situation.repertoire.scale.maximum)
        if end > known.level:
            yield Development(person, behaviour, known.level, end, -(-(end - known.level) // size))
