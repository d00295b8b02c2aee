"""The linear face of departures: what a team's coverage loses when members leave."""

from itertools import combinations

from planner.model.program import Expression, Program, is_number, total
from planner.model.row import Row

# (largest possible loss, the loss itself), where the people leave; meaningless where they do not.
Loss = tuple[int, Expression]


def lost_by_one(program: Program, rows: list[Row], person: str) -> Loss:
    """Return at least the coverage that is lost when a member leaves (model.md 3)."""
    terms = []
    most = 0
    for row in rows:
        lost = program.at_least_all((row.able(person), row.tight()))
        if not is_number(lost, 0):
            terms.append(row.demand.importance * lost)
            most += row.demand.importance
    return most, total(terms)


def lost_by_two(program: Program, rows: list[Row], first: str, second: str) -> Loss:
    """Return at least the coverage that is lost when two members leave.

    On a row that one of them carries it is w where c <= n; on a row that both carry, w more
    where c <= n + 1.
    """
    terms = []
    most = 0
    for row in rows:
        able = [term for term in map(row.able, (first, second)) if not is_number(term, 0)]
        losses = [_either(program, able, row.tight())] if able else []
        if len(able) == 2:
            losses.append(program.at_least_all((*able, row.tight(1))))
        for lost in losses:
            if not is_number(lost, 0):
                terms.append(row.demand.importance * lost)
                most += row.demand.importance
    return most, total(terms)


def _either(program: Program, able: list[Expression], tight: Expression) -> Expression:
    """Return an indicator that is 1 wherever a row is tight and one of two people carries it."""
    if is_number(tight, 0) or any(is_number(term) for term in able):
        return tight
    lost = program.indicator()
    for term in able:
        program.at_least(lost - program.at_least_all((term, tight)), 0)
    return lost


def departure(program: Program, rows: list[Row], members: dict[str, Expression]) -> Expression:
    """Return at least the largest loss by one departure; `members` says who sits."""
    losses = [(sits, *lost_by_one(program, rows, person)) for person, sits in members.items()]
    losses = [loss for loss in losses if loss[1]]
    if not losses:
        return 0
    largest = program.count(max(most for _, most, _ in losses))
    for sits, most, loss in losses:
        program.at_least(largest - loss - most * sits, -most)
    return largest


def hold_after_departures(
    program: Program,
    rows: list[Row],
    members: dict[str, Expression],
    count: int,
    coverage: Expression,
    limit: int,
) -> None:
    """Ensure that whichever `count` members leave, the weighted shortfall is at most `limit`."""
    program.at_most(coverage, limit)
    for person, sits in members.items():
        most, loss = lost_by_one(program, rows, person)
        program.at_most(coverage + loss + most * sits, limit + most)
    if count == 2:
        for (first, sits), (second, too) in combinations(members.items(), 2):
            most, loss = lost_by_two(program, rows, first, second)
            program.at_most(coverage + loss + most * (sits + too), limit + 2 * most)
