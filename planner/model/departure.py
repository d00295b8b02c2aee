"""The linear face of departures: what a team's coverage loses when members leave."""

from itertools import combinations

from planner.model.program import Expression, Program, is_number, total
from planner.model.row import Row


def lost_by_one(program: Program, rows: list[Row], seat: str) -> Expression:
    """Return at least the coverage that is lost when the seat's occupant leaves (model.md 3)."""
    terms = []
    for row in rows:
        carried, tight = row.carried_by[seat], row.tight()
        if is_number(carried) or is_number(tight, 0):
            continue
        terms.append(row.demand.importance * _at_least_both(program, carried, tight))
    return total(terms)


def lost_by_two(program: Program, rows: list[Row], first: str, second: str) -> Expression:
    """Return at least the coverage that is lost when the occupants of two seats leave.

    On a row that one of them carries it is w where c <= n; on a row that both carry, w more
    where c <= n + 1.
    """
    terms = []
    for row in rows:
        importance = row.demand.importance
        carried = [row.carried_by[seat] for seat in (first, second)]
        known = [term for term in carried if not is_number(term)]
        if known and not is_number(row.tight(), 0):
            terms.append(importance * _either(program, known, row.tight()))
        if len(known) == 2 and not is_number(row.tight(1), 0):
            both = program.indicator()
            program.at_least(both - known[0] - known[1] - row.tight(1), -2)
            terms.append(importance * both)
    return total(terms)


def _at_least_both(program: Program, carried: Expression, tight: Expression) -> Expression:
    if is_number(tight):
        return carried
    lost = program.indicator()
    program.at_least(lost - carried - tight, -1)
    return lost


def _either(program: Program, carried: list[Expression], tight: Expression) -> Expression:
    lost = program.indicator()
    for term in carried:
        program.at_least(lost - term - tight, -1)
    return lost


def departure(program: Program, rows: list[Row], seats: list[str]) -> Expression:
    """Return at least the largest loss by one departure."""
    losses = [lost_by_one(program, rows, seat) for seat in seats]
    losses = [loss for loss in losses if not is_number(loss)]
    if not losses:
        return 0
    largest = program.count(sum(row.demand.importance for row in rows))
    for loss in losses:
        program.at_least(largest - loss, 0)
    return largest


def hold_after_departures(
    program: Program, rows: list[Row], seats: list[str], count: int, coverage: Expression, most: int
) -> None:
    """Ensure that whichever `count` members leave, the weighted shortfall is at most `most`."""
    program.at_most(coverage, most)
    if count == 1 or len(seats) == 1:
        for seat in seats:
            program.at_most(coverage + lost_by_one(program, rows, seat), most)
        return
    for first, second in combinations(seats, 2):
        program.at_most(coverage + lost_by_two(program, rows, first, second), most)
