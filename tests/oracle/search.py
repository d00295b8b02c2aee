"""All compositions of a small dossier, one by one, and what is optimal among them."""

from collections.abc import Iterator

from .case import Case, Composition
from .figures import whole_objective
from .rules import all_items, holds


def assignments(case: Case, items: set[tuple]) -> Iterator[dict]:
    """Yield every assignment of people to seats that are open to them.

    Nobody holds two seats; the `filled` and `locked` items of the set are kept.
    """
    choices = []
    for seat in case.seats:
        open_to = [None] if seat.incumbent is None else [None, seat.incumbent]
        open_to += [person for person in seat.open_to if person != seat.incumbent]
        if ("filled", seat.id) in items:
            open_to.remove(None)
        if ("locked", seat.id) in items:
            open_to = [person for person in open_to if person == seat.incumbent]
        choices.append(open_to)

    def fill(position: int, taken: dict) -> Iterator[dict]:
        if position == len(case.seats):
            yield dict(taken)
            return
        for person in choices[position]:
            if person is None or person not in taken.values():
                taken[case.seats[position].id] = person
                yield from fill(position + 1, taken)
                del taken[case.seats[position].id]

    yield from fill(0, {})


def most_steps(case: Case, person: str, behaviour: str) -> int:
    """Return how many steps can raise a person's level before it is at the maximum."""
    known = case.levels.get((person, behaviour))
    if known is None:
        return 0
    return -((known.level - case.scale_maximum) // case.step())


def raisable(case: Case, assignment: dict) -> dict[tuple[str, str], int]:
    """Return the (person, behaviour) that may be raised, each with the most steps it can take."""
    rule = case.development
    if rule is None:
        return {}
    seated = {assignment.get(seat.id) for team in case.teams_of(rule) for seat in team.seats} - {
        None
    }
    return {
        (person, behaviour): most_steps(case, person, behaviour)
        for person in case.people
        if person in seated and person in rule.get("people", case.people)
        for behaviour in rule.get("behaviours", list(case.direction_of))
        if most_steps(case, person, behaviour) > 0
    }


def asked_behaviours(case: Case) -> set[str]:
    """Return the behaviours that some row demands or that some seat has a minimum for."""
    rows = {row.behaviour for team in case.teams for row in team.rows}
    return rows | {behaviour for seat in case.seats for behaviour, _ in seat.minimum}


def raises(case: Case, assignment: dict) -> Iterator[dict]:
    """Yield every way to spend the development budget, none of it first.

    Behaviours that nothing asks for are left alone: to raise them changes no figure and no item
    except the number of steps.
    """
    pairs = [
        (pair, most)
        for pair, most in raisable(case, assignment).items()
        if pair[1] in asked_behaviours(case)
    ]
    budget = case.development["budget"] if case.development else 0

    def spend(position: int, left: int, raised: dict) -> Iterator[dict]:
        if position == len(pairs):
            yield dict(raised)
            return
        pair, most = pairs[position]
        for steps in range(min(most, left) + 1):
            yield from spend(position + 1, left - steps, raised | ({pair: steps} if steps else {}))

    yield from spend(0, budget, {})


def anything(assignment: dict) -> bool:
    """Grant every wish: any assignment will do."""
    return True


def compositions_of(
    case: Case, items: set[tuple], cautious: bool, granted=anything
) -> Iterator[Composition]:
    """Yield every composition that keeps every one of the items, its assignment as wished."""
    asked = [item for item in items if item[0] not in ("filled", "locked")]
    for assignment in filter(granted, assignments(case, items)):
        for raised in raises(case, assignment):
            composition = Composition(case, assignment, cautious, raised)
            if all(holds(composition, item) for item in asked):
                yield composition


def can_hold(case: Case, items: set[tuple], cautious: bool, granted=anything) -> bool:
    """Tell whether some composition keeps all of the items, its assignment as wished."""
    return next(compositions_of(case, items, cautious, granted), None) is not None


def best_in_turn(pool: list, slacks: list[int]) -> list[int] | None:
    """Return o_1, o_2, ... of the objectives in the pool; None where it is empty."""
    if not pool:
        return None
    found = []
    for index, slack in enumerate(slacks):
        found.append(min(values[index] for values in pool))
        pool = [values for values in pool if values[index] <= found[index] + slack]
    return found


def is_optimal(values, best: list[int], slacks: list[int]) -> bool:
    """Tell whether objectives keep within the slack of the best, the last one at its best."""
    within = all(
        value <= least + slack for value, least, slack in zip(values, best, slacks, strict=True)
    )
    return within and values[-1] == best[-1]


def difference_between(one: frozenset, other: frozenset) -> int:
    """Return by how much two sets of people differ."""
    return max(len(one - other), len(other - one))


class Table:
    """What can be had: the people and the objectives of every composition that keeps all."""

    def __init__(self, case: Case, cautious: bool):
        self.case = case
        self.names = [objective for objective, _ in case.priorities]
        self.slacks = [slack for _, slack in case.priorities]
        self.entries = {
            (
                composition.people,
                tuple(whole_objective(composition, name) for name in self.names),
            )
            for composition in compositions_of(case, all_items(case), cautious)
        }

    def best_values(self, earlier: list[frozenset], difference: int) -> list[int] | None:
        """Return o_1, o_2, ... of what differs enough from `earlier`; None where nothing does."""
        pool = [
            values
            for people, values in self.entries
            if all(difference_between(people, other) >= difference for other in earlier)
        ]
        return best_in_turn(pool, self.slacks)

    def is_optimal(self, values: tuple[int, ...], best: list[int]) -> bool:
        """Tell whether objectives keep within the slack of the best, the last one at its best."""
        return is_optimal(values, best, self.slacks)
