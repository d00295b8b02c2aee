"""Checks what `why-not` answers: the best composition with a person, and what it takes.

Any optimal composition is accepted. The shown ones do not list the development steps that the
dossier allows; every way to spend them that gives the shown figures is accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from .case import Case, Composition, Level
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
    same_number,
    sequence,
)
from .figures import team_figures, whole_figures, whole_objective
from .rules import all_items, holds
from .search import (
    asked_behaviours,
    assignments,
    best_in_turn,
    can_hold,
    is_optimal,
    raisable,
    raises,
)

ASKS_OF_LEVELS = ("coverage_floor", "redundancy", "departures", "max_load")
"""The kinds of constraint that depend on levels; the others ask only who sits where."""
MORE_MAY_HARM = ("departure", "load")
"""The objectives that may get worse when somebody's level rises; the others never do."""
MOST_WORK = 100_000
"""How many compositions are looked at, at most, to find the smallest number of steps."""
STEP = 10
"""A step of `needs`, in tenths."""


@dataclass(frozen=True)
class Wish:
    """Somebody who must sit on a seat, or on any seat where none is named."""

    person: str
    seat: str | None

    def granted(self, assignment: dict) -> bool:
        """Tell whether the person sits there."""
        if self.seat is None:
            return self.person in assignment.values()
        return assignment[self.seat] == self.person

    def is_open(self, case: Case) -> bool:
        """Tell whether a seat in question is open to the person, locks left aside."""
        seats = [seat for seat in case.seats if self.seat in (None, seat.id)]
        return any(seat.may_sit(self.person) for seat in seats)


class Best:
    """The optimal compositions among some."""

    def __init__(self, case: Case, pool: list[Composition]):
        self.case = case
        self.names = [name for name, _ in case.priorities]
        slacks = [slack for _, slack in case.priorities]
        self.pool = pool
        values = [self.values(composition) for composition in pool]
        self.values_in_turn = best_in_turn(values, slacks)
        self.optimal = [
            composition
            for composition, found in zip(pool, values, strict=True)
            if is_optimal(found, self.values_in_turn, slacks)
        ]

    def values(self, composition: Composition) -> tuple[int, ...]:
        """Return the composition's objectives in the order of the priorities."""
        return tuple(whole_objective(composition, name) for name in self.names)


def first_worse(names: list[str], optimum: tuple, other: tuple) -> dict | None:
    """Return the first objective of which the other has a higher value, and by how much."""
    for name, before, after in zip(names, optimum, other, strict=True):
        if after > before:
            return {"objective": name, "by": after - before}
    return None


def shorter_rows(optimum: Composition, other: Composition) -> set[tuple]:
    """Return (team, behaviour, shortfall, greater shortfall) of the rows that are shorter."""
    found = set()
    for team in optimum.case.teams:
        before = team_figures(optimum, team).shortfall
        after = team_figures(other, team).shortfall
        for behaviour, shortfall in after.items():
            if shortfall > before[behaviour]:
                found.add((team.id, behaviour, before[behaviour], shortfall))
    return found


def most_needed_steps(case: Case, person: str, behaviour: str) -> int:
    """Return how many steps of 1.0 can raise somebody's level before it is at the maximum."""
    known = case.levels.get((person, behaviour))
    return 0 if known is None else -((known.level - case.scale_maximum) // STEP)


def lifted(case: Case, person: str, steps: dict[str, int]) -> Case:
    """Return the case after a number of steps of 1.0 of one person for some behaviours."""
    levels = {}
    for behaviour, number in steps.items():
        known = case.levels[person, behaviour]
        rise = min(number * STEP, case.scale_maximum - known.level)
        ends = (min(end + rise, case.scale_maximum) for end in (known.level, known.low, known.high))
        levels[person, behaviour] = Level(*ends)
    return case.with_levels(levels)


class Needs:
    """How many steps a person needs before the first objective is at a target or below."""

    def __init__(self, case: Case, wish: Wish, cautious: bool, target: int):
        self.case = case
        self.wish = wish
        self.cautious = cautious
        self.target = target
        self.first = case.priorities[0][0]
        items = all_items(case)
        self.about_levels = []
        about_people = []
        for item in items:
            if item[0] in ("minimum", "critical") or (
                item[0] == "constraint" and case.constraints[item[1]]["kind"] in ASKS_OF_LEVELS
            ):
                self.about_levels.append(item)
            elif item[0] == "constraint":
                about_people.append(item)
        self.assignments = [
            assignment
            for assignment in filter(wish.granted, assignments(case, items))
            if all(holds(Composition(case, assignment, cautious), item) for item in about_people)
        ]

    def reached(self, case: Case, assignment: dict) -> bool:
        """Tell whether an assignment keeps every item and reaches the target."""
        for raised in raises(case, assignment):
            composition = Composition(case, assignment, self.cautious, raised)
            if whole_objective(composition, self.first) <= self.target and all(
                holds(composition, item) for item in self.about_levels
            ):
                return True
        return False

    def enough(self, steps: dict[str, int]) -> bool:
        """Tell whether these steps are enough."""
        case = lifted(self.case, self.wish.person, steps)
        return any(self.reached(case, assignment) for assignment in self.assignments)

    def more_never_harms(self) -> bool:
        """Tell whether what can be reached can also be reached with more steps."""
        return self.first not in MORE_MAY_HARM and not any(
            rule["kind"] == "max_load" for rule in self.case.constraints
        )

    def numbers(self, behaviour: str) -> list[int]:
        """Return the numbers of steps for one behaviour that are worth a try.

        A step that passes no demanded level and no minimum changes nothing, unless the nearness
        is asked for or the dossier's own steps can come on top of it.
        """
        most = most_needed_steps(self.case, self.wish.person, behaviour)
        if most == 0:
            return [0]
        rows = {
            row.level for team in self.case.teams for row in team.rows if row.behaviour == behaviour
        }
        minimums = {
            level for seat in self.case.seats for name, level in seat.minimum if name == behaviour
        }
        each_counts = self.first == "nearness" or any(
            (self.wish.person, behaviour) in raisable(self.case, assignment)
            for assignment in self.assignments
        )
        found = []
        passed = -1
        for number in range(most + 1):
            case = lifted(self.case, self.wish.person, {behaviour: number})
            reading = Composition(case, {}, self.cautious).reading(self.wish.person, behaviour)
            now = sum(reading >= level for level in rows | minimums)
            if now > passed or (each_counts and passed < len(rows | minimums)):
                found.append(number)
            passed = now
        return found

    def smallest(self) -> tuple[int | None, bool]:
        """Return the smallest number of steps, and whether that is sure.

        Where it is not sure, no smaller number is enough.
        """
        choices = {
            behaviour: self.numbers(behaviour) for behaviour in sorted(asked_behaviours(self.case))
        }
        if self.more_never_harms():
            top = {name: numbers[-1] for name, numbers in choices.items() if numbers[-1]}
            case = lifted(self.case, self.wish.person, top)
            self.assignments = [
                assignment for assignment in self.assignments if self.reached(case, assignment)
            ]
        if not self.assignments:
            return None, True
        work = 0
        for total in range(sum(numbers[-1] for numbers in choices.values()) + 1):
            for steps in ways(choices, total):
                if work > MOST_WORK:
                    return total, False
                if self.enough(steps):
                    return total, True
                work += len(self.assignments)
        return None, True


def ways(choices: dict[str, list[int]], total: int) -> Iterator[dict[str, int]]:
    """Yield every choice of a number for each name that adds up to the total."""
    if not choices:
        if total == 0:
            yield {}
        return
    name, *others = choices
    rest = {other: choices[other] for other in others}
    for number in choices[name]:
        if number <= total <= number + sum(numbers[-1] for numbers in rest.values()):
            for found in ways(rest, total - number):
                yield ({name: number} if number else {}) | found


def _read_shown(found, case: Case, best: Best, place: str, problems: Problems) -> list[Composition]:
    """Check a shown composition; return the optimal ones that it can be."""
    if not problems.expect(isinstance(found, dict), place, f"is {found!r}, expected an object"):
        return []
    keys = {"assignment", "objectives", "coverage_percent"}
    may_develop = case.development is not None
    check_keys(found, keys, place, problems, {"development"} if may_develop else set())
    assignment = read_assignment(found.get("assignment"), case, f"{place}.assignment", problems)
    if assignment is None:
        return []
    possible = [entry for entry in best.pool if entry.assignment == assignment]
    if not problems.expect(bool(possible), place, f"{assignment} breaks an item or the wish"):
        return []
    if "development" in found:
        raised = read_development(
            found["development"], case, assignment, f"{place}.development", problems
        )
        possible = [entry for entry in possible if entry.raised == raised]
    shown = [entry for entry in possible if _same_whole(found, whole_figures(entry))]
    if not shown:
        problems.append(f"{place}: the figures are not those of {assignment}")
        check_whole(found, whole_figures((possible or best.pool)[0]), place, problems)
    optimal = [entry for entry in shown if entry in best.optimal]
    problems.expect(
        bool(optimal) or not shown,
        place,
        f"is not optimal: {best.names} are {[best.values(entry) for entry in shown[:1]]}, the best "
        f"{best.values_in_turn}, slack {[slack for _, slack in case.priorities]}",
    )
    return optimal


def _same_whole(found: dict, expected: dict) -> bool:
    objectives = mapping(found.get("objectives"))
    return (
        set(objectives) == set(expected["objectives"])
        and all(same_number(objectives[name], expected["objectives"][name]) for name in objectives)
        and same_number(found.get("coverage_percent"), expected["coverage_percent"])
    )


def _check_difference(
    result: dict,
    names: list[str],
    optimum: list[Composition],
    with_them: list[Composition],
    problems: Problems,
) -> None:
    """Check `worse` and `rows` against the ways in which the shown compositions can be read."""
    worse = result.get("worse")
    rows = set()
    for entry in sequence(result.get("rows")):
        check_keys(
            entry, {"team", "behaviour", "optimum_shortfall", "with_shortfall"}, "rows", problems
        )
        keys = ("team", "behaviour", "optimum_shortfall", "with_shortfall")
        rows.add(tuple(entry.get(key) for key in keys))
    problems.expect(isinstance(result.get("rows"), list), "rows", "is no list")
    problems.equal(len(sequence(result.get("rows"))), len(rows), "number of different rows")
    expected = []
    for one, other in product(optimum, with_them):
        values = [tuple(whole_objective(entry, name) for name in names) for entry in (one, other)]
        difference = first_worse(names, *values)
        expected.append((difference, shorter_rows(one, other) if difference else set()))
    if not expected:
        return
    problems.expect(
        any(worse == difference for difference, _ in expected),
        "worse",
        f"is {worse!r}, expected {expected[0][0]!r}",
    )
    problems.expect(
        any(rows == shorter for _, shorter in expected),
        "rows",
        f"are {sorted(map(str, rows))}, expected {sorted(map(str, expected[0][1]))}",
    )


def _check_conflict(found, case: Case, wish: Wish, cautious: bool, problems: Problems) -> None:
    """Check that a conflict is minimal beside the wish."""
    entries = sequence(found)
    if not wish.is_open(case):
        problems.equal(found, [{"eligible": [wish.seat, wish.person]}], "conflict")
        return
    items = {item_of(entry) for entry in entries}
    problems.equal(len(items), len(entries), "number of different items in the conflict")
    strange = items - all_items(case)
    if not problems.expect(not strange, "conflict", f"has what is no item: {strange}"):
        return
    problems.expect(
        not can_hold(case, items, cautious, wish.granted),
        "conflict",
        f"can hold together beside the wish: {sorted(items)}",
    )
    for item in sorted(items, key=str):
        problems.expect(
            can_hold(case, items - {item}, cautious, wish.granted),
            "conflict",
            f"does not need {item}",
        )


def _read_needs(found, case: Case, wish: Wish, problems: Problems) -> dict[str, int] | None:
    """Check the steps that are listed; return them, None where they make no sense."""
    check_keys(found, {"steps", "development"}, "needs", problems)
    steps: dict[str, int] = {}
    for entry in sequence(found.get("development")):
        here = f"needs.development {entry}"
        keys = {"person", "behaviour", "from", "to", "steps"}
        check_keys(entry, keys, here, problems)
        problems.equal(entry.get("person"), wish.person, f"{here} person")
        behaviour, number = entry.get("behaviour"), entry.get("steps")
        whole = isinstance(number, int) and not isinstance(number, bool)
        most = most_needed_steps(case, wish.person, behaviour)
        if not problems.expect(
            whole and 1 <= number <= most and behaviour not in steps, here, f"at most {most} steps"
        ):
            return None
        steps[behaviour] = number
        start = case.levels[wish.person, behaviour].level
        end = lifted(case, wish.person, {behaviour: number}).levels[wish.person, behaviour].level
        problems.number(entry.get("from"), Fraction(start, 10), f"{here} from")
        problems.number(entry.get("to"), Fraction(end, 10), f"{here} to")
    listed = sum(steps.values())
    problems.expect(
        same_number(found.get("steps"), listed),
        "needs.steps",
        f"is {found.get('steps')!r}, and {listed} are listed",
    )
    return steps


def _check_needs(
    found, case: Case, wish: Wish, cautious: bool, targets: list[int], problems: Problems
) -> None:
    """Check `needs`, for one of the targets (there are several only where there is slack)."""
    if found is not None and not problems.expect(
        isinstance(found, dict), "needs", f"is {found!r}, expected an object or null"
    ):
        return
    steps = None if found is None else _read_needs(found, case, wish, problems)
    if found is not None and steps is None:
        return
    total = None if steps is None else sum(steps.values())
    expected = []
    for target in targets:
        least, sure = Needs(case, wish, cautious, target).smallest()
        if steps is None:
            if least is None or not sure:
                return
        elif (total == least or (not sure and total >= least)) and Needs(
            case, wish, cautious, target
        ).enough(steps):
            return
        expected.append(least)
    problems.expect(
        steps is None and not targets,
        "needs",
        f"is {found!r}, expected the number of steps {expected or None}, and that they are enough "
        f"for {case.priorities[0][0]} <= {targets}",
    )


def exit_code(reference: Reference, wish: Wish, cautious: bool) -> int:
    """Return the exit code of `why-not`."""
    kept = reference.compositions(cautious)
    return 0 if any(wish.granted(entry.assignment) for entry in kept) else 3


def problems_of_why_not(
    reference: Reference, wish: Wish, result: dict, cautious: bool
) -> list[str]:
    """Return what is wrong with a result of `why-not`."""
    problems = Problems()
    case = reference.case
    check_frame(result, "why-not", problems)
    keys = {"person", "seat", "possible", "optimum", "with", "worse", "rows", "conflict", "needs"}
    check_keys(result, keys | {"format", "seed", "seconds", "versions"}, "keys", problems)
    problems.equal(result.get("person"), wish.person, "person")
    problems.equal(result.get("seat", "missing"), wish.seat, "seat")
    kept = reference.compositions(cautious)
    granted = [entry for entry in kept if wish.granted(entry.assignment)]
    problems.equal(result.get("possible"), bool(granted), "possible")
    targets: list[int] = []
    optimum: list[Composition] = []
    if kept:
        best = Best(case, kept)
        optimum = _read_shown(result.get("optimum"), case, best, "optimum", problems)
        firsts = {whole_objective(entry, best.names[0]) for entry in optimum}
        targets = sorted(firsts | {best.values_in_turn[0]})
    else:
        problems.equal(result.get("optimum", "missing"), None, "optimum")
    if granted:
        best = Best(case, granted)
        with_them = _read_shown(result.get("with"), case, best, "with", problems)
        _check_difference(result, best.names, optimum, with_them, problems)
        problems.equal(result.get("conflict"), [], "conflict")
        if result.get("worse", "missing") is None:
            none_needed = {"steps": 0, "development": []}
            problems.equal(result.get("needs", "missing"), none_needed, "needs")
            return problems
    else:
        problems.equal(result.get("with", "missing"), None, "with")
        problems.equal(result.get("worse", "missing"), None, "worse")
        problems.equal(result.get("rows"), [], "rows")
        _check_conflict(result.get("conflict"), case, wish, cautious, problems)
    problems.expect("needs" in result, "needs", "is missing")
    _check_needs(result.get("needs"), case, wish, cautious, targets, problems)
    return problems
