"""Checks what `uncertainty` answers, against draws of its own.

What does not depend on a drawn level is checked exactly; the rest within what chance allows, so
wide that a right answer fails about once in a million checks.
"""

import random
from fractions import Fraction
from math import lcm, sqrt

from .case import Case, Composition
from .checks import (
    Problems,
    Reference,
    check_frame,
    check_keys,
    comparison,
    is_number,
    mapping,
    sequence,
)
from .figures import percentage, round_half_up
from .why_not import Best

FEWEST_DRAWS = 3000
SHARE_ERROR = Fraction(1, 10**6)
DEVIATIONS = 5
MOST_OPTIMA = 30
"""How many optimal compositions are tried as the first proposal where that is not given."""


class Drawn:
    """The coverage of one composition as a function of the levels that are drawn.

    The rise by development comes on top of the drawn level; with `risen` the interval rises
    first, its ends no further than the scale, and the level is drawn from that.
    """

    def __init__(self, composition: Composition, teams=None, risen: bool = False):
        self.demanded = 0
        rows = []
        case = composition.case
        for team in case.teams if teams is None else teams:
            for row in team.rows:
                self.demanded += row.importance * row.carriers
                sure = 0
                drawn = []
                for person in composition.who_count(team, row):
                    pair = (person, row.behaviour)
                    known = case.levels.get(pair)
                    if known is None:
                        continue
                    steps = composition.raised.get(pair, 0)
                    rise = case.rise(*pair, steps) if steps else 0
                    if known.low < known.high and risen:
                        drawn.append((pair, rise, row.level))
                    elif known.low < known.high:
                        drawn.append((pair, 0, row.level - rise))
                    else:
                        sure += known.level + rise >= row.level
                rows.append((row.importance, max(0, row.carriers - sure), drawn))
        self.constant = sum(weight * missing for weight, missing, drawn in rows if not drawn)
        self.rows = [row for row in rows if row[1] > 0 and row[2]]

    def is_sure(self) -> bool:
        """Tell whether the coverage is the same in every draw."""
        return not self.rows

    def coverage(self, levels: dict) -> int:
        """Return the coverage, given levels for (person, behaviour, rise)."""
        total = self.constant
        for weight, missing, drawn in self.rows:
            carriers = 0
            for pair, rise, level in drawn:
                carriers += levels[pair, rise] >= level
            total += weight * max(0, missing - carriers)
        return total


def coverages(case: Case, functions: list[Drawn], draws: int, seed: int) -> list[list[int]]:
    """Return the coverage of each function in each of a number of draws."""
    source = random.Random(seed)
    keys = sorted(
        {
            (pair, rise)
            for function in functions
            for _, _, drawn in function.rows
            for pair, rise, _ in drawn
        }
    )
    found = []
    for _ in range(draws):
        levels: dict = {}
        for pair, rise in keys:
            known = case.levels[pair]
            low, level, high = (
                min(end + rise, case.scale_maximum) for end in (known.low, known.level, known.high)
            )
            levels[pair, rise] = int(source.triangular(low, high, level) + 0.5)
        found.append([one.coverage(levels) for one in functions])
    return found


def moments(outcomes: list[list[int]], power: int) -> list[Fraction]:
    """Return the mean power of each column's part in being the smallest, ties split evenly."""
    columns = len(outcomes[0])
    counts: dict[tuple, int] = {}
    for outcome in outcomes:
        least = min(outcome)
        winners = tuple(index for index in range(columns) if outcome[index] == least)
        counts[winners] = counts.get(winners, 0) + 1
    total = [Fraction(0)] * columns
    for winners, count in counts.items():
        for index in winners:
            total[index] += Fraction(count, len(winners) ** power * len(outcomes))
    return total


def shares(outcomes: list[list[int]]) -> list[Fraction]:
    """Return how often each column has the smallest coverage, ties split evenly."""
    return moments(outcomes, 1)


def own_draws(draws: int) -> int:
    """Return how many draws of our own go with a number of draws of the program."""
    return max(FEWEST_DRAWS, draws)


def _chance(variance: float, draws: int) -> float:
    """Return how far a share of so many draws may be from the one of our own draws."""
    own = own_draws(draws)
    return DEVIATIONS * sqrt((variance + 2 / own) * (1 / draws + 1 / own)) + 1 / draws


def _check_shares(
    found: list, functions: list[Drawn], outcomes: list, draws: int, place: str, problems: Problems
) -> None:
    """Check shares against ours."""
    sure = all(function.is_sure() for function in functions)
    pairs = zip(found, shares(outcomes), moments(outcomes, 2), strict=True)
    for index, (share, own, square) in enumerate(pairs):
        allowed = float(SHARE_ERROR) if sure else _chance(float(square - own * own), draws)
        problems.expect(
            is_number(share) and abs(float(share) - float(own)) <= allowed,
            f"{place}[{index}].best_share",
            f"is {share}, expected {float(own):.4f} within {allowed:.4f}",
        )


def _check_form(found: list, draws: int, place: str, problems: Problems) -> None:
    """Check that shares are what so many draws can give, and that they add up to 1."""
    if not problems.expect(
        all(is_number(share) and 0 <= share <= 1 for share in found), place, f"shares {found}"
    ):
        return
    total = sum(map(Fraction, found))
    problems.expect(
        not found or abs(total - 1) <= len(found) * SHARE_ERROR,
        place,
        f"shares add up to {float(total)}",
    )
    unit = draws * lcm(*range(1, len(found) + 1))
    for share in found:
        parts = Fraction(share) * unit
        problems.expect(
            abs(parts - round(parts)) <= unit * SHARE_ERROR,
            place,
            f"a share of {share} cannot come from {draws} draws",
        )


def _check_percentiles(
    found, outcomes: list[int], function: Drawn, draws: int, place: str, problems: Problems
) -> None:
    """Check the 5th, 50th and 95th percentile of a coverage percentage against ours."""
    found = mapping(found)
    check_keys(found, {"p5", "p50", "p95"}, place, problems)
    values = [found.get(name) for name in ("p5", "p50", "p95")]
    if not problems.expect(all(map(is_number, values)), place, f"are no numbers: {values}"):
        return
    problems.expect(values == sorted(values), place, f"are not in order: {values}")
    if function.is_sure():
        percent = round_half_up(percentage(function.demanded, function.constant))
        for name, value in found.items():
            problems.number(value, percent, f"{place}.{name}")
        return
    ordered = sorted(percentage(function.demanded, coverage) for coverage in outcomes)
    for value, part in zip(values, (0.05, 0.5, 0.95), strict=True):
        allowed = DEVIATIONS * sqrt(part * (1 - part) * (1 / draws + 1 / len(ordered))) + 1 / draws
        least = ordered[max(0, int((part - allowed) * len(ordered)) - 1)]
        most = ordered[min(len(ordered) - 1, int((part + allowed) * len(ordered)) + 1)]
        half = Fraction(1, 20)
        problems.expect(
            least - half <= Fraction(value) <= most + half,
            f"{place} percentile {100 * part:.0f}",
            f"is {value}, expected {float(least):.2f} to {float(most):.2f}",
        )
        tenths = Fraction(value) * 10
        problems.expect(tenths == int(tenths), place, f"{value} has more than one decimal")


def compositions_of_proposals(case: Case, proposals: list[dict]) -> list[Composition]:
    """Return the compositions of proposals as `solve` prints them."""
    return [
        Composition(
            case,
            proposal["assignment"],
            raised={
                (entry["person"], entry["behaviour"]): entry["steps"]
                for entry in proposal["development"]
            },
        )
        for proposal in proposals
    ]


def _problems_with(
    entries: list[dict], compositions: list[Composition], draws: int, risen: bool
) -> Problems:
    """Return what is wrong with figures of proposals, given the compositions of the first ones."""
    problems = Problems()
    functions = [Drawn(composition, risen=risen) for composition in compositions]
    outcomes = coverages(compositions[0].case, functions, own_draws(draws), seed=1)
    if len(entries) == len(compositions):
        found = [entry.get("best_share") for entry in entries]
        _check_shares(found, functions, outcomes, draws, "proposals", problems)
    columns = zip(*outcomes, strict=True)
    for index, (function, column) in enumerate(zip(functions, columns, strict=True)):
        if index < len(entries):
            place = f"proposals[{index}].coverage_percent"
            found = entries[index].get("coverage_percent")
            _check_percentiles(found, column, function, draws, place, problems)
    return problems


def _check_proposals(
    reference: Reference,
    entries: list[dict],
    proposals: list[dict] | None,
    draws: int,
    cautious: bool,
    problems: Problems,
) -> None:
    kept = reference.compositions(cautious)
    if not kept:
        problems.equal(entries, [], "proposals of what cannot be")
        return
    if not problems.expect(bool(entries), "proposals", "there are none"):
        return
    problems.equal(
        [entry.get("rank") for entry in entries], list(range(1, len(entries) + 1)), "ranks"
    )
    for index, entry in enumerate(entries):
        keys = {"rank", "best_share", "coverage_percent"}
        check_keys(entry, keys, f"proposals[{index}]", problems)
    _check_form([entry.get("best_share") for entry in entries], draws, "proposals", problems)
    if proposals is None:
        tries = [[one] for one in Best(reference.case, kept).optimal]
        if len(tries) > MOST_OPTIMA:
            return
    else:
        problems.equal(len(entries), len(proposals), "number of proposals")
        tries = [compositions_of_proposals(reference.case, proposals)]
    answers = []
    for compositions in tries:
        develops = any(composition.raised for composition in compositions)
        for risen in (False, True) if develops else (False,):
            answers.append(_problems_with(entries, compositions, draws, risen))
            if not answers[-1]:
                return
    problems.extend(answers[0])


def _seat_people(case: Case, seat_id: str) -> dict[str, Composition]:
    """Return who is compared for a seat, and the composition with each of them."""
    _, entries = comparison(case, seat_id, False)
    return {entry["person"]: entry["composition"] for entry in entries}


def open_seats(case: Case) -> list[str]:
    """Return the seats that somebody other than the incumbent may take."""
    return [
        seat.id
        for seat in case.seats
        if not seat.locked and any(person != seat.incumbent for person in seat.open_to)
    ]


def _check_seats(found: dict, case: Case, draws: int, problems: Problems) -> None:
    problems.equal(set(found), set(open_seats(case)), "seats")
    for seat_id in open_seats(case):
        place = f"seats.{seat_id}"
        entries = [mapping(entry) for entry in sequence(found.get(seat_id))]
        for entry in entries:
            check_keys(entry, {"person", "best_share"}, place, problems)
        compositions = _seat_people(case, seat_id)
        people = [entry.get("person") for entry in entries]
        if not problems.equal(sorted(map(str, people)), sorted(compositions), f"{place} people"):
            continue
        given = [entry.get("best_share") for entry in entries]
        _check_form(given, draws, place, problems)
        problems.expect(
            given == sorted(given, reverse=True), place, f"are not the largest first: {given}"
        )
        ordered = [compositions[person] for person in people]
        answers = []
        for teams in (None, [case.team[case.seat[seat_id].team]]):
            functions = [Drawn(composition, teams) for composition in ordered]
            outcomes = coverages(case, functions, own_draws(draws), seed=2)
            answer = Problems()
            _check_shares(given, functions, outcomes, draws, place, answer)
            answers.append(answer)
        of_all, of_team = answers
        problems.extend(of_all)
        if of_all and not of_team:
            problems.append(f"{place}: the shares are right for the coverage of the team alone")


def exit_codes(reference: Reference, cautious: bool) -> tuple[int, ...]:
    """Return the exit codes that `uncertainty` may end with."""
    return (0,) if reference.compositions(cautious) else (0, 3)


def problems_of_uncertainty(
    reference: Reference,
    result: dict,
    draws: int,
    cautious: bool,
    proposals: list[dict] | None,
) -> list[str]:
    """Return what is wrong with a result of `uncertainty`.

    `proposals` are those that `solve` prints for the dossier; without them only the first one is
    checked, as any optimal composition.
    """
    problems = Problems()
    check_frame(result, "uncertainty", problems)
    keys = {"format", "draws", "proposals", "seats", "seed", "seconds", "versions"}
    check_keys(result, keys, "keys", problems)
    problems.equal(result.get("draws"), draws, "draws")
    problems.expect(isinstance(result.get("proposals"), list), "proposals", "is no list")
    problems.expect(isinstance(result.get("seats"), dict), "seats", "is no object")
    entries = [mapping(entry) for entry in sequence(result.get("proposals"))]
    _check_proposals(reference, entries, proposals, draws, cautious, problems)
    _check_seats(mapping(result.get("seats")), reference.case, draws, problems)
    return problems
