"""Rounds over many teams to measure with: all of government, made from a seed.

`plain` draws everything by itself, as the bar of the design has it. `realistic` looks more like
what a department sees: skewed levels, gaps that all share, fields and layers that say who may go
where, profiles that are nearly the same, and sitting people who may move after some years.
"""

import random
from dataclasses import dataclass
from typing import Any

from benchmarks.cases import repertoire

BEHAVIOURS = 24
DEMANDED = 16
SEATS = 7
_KNOWN = 0.85


@dataclass(frozen=True)
class Size:
    """How large a round is."""

    teams: int = 150
    vacancies: int = 200
    candidates: int = 500
    eligible: int = 20


def plain(seed: int, size: Size | None = None) -> dict[str, Any]:
    """Return a round in which levels, demands, vacancies and eligibility are drawn at random."""
    size = size or Size()
    draw = random.Random(seed)
    candidates = [f"c{number}" for number in range(size.candidates)]
    people = [{"id": person, "levels": _plain_levels(draw)} for person in candidates]
    teams = []
    vacant = set(draw.sample(range(SEATS * size.teams), size.vacancies))
    for number in range(size.teams):
        seats: list[dict[str, Any]] = []
        for position in range(SEATS):
            seat: dict[str, Any] = {"id": f"t{number}s{position}"}
            if number * SEATS + position in vacant:
                seat["candidates"] = sorted(draw.sample(candidates, size.eligible))
            else:
                seat.update(incumbent=f"m{number}s{position}", candidates=[])
                people.append({"id": seat["incumbent"], "levels": _plain_levels(draw)})
            seats.append(seat)
        teams.append({"id": f"t{number}", "demand": _demand(draw), "seats": seats})
    return _dossier(f"Round, drawn at random, seed {seed}", people, teams)


def _plain_levels(draw: random.Random) -> dict[str, float]:
    return {
        f"b{number}": _level(draw.gauss(2.9, 0.8))
        for number in range(BEHAVIOURS)
        if draw.random() < _KNOWN
    }


def _level(value: float) -> float:
    return min(5.0, max(1.0, round(value, 1)))


def _demand(draw: random.Random, weak: frozenset[int] = frozenset()) -> list[dict[str, Any]]:
    """Return what a team's task asks; what is weak everywhere is asked a little more often."""
    numbers = sorted(range(BEHAVIOURS), key=lambda number: draw.random() - 0.3 * (number in weak))[
        :DEMANDED
    ]
    return [
        {
            "behaviour": f"b{number}",
            "importance": draw.randint(1, 5),
            "level": draw.choice((3.0, 3.5, 4.0)),
            "carriers": draw.choice((1, 2, 2, 3)),
        }
        for number in sorted(numbers)
    ]


def _dossier(title: str, people: list[Any], teams: list[Any]) -> dict[str, Any]:
    return {
        "format": "abd-planner/dossier/1",
        "title": title,
        "repertoire": repertoire(BEHAVIOURS),
        "people": people,
        "teams": teams,
    }


FIELDS = 10
LAYERS = 3
ARCHETYPES = 40
# After so many years somebody may move; the next step is up to them and their minister.
MOVING_YEARS = (5.0, 7.0)
_MOVERS_ASKED = 4


def realistic(seed: int, size: Size | None = None) -> dict[str, Any]:
    """Return a round as a department would see it, moves of sitting people included."""
    return _Realistic(seed, size or Size()).dossier()


class _Realistic:
    """The draws for one realistic round."""

    def __init__(self, seed: int, size: Size) -> None:
        self.seed, self.size = seed, size
        self.draw = random.Random(seed)
        # What nearly everybody lacks.
        self.weak = frozenset(self.draw.sample(range(BEHAVIOURS), 5))
        self.archetypes = [self._archetype() for _ in range(ARCHETYPES)]
        self.people: list[dict[str, Any]] = []
        self.field: dict[str, int] = {}
        self.layer: dict[str, int] = {}

    def dossier(self) -> dict[str, Any]:
        candidates = [self._person(f"c{number}") for number in range(self.size.candidates)]
        vacant = set(self.draw.sample(range(SEATS * self.size.teams), self.size.vacancies))
        teams, movers = [], []
        for number in range(self.size.teams):
            field = number % FIELDS
            seats: list[dict[str, Any]] = []
            for position in range(SEATS):
                seat: dict[str, Any] = {"id": f"t{number}s{position}"}
                if number * SEATS + position not in vacant:
                    sitting = self._person(f"m{number}s{position}", field)
                    years = round(self.draw.uniform(0.5, 7.0), 1)
                    self.people[-1]["attributes"] = {"tenure_years": years}
                    seat.update(incumbent=sitting, candidates=[])
                    if MOVING_YEARS[0] <= years <= MOVING_YEARS[1]:
                        movers.append((sitting, seat))
                seats.append(seat)
            teams.append(
                {"id": f"t{number}", "demand": _demand(self.draw, self.weak), "seats": seats}
            )
        self._open(teams, candidates, movers)
        return _dossier(f"Round, realistic, seed {self.seed}", self.people, teams)

    def _archetype(self) -> list[float]:
        general = self.draw.gauss(0, 0.3)
        return [
            2.9 + general - 0.5 * (number in self.weak) + 0.9 * self.draw.gauss(0, 1) ** 3 / 3
            for number in range(BEHAVIOURS)
        ]

    def _person(self, name: str, field: int | None = None) -> str:
        """Add somebody: half of them are nearly the same as others of their kind."""
        archetype = self.draw.choice(self.archetypes)
        noise = 0.05 if self.draw.random() < 0.5 else 0.5
        levels = {
            f"b{number}": _level(level + self.draw.gauss(0, noise))
            for number, level in enumerate(archetype)
            if self.draw.random() < _KNOWN
        }
        self.people.append({"id": name, "levels": levels})
        self.field[name] = self.draw.randrange(FIELDS) if field is None else field
        self.layer[name] = self.draw.randrange(LAYERS)
        return name

    def _open(self, teams: list[Any], candidates: list[str], movers: list[tuple[str, Any]]) -> None:
        """Say who may take which seat: people of the field or the next, and of a layer near by."""
        for number, team in enumerate(teams):
            for seat in team["seats"]:
                if "incumbent" in seat:
                    continue
                layer = self.draw.randrange(LAYERS)
                order = sorted(
                    candidates,
                    key=lambda person: (
                        min((self.field[person] - number) % FIELDS, 2)
                        + abs(self.layer[person] - layer)
                        + 2 * self.draw.random()
                    ),
                )
                eligible = order[: self.size.eligible]
                near = [
                    m
                    for m, own in movers
                    if (self.field[m] - number) % FIELDS < 2 and own not in team["seats"]
                ]
                eligible += self.draw.sample(near, min(_MOVERS_ASKED, len(near)))
                seat["candidates"] = sorted(eligible)
        for mover, seat in movers:
            # Whoever moves leaves a seat that must be filled again.
            same = [c for c in candidates if (self.field[c] - self.field[mover]) % FIELDS < 2]
            seat["candidates"] = sorted(self.draw.sample(same, min(8, len(same))))
