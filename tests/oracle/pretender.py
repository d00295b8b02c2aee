"""Answers as `abd-planner` should, by enumeration: to try the checks and `run` without it.

`python -m tests.oracle.pretender solve --json FILE...` knows `solve`, `evaluate`, `compare` and the
analyses, for dossiers that are valid; what is no dossier is refused only as far as plain parsing
does.
"""

import argparse
import random
import sys
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

from .case import Case, Composition, Level
from .checks import Reference, comparison
from .figures import (
    figures_of,
    figures_of_team,
    percentage,
    round_half_up,
    team_figures,
    whole_figures,
    whole_percentage,
)
from .front import front as front_compositions
from .rules import all_items, violations_of
from .search import Table, anything, can_hold, compositions_of, whole_objective
from .stress import Departure, departures
from .uncertainty import compositions_of_proposals, open_seats, shares
from .why_not import Best, Needs, Wish, first_worse, lifted, shorter_rows, ways
from .writing import json_text, json_value

COMMANDS = ("solve", "evaluate", "compare", "why-not", "front", "stress", "uncertainty")
FRAME = {"seed": 0, "seconds": 0, "versions": {}}


def item_entry(item: tuple) -> dict:
    """Return an item as a result writes it."""
    what, *values = item
    return {what: values[0] if len(values) == 1 else values}


def roles(composition: Composition, team) -> dict[str, list]:
    """Return the first role division with the smallest maximum, by trying all of them."""
    figures = team_figures(composition, team)
    choices = [
        list(combinations(sorted(figures.carriers[behaviour]), count))
        for behaviour, count in figures.needs.items()
    ]
    divisions = (dict(zip(figures.needs, chosen, strict=True)) for chosen in product(*choices))
    best = min(divisions, key=largest_load)
    return {behaviour: list(people) for behaviour, people in best.items()}


def largest_load(division: dict) -> int:
    """Return how many rows the busiest person of a role division leads."""
    leads = [person for people in division.values() for person in people]
    return max((leads.count(person) for person in leads), default=0)


def proposal(composition: Composition, rank: int) -> dict:
    """Return a composition as a proposal."""
    case = composition.case
    made: dict = {"rank": rank, "proven": True, "assignment": composition.assignment}
    made |= figures_of(composition)
    for team in case.teams:
        part = made["teams"][team.id]
        part["roles"] = roles(composition, team)
        for row in part["coverage"].values():
            row["carriers"] = sorted(row["carriers"])
        for person, value in part["contributions"].items():
            part["contributions"][person] = value.numerator / value.denominator
    made["changes"] = [
        {"seat": seat.id, "from": seat.incumbent, "to": composition.assignment[seat.id]}
        for seat in case.seats
        if seat.incumbent != composition.assignment[seat.id]
    ]
    made["development"] = development_entries(composition)
    return made


def development_entries(composition: Composition) -> list[dict]:
    """Return the steps of a composition as a result writes them."""
    case = composition.case
    made = []
    for (person, behaviour), steps in composition.raised.items():
        start = case.levels[person, behaviour].level
        end = start + case.rise(person, behaviour, steps)
        made.append(step_entry(person, behaviour, start, end, steps))
    return made


def step_entry(person: str, behaviour: str, start: int, end: int, steps: int) -> dict:
    """Return the steps of one person for one behaviour as a result writes them."""
    entry = {"person": person, "behaviour": behaviour, "from": start / 10, "to": end / 10}
    return entry | {"steps": steps}


def conflict_entries(case: Case, cautious: bool, granted=anything) -> list[dict]:
    """Return a minimal conflict beside a wish."""
    conflict = all_items(case)
    for item in sorted(conflict, key=str):
        if not can_hold(case, conflict - {item}, cautious, granted):
            conflict.remove(item)
    return [item_entry(item) for item in sorted(conflict, key=str)]


def solve(dossier: dict, alternatives: int, difference: int, cautious: bool) -> dict:
    """Return the result of `solve`."""
    case = Case(dossier)
    table = Table(case, cautious)
    result: dict = {"format": "abd-planner/result/1", "status": "optimal", "proposals": []}
    result |= {"exhausted": False, "conflict": [], "conflict_minimal": True} | FRAME
    if not table.entries:
        return result | {"status": "infeasible", "conflict": conflict_entries(case, cautious)}
    earlier: list[frozenset] = []
    while len(earlier) < alternatives:
        best = table.best_values(earlier, difference)
        if best is None:
            result["exhausted"] = True
            break
        composition = next(
            composition
            for composition in compositions_of(case, all_items(case), cautious)
            if table.is_optimal(
                tuple(whole_objective(composition, name) for name in table.names), best
            )
            and all(
                max(len(composition.people - other), len(other - composition.people)) >= difference
                for other in earlier
            )
        )
        earlier.append(composition.people)
        made = proposal(composition, len(earlier))
        made["bounds"] = dict(zip(table.names, best, strict=True))
        result["proposals"].append(made)
    return result


def violation_entries(composition: Composition) -> list[dict]:
    """Return what a composition breaks, as a result writes it."""
    return [
        {"item": item_entry(item), "text": "Gebroken"}
        for item in sorted(violations_of(composition), key=str)
    ]


def evaluate(dossier: dict, assignment: dict | None, cautious: bool) -> dict:
    """Return the result of `evaluate`."""
    case = Case(dossier)
    seated = case.incumbents() if assignment is None else assignment
    composition = Composition(case, seated, cautious)
    made = proposal(composition, 1) | {"bounds": {}, "proven": False}
    result = {"format": "abd-planner/result/1", "status": "evaluated", "proposals": [made]}
    result |= {"exhausted": False, "conflict": [], "conflict_minimal": True} | FRAME
    return result | {"violations": violation_entries(composition)}


def compare(dossier: dict, seat: str, cautious: bool) -> dict:
    """Return the result of `compare`."""
    case = Case(dossier)
    team = case.team[case.seat[seat].team]
    empty, entries = comparison(case, seat, cautious)
    people = []
    for entry in entries:
        fit = entry["job_fit"]
        people.append(
            {
                "person": entry["person"],
                "rank": entry["rank"],
                "job_fit": None if fit is None else round_half_up(fit),
                "job_fit_rank": entry["job_fit_rank"],
                "gain": entry["gain"],
                "contribution": float(entry["contribution"]),
                "unique": sorted(entry["unique"]),
                "short": [
                    {"behaviour": behaviour} | row for behaviour, row in entry["short"].items()
                ],
                "dossier": whole_figures(entry["composition"]),
                "figures": _short_figures(entry["composition"], team),
                "violations": violation_entries(entry["composition"]),
            }
        )
    result = {"format": "abd-planner/compare/1", "seat": seat, "team": team.id}
    return result | {"empty": _short_figures(empty, team), "people": people} | FRAME


def _short_figures(composition: Composition, team) -> dict:
    whole = figures_of_team(composition, team)
    return {key: whole[key] for key in ("objectives", "coverage_percent")}


def why_not(dossier: dict, person: str, seat: str | None, cautious: bool) -> dict:
    """Return the result of `why-not`."""
    case = Case(dossier)
    wish = Wish(person, seat)
    kept = Reference(dossier).compositions(cautious)
    granted = [entry for entry in kept if wish.granted(entry.assignment)]
    result: dict = {"format": "abd-planner/why-not/1", "person": person, "seat": seat}
    result |= {"possible": bool(granted), "optimum": None, "with": None, "worse": None, "rows": []}
    result |= {"conflict": [], "needs": None}
    if kept:
        best = Best(case, kept)
        optimum = best.optimal[0]
        result["optimum"] = shown(optimum)
        if granted:
            other = Best(case, granted).optimal[0]
            result["with"] = shown(other)
            result["worse"] = first_worse(best.names, best.values(optimum), best.values(other))
            if result["worse"]:
                result["rows"] = [
                    {
                        "team": team,
                        "behaviour": behaviour,
                        "optimum_shortfall": before,
                        "with_shortfall": after,
                    }
                    for team, behaviour, before, after in sorted(shorter_rows(optimum, other))
                ]
        result["needs"] = needs_entry(case, wish, cautious, best.values(optimum)[0])
    if not wish.is_open(case):
        result["conflict"] = [{"eligible": [seat, person]}]
    elif not granted:
        result["conflict"] = conflict_entries(case, cautious, wish.granted)
    return result | FRAME


def shown(composition: Composition) -> dict:
    """Return a composition as `why-not` writes it."""
    return {"assignment": composition.assignment} | whole_figures(composition)


def needs_entry(case: Case, wish: Wish, cautious: bool, target: int) -> dict | None:
    """Return the smallest number of steps that is enough, by trying all of them."""
    needs = Needs(case, wish, cautious, target)
    choices = {behaviour: needs.numbers(behaviour) for behaviour in case.direction_of}
    for total in range(sum(max(numbers) for numbers in choices.values()) + 1):
        for steps in ways(choices, total):
            if needs.enough(steps):
                after = lifted(case, wish.person, steps)
                entries = [
                    step_entry(
                        wish.person,
                        behaviour,
                        case.levels[wish.person, behaviour].level,
                        after.levels[wish.person, behaviour].level,
                        number,
                    )
                    for behaviour, number in steps.items()
                ]
                return {"steps": total, "development": entries}
    return None


def front(dossier: dict, cautious: bool) -> dict:
    """Return the result of `front`."""
    reference = Reference(dossier)
    points = []
    for composition in front_compositions(reference, cautious):
        point = {
            "changes": whole_objective(composition, "changes"),
            "coverage": whole_objective(composition, "coverage"),
            "coverage_percent": round_half_up(whole_percentage(composition)),
            "assignment": composition.assignment,
            "proven": True,
        }
        if reference.case.development is not None:
            point["development"] = development_entries(composition)
        points.append(point)
    return {"format": "abd-planner/front/1", "points": points} | FRAME


def stress(dossier: dict, cautious: bool) -> dict:
    """Return the result of `stress`."""
    case = Case(dossier)
    sitting = Composition(case, case.incumbents(), cautious)
    teams = {
        team.id: {
            "figures": _short_figures(sitting, team),
            "departures": [departure_entry(entry) for entry in departures(case, team, cautious)],
        }
        for team in case.teams
    }
    return {"format": "abd-planner/stress/1", "teams": teams} | FRAME


def departure_entry(departure: Departure) -> dict:
    """Return a departure as `stress` writes it."""
    coverage = departure.coverage()
    replacement = min(departure.replacements(), key=departure.coverage, default=None)
    made = {
        "people": list(departure.leavers),
        "seats": [seat.id for seat in departure.seats],
        "coverage_lost": coverage - departure.sitting().coverage,
        "coverage": coverage,
        "coverage_percent": round_half_up(departure.percent(coverage)),
        "short": [{"behaviour": name} | row for name, row in departure.short().items()],
        "replacement": None,
    }
    if replacement is not None:
        least = departure.coverage(replacement)
        made["replacement"] = {
            "assignment": replacement,
            "coverage": least,
            "coverage_percent": round_half_up(departure.percent(least)),
        }
    return made


def uncertainty(dossier: dict, draws: int, seed: int, cautious: bool) -> dict:
    """Return the result of `uncertainty`, of three proposals."""
    case = Case(dossier)
    compositions = compositions_of_proposals(case, solve(dossier, 3, 1, cautious)["proposals"])
    compared = {
        seat: {entry["person"]: entry["composition"] for entry in comparison(case, seat, False)[1]}
        for seat in open_seats(case)
    }
    source = random.Random(seed)
    outcomes: list[list[int]] = []
    of_seats: dict[str, list] = {seat: [] for seat in compared}
    for _ in range(draws):
        drawn = case.with_levels(drawn_levels(case, source))
        outcomes.append([coverage_in(drawn, composition) for composition in compositions])
        for seat, people in compared.items():
            of_seats[seat].append([coverage_in(drawn, entry) for entry in people.values()])
    proposals = []
    for index, share in enumerate(shares(outcomes) if compositions else []):
        ordered = sorted((outcome[index] for outcome in outcomes), reverse=True)
        proposals.append(
            {
                "rank": index + 1,
                "best_share": float(share),
                "coverage_percent": {
                    name: round_half_up(percentage_of(case, ordered[int(part * (draws - 1))]))
                    for name, part in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95))
                },
            }
        )
    seats = {}
    for seat, people in compared.items():
        pairs = zip(people, map(float, shares(of_seats[seat])), strict=True)
        seats[seat] = [
            {"person": person, "best_share": share}
            for person, share in sorted(pairs, key=lambda pair: -pair[1])
        ]
    result = {"format": "abd-planner/uncertainty/1", "draws": draws, "proposals": proposals}
    return result | {"seats": seats} | FRAME | {"seed": seed}


def percentage_of(case: Case, coverage: int) -> Fraction:
    """Return the percentage of the whole dossier that goes with a coverage."""
    demanded = sum(row.importance * row.carriers for team in case.teams for row in team.rows)
    return percentage(demanded, coverage)


def drawn_levels(case: Case, source: random.Random) -> dict:
    """Return a draw of every level that has an interval."""
    found = {}
    for pair, known in case.levels.items():
        if known.low < known.high:
            value = int(source.triangular(known.low, known.high, known.level) + 0.5)
            found[pair] = Level(value, value, value)
    return found


def coverage_in(drawn: Case, composition: Composition) -> int:
    """Return the coverage of a composition with other levels, its development as it was."""
    levels = {}
    for pair, steps in composition.raised.items():
        value = drawn.levels[pair].level + composition.case.rise(*pair, steps)
        value = min(value, drawn.scale_maximum)
        levels[pair] = Level(value, value, value)
    risen = drawn.with_levels(levels)
    return whole_objective(Composition(risen, composition.assignment), "coverage")


def analyse(dossier: dict, options: argparse.Namespace) -> dict:
    """Return the result of one of the analyses."""
    if options.command == "why-not":
        return why_not(dossier, options.person, options.seat, options.cautious)
    if options.command == "front":
        return front(dossier, options.cautious)
    if options.command == "stress":
        return stress(dossier, options.cautious)
    return uncertainty(dossier, options.draws, options.seed, options.cautious)


def main(arguments: list[str]) -> int:
    """Answer one command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("files", nargs="+", help="dossiers; of why-not, a dossier and a person")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cautious", action="store_true")
    parser.add_argument("--alternatives", type=int, default=1)
    parser.add_argument("--difference", type=int, default=1)
    parser.add_argument("--assignment", type=json_value)
    parser.add_argument("--seat")
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.command == "why-not" and len(options.files) == 2:
        options.person = options.files.pop()
    code = 0
    for file in options.files:
        try:
            dossier = json_value(Path(file).read_text(encoding="utf-8"))
            Case(dossier)
        except (ValueError, LookupError, TypeError, RecursionError, AttributeError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            code = max(code, 2)
            continue
        if options.command == "solve":
            result = solve(dossier, options.alternatives, options.difference, options.cautious)
            if result["status"] == "infeasible":
                code = max(code, 3)
        elif options.command == "evaluate":
            result = evaluate(dossier, options.assignment, options.cautious)
        elif options.command == "compare":
            result = compare(dossier, options.seat, options.cautious)
        else:
            result = analyse(dossier, options)
            possible = result.get("possible", result.get("points", True))
            code = max(code, 0 if possible else 3)
        print(json_text({"file": file} | result))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
