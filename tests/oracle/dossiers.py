"""Makes small random dossiers that are valid and that together use all of the model."""

import random
from decimal import Decimal
from math import comb, prod

from .case import Case, Composition, tenths
from .invalid import invalid_dossiers
from .rules import violations_of
from .search import asked_behaviours, most_steps

__all__ = ["invalid_dossiers", "narrow_dossier", "random_dossier"]

NULL_ATTRIBUTES = True
"""Whether people may have an attribute that is null, which section 2 calls the same as missing."""

MOST_COMPOSITIONS = 30_000
FEW_COMPOSITIONS = 60
SCALES = [(1, 5), (1, 5), (1, 5), (0, 3), (1, 7), (0, 10), (2, 6), (1, 4)]
DIRECTIONS = ["inward", "upward", "outward", "across"]
OBJECTIVES = ["coverage", "departure", "load", "balance", "nearness", "changes", "development"]
KINDS = [
    "critical",
    "coverage_floor",
    "redundancy",
    "departures",
    "max_load",
    "max_changes",
    "include",
    "exclude",
    "together",
    "apart",
    "tenure",
    "continuity",
    "attribute_count",
    "attribute_spread",
]
ORGANISATIONS = ["BZK", "JenV", "FIN", "Ñuñoa"]
BACKGROUNDS = ["uitvoering", "beleid", "toezicht", 1, True]
MARKS = [True, False, 0, 1, Decimal("1.0"), Decimal("1.5"), "1", "true"]


def random_dossier(source: random.Random) -> dict:
    """Return a random valid dossier, small enough to enumerate."""
    while True:
        dossier = Maker(source).dossier()
        number = most_compositions(dossier)
        if number <= MOST_COMPOSITIONS and (number >= FEW_COMPOSITIONS or source.random() < 0.2):
            return dossier


def narrow_dossier() -> dict:
    """Return a dossier of which the shares show how drawn levels are rounded, and from what.

    Only a drawn level of 2.95 or more reaches the demanded 3: for `rounded` in 1 of 8 draws
    (never, were it cut off), for `skewed` in about 1 of 4 and for `high` in about 3 of 4 (1 of 2,
    were every level in the interval as likely).
    """

    def between(low: str, level: str, high: str) -> dict:
        return {"low": Decimal(low), "level": Decimal(level), "high": Decimal(high)}

    levels = {
        "sure": Decimal("2.9"),
        "rounded": between("2.8", "2.9", "3.0"),
        "skewed": between("1.0", "1.0", "5.0"),
        "high": between("1.0", "5.0", "5.0"),
    }
    seats = [
        {"id": f"of-{name}", "candidates": ["sure", name], "optional": True}
        for name in levels
        if name != "sure"
    ]
    return {
        "format": "abd-planner/dossier/1",
        "title": "Smal",
        "repertoire": {
            "id": "klein",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "inward"}],
            "behaviours": [{"id": "trust", "direction": "inward"}],
        },
        "people": [{"id": name, "levels": {"trust": level}} for name, level in levels.items()],
        "teams": [
            {
                "id": "mt",
                "demand": [{"behaviour": "trust", "importance": 1, "level": 3, "carriers": 4}],
                "seats": seats,
            }
        ],
    }


def most_compositions(dossier: dict) -> int:
    """Return a number that the compositions, also those that break items, do not exceed."""
    case = Case(dossier)
    number = prod(
        1 + len(set(seat.open_to) | ({seat.incumbent} if seat.incumbent else set()))
        for seat in case.seats
    )
    rule = case.development
    if rule is None:
        return number
    behaviours = set(rule.get("behaviours", case.direction_of)) & asked_behaviours(case)
    chances = sorted(
        (
            sum(min(most_steps(case, person, name), rule["budget"]) > 0 for name in behaviours)
            for person in rule.get("people", case.people)
        ),
        reverse=True,
    )
    places = sum(len(team.seats) for team in case.teams_of(rule))
    return number * comb(sum(chances[:places]) + rule["budget"], rule["budget"])


class Maker:
    """Makes one dossier."""

    kinds = KINDS

    def __init__(self, source: random.Random):
        self.source = source
        self.minimum, self.maximum = source.choice(SCALES)
        self.people = [
            f"p{number}" for number in range(1, source.choice((2, 4, 5, 6, 7, 8, 8)) + 1)
        ]
        self.behaviours = [f"b{number}" for number in range(1, source.choice((1, 3, 4, 5, 6)) + 1)]
        self.directions = source.sample(DIRECTIONS, source.randint(1, 4))
        self.free = list(self.people)
        source.shuffle(self.free)
        self.teams: list[dict] = []
        self.seats: list[dict] = []

    def chance(self, percent: int) -> bool:
        """Return true in so many of a hundred cases."""
        return self.source.randrange(100) < percent

    def some(self, things: list, least: int = 0, most: int | None = None) -> list:
        """Return some of the things, each at most once, in any order."""
        most = len(things) if most is None else min(most, len(things))
        return self.source.sample(things, self.source.randint(min(least, most), most))

    def dossier(self) -> dict:
        """Return the whole dossier, its keys in the order of the specification."""
        people = [self.person(name) for name in self.people]
        candidates = self.some(self.people, 0 if self.chance(5) else 3, 6)
        for number in range(1 if self.chance(62) else 2):
            self.teams.append(self.team(number))
        dossier = {
            "format": "abd-planner/dossier/1",
            "title": "Willekeurig",
            "repertoire": self.repertoire(),
            "people": people,
            "candidates": candidates,
            "teams": self.teams,
            "constraints": [
                self.constraint() for _ in range(self.source.choice((0, 1, 2, 3, 5, 7)))
            ],
        }
        if self.chance(22):
            dossier["constraints"].append(self.development())
        self.source.shuffle(dossier["constraints"])
        if self.chance(70):
            dossier["priorities"] = self.priorities()
        if self.chance(10):
            dossier["note"] = "Regel één"
        if self.chance(66):
            self.make_room(dossier)
        for key in ("candidates", "constraints"):
            if not dossier[key] and self.chance(50):
                del dossier[key]
        return dossier

    def repertoire(self) -> dict:
        """Return an inline repertoire, its texts often left out."""
        whole: dict = {
            "id": "klein",
            "scale": {"minimum": self.minimum, "maximum": self.maximum},
            "directions": [{"id": name} for name in self.directions],
            "behaviours": [
                {"id": name, "direction": self.source.choice(self.directions)}
                for name in self.behaviours
            ],
        }
        if self.chance(30):
            whole |= {"title": {"nl": "Klein", "en": "Small"}, "version": "1"}
            whole["directions"][0]["label"] = "Een richting"
            whole["behaviours"][0] |= {
                "label": {"nl": "Gedrag", "en": "Behaviour"},
                "definition": "Wat iemand doet",
                "anchors": {str(self.minimum): "laag", str(self.maximum): {"nl": "hoog"}},
            }
        return whole

    def level(self, low: int | None = None, high: int | None = None) -> int | Decimal:
        """Return a level on the scale, in one of the ways to write it."""
        low = 10 * self.minimum if low is None else low
        high = 10 * self.maximum if high is None else high
        value = self.source.randint(low, high)
        if self.chance(45):
            value = min(high, max(low, 10 * round(value / 10)))
        if value % 10 == 0 and self.chance(80):
            return value // 10
        digits = self.source.choice(("", "", "0", "00"))
        return Decimal(f"{value // 10}.{value % 10}{digits}")

    def rating(self):
        """Return what a person's levels hold for one behaviour."""
        kind = self.source.randrange(100)
        if kind < 10:
            return None
        if kind < 70:
            return self.level()
        level = self.level()
        low = self.level(high=tenths(level))
        high = self.level(low=tenths(level))
        return {"level": level, "low": low, "high": high}

    def person(self, name: str) -> dict:
        """Return one person."""
        made: dict = {"id": name}
        if self.chance(50):
            made["name"] = f"Persoon {name}"
        levels = {behaviour: self.rating() for behaviour in self.behaviours if self.chance(88)}
        if levels or self.chance(50):
            made["levels"] = levels
        attributes = self.attributes()
        if attributes or self.chance(50):
            made["attributes"] = attributes
        return made

    def attributes(self) -> dict:
        """Return a person's attributes."""
        made: dict = {}
        if self.chance(75):
            made["organisation"] = self.source.choice(ORGANISATIONS)
        if self.chance(70):
            made["background"] = self.some(BACKGROUNDS, 0, 3)
        if self.chance(70):
            made["mark"] = self.source.choice(MARKS)
        if NULL_ATTRIBUTES and self.chance(4):
            made["mark"] = None
        if self.chance(75):
            made["tenure_years"] = self.years()
        return made

    def years(self):
        """Return years on a seat; sometimes what is no number."""
        kind = self.source.randrange(100)
        if kind < 12:
            return self.source.choice(["vijf", "4", True, False, [5]])
        if kind < 55:
            return self.source.randint(0, 10)
        return Decimal(
            self.source.choice(("2.99", "3.0", "6.999999999999999999999", "4.5", "7.00"))
        )

    def team(self, number: int) -> dict:
        """Return one team, its seats and its demand."""
        seats = []
        for place in range(self.source.choice((1, 2, 2, 3) if number else (1, 2, 3, 3, 4, 5))):
            seat = self.seat(f"s{number}{place}")
            seats.append(seat)
            self.seats.append(seat)
        demand = [
            self.row(name) for name in self.some(self.behaviours, 0 if self.chance(10) else 1)
        ]
        made: dict = {"id": f"t{number}", "demand": demand, "seats": seats}
        if self.chance(40):
            made["circle"] = self.some(self.people, 0, 3)
        if self.chance(30):
            made["title"] = "Een team"
        return made

    def seat(self, name: str) -> dict:
        """Return one seat."""
        made: dict = {"id": name}
        if self.free and self.chance(60):
            made["incumbent"] = self.free.pop()
            if self.chance(20):
                made["locked"] = True
        elif self.chance(30):
            made["incumbent"] = None
        if self.chance(45):
            made["candidates"] = self.some(self.people, 0 if self.chance(25) else 2, 4)
        if self.chance(25):
            names = self.some(self.behaviours, 1, 2)
            half = 5 * (self.minimum + self.maximum)
            made["minimum"] = {behaviour: self.level(high=half) for behaviour in names}
        if made.get("incumbent") is None and made.get("candidates") == [] and self.chance(85):
            made["optional"] = True
        elif self.chance(20):
            made["optional"] = self.chance(80)
        return made

    def row(self, behaviour: str) -> dict:
        """Return one demand."""
        made: dict = {
            "behaviour": behaviour,
            "importance": self.source.randint(1, 5),
            "level": self.level(),
            "carriers": self.source.choice((1, 1, 1, 2, 2, 3, 5)),
        }
        if self.chance(10):
            made["critical"] = True
        if self.chance(30):
            made["spread"] = True
        return made

    def percent(self):
        """Return a percentage, often one that is not whole."""
        return self.source.choice((0, 10, 25, Decimal("33.3"), 50, Decimal("66.67"), 75, 80, 100))

    def constraint(self) -> dict:
        """Return a random constraint other than `development`."""
        source = self.source
        kind = source.choice(self.kinds)
        made: dict = {"kind": kind}
        if kind == "critical":
            if self.chance(70):
                made["off"] = self.chance(60)
        elif kind == "coverage_floor":
            made["percent"] = self.percent()
            if self.chance(50):
                made["direction"] = source.choice(self.directions)
        elif kind == "redundancy":
            made["carriers"] = source.choice((1, 1, 2, 3))
            if self.chance(50):
                made["behaviours"] = self.some(self.behaviours, 1, 2)
        elif kind == "departures":
            made |= {"count": source.choice((1, 2)), "percent": self.percent()}
        elif kind == "max_load":
            made["limit"] = source.choice((1, 1, 2, 3))
        elif kind == "max_changes":
            made["limit"] = source.choice((0, 1, 1, 2, 3))
        elif kind in ("include", "exclude"):
            made["person"] = source.choice(self.people)
            if self.chance(50):
                made["seat"] = source.choice(self.seats)["id"]
        elif kind in ("together", "apart"):
            made["people"] = self.some(self.people, 2, 3)
        elif kind == "tenure":
            self.add_tenure(made)
        elif kind == "continuity":
            made["members"] = source.choice((1, 1, 2))
            made["years"] = source.choice((0, 2, Decimal("2.99"), 4, Decimal("4.5")))
        elif kind == "attribute_count":
            made["attribute"], values = source.choice(
                (
                    ("organisation", ORGANISATIONS),
                    ("background", BACKGROUNDS),
                    ("mark", MARKS),
                    ("mark", MARKS),
                    ("nowhere", ORGANISATIONS),
                )
            )
            made["value"] = source.choice(values)
            if self.chance(60):
                made["minimum"] = source.choice((0, 1, 1, 2))
            if self.chance(60):
                made["maximum"] = made.get("minimum", 0) + source.choice((0, 1, 1))
        elif kind == "attribute_spread":
            made["attribute"] = source.choice(("organisation", "background", "mark"))
            made["distinct"] = source.choice((1, 2, 2, 3))
        self.add_teams(made)
        return made

    def add_tenure(self, made: dict) -> None:
        """Add the parameters of `tenure`, the minimum never above the maximum."""
        if self.chance(50):
            made["minimum_years"] = self.source.choice((0, 2, Decimal("2.99"), 3))
        if self.chance(50):
            made["maximum_years"] = self.source.choice((4, Decimal("6.999999999999999999999"), 8))
        if self.chance(40):
            made["exempt"] = self.some(self.people, 0, 3)

    def add_teams(self, made: dict) -> None:
        """Add which teams a constraint is about, and a note."""
        if self.chance(35):
            made["teams"] = self.some([team["id"] for team in self.teams], 1)
        if self.chance(10):
            made["note"] = "Afgesproken in het gesprek"

    def development(self) -> dict:
        """Return a `development` constraint."""
        made: dict = {"kind": "development", "budget": self.source.choice((1, 1, 2, 2, 3))}
        if self.chance(60):
            made["step"] = self.source.choice(
                (1, 2, Decimal("0.5"), Decimal("0.3"), Decimal("1.0"), Decimal("1.7"), 20)
            )
        if self.chance(35):
            made["people"] = self.some(self.people, 1, 4)
        if self.chance(40):
            made["behaviours"] = self.some(self.behaviours, 1, 3)
        self.add_teams(made)
        return made

    def priorities(self) -> list[dict]:
        """Return some objectives in any order, most of them without slack."""
        made = []
        for objective in self.some(OBJECTIVES, 1):
            entry: dict = {"objective": objective}
            if self.chance(40):
                entry["slack"] = self.slack(objective)
            made.append(entry)
        return made

    def slack(self, objective: str) -> int:
        """Return a slack that suits the size of the objective's values."""
        if objective == "balance":
            return self.source.choice((0, 50, 200))
        return self.source.choice((0, 1, 2, 20 if objective == "nearness" else 4))

    def make_room(self, dossier: dict) -> None:
        """Drop what some random composition breaks, so that at least that one is left."""
        case = Case(dossier)
        assignment: dict = {}
        for seat in case.seats:
            free = [
                person
                for person in ((seat.incumbent,) if seat.locked else case.people)
                if seat.may_sit(person) and person not in assignment.values()
            ]
            if seat.locked:
                assignment[seat.id] = seat.incumbent
            elif free and not (seat.optional and self.chance(40)):
                assignment[seat.id] = self.source.choice(free)
        broken = violations_of(Composition(case, assignment, cautious=self.chance(50)))
        dossier["constraints"] = [
            constraint
            for index, constraint in enumerate(dossier["constraints"])
            if ("constraint", index) not in broken
        ]
        for team in dossier["teams"]:
            for row in team["demand"]:
                if ("critical", team["id"], row["behaviour"]) in broken:
                    del row["critical"]
            for seat in team["seats"]:
                if ("minimum", seat["id"]) in broken:
                    del seat["minimum"]
                if ("filled", seat["id"]) in broken:
                    seat["optional"] = True
