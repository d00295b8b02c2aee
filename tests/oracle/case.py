"""Reads a dossier, a parsed JSON object that is valid, into plain exact structures."""

from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

OBJECTIVES = ("coverage", "departure", "load", "balance", "nearness", "changes", "development")
DEFAULT_PRIORITIES = ("coverage", "departure", "load", "balance", "nearness", "changes")
NOT_AN_ITEM = ("critical", "development")


def tenths(number) -> int:
    """Return a number with at most one decimal as a whole number of tenths."""
    exact = Fraction(number) * 10
    if exact.denominator != 1:
        raise ValueError(f"{number} has more than one decimal")
    return int(exact)


def is_number(value) -> bool:
    """Tell whether a JSON value is a number; `true` and `false` are not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def value_key(value):
    """Return a key that is equal for values whose JSON type and value are equal."""
    if isinstance(value, bool):
        return ("boolean", value)
    if is_number(value):
        return ("number", Fraction(value))
    return ("text", value)


@dataclass(frozen=True)
class Row:
    """One demand of a team; the level in tenths."""

    behaviour: str
    direction: str
    importance: int
    level: int
    carriers: int
    critical: bool
    spread: bool


@dataclass(frozen=True)
class Seat:
    """A seat; `open_to` are those who may take it besides its incumbent."""

    id: str
    team: str
    incumbent: str | None
    locked: bool
    optional: bool
    open_to: tuple[str, ...]
    minimum: tuple[tuple[str, int], ...]

    def may_sit(self, person: str) -> bool:
        """Tell whether the seat is open to the person, its lock left aside."""
        return person == self.incumbent or person in self.open_to


@dataclass(frozen=True)
class Team:
    """A team with its rows, its seats and the people around it."""

    id: str
    circle: frozenset[str]
    rows: tuple[Row, ...]
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Level:
    """A known level in tenths; without an interval `low` and `high` are the level itself."""

    level: int
    low: int
    high: int


class Case:
    """A dossier, read."""

    def __init__(self, dossier: dict):
        repertoire = dossier["repertoire"]
        self.scale_minimum = tenths(repertoire["scale"]["minimum"])
        self.scale_maximum = tenths(repertoire["scale"]["maximum"])
        self.direction_of = {
            behaviour["id"]: behaviour["direction"] for behaviour in repertoire["behaviours"]
        }
        people = dossier.get("people", [])
        self.people = [person["id"] for person in people]
        self.attributes = {person["id"]: person.get("attributes", {}) for person in people}
        self.levels = {
            (person["id"], behaviour): _level(value)
            for person in people
            for behaviour, value in person.get("levels", {}).items()
            if value is not None
        }
        self.candidates = tuple(dossier.get("candidates", []))
        self.teams = [self._team(team) for team in dossier["teams"]]
        self.team = {team.id: team for team in self.teams}
        self.seats = [seat for team in self.teams for seat in team.seats]
        self.seat = {seat.id: seat for seat in self.seats}
        self.constraints = dossier.get("constraints", [])
        self.development = next(
            (entry for entry in self.constraints if entry["kind"] == "development"), None
        )
        self.priorities = self._priorities(dossier)
        self.memory: dict = {}

    def _team(self, team: dict) -> Team:
        rows = tuple(
            Row(
                behaviour=row["behaviour"],
                direction=self.direction_of[row["behaviour"]],
                importance=row["importance"],
                level=tenths(row["level"]),
                carriers=row["carriers"],
                critical=row.get("critical", False),
                spread=row.get("spread", False),
            )
            for row in team["demand"]
        )
        seats = tuple(
            Seat(
                id=seat["id"],
                team=team["id"],
                incumbent=seat.get("incumbent"),
                locked=seat.get("locked", False),
                optional=seat.get("optional", False),
                open_to=tuple(seat.get("candidates", self.candidates)),
                minimum=tuple(
                    (behaviour, tenths(level))
                    for behaviour, level in seat.get("minimum", {}).items()
                ),
            )
            for seat in team["seats"]
        )
        return Team(team["id"], frozenset(team.get("circle", [])), rows, seats)

    def _priorities(self, dossier: dict) -> list[tuple[str, int]]:
        """Return (objective, slack), with `development` last where only its constraint asks it."""
        if "priorities" in dossier:
            given = [
                (priority["objective"], priority.get("slack", 0))
                for priority in dossier["priorities"]
            ]
        else:
            given = [(objective, 0) for objective in DEFAULT_PRIORITIES]
        named = [objective for objective, _ in given]
        if self.development is not None and "development" not in named:
            given.append(("development", 0))
        return given

    def teams_of(self, constraint: dict) -> list[Team]:
        """Return the teams that a constraint is about."""
        if "teams" not in constraint:
            return self.teams
        return [team for team in self.teams if team.id in constraint["teams"]]

    def tenure(self, person: str):
        """Return the person's years on the seat, or None where that is no number."""
        years = self.attributes[person].get("tenure_years")
        return years if is_number(years) else None

    def values(self, person: str, attribute: str) -> set:
        """Return keys of the values that a person shows of an attribute."""
        value = self.attributes[person].get(attribute)
        if value is None:
            return set()
        if isinstance(value, list):
            return {value_key(item) for item in value}
        return {value_key(value)}

    def incumbents(self) -> dict[str, str | None]:
        """Return the composition as people sit today."""
        return {seat.id: seat.incumbent for seat in self.seats}

    def rise(self, person: str, behaviour: str, steps: int) -> int:
        """Return by how many tenths a number of development steps raises a known level."""
        room = self.scale_maximum - self.levels[person, behaviour].level
        return min(steps * self.step(), room)

    def step(self) -> int:
        """Return the size of a development step in tenths."""
        return tenths(self.development.get("step", 1))

    def with_levels(self, levels: dict) -> "Case":
        """Return the same case with other levels for some (person, behaviour)."""
        other = copy(self)
        other.levels = self.levels | levels
        other.memory = {}
        return other


def _level(value) -> Level:
    if isinstance(value, dict):
        return Level(tenths(value["level"]), tenths(value["low"]), tenths(value["high"]))
    return Level(tenths(value), tenths(value), tenths(value))


class Composition:
    """Who sits on which seat of a case, with the development steps that were taken.

    `assignment` goes from seat to person; seats that it leaves out are empty. `raised` goes from
    (person, behaviour) to a number of steps.
    """

    def __init__(self, case: Case, assignment: dict, cautious: bool = False, raised=None):
        self.case = case
        self.assignment = {seat.id: assignment.get(seat.id) for seat in case.seats}
        self.cautious = cautious
        self.raised = {pair: steps for pair, steps in (raised or {}).items() if steps}
        self.people = frozenset(person for person in self.assignment.values() if person is not None)

    def members(self, team: Team) -> frozenset[str]:
        """Return the people on the team's seats."""
        occupants = (self.assignment[seat.id] for seat in team.seats)
        return frozenset(person for person in occupants if person is not None)

    def reading(self, person: str, behaviour: str) -> int | None:
        """Return the level that counts, in tenths; None where it is not known."""
        known = self.case.levels.get((person, behaviour))
        if known is None:
            return None
        base = known.low if self.cautious else known.level
        steps = self.raised.get((person, behaviour), 0)
        if not steps:
            return base
        return min(base + self.case.rise(person, behaviour, steps), self.case.scale_maximum)

    def who_count(self, team: Team, row: Row, absent=frozenset()) -> frozenset[str]:
        """Return the people who count for a row when those in `absent` have left."""
        who = self.members(team)
        if row.spread:
            who = who | team.circle
        return who - frozenset(absent)

    def carriers(self, team: Team, row: Row, absent=frozenset()) -> frozenset[str]:
        """Return those who count for a row and are known to be at its level or above."""
        found = set()
        for person in self.who_count(team, row, absent):
            level = self.reading(person, row.behaviour)
            if level is not None and level >= row.level:
                found.add(person)
        return frozenset(found)
