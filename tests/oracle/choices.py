"""Checks what `develop-or-recruit` answers: every choice that nothing beats, by enumeration.

The definitions. A move is a seat whose occupant is another than today's (nobody counts as one). A
step is one step of development by somebody who sits today. What must hold is what the dossier asks,
except that a seat without an incumbent need not be filled. Where the dossier has a `development`
constraint, all of it but its budget holds; otherwise everybody who sits today may develop whatever
a row or a minimum asks. A point (moves, steps, coverage) is on the front when no possible
composition is at most as large in all three, and smaller in one.
"""

from .case import Case, Composition
from .checks import (
    Problems,
    check_frame,
    check_keys,
    item_of,
    mapping,
    read_assignment,
    read_development,
    sequence,
)
from .figures import round_half_up, team_figures, whole_objective, whole_percentage
from .rules import all_items, holds
from .search import best_in_turn, can_hold, compositions_of, is_optimal

KEYS = {
    "format", "status", "step", "most_steps", "may_stay_vacant", "assumptions", "today",
    "recruitment_only", "development_only", "points", "mixes", "out_of_reach", "conflict",
    "conflict_minimal", "seed", "seconds", "versions",
}  # fmt: skip


class Choices:
    """All that is possible with at most so many steps, enumerated once."""

    def __init__(self, dossier: dict, most_steps: int, step, cautious: bool):
        self.dossier = developing(dossier, most_steps, step)
        self.case = Case(self.dossier)
        self.cautious = cautious
        self.most_steps = most_steps
        vacant = {("filled", seat.id) for seat in self.case.seats if seat.incumbent is None}
        self.vacant = vacant & all_items(self.case)
        self.items = all_items(self.case) - vacant
        self.priorities = [pair for pair in Case(dossier).priorities if pair[0] != "coverage"]
        self.possible = [
            (self.place(one), one) for one in compositions_of(self.case, self.items, cautious)
        ]

    def moves(self, assignment: dict) -> int:
        """Return how many seats have another occupant than today's, or none any more."""
        return sum(assignment[seat.id] != seat.incumbent for seat in self.case.seats)

    def place(self, composition: Composition) -> tuple[int, int, int]:
        """Return the moves, the steps and the coverage of a composition."""
        steps = sum(composition.raised.values())
        return self.moves(composition.assignment), steps, whole_objective(composition, "coverage")

    def front(self) -> list[tuple[int, int, int]]:
        """Return the points that nothing beats, by moves and steps."""
        places = {place for place, _ in self.possible}
        return sorted(
            one
            for one in places
            if not any(
                other != one and all(a <= b for a, b in zip(other, one, strict=True))
                for other in places
            )
        )

    def values(self, composition: Composition) -> tuple[int, ...]:
        """Return the coverage and then the dossier's other priorities."""
        names = ["coverage", *(name for name, _ in self.priorities)]
        return tuple(whole_objective(composition, name) for name in names)

    def is_best(self, composition: Composition) -> bool:
        """Tell whether it is the best of all with at most its moves and steps."""
        moves, steps, _ = self.place(composition)
        pool = [self.values(one) for (m, s, _), one in self.possible if m <= moves and s <= steps]
        slacks = [0, *(slack for _, slack in self.priorities)]
        best = best_in_turn(pool, slacks)
        return best is not None and is_optimal(self.values(composition), best, slacks)

    def out_of_reach(self) -> list[tuple[str, str, int, int]]:
        """Return (team, behaviour, most carriers, asked) of the rows that nothing fills."""
        found = []
        for team in self.case.teams:
            for row in team.rows:
                most = max(
                    (
                        len(team_figures(one, team).carriers[row.behaviour])
                        for _, one in self.possible
                    ),
                    default=row.carriers,
                )
                if most < row.carriers:
                    found.append((team.id, row.behaviour, most, row.carriers))
        return found


def developing(dossier: dict, most_steps: int, step) -> dict:
    """Return the dossier with who may develop what, and how often, as is asked here."""
    case = Case(dossier)
    sitting = [seat.incumbent for seat in case.seats if seat.incumbent is not None]
    constraints = [dict(rule) for rule in dossier.get("constraints", [])]
    own = next((rule for rule in constraints if rule["kind"] == "development"), None)
    if own is None:
        own = {"kind": "development", "step": step}
        constraints.append(own)
    people = own.get("people", case.people)
    own |= {"budget": most_steps, "people": [one for one in people if one in sitting]}
    return dossier | {"constraints": constraints}


def problems_of_choices(choices: Choices, result: dict) -> list[str]:
    """Return what is wrong with a result of `develop-or-recruit`, parsed by `json_value`."""
    problems = Problems()
    check_frame(result, "develop-or-recruit", problems)
    check_keys(result, KEYS, "keys", problems)
    front = choices.front()
    problems.equal(result.get("status"), "optimal" if front else "infeasible", "status")
    problems.equal(
        {("filled", seat) for seat in sequence(result.get("may_stay_vacant"))},
        choices.vacant,
        "may_stay_vacant",
    )
    found = [_place(point) for point in sequence(result.get("points"))]
    problems.equal(found, front, "(moves, steps, coverage) of the points")
    for index, point in enumerate(sequence(result.get("points"))):
        _check_point(point, choices, f"points[{index}]", problems)
    _check_today(mapping(result.get("today")), choices, problems)
    _check_ways(result, choices, front, problems)
    reach = [
        (one["team"], one["behaviour"], one["most"], one["required"])
        for one in sequence(result.get("out_of_reach"))
    ]
    problems.equal(reach, choices.out_of_reach(), "out_of_reach")
    if front:
        problems.equal(result.get("conflict"), [], "conflict")
    else:
        _check_clash(result["conflict"], choices, choices.most_steps, None, "conflict", problems)
    return problems


def _place(point) -> tuple:
    return tuple(mapping(point).get(key) for key in ("moves", "steps", "coverage"))


def _check_point(point: dict, choices: Choices, place: str, problems: Problems) -> None:
    case = choices.case
    problems.equal(point.get("proven"), True, f"{place}.proven")
    assignment = read_assignment(point.get("assignment"), case, f"{place}.assignment", problems)
    if assignment is None:
        return
    raised = read_development(
        point.get("development"), case, assignment, f"{place}.development", problems
    )
    composition = Composition(case, assignment, choices.cautious, raised)
    broken = [item for item in choices.items if not holds(composition, item)]
    problems.equal(broken, [], f"{place} breaks")
    for seat in case.seats:
        occupant = assignment[seat.id]
        problems.expect(occupant is None or seat.may_sit(occupant), place, f"{occupant} sits")
    problems.equal(_place(point), choices.place(composition), place)
    percent = round_half_up(whole_percentage(composition))
    problems.number(point.get("coverage_percent"), percent, f"{place}.coverage_percent")
    problems.expect(choices.is_best(composition), place, "another one is better")
    problems.equal(
        [
            (row["team"], row["behaviour"], row["carriers"], row["shortfall"])
            for row in point["short"]
        ],
        _short(composition),
        f"{place}.short",
    )


def _short(composition: Composition) -> list[tuple[str, str, int, int]]:
    found = []
    for team in composition.case.teams:
        figures = team_figures(composition, team)
        for name, lacking in figures.shortfall.items():
            if lacking:
                found.append((team.id, name, len(figures.carriers[name]), lacking))
    return found


def _check_today(today: dict, choices: Choices, problems: Problems) -> None:
    case = choices.case
    composition = Composition(case, case.incumbents(), choices.cautious)
    problems.equal(today.get("assignment"), case.incumbents(), "today.assignment")
    problems.equal(today.get("coverage"), whole_objective(composition, "coverage"), "today")
    broken = {item for item in choices.items if not holds(composition, item)}
    problems.equal(
        {item_of(one["item"]) for one in sequence(today.get("violations"))},
        broken,
        "today.violations",
    )


def _check_ways(
    result: dict, choices: Choices, front: list[tuple[int, int, int]], problems: Problems
) -> None:
    """Check the best without steps and the best without moves, or what stands in their way."""
    for name, pure, budget in (
        ("recruitment_only", [one for one in front if one[1] == 0], 0),
        ("development_only", [one for one in front if one[0] == 0], choices.most_steps),
    ):
        way = mapping(result.get(name))
        if pure:
            problems.equal(_place(way.get("choice")), min(pure, key=lambda one: one[2]), name)
            problems.equal(way.get("in_the_way"), [], f"{name}.in_the_way")
            continue
        problems.equal(way.get("choice"), None, name)
        stay = choices.case.incumbents() if budget else None
        in_the_way = way.get("in_the_way")
        if front:
            _check_clash(in_the_way, choices, budget, stay, f"{name}.in_the_way", problems)
        else:
            problems.equal(in_the_way, result.get("conflict"), f"{name}.in_the_way")


def _check_clash(
    found, choices: Choices, budget: int, stay: dict | None, place: str, problems: Problems
) -> None:
    """Check that obstacles cannot hold together, and that none of them can be left out."""
    case = Case(developing(choices.dossier, budget, 1))
    items = {item_of(one["item"]) for one in sequence(found)}

    def granted(assignment: dict) -> bool:
        return stay is None or assignment == stay

    problems.expect(items <= choices.items, place, f"has what is no item: {items}")
    problems.expect(
        not can_hold(case, items, choices.cautious, granted), place, "can hold together"
    )
    for item in sorted(items, key=str):
        problems.expect(
            can_hold(case, items - {item}, choices.cautious, granted), place, f"needs no {item}"
        )
