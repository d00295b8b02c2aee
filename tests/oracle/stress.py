"""Checks what `stress` answers: who leaves, what that costs, and who can take over."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from .case import Case, Composition, Seat, Team
from .checks import (
    Problems,
    Reference,
    check_frame,
    check_keys,
    check_whole,
    mapping,
    sequence,
)
from .figures import figures_of_team, percentage, round_half_up, team_figures


@dataclass(frozen=True)
class Departure:
    """One or two members who leave the team as it sits."""

    case: Case
    team: Team
    seats: tuple[Seat, ...]
    cautious: bool

    @property
    def leavers(self) -> tuple[str, ...]:
        """The people who leave, in the order of their seats."""
        return tuple(seat.incumbent for seat in self.seats)

    def carriers(self, replacement: dict | None = None) -> dict[str, int]:
        """Return the number of carriers of each row, when others sit on the empty seats.

        Those who leave, leave the circle too.
        """
        empty = dict.fromkeys((seat.id for seat in self.seats), None)
        assignment = self.case.incumbents() | empty | (replacement or {})
        composition = Composition(self.case, assignment, self.cautious)
        return {
            row.behaviour: len(composition.carriers(self.team, row, self.leavers))
            for row in self.team.rows
        }

    def coverage(self, replacement: dict | None = None) -> int:
        """Return the team's coverage after the departure."""
        carriers = self.carriers(replacement)
        return sum(
            row.importance * max(0, row.carriers - carriers[row.behaviour])
            for row in self.team.rows
        )

    def percent(self, coverage: int) -> Fraction:
        """Return the coverage percentage that goes with a coverage of the team."""
        demanded = sum(row.importance * row.carriers for row in self.team.rows)
        return percentage(demanded, coverage)

    def short(self) -> dict[str, dict]:
        """Return the rows that are short now and were less short before."""
        before = self.sitting()
        after = self.carriers()
        found = {}
        for row in self.team.rows:
            shortfall = max(0, row.carriers - after[row.behaviour])
            if shortfall > before.shortfall[row.behaviour]:
                found[row.behaviour] = {
                    "carriers": after[row.behaviour],
                    "required": row.carriers,
                    "shortfall": shortfall,
                }
        return found

    def sitting(self):
        """Return the figures of the team as it sits."""
        return team_figures(
            Composition(self.case, self.case.incumbents(), self.cautious), self.team
        )

    def may_replace(self, seat: Seat) -> list[str]:
        """Return the people without a seat who are open to it and keep its minimums."""
        seated = set(self.case.incumbents().values())
        reader = Composition(self.case, {}, self.cautious)
        found = []
        for person in self.case.people:
            if person in seated or person not in seat.open_to:
                continue
            readings = [(reader.reading(person, name), level) for name, level in seat.minimum]
            if seat.locked or all(
                reading is not None and reading >= level for reading, level in readings
            ):
                found.append(person)
        return found

    def replacements(self) -> list[dict]:
        """Return every way to fill as many of the seats as can be filled; [] where none can."""
        ways = []
        for chosen in product(*([None, *self.may_replace(seat)] for seat in self.seats)):
            people = [person for person in chosen if person is not None]
            if people and len(set(people)) == len(people):
                ids = (seat.id for seat in self.seats)
                ways.append((len(people), dict(zip(ids, chosen, strict=True))))
        most = max((number for number, _ in ways), default=0)
        return [assignment for number, assignment in ways if number == most]


def departures(case: Case, team: Team, cautious: bool) -> list[Departure]:
    """Return every departure of one and of two members, in the order of the seats."""
    taken = [seat for seat in team.seats if seat.incumbent is not None]
    return [
        Departure(case, team, seats, cautious)
        for number in (1, 2)
        for seats in combinations(taken, number)
    ]


def problems_of_stress(reference: Reference, result: dict, cautious: bool) -> list[str]:
    """Return what is wrong with a result of `stress`."""
    problems = Problems()
    case = reference.case
    check_frame(result, "stress", problems)
    check_keys(result, {"format", "teams", "seed", "seconds", "versions"}, "keys", problems)
    teams = mapping(result.get("teams"))
    problems.equal(set(teams), set(case.team), "teams")
    for team in case.teams:
        if team.id not in teams:
            continue
        place = f"teams.{team.id}"
        found = mapping(teams[team.id])
        check_keys(found, {"figures", "departures"}, place, problems)
        check_keys(
            found.get("figures"), {"objectives", "coverage_percent"}, f"{place}.figures", problems
        )
        sitting = Composition(case, case.incumbents(), cautious)
        check_whole(
            found.get("figures"), figures_of_team(sitting, team), f"{place}.figures", problems
        )
        expected = departures(case, team, cautious)
        entries = [mapping(entry) for entry in sequence(found.get("departures"))]
        order = [list(departure.leavers) for departure in expected]
        problems.expect(
            isinstance(found.get("departures"), list), f"{place}.departures", "is no list"
        )
        if problems.equal(
            [entry.get("people") for entry in entries], order, f"{place} people who leave, in order"
        ):
            for entry, departure in zip(entries, expected, strict=True):
                here = f"{place} without {' and '.join(departure.leavers)}"
                _check_departure(entry, departure, here, problems)
    return problems


def _check_departure(found: dict, departure: Departure, place: str, problems: Problems) -> None:
    keys = {
        "people",
        "seats",
        "coverage_lost",
        "coverage",
        "coverage_percent",
        "short",
        "replacement",
    }
    check_keys(found, keys, place, problems)
    problems.equal(found.get("seats"), [seat.id for seat in departure.seats], f"{place} seats")
    coverage = departure.coverage()
    lost = coverage - departure.sitting().coverage
    problems.number(found.get("coverage_lost"), lost, f"{place} coverage_lost")
    problems.number(found.get("coverage"), coverage, f"{place} coverage")
    percent = round_half_up(departure.percent(coverage))
    problems.number(found.get("coverage_percent"), percent, f"{place} coverage_percent")
    problems.expect(isinstance(found.get("short"), list), f"{place} short", "is no list")
    short = {}
    for row in sequence(found.get("short")):
        short[row.get("behaviour")] = {key: row[key] for key in row if key != "behaviour"}
    problems.equal(short, departure.short(), f"{place} short")
    problems.equal(len(short), len(sequence(found.get("short"))), f"{place} short length")
    _check_replacement(
        found.get("replacement", "missing"), departure, f"{place} replacement", problems
    )


def _check_replacement(found, departure: Departure, place: str, problems: Problems) -> None:
    possible = departure.replacements()
    if not possible:
        problems.equal(found, None, place)
        return
    if not problems.expect(isinstance(found, dict), place, f"is {found!r}, expected an object"):
        return
    check_keys(found, {"assignment", "coverage", "coverage_percent"}, place, problems)
    least = min(departure.coverage(assignment) for assignment in possible)
    problems.number(found.get("coverage"), least, f"{place}.coverage")
    percent = round_half_up(departure.percent(least))
    problems.number(found.get("coverage_percent"), percent, f"{place}.coverage_percent")
    assignment = found.get("assignment")
    if problems.expect(assignment in possible, f"{place}.assignment", f"{assignment} may not be"):
        problems.equal(departure.coverage(assignment), least, f"{place}.assignment its coverage")
