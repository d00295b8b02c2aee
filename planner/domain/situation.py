"""The part of a dossier that figures, constraints and the optimiser speak about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.person import Person
from planner.domain.repertoire import Repertoire
from planner.domain.team import Demand, Seat, Team


@dataclass(frozen=True, eq=False)
class Situation:
    """People, teams and repertoire; whether levels are read cautiously (at the low end)."""

    repertoire: Repertoire
    people: Mapping[str, Person]
    candidates: tuple[str, ...]
    teams: tuple[Team, ...]
    cautious: bool = False

    def of_team(self, team: Team) -> "Situation":
        """Return the situation of one team by itself."""
        return replace(self, teams=(team,))

    @cached_property
    def seats(self) -> dict[str, Seat]:
        """All seats by id, in the order of the dossier."""
        return {seat.id: seat for team in self.teams for seat in team.seats}

    @cached_property
    def team_of_seat(self) -> dict[str, Team]:
        """The team of each seat."""
        return {seat.id: team for team in self.teams for seat in team.seats}

    @cached_property
    def teams_by_id(self) -> dict[str, Team]:
        """The teams by id, in the order of the dossier."""
        return {team.id: team for team in self.teams}

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each person in the dossier."""
        return {person: position for position, person in enumerate(self.people)}

    @cached_property
    def incumbents(self) -> dict[str, str | None]:
        """Who sits on each seat today."""
        return {seat.id: seat.incumbent for seat in self.seats.values()}

    def level(self, person: str, behaviour: str, rise: int = 0) -> int | None:
        """Return a level in tenths as figures read it, after development by `rise` tenths."""
        level = self.people[person].levels.get(behaviour)
        if level is None:
            return None
        if rise:
            level = level.raised(rise, self.repertoire.scale.maximum)
        return level.read(self.cautious)

    def open_to(self, seat: Seat) -> tuple[str, ...]:
        """Return who may take a seat, locks apart: its incumbent and its candidates, in order."""
        allowed = self.candidates if seat.candidates is None else seat.candidates
        people = set(allowed)
        if seat.incumbent is not None:
            people.add(seat.incumbent)
        return tuple(sorted(people, key=self.order.__getitem__))

    def may_sit(self, seat: Seat) -> tuple[str, ...]:
        """Return who may take a seat while locks hold: a locked seat is its incumbent's alone."""
        if seat.locked and seat.incumbent is not None:
            return (seat.incumbent,)
        return self.open_to(seat)

    def counts(self, team: Team, row: Demand, members: tuple[str, ...]) -> tuple[str, ...]:
        """Return who counts for a row: the members, and the circle where it is spread."""
        if not row.spread:
            return members
        return tuple(dict.fromkeys(members + team.circle))
