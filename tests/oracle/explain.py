"""Checks what `explain` answers, by enumeration of everything that is possible.

What binds, what a step less would give, how far each objective could go and how little each item
of a clash must give way are all read from one list: every composition, with the items that it
breaks. The steps and degrees by which an item gives way are written out here once more.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil

from .case import Case, Composition
from .checks import (
    Problems,
    Reference,
    check_frame,
    check_keys,
    check_whole,
    item_of,
    mapping,
    read_assignment,
    read_development,
)
from .figures import percentage, team_figures, whole_figures, whole_objective
from .rules import RULES, all_items, violations_of
from .search import best_in_turn, compositions_of, is_optimal

KEYS = {
    "format",
    "status",
    "proposal",
    "moves",
    "steps",
    "requirements",
    "objectives",
    "conflict",
    "conflict_minimal",
    "seed",
    "seconds",
    "versions",
}
UP = {"max_changes": "limit", "max_load": "limit", "attribute_count": "maximum"}
DOWN = {
    "redundancy": "carriers",
    "continuity": "members",
    "attribute_spread": "distinct",
    "attribute_count": "minimum",
}
Question = Callable[[Composition], bool]


class Weaker:
    """A weaker form of an item: what differs, how many degrees it is, and the question it asks."""

    def __init__(self, instead: dict, degree: int, holds: Question):
        self.instead = instead
        self.degree = degree
        self.holds = holds


def one_step(case: Case, item: tuple) -> list[Weaker]:
    """Return every way to ask one step less, short of leaving the item out."""
    if item[0] == "critical":
        row = _row(case, item)
        return [_critical(case, item, row.carriers - 1, 1)] if row.carriers > 1 else []
    if item[0] == "minimum":
        asked = dict(case.seat[item[1]].minimum)
        above = any(level > case.scale_minimum for level in asked.values())
        return [_minimum(case, item, 5)] if above else []
    if item[0] != "constraint":
        return []
    return [
        _constraint(case.constraints[item[1]], changed, 1)
        for changed in _one_step(case.constraints[item[1]])
    ]


def _one_step(constraint: dict) -> Iterator[dict]:
    kind = constraint["kind"]
    if kind in DOWN and constraint.get(DOWN[kind], 0) > 0:
        yield {DOWN[kind]: constraint[DOWN[kind]] - 1}
    if kind in UP and UP[kind] in constraint:
        yield {UP[kind]: constraint[UP[kind]] + 1}
    if kind in ("coverage_floor", "departures") and constraint["percent"] > 0:
        yield {"percent": max(Decimal(0), Decimal(constraint["percent"]) - 5)}
    if kind in ("together", "apart") and len(constraint["people"]) > 2:
        yield from _one_fewer(constraint)
    if kind == "tenure":
        least, most = constraint.get("minimum_years", 3), constraint.get("maximum_years", 7)
        if least > 0:
            yield {"minimum_years": max(Decimal(0), Decimal(least) - 1)}
        yield {"maximum_years": Decimal(most) + 1}


def _one_fewer(constraint: dict) -> Iterator[dict]:
    for gone in constraint["people"]:
        yield {"people": [person for person in constraint["people"] if person != gone]}


def degrees(case: Case, item: tuple, pool: list[Composition]) -> Iterator[Weaker]:
    """Yield for each way the smallest degree of it that some composition of the pool keeps."""
    if item[0] == "critical":
        row = _row(case, item)
        yield from _first(
            (_critical(case, item, row.carriers - less, less) for less in range(1, row.carriers)),
            pool,
        )
    if item[0] == "minimum":
        lowest = max(level for _, level in case.seat[item[1]].minimum) - case.scale_minimum
        yield from _first((_minimum(case, item, less) for less in range(1, lowest + 1)), pool)
    if item[0] == "constraint":
        constraint = case.constraints[item[1]]
        for ladder in _ladders(case, constraint, pool):
            yield from _first(ladder, pool)


def _first(ladder, pool: list[Composition]) -> Iterator[Weaker]:
    for weaker in ladder:
        if any(map(weaker.holds, pool)):
            yield weaker
            return


def _ladders(case: Case, constraint: dict, pool: list[Composition]) -> Iterator[list[Weaker]]:
    kind, enough = constraint["kind"], len(case.people) + len(case.seats) + 20

    def ladder(changes) -> list[Weaker]:
        return [
            _constraint(constraint, changed, degree)
            for degree, changed in enumerate(changes, start=1)
        ]

    if kind in DOWN and constraint.get(DOWN[kind], 0) > 0:
        yield ladder({DOWN[kind]: n} for n in range(constraint[DOWN[kind]] - 1, -1, -1))
    if kind in UP and UP[kind] in constraint:
        most = constraint[UP[kind]]
        yield ladder({UP[kind]: n} for n in range(most + 1, most + enough))
    if kind in ("coverage_floor", "departures"):
        reach = max((_reach(composition, constraint) for composition in pool), default=None)
        tenths = ceil(Fraction(constraint["percent"]) * 10)
        if reach is not None and tenths:
            found = min(tenths - 1, int(reach * 10))
            changed = {"percent": Decimal(found) / 10}
            yield [_constraint(constraint, changed, tenths - found)]
    if kind in ("together", "apart") and len(constraint["people"]) > 2:
        for changed in _one_fewer(constraint):
            yield [_constraint(constraint, changed, 1)]
    if kind == "tenure":
        least, most = constraint.get("minimum_years", 3), constraint.get("maximum_years", 7)
        years = [max(Decimal(0), Decimal(least) - less) for less in range(1, ceil(least) + 1)]
        yield ladder({"minimum_years": one} for one in years)
        yield ladder({"maximum_years": Decimal(most) + more} for more in range(1, 20))


def _reach(composition: Composition, constraint: dict) -> Fraction:
    """Return the largest percentage that a composition keeps, exactly."""
    shares = [Fraction(100)]
    for team in composition.case.teams_of(constraint):
        figures = team_figures(composition, team)
        if constraint["kind"] == "coverage_floor":
            shares.append(percentage(*figures.of_direction(constraint.get("direction"))))
            continue
        leaving = min(constraint["count"], len(figures.members))
        shares += [
            percentage(figures.demanded, figures.demanded - figures.value(leavers))
            for leavers in combinations(figures.members, leaving)
        ]
    return min(shares)


def _constraint(constraint: dict, changed: dict, degree: int) -> Weaker:
    weaker = constraint | changed
    rule = RULES[constraint["kind"]]
    return Weaker(changed, degree, lambda composition: rule(composition, weaker))


def _row(case: Case, item: tuple):
    return next(row for row in case.team[item[1]].rows if row.behaviour == item[2])


def _critical(case: Case, item: tuple, carriers: int, degree: int) -> Weaker:
    team, row = case.team[item[1]], _row(case, item)
    return Weaker(
        {"carriers": carriers},
        degree,
        lambda composition: len(composition.carriers(team, row)) >= carriers,
    )


def _minimum(case: Case, item: tuple, lower: int) -> Weaker:
    seat = case.seat[item[1]]
    asked = {name: max(case.scale_minimum, level - lower) for name, level in seat.minimum}

    def holds(composition: Composition) -> bool:
        occupant = composition.assignment[seat.id]
        return occupant is None or all(
            (level := composition.reading(occupant, name)) is not None and level >= least
            for name, least in asked.items()
        )

    return Weaker({"minimum": {name: Decimal(n) / 10 for name, n in asked.items()}}, lower, holds)


class Explained:
    """Everything that is possible in one case, with what each composition breaks."""

    def __init__(self, reference: Reference, cautious: bool):
        self.case = reference.case
        self.cautious = cautious
        self.names = [objective for objective, _ in self.case.priorities]
        self.slacks = [slack for _, slack in self.case.priorities]
        self.broken = [
            (composition, frozenset(violations_of(composition)))
            for composition in compositions_of(self.case, set(), cautious)
        ]
        self.feasible = self.keeping(frozenset())
        self.best = self.best_of(self.feasible)

    def keeping(self, may_break: frozenset, of: frozenset | None = None) -> list[Composition]:
        """Return what keeps all items (of these, where they are given) but those it may break."""
        return [
            composition
            for composition, broken in self.broken
            if (broken if of is None else broken & of) <= may_break
        ]

    def values(self, composition: Composition, names=None) -> list[int]:
        """Return the objectives of a composition, in the order of the priorities."""
        return [whole_objective(composition, name) for name in names or self.names]

    def best_of(self, pool: list[Composition]) -> list[int] | None:
        """Return o_1, o_2, ... of a pool."""
        return best_in_turn([self.values(composition) for composition in pool], self.slacks)

    def improvement(self, then: list[int]) -> dict | None:
        """Return the first objective that can come to less than it can in the dossier."""
        for name, before, after in zip(self.names, self.best, then, strict=True):
            if before != after:
                return {"objective": name, "before": before, "after": after}
        return None

    def weakened(self, item: tuple) -> tuple[list[int], list[Weaker]]:
        """Return the best values that a step less of an item gives, and the steps that give it."""
        pool = self.keeping(frozenset({item}))
        steps = [
            (self.best_of([one for one in pool if step.holds(one)]), step)
            for step in one_step(self.case, item)
        ]
        if not steps:
            return self.best_of(pool), []
        best = min(values for values, _ in steps)
        return best, [step for values, step in steps if values == best]


def exit_code(reference: Reference, cautious: bool) -> int:
    """Return the exit code of `explain`."""
    return 0 if reference.compositions(cautious) else 3


def problems_of_explanation(reference: Reference, result: dict, cautious: bool) -> list[str]:
    """Return what is wrong with a result of `explain` about the first proposal."""
    problems = Problems()
    check_frame(result, "explain", problems)
    check_keys(result, KEYS, "keys", problems)
    explained = Explained(reference, cautious)
    if explained.best is None:
        problems.equal(result["status"], "infeasible", "status")
        _check_conflict(explained, result, problems)
        return problems
    problems.equal(result["status"], "optimal", "status")
    proposed = _read(explained, result["proposal"], "proposal", problems)
    if proposed is None:
        return problems
    _check_moves(explained, proposed, result, problems)
    _check_steps(explained, proposed, result, problems)
    asked = [item_of(one["item"]) for one in result["requirements"]]
    problems.equal(sorted(asked, key=str), sorted(all_items(explained.case), key=str), "items")
    for item, one in zip(asked, result["requirements"], strict=True):
        _check_requirement(explained, proposed, item, one, f"requirement {item}", problems)
    names = [one["objective"] for one in result["objectives"]]
    problems.equal(names, explained.names, "objectives")
    for place, one in enumerate(result["objectives"]):
        _check_objective(explained, proposed, place, one, problems)
    return problems


def _read(explained: Explained, found, place: str, problems: Problems) -> Composition | None:
    """Return a composition of the answer, its figures checked."""
    found = mapping(found)
    assignment = read_assignment(found.get("assignment"), explained.case, place, problems)
    if assignment is None:
        return None
    raised = read_development(found.get("development"), explained.case, assignment, place, problems)
    composition = Composition(explained.case, assignment, explained.cautious, raised)
    check_whole(found, whole_figures(composition), place, problems)
    return composition


def _changes(before: dict, after: dict) -> list[dict]:
    return [
        {"seat": seat, "from": before[seat], "to": after[seat]}
        for seat in before
        if before[seat] != after[seat]
    ]


def _check_moves(explained: Explained, proposed, result: dict, problems: Problems) -> None:
    """Check that moves part the changed seats as they hang together, and what each buys."""
    today, then = explained.case.incumbents(), proposed.assignment
    expected: list[set] = []
    for seat in [seat for seat in today if today[seat] != then[seat]]:
        people = {today[seat], then[seat]} - {None}
        touched = [
            group
            for group in expected
            if people & ({today[one] for one in group} | {then[one] for one in group})
        ]
        expected = [group for group in expected if group not in touched]
        expected.append({seat}.union(*touched))
    found = [{change["seat"] for change in move["changes"]} for move in result["moves"]]
    problems.equal(sorted(map(sorted, found)), sorted(map(sorted, expected)), "moves")
    for seats, move in zip(found, result["moves"], strict=True):
        place = f"move {sorted(seats)}"
        expected_changes = [one for one in _changes(today, then) if one["seat"] in seats]
        problems.equal(move["changes"], expected_changes, place)
        undone = {seat: today[seat] if seat in seats else then[seat] for seat in then}
        rule = explained.case.development
        places = (
            [seat.id for team in explained.case.teams_of(rule) for seat in team.seats]
            if rule
            else []
        )
        may = {undone[seat] for seat in places}
        raised = {pair: n for pair, n in proposed.raised.items() if pair[0] in may}
        _check_effect(explained, proposed, undone, raised, move, place, problems)


def _check_steps(explained: Explained, proposed, result: dict, problems: Problems) -> None:
    found = {
        (step["development"]["person"], step["development"]["behaviour"])
        for step in result["steps"]
    }
    problems.equal(found, set(proposed.raised), "steps")
    for step in result["steps"]:
        pair = (step["development"]["person"], step["development"]["behaviour"])
        raised = {other: n for other, n in proposed.raised.items() if other != pair}
        undone = proposed.assignment
        _check_effect(explained, proposed, undone, raised, step, f"step {pair}", problems)


def _check_effect(
    explained: Explained, proposed, undone, raised, found: dict, place: str, problems: Problems
) -> None:
    """Check figures, rows and broken items of a proposal with a part undone."""
    before = Composition(explained.case, undone, explained.cautious, raised)
    check_whole(found["without"], whole_figures(before), f"{place}.without", problems)
    check_whole(found["with"], whole_figures(proposed), f"{place}.with", problems)
    needed = {item_of(one["item"]) for one in found["needed_for"]}
    problems.equal(needed, violations_of(before), f"{place}.needed_for")
    expected = {}
    for team in explained.case.teams:
        old, new = team_figures(before, team), team_figures(proposed, team)
        for row in team.rows:
            name = row.behaviour
            if old.carriers[name] != new.carriers[name]:
                expected[team.id, name] = (
                    sorted(old.carriers[name]),
                    sorted(new.carriers[name]),
                    old.shortfall[name],
                    new.shortfall[name],
                    row.carriers,
                )
    rows = {
        (row["team"], row["behaviour"]): (
            sorted(row["without_carriers"]),
            sorted(row["with_carriers"]),
            row["without_shortfall"],
            row["with_shortfall"],
            row["required"],
        )
        for row in found["rows"]
    }
    problems.equal(rows, expected, f"{place}.rows")


def _check_requirement(
    explained: Explained, proposed, item: tuple, found: dict, place: str, problems: Problems
) -> None:
    without = explained.best_of(explained.keeping(frozenset({item})))
    improvement = explained.improvement(without)
    problems.equal(found["binds"], improvement is not None, f"{place}.binds")
    problems.equal(found["left_out"], improvement, f"{place}.left_out")
    if improvement is None:
        problems.equal(found["relaxed"], None, f"{place}.relaxed")
        return
    values, steps = explained.weakened(item)
    relaxed = mapping(found["relaxed"])
    problems.equal(relaxed.get("improves"), explained.improvement(values), f"{place}.improves")
    _check_instead(relaxed, [step.instead for step in steps], place, problems)
    then = _read(explained, relaxed.get("composition"), place, problems)
    if then is None:
        return
    changes = _changes(proposed.assignment, then.assignment)
    problems.equal(relaxed["composition"]["changes"], changes, f"{place}.changes")
    problems.expect(violations_of(then) <= {item}, place, "breaks something else")
    optimal = is_optimal(explained.values(then), values, explained.slacks)
    problems.expect(optimal, place, f"is {explained.values(then)}, not optimal at {values}")
    kept = not steps or any(step.holds(then) for step in steps)
    problems.expect(kept, place, "does not keep what is asked instead")


def _check_instead(found: dict, expected: list[dict], place: str, problems: Problems) -> None:
    """Check which parameters differ; `minimum` tells every level, the others one value."""
    instead = found.get("instead")
    problems.equal(found.get("asks") is None, instead is None, f"{place}.asks is null")
    if not expected:
        problems.equal(instead, None, f"{place}.instead")
        return
    problems.expect(
        _as_written(instead) in map(_as_written, expected),
        f"{place}.instead",
        f"{instead} is not in {expected}",
    )


def _as_written(value):
    """Return parameters with their numbers as programs read them: to some fifteen digits."""
    if isinstance(value, dict):
        return {key: _as_written(inner) for key, inner in value.items()}
    return value if value is None or isinstance(value, str | list) else float(value)


def _check_objective(
    explained: Explained, proposed, index: int, found: dict, problems: Problems
) -> None:
    name, place = explained.names[index], f"objective {explained.names[index]}"
    problems.equal(found["value"], whole_objective(proposed, name), f"{place}.value")
    names = [name, *(other for other in explained.names if other != name)]
    slacks = [0, *(s for s, other in zip(explained.slacks, explained.names, strict=True)
                   if other != name)]  # fmt: skip
    best = best_in_turn([explained.values(one, names) for one in explained.feasible], slacks)
    problems.equal(found["best"], best[0], f"{place}.best")
    then = _read(explained, found["then"], place, problems)
    if then is None:
        return
    problems.expect(not violations_of(then), place, "breaks something")
    changes = _changes(proposed.assignment, then.assignment)
    problems.equal(found["then"]["changes"], changes, f"{place}.changes")
    optimal = is_optimal(explained.values(then, names), best, slacks)
    problems.expect(optimal, place, f"is {explained.values(then, names)}, not at {best}")


def _check_conflict(explained: Explained, result: dict, problems: Problems) -> None:
    problems.equal(result["conflict_minimal"], True, "conflict_minimal")
    items = frozenset(item_of(one["item"]) for one in result["conflict"])
    problems.expect(not explained.keeping(frozenset(), items), "conflict", "can hold together")
    for one in result["conflict"]:
        item = item_of(one["item"])
        place, may = f"conflict {item}", frozenset({item})
        fitting = explained.keeping(may)
        problems.equal(one["scope"], "dossier" if fitting else "conflict", f"{place}.scope")
        pool = fitting or explained.keeping(may, items)
        if problems.expect(bool(pool), place, "leaves a clash without it"):
            _check_smallest(explained, item, mapping(one["smallest"]), pool, fitting, problems)


def _check_smallest(
    explained: Explained, item: tuple, found: dict, pool, fitting, problems: Problems
) -> None:
    place = f"conflict {item}"
    ways = list(degrees(explained.case, item, pool))
    least = min((way.degree for way in ways), default=0)
    ways = [way for way in ways if way.degree == least]
    _check_instead(found, [way.instead for way in ways], place, problems)
    if not fitting:
        problems.equal(found.get("composition"), None, f"{place}.composition")
        return
    then = _read(explained, found.get("composition"), place, problems)
    if then is None:
        return
    pools = [[one for one in pool if way.holds(one)] for way in ways] or [pool]
    best = min(explained.best_of(kept) for kept in pools)
    optimal = is_optimal(explained.values(then), best, explained.slacks)
    problems.expect(optimal, place, f"is {explained.values(then)}, not optimal at {best}")
    problems.expect(violations_of(then) <= {item}, place, "breaks something else")
    changes = _changes(explained.case.incumbents(), then.assignment)
    problems.equal(found["composition"]["changes"], changes, f"{place}.changes")
