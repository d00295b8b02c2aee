"""The linear face of balance: how short a direction is, in per mille."""

from ortools.math_opt.python import mathopt

from planner.model.program import Program, total
from planner.model.row import Row

# Up to this weight a direction's share is one linear requirement without loss of precision.
_EXACT = 10**6


def keep_worst(program: Program, rows: list[Row], worst: mathopt.Variable) -> None:
    """Ensure that `worst` is at least ceil(1000 U / W) of the rows of one direction."""
    asked = sum(row.demand.importance * row.demand.carriers for row in rows)
    surplus = sum(row.demand.importance * row.surplus for row in rows)
    short = total(row.demand.importance * row.shortfall for row in rows)
    if asked <= _EXACT:
        program.at_least(asked * worst - 1000 * short, 1000 * surplus)
        return
    # Where so much is asked, what people can still change moves the share by a few per mille
    # at most: each of those is a step of its own, in whole numbers.
    most = sum(row.demand.importance * row.needed for row in rows)
    lowest, highest = (-(-1000 * value // asked) for value in (surplus, surplus + most))
    program.at_least(worst, lowest)
    for share in range(lowest + 1, highest + 1):
        # The smallest shortfall with this share.
        start = (share - 1) * asked // 1000 - surplus + 1
        reached = program.indicator()
        program.at_most(short - most * reached, start - 1)
        program.at_least(worst - (share - lowest) * reached, lowest)
