"""A composition: who sits on which seat, and which behaviours are developed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.domain.situation import Situation
from planner.domain.team import Demand, Team


@dataclass(frozen=True)
class Development:
    """One person develops one behaviour, by a number of steps; levels in tenths."""

    person: str
    behaviour: str
    start: int
    end: int
    steps: int

    @property
    def rise(self) -> int:
        """By how much the level rises, in tenths."""
        return self.end - self.start


@dataclass(frozen=True)
class Composition:
    """Who sits on which seat (every seat has a key; `None` is empty), and who develops what."""

    assignment: Mapping[str, str | None]
    development: tuple[Development, ...] = ()

    @cached_property
    def rises(self) -> dict[tuple[str, str], int]:
        """By how much a person's level for a behaviour rises, in tenths."""
        return {(step.person, step.behaviour): step.rise for step in self.development}

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody on a seat."""
        return frozenset(person for person in self.assignment.values() if person is not None)

    def members(self, team: Team) -> tuple[str, ...]:
        """Return the people on a team's seats, in the order of the seats."""
        return tuple(
            person for seat in team.seats if (person := self.assignment[seat.id]) is not None
        )

    def with_occupant(self, seat: str, person: str | None) -> "Composition":
        """Return the composition with somebody (or nobody) on a seat; who moves leaves a gap."""
        moved = {
            other: None if person is not None and occupant == person else occupant
            for other, occupant in self.assignment.items()
        }
        moved[seat] = person
        return Composition(moved, self.development)


@dataclass(frozen=True)
class TeamComposition:
    """One team within a composition: what the figures of model.md 3 are computed on."""

    situation: Situation
    team: Team
    composition: Composition

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The people on the team's seats, in the order of the seats."""
        return self.composition.members(self.team)

    @property
    def rows(self) -> tuple[Demand, ...]:
        """What the team's task asks."""
        return self.team.demand

    def level(self, person: str, behaviour: str) -> int | None:
        """Return a person's level in tenths, developed where the composition says so."""
        rises = self.composition.rises
        rise = rises.get((person, behaviour), 0) if rises else 0
        return self.situation.level(person, behaviour, rise)

    def counting(self, row: Demand) -> tuple[str, ...]:
        """Return who counts for a row."""
        return self.situation.counts(self.team, row, self.members)

    def without(self, people: frozenset[str]) -> "TeamComposition":
        """Return the team after people left their seats, and its circle where they are in it."""
        team = self.team.model_copy(
            update={"circle": tuple(p for p in self.team.circle if p not in people)}
        )
        assignment = {
            seat: None if person in people else person
            for seat, person in self.composition.assignment.items()
        }
        left = Composition(assignment, self.composition.development)
        return TeamComposition(self.situation, team, left)
