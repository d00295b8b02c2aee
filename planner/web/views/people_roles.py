"""What everybody in a dossier is there: on a seat, in a circle, a candidate, or nothing yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from planner.analysis.findings import some
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand, Seat
from planner.resources.catalogue import Translator

Group = Literal["members", "circle", "candidates", "others"]
GROUPS: tuple[Group, ...] = ("members", "circle", "candidates", "others")


@dataclass(frozen=True)
class Asked:
    """How somebody stands to what the tasks ask of them: rows carried, and levels not known."""

    carried: int
    rows: int
    unknown: int


class Roles:
    """The parts that people have in a dossier."""

    def __init__(self, situation: Situation, words: Translator) -> None:
        """Look through the seats, the circles and the candidates once."""
        self.situation = situation
        self.names = Names(situation, words.language)
        self.words = words
        self.seat_of: dict[str, Seat] = {}
        self._circles: dict[str, list[str]] = defaultdict(list)
        self._invited: dict[str, list[Seat]] = defaultdict(list)
        self._rows: dict[tuple[str, ...], tuple[Demand, ...]] = {}
        for team in situation.teams:
            for person in team.circle:
                self._circles[person].append(team.id)
            for seat in team.seats:
                if seat.incumbent is not None:
                    self.seat_of[seat.incumbent] = seat
                for person in () if seat.locked else seat.candidates or ():
                    self._invited[person].append(seat)

    @cached_property
    def open_to_all(self) -> tuple[Seat, ...]:
        """The seats that every candidate of the dossier may take."""
        seats = self.situation.seats.values()
        return tuple(seat for seat in seats if seat.candidates is None and not seat.locked)

    @cached_property
    def _candidates(self) -> frozenset[str]:
        return frozenset(self.situation.candidates)

    @cached_property
    def _teams_open_to_all(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._team_of, self.open_to_all)))

    def _team_of(self, seat: Seat) -> str:
        return self.situation.team_of_seat[seat.id].id

    def group(self, person: str) -> Group:
        """Return what somebody is first of all."""
        if person in self.seat_of:
            return "members"
        if person in self._circles:
            return "circle"
        return "candidates" if self.is_candidate(person) else "others"

    def is_candidate(self, person: str) -> bool:
        """Tell whether somebody is named as a candidate, for any seat."""
        return person in self._candidates or person in self._invited

    def circles_of(self, person: str) -> Sequence[str]:
        """Return the teams in whose circle somebody is."""
        return self._circles.get(person, ())

    def seats_open_to(self, person: str) -> list[Seat]:
        """Return the seats that somebody may take besides their own, empty ones first."""
        general = self.open_to_all if person in self._candidates else ()
        seats = [
            seat for seat in (*general, *self._invited.get(person, ())) if seat.incumbent != person
        ]
        return sorted(seats, key=lambda seat: seat.incumbent is not None)

    def teams_of(self, person: str) -> tuple[str, ...]:
        """Return the teams that somebody counts for, or may count for; where none, all."""
        own = self.seat_of.get(person)
        teams = [self._team_of(own)] if own is not None else []
        teams += self._circles.get(person, ())
        teams += map(self._team_of, self._invited.get(person, ()))
        if person in self._candidates:
            teams += self._teams_open_to_all
        return tuple(dict.fromkeys(teams)) or tuple(self.situation.teams_by_id)

    def rows_asked(self, teams: tuple[str, ...]) -> tuple[Demand, ...]:
        """Return the rows of some teams' tasks."""
        found = self._rows.get(teams)
        if found is None:
            by_id = self.situation.teams_by_id
            found = self._rows[teams] = tuple(row for team in teams for row in by_id[team].demand)
        return found

    def asked_of(self, person: str) -> Asked:
        """Return how somebody stands to what their teams ask."""
        rows = self.rows_asked(self.teams_of(person))
        levels = {row.behaviour: self.situation.level(person, row.behaviour) for row in rows}
        return Asked(
            sum(
                (level := levels[row.behaviour]) is not None and level >= row.level for row in rows
            ),
            len(rows),
            sum(level is None for level in levels.values()),
        )

    def said(self, person: str) -> list[str]:
        """Return what somebody is there, each part in words."""
        words, names = self.words, self.names
        own = self.seat_of.get(person)
        parts = []
        if own is not None:
            seat = names.seat(own.id)
            parts.append(words.say("{seat}, fixed", seat=seat) if own.locked else seat)
        circles = [names.team(team) for team in self.circles_of(person)]
        if circles:
            parts.append(words.say("in the circle of {teams}", teams=some(circles, names, words)))
        return parts + self._candidate_for(person)

    def _candidate_for(self, person: str) -> list[str]:
        seats = self.seats_open_to(person)
        if not self.is_candidate(person):
            return []
        if not seats:
            return [self.words.say("candidate, but no seat is open to them")]
        if len(seats) > 1 and len(seats) >= len(self.open_to_all) and person in self._candidates:
            return [
                self.words.say_count(
                    "candidate for {number} seat",
                    "candidate for each of {number} seats",
                    len(seats),
                )
            ]
        titles = [self.names.seat(seat.id) for seat in seats]
        return [self.words.say("candidate for {seats}", seats=some(titles, self.names, self.words))]
