"""Who sits where, and what they have developed: the decisions of the model."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition
from planner.domain.situation import Situation
from planner.model.developing import Developing
from planner.model.permission import Permission
from planner.model.program import Expression, Program, total


@dataclass
class SeatGroup:
    """Vacant seats of one team that are open to the same people: to the model they are alike.

    One indicator a person says who sits on one of them; who takes which is dealt afterwards.
    Seven such seats for sixty candidates would otherwise have 5040 equal orders to search.
    """

    team: str
    seats: tuple[str, ...]
    indicators: dict[str, mathopt.Variable]
    required: list[str] = field(default_factory=list)
    # Seat and person, once something is asked of one of the seats by itself.
    separate: dict[tuple[str, str], mathopt.Variable] | None = None

    @property
    def parts(self) -> "list[SeatGroup]":
        """The group itself while its seats are alike; each seat by itself once they are not."""
        if self.separate is None:
            return [self]
        return [
            SeatGroup(self.team, (seat,), self.indicators, [s for s in self.required if s == seat])
            for seat in self.seats
        ]


class Occupancy:
    """One indicator for each group of like seats and person who may sit there.

    Ensures that a seat has at most one occupant, a person at most one seat, and that only
    people on seats develop.
    """

    def __init__(
        self,
        program: Program,
        situation: Situation,
        open_to: Mapping[str, tuple[str, ...]],
        permission: Permission | None = None,
        coached: str | None = None,
    ) -> None:
        """Add the indicators; `open_to` says for each seat who may sit there.

        `coached` is somebody who may develop besides what is permitted, by steps of 1.0: the
        question is then how many of those it takes (model.md 8, why not).
        """
        self.program = program
        self.situation = situation
        self.open_to = open_to
        self.groups = [self._new_group(seats) for seats in _like_seats(situation, open_to)]
        self.group_of = {seat: group for group in self.groups for seat in group.seats}
        self.groups_of: dict[str, list[SeatGroup]] = defaultdict(list)
        self.people_of: dict[str, dict[str, list[mathopt.Variable]]] = {
            team.id: defaultdict(list) for team in situation.teams
        }
        for group in self.groups:
            for person, indicator in group.indicators.items():
                self.groups_of[person].append(group)
                self.people_of[group.team][person].append(indicator)
        for person, groups in self.groups_of.items():
            if len(groups) > 1:
                program.at_most(total(group.indicators[person] for group in groups), 1)
        self.development = Developing(program, situation, permission, coached, self._places)
        self._reached: dict[tuple[str, str, str, int], Expression] = {}

    def _new_group(self, seats: tuple[str, ...]) -> SeatGroup:
        people = self.open_to[seats[0]]
        indicators = {person: self.program.indicator() for person in people}
        if len(people) > len(seats):
            self.program.at_most(total(indicators.values()), len(seats))
        return SeatGroup(self.situation.team_of_seat[seats[0]].id, seats, indicators)

    def sits(self, seat: str, person: str) -> Expression:
        """Return 1 where the person sits on the seat; 0 where that is not open to them."""
        group = self.group_of[seat]
        if person not in group.indicators:
            return 0
        if len(group.seats) == 1:
            return group.indicators[person]
        return self._separated(group)[seat, person]

    def _separated(self, group: SeatGroup) -> dict[tuple[str, str], mathopt.Variable]:
        """Return an indicator for each seat of a group by itself."""
        if group.separate is None:
            group.separate = {
                (seat, person): self.program.indicator()
                for seat in group.seats
                for person in group.indicators
            }
            for person, indicator in group.indicators.items():
                seats = total(group.separate[seat, person] for seat in group.seats)
                self.program.exactly(seats - indicator, 0)
            for seat in group.seats:
                self.program.at_most(self._occupants(group, seat), 1)
                if seat in group.required:
                    self.program.at_least(self._occupants(group, seat), 1)
        return group.separate

    def _occupants(self, group: SeatGroup, seat: str) -> Expression:
        assert group.separate is not None
        return total(group.separate[seat, person] for person in group.indicators)

    def fill(self, seat: str) -> None:
        """Ensure that somebody sits on the seat."""
        group = self.group_of[seat]
        group.required.append(seat)
        if group.separate is not None:
            self.program.at_least(self._occupants(group, seat), 1)
        else:
            self.program.at_least(total(group.indicators.values()), len(group.required))

    def seated(self, person: str, team: str) -> Expression:
        """Return 1 where the person sits in the team."""
        return total(self.people_of[team].get(person, []))

    def _places(self, person: str, teams: frozenset[str]) -> list[mathopt.Variable]:
        """Return the indicators of a person on the seats of teams."""
        return [
            group.indicators[person]
            for group in self.groups_of.get(person, [])
            if group.team in teams
        ]

    def filled_vacancies(self, team: str) -> Expression:
        """Return how many seats of a team that nobody has today get somebody."""
        return total(
            indicator
            for group in self.groups
            if group.team == team and self.situation.incumbents[group.seats[0]] is None
            for indicator in group.indicators.values()
        )

    def anywhere(self, person: str) -> Expression:
        """Return 1 where the person sits on any seat."""
        return total(group.indicators[person] for group in self.groups_of.get(person, []))

    def member_able(self, person: str, team: str, behaviour: str, level: int) -> Expression:
        """Return 1 where a person sits in the team and has the level or more."""
        able = self.development.able(person, behaviour, level)
        if isinstance(able, int):
            return self.seated(person, team) if able else 0
        key = (person, team, behaviour, level)
        if key not in self._reached:
            # Who develops sits on a seat: where all their seats are in this team, the step says it.
            elsewhere = any(group.team != team for group in self.groups_of[person])
            self._reached[key] = (
                self.program.both(self.seated(person, team), able) if elsewhere else able
            )
        return self._reached[key]

    def read(self, values: Mapping[int, float]) -> Composition:
        """Return the composition that a solution is; `values` are by the variables' ids."""
        assignment: dict[str, str | None] = dict.fromkeys(self.open_to)
        for group in self.groups:
            if group.separate is not None:
                for (seat, person), indicator in group.separate.items():
                    if values[indicator.id] > 0.5:
                        assignment[seat] = person
                continue
            people = [p for p, indicator in group.indicators.items() if values[indicator.id] > 0.5]
            assignment.update(_dealt(group, people))
        return Composition(assignment, self.development.read(values))

    def dealt(self, assignment: Mapping[str, str | None]) -> Composition:
        """Return an assignment as a composition, with people on like seats dealt as always."""
        result = dict(assignment)
        for group in self.groups:
            if group.separate is None:
                inside = {assignment[seat] for seat in group.seats}
                result.update(dict.fromkeys(group.seats))
                result.update(_dealt(group, [p for p in group.indicators if p in inside]))
        return Composition(result)

    def name_of_place(self, seat: str, person: str) -> tuple[str, str]:
        """Return what tells a person's place apart; like seats are one place, their first."""
        group = self.group_of[seat]
        return (seat if group.separate is not None else group.seats[0]), person

    def places(self) -> Iterator[tuple[tuple[str, str], mathopt.Variable]]:
        """Return every indicator of a person on a seat; for like seats, on the first of them."""
        for group in self.groups:
            if group.separate is not None:
                yield from group.separate.items()
            else:
                for person, indicator in group.indicators.items():
                    yield (group.seats[0], person), indicator

    def hint(self, composition: Composition) -> dict[mathopt.Variable, float]:
        """Return where a search may start: the decisions of a composition."""
        start = {}
        for group in self.groups:
            inside = {composition.assignment[seat] for seat in group.seats}
            for person, indicator in group.indicators.items():
                start[indicator] = float(person in inside)
            for (seat, person), indicator in (group.separate or {}).items():
                start[indicator] = float(composition.assignment[seat] == person)
        return start


def _dealt(group: SeatGroup, people: list[str]) -> Iterator[tuple[str, str]]:
    """Return who takes which seat of a group."""
    # Seats that must be filled come first; the sort keeps the order of the dossier.
    seats = sorted(group.seats, key=lambda seat: seat not in group.required)
    return zip(seats, people, strict=False)


def _like_seats(
    situation: Situation, open_to: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Return the seats in groups: vacant ones of a team that are open to the same people."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for seat in situation.seats.values():
        team = situation.team_of_seat[seat.id].id
        own = (seat.id,) if seat.incumbent is not None else ("", *open_to[seat.id])
        groups.setdefault((team, *own), []).append(seat.id)
    return [tuple(seats) for seats in groups.values()]
