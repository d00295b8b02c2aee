"""Stress: who leaves, what is lost, and who could take over (model.md 8)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from planner.analysis.answers import figures_answer, seconds_since, versions
from planner.analysis.compare import short_rows
from planner.analysis.sentences.stress import with_sentences
from planner.domain.composition import Composition, TeamComposition
from planner.domain.questions import (
    Departure,
    Replacement,
    Stress,
    TeamStress,
)
from planner.domain.situation import Situation
from planner.domain.team import Seat, Team
from planner.dossier.dossier import Dossier
from planner.figures.coverage import coverage_percent, demanded, shortfall
from planner.figures.team_figures import TeamFigures
from planner.solver.limits import Limits, Stopped
from planner.solver.sweep import InTurn, Sweep

# So many departures are worked out at once: few enough to be dealt, enough to be worth it.
_PART = 6


def stress(
    dossier: Dossier,
    *,
    cautious: bool = False,
    limits: Limits | None = None,
    sweep: Sweep | None = None,
) -> Stress:
    """Return, for each member and each pair of every team, what their departure does.

    The sitting teams are meant; nobody else moves. A replacement is somebody without a seat who
    is open to the seat and keeps its minimums; the best ones leave the smallest coverage.

    Raises:
        Stopped: the limits ended before all was worked out.
    """
    started = time.monotonic()
    limits, sweep = limits or Limits(), sweep or InTurn()
    situation = dossier.situation(cautious)
    departures: dict[str, list[Departure]] = {team.id: [] for team in situation.teams}
    parts = [part for team in situation.teams for part in _parts(team)]
    found = sweep.run(partial(_departures, situation), parts, limits)
    for part, answers in zip(parts, found, strict=True):
        departures[part.team] += answers
    teams = {
        team: TeamStress(figures=figures_answer(_sitting(situation, team)), departures=answers)
        for team, answers in departures.items()
    }
    answer = Stress(teams=teams, seed=0, seconds=seconds_since(started), versions=versions())
    return with_sentences(answer, situation)


@dataclass(frozen=True)
class _Part:
    """Some of the departures of a team: the seats that fall vacant in each."""

    team: str
    leaving: list[tuple[Seat, ...]]


def _parts(team: Team) -> list[_Part]:
    """Return every departure of one member, then of two, in parts."""
    occupied = [seat for seat in team.seats if seat.incumbent is not None]
    leaving = [*((seat,) for seat in occupied), *combinations(occupied, 2)]
    return [
        _Part(team.id, leaving[start : start + _PART]) for start in range(0, len(leaving), _PART)
    ]


def _sitting(situation: Situation, team: str) -> TeamFigures:
    today = Composition(situation.incumbents)
    return TeamFigures(TeamComposition(situation, situation.teams_by_id[team], today))


def _departures(situation: Situation, part: _Part, limits: Limits) -> list[Departure]:
    sitting = _sitting(situation, part.team)
    today = Composition(situation.incumbents)
    bench = [person for person in situation.people if person not in today.people]
    found = []
    for seats in part.leaving:
        if limits.is_over():
            raise Stopped
        found.append(_departure(situation, sitting, seats, bench))
    return found


def _departure(
    situation: Situation, sitting: TeamFigures, seats: tuple[Seat, ...], bench: list[str]
) -> Departure:
    people = [seat.incumbent for seat in seats if seat.incumbent is not None]
    after = TeamFigures(sitting.team.without(frozenset(people)))
    before = {row.behaviour: shortfall(row, sitting.carriers) for row in sitting.team.rows}
    return Departure(
        people=people,
        seats=[seat.id for seat in seats],
        coverage_lost=after.coverage - sitting.coverage,
        coverage=after.coverage,
        coverage_percent=after.coverage_percent,
        short=[row for row in short_rows(after) if row.shortfall > before[row.behaviour]],
        replacement=_replacement(situation, after, seats, bench),
    )


def _replacement(
    situation: Situation, after: TeamFigures, seats: tuple[Seat, ...], bench: list[str]
) -> Replacement | None:
    """Return the best people for the seats; `None` where nobody can take any of them."""
    allowed = [_able(situation, seat, bench) for seat in seats]
    gains = _Gains(after)
    best: tuple[int, int, dict[str, str | None]] | None = None
    for assignment in _fillings(seats, allowed):
        taken = [person for person in assignment.values() if person is not None]
        if not taken:
            continue
        # More seats filled first: one seat stays empty only where just one can be filled.
        worth = (len(taken), gains.of(taken))
        if best is None or worth > best[:2]:
            best = (*worth, assignment)
    if best is None:
        return None
    coverage = after.coverage - best[1]
    asked = demanded(after.team.rows)
    return Replacement(
        assignment=best[2],
        coverage=coverage,
        coverage_percent=coverage_percent(coverage, asked),
    )


def _able(situation: Situation, seat: Seat, bench: list[str]) -> list[str]:
    """Return who of the bench may take a seat and keeps its minimums (a locked seat asks none)."""
    open_to = set(situation.open_to(seat))
    minimum = {} if seat.locked else seat.minimum
    return [
        person
        for person in bench
        if person in open_to
        and all(
            (level := situation.level(person, behaviour)) is not None and level >= asked
            for behaviour, asked in minimum.items()
        )
    ]


def _fillings(seats: tuple[Seat, ...], allowed: list[list[str]]) -> Iterator[dict[str, str | None]]:
    """Yield every way to fill one or two seats with different people, or to leave one empty."""
    first, *rest = seats
    for person in (*allowed[0], None):
        if not rest:
            yield {first.id: person}
            continue
        for other in (*allowed[1], None):
            if person is None or other != person:
                yield {first.id: person, rest[0].id: other}


class _Gains:
    """How much coverage people bring to a team that is short, without working out all of it."""

    def __init__(self, team: TeamFigures) -> None:
        """Keep the rows that are short, and who brings what to them."""
        self._team = team.team
        self._needs = {
            row.behaviour: (shortfall(row, team.carriers), row.importance)
            for row in self._team.rows
            if shortfall(row, team.carriers)
        }
        self._carrying: dict[str, frozenset[str]] = {}
        self._circle = frozenset(self._team.team.circle)

    def _carries(self, person: str) -> frozenset[str]:
        """Return the short rows to which a person would add a carrier by taking a seat."""
        if person not in self._carrying:
            self._carrying[person] = frozenset(
                row.behaviour
                for row in self._team.rows
                if row.behaviour in self._needs
                and not (row.spread and person in self._circle)
                and (level := self._team.level(person, row.behaviour)) is not None
                and level >= row.level
            )
        return self._carrying[person]

    def of(self, people: list[str]) -> int:
        """Return by how much the weighted shortfall falls when these people take seats."""
        brought: dict[str, int] = {}
        for person in people:
            for behaviour in self._carries(person):
                brought[behaviour] = brought.get(behaviour, 0) + 1
        return sum(
            min(number, self._needs[behaviour][0]) * self._needs[behaviour][1]
            for behaviour, number in brought.items()
        )
