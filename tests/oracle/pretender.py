"""Answers as `abd-planner` should, by enumeration: to try the checks and `run` without it.

`python -m tests.oracle.pretender solve --json FILE...` knows `solve`, `evaluate` and `compare`, for
dossiers that are valid; what is no dossier is refused only as far as plain parsing does.
"""

import argparse
import sys
from itertools import combinations, product
from pathlib import Path

from .case import Case, Composition
from .checks import comparison
from .figures import figures_of, figures_of_team, round_half_up, team_figures, whole_figures
from .rules import all_items, violations_of
from .search import Table, can_hold, compositions_of, whole_objective
from .writing import json_text, json_value

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
    made["development"] = []
    for (person, behaviour), steps in composition.raised.items():
        start = case.levels[person, behaviour].level
        end = start + case.rise(person, behaviour, steps)
        made["development"].append(
            {
                "person": person,
                "behaviour": behaviour,
                "from": start / 10,
                "to": end / 10,
                "steps": steps,
            }
        )
    return made


def solve(dossier: dict, alternatives: int, difference: int, cautious: bool) -> dict:
    """Return the result of `solve`."""
    case = Case(dossier)
    table = Table(case, cautious)
    result: dict = {"format": "abd-planner/result/1", "status": "optimal", "proposals": []}
    result |= {"exhausted": False, "conflict": [], "conflict_minimal": True} | FRAME
    if not table.entries:
        conflict = all_items(case)
        for item in sorted(conflict, key=str):
            if not can_hold(case, conflict - {item}, cautious):
                conflict.remove(item)
        entries = [item_entry(item) for item in sorted(conflict, key=str)]
        return result | {"status": "infeasible", "conflict": entries}
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


def main(arguments: list[str]) -> int:
    """Answer one command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("solve", "evaluate", "compare"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cautious", action="store_true")
    parser.add_argument("--alternatives", type=int, default=1)
    parser.add_argument("--difference", type=int, default=1)
    parser.add_argument("--assignment", type=json_value)
    parser.add_argument("--seat")
    options = parser.parse_args(arguments)
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
        else:
            result = compare(dossier, options.seat, options.cautious)
        print(json_text({"file": file} | result))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
