"""How far each objective of a proposal is from what is proven."""

from collections.abc import Sequence

from planner.domain.priority import Objective, Priority
from planner.solver.tiers import Found


def gaps(found: Found, priorities: Sequence[Priority]) -> dict[Objective, float]:
    """Return for each priority the part of its value that could still be taken off; 0: proven.

    What is within its slack of the bound is as small as is asked. The last one has none.
    """
    last = len(priorities) - 1
    told: dict[Objective, float] = {}
    for stage, priority in enumerate(priorities):
        value = found.figures.objectives[priority.objective]
        bound = found.bounds[priority.objective]
        slack = 0 if stage == last else priority.slack
        proven = found.proven or value <= bound + slack
        told[priority.objective] = 0.0 if proven else (value - bound) / value
    return told
