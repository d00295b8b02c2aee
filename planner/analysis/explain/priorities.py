"""How far each objective could go if it came first, and what becomes of the others then."""

from dataclasses import dataclass, replace

from planner.analysis.explain.optimum import Optimum, optimum
from planner.domain.priority import Objective, Priority
from planner.dossier.dossier import Dossier
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem


@dataclass(frozen=True)
class FirstTask:
    """One objective of a dossier that is to come first."""

    dossier: Dossier
    cautious: bool
    seed: int
    objective: Objective


def coming_first(task: FirstTask, limits: Limits) -> Optimum | None:
    """Return the optimum if an objective came first, the others in their order behind it.

    It then has no slack, so that the composition shows its smallest value; the others keep
    theirs. `None` where the time ran out first.
    """
    problem = Problem.of(task.dossier, task.cautious)
    behind = [other for other in problem.priorities if other.objective != task.objective]
    first = Priority(objective=task.objective)
    try:
        return optimum(replace(problem, priorities=(first, *behind)), task.seed, limits)
    except Stopped:
        return None
