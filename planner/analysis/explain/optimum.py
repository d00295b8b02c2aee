"""The optimum of one of the many problems that an explanation asks about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from planner.domain.composition import Composition
from planner.domain.priority import Objective
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem
from planner.solver.race import Race
from planner.solver.sweep import InTurn, Sweep
from planner.solver.tiers import Tiers

Task = TypeVar("Task")
Given = TypeVar("Given")


@dataclass(frozen=True)
class Optimum:
    """An optimal composition, and the o_i of model.md 4: what each objective can come to in turn.

    `values` are in the order of the priorities.
    """

    values: Mapping[Objective, int]
    composition: Composition

    def is_better_than(self, other: "Optimum") -> bool:
        """Tell whether it is better, in the order of its priorities."""
        return tuple(self.values.values()) < tuple(other.values.values())


def optimum(problem: Problem, seed: int, limits: Limits) -> Optimum:
    """Return the proven optimum of a problem.

    Raises:
        Infeasible: no composition keeps every requirement.
        Stopped: the time ran out before it was proven.
    """
    found = Tiers(problem, problem.model(), Race(), limits, seed).run()
    if not found.proven:
        raise Stopped
    return Optimum(found.bounds, found.composition)


def as_far_as_known(
    sweep: Sweep | None,
    work: Callable[[Task, Limits], Given | None],
    tasks: Sequence[Task],
    limits: Limits,
) -> Iterator[Given | None]:
    """Yield what the work gives for each task; `None` for what the time did not allow."""
    done = 0
    try:
        for given in (sweep or InTurn()).run(work, tasks, limits):
            yield given
            done += 1
    except Stopped:
        for _ in tasks[done:]:
            yield None
