"""Dossiers to measure with: made from a seed, or from a set covering problem."""

import random
from pathlib import Path
from typing import Any

DIRECTIONS = ("inward", "upward", "outward", "across")


def repertoire(behaviours: int) -> dict[str, Any]:
    """Return a repertoire of so many behaviours, dealt over the four directions."""
    return {
        "id": f"benchmark-{behaviours}",
        "scale": {"minimum": 1, "maximum": 5},
        "directions": [{"id": direction} for direction in DIRECTIONS],
        "behaviours": [
            {"id": f"b{number}", "direction": DIRECTIONS[number % 4]}
            for number in range(behaviours)
        ],
    }


def _levels(draw: random.Random, behaviours: int) -> dict[str, float]:
    """Return a profile as they are seen: most behaviours known, few of them strong."""
    return {
        f"b{number}": min(5.0, max(1.0, round(draw.gauss(2.9, 0.8), 1)))
        for number in range(behaviours)
        if draw.random() < 0.85
    }


def one_team(
    seed: int, open_seats: int = 7, candidates: int = 60, behaviours: int = 24, incumbents: int = 0
) -> dict[str, Any]:
    """Return a dossier of one team: open seats, sitting members, candidates for every open seat."""
    draw = random.Random(seed)
    people = [
        {"id": f"p{number}", "levels": _levels(draw, behaviours)}
        for number in range(candidates + incumbents)
    ]
    seats: list[dict[str, Any]] = [{"id": f"open{number}"} for number in range(open_seats)]
    seats += [{"id": f"kept{n}", "incumbent": f"p{candidates + n}"} for n in range(incumbents)]
    return {
        "format": "abd-planner/dossier/1",
        "title": f"{open_seats} of {candidates}, seed {seed}",
        "repertoire": repertoire(behaviours),
        "people": people,
        "candidates": [f"p{number}" for number in range(candidates)],
        "teams": [
            {
                "id": "team",
                "demand": [
                    {
                        "behaviour": f"b{number}",
                        "importance": draw.randint(1, 5),
                        "level": draw.choice((3.0, 3.5, 4.0)),
                        "carriers": draw.choice((1, 2, 2, 3)),
                    }
                    for number in range(behaviours)
                ],
                "seats": seats,
            }
        ],
    }


def set_cover(path: Path) -> tuple[dict[str, Any], int]:
    """Return a set covering problem of the OR-Library as a dossier, and what to add to a coverage.

    A seat for each column with two candidates: `x` (chosen) and `y` (not). A critical row for
    each row of the problem; the costs are rows that only `y` carries. The cost of a choice is
    the dossier's coverage plus what is returned beside it.
    """
    numbers = iter(map(int, path.read_text().split()))
    rows, columns = next(numbers), next(numbers)
    costs = [next(numbers) for _ in range(columns)]
    covers: list[list[int]] = [[] for _ in range(columns)]
    for row in range(rows):
        for _ in range(next(numbers)):
            covers[next(numbers) - 1].append(row)
    people, seats = [], []
    for column, cost in enumerate(costs):
        chosen = {f"r{row}": 5 for row in covers[column]}
        unchosen = {f"f{number}": 5 for number in range(1, cost // 5 + 1)}
        if cost % 5:
            unchosen[f"c{cost % 5}"] = 5
        people += [
            {"id": f"x{column}", "levels": chosen},
            {"id": f"y{column}", "levels": unchosen},
        ]
        seats.append({"id": f"s{column}", "candidates": [f"x{column}", f"y{column}"]})
    names = [f"r{row}" for row in range(rows)]
    costly = {f"f{number}": 5 for number in range(1, 21)} | {f"c{n}": n for n in range(1, 5)}
    demand: list[dict[str, Any]] = [
        {"behaviour": name, "importance": 1, "level": 5, "carriers": 1, "critical": True}
        for name in names
    ]
    demand += [
        {"behaviour": name, "importance": importance, "level": 5, "carriers": columns}
        for name, importance in costly.items()
    ]
    dossier = {
        "format": "abd-planner/dossier/1",
        "title": f"set covering {path.stem}",
        "repertoire": {
            "id": "set-covering",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "across"}],
            "behaviours": [{"id": name, "direction": "across"} for name in (*names, *costly)],
        },
        "people": people,
        "teams": [{"id": "team", "demand": demand, "seats": seats}],
        "priorities": [{"objective": "coverage"}],
    }
    return dossier, sum(costs) - 110 * columns
