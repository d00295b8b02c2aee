"""The objectives, and the order in which a dossier wants them (model.md 3 and 4)."""

from typing import Literal, get_args

from planner.domain.exact import Count
from planner.domain.record import Record

Objective = Literal[
    "coverage", "departure", "load", "balance", "nearness", "changes", "development"
]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)


class Priority(Record):
    """One objective in the order of importance, and how much of it may be given up for the next."""

    objective: Objective
    slack: Count = 0


DEFAULT_PRIORITIES = tuple(
    Priority(objective=objective)
    for objective in ("coverage", "departure", "load", "balance", "nearness", "changes")
)
