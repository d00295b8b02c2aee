"""Which requirements bind, and what relaxing each by one step would give: solved, not guessed.

A requirement binds where a better composition exists without it: the values that the objectives
can come to in turn (the o_i of model.md 4) are compared in the order of the priorities.
"""

from dataclasses import dataclass

from planner.analysis.explain.optimum import Optimum, optimum
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement
from planner.dossier.weakening import ways
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem, VerificationError


@dataclass(frozen=True)
class BindingTask:
    """One requirement of a dossier, by its place in what is asked, and the dossier's optimum."""

    dossier: Dossier
    cautious: bool
    seed: int
    place: int
    best: Optimum


@dataclass(frozen=True)
class Weakened:
    """A requirement that asks less (`None`: it is left out), and the optimum then."""

    requirement: Requirement | None
    optimum: Optimum


@dataclass(frozen=True)
class Binding:
    """The optimum without a requirement, and where that is better the best of one step weaker.

    `step` is `None` where the requirement does not bind, and where the time did not allow it.
    """

    left_out: Optimum
    binds: bool
    step: Weakened | None


def binding(task: BindingTask, limits: Limits) -> Binding | None:
    """Return whether a requirement binds; `None` where the time ran out first.

    Raises:
        VerificationError: less is asked, and the optimum is worse.
    """
    problem = Problem.of(task.dossier, task.cautious)
    own = problem.asked[task.place]
    others = tuple(other for other in problem.asked if other is not own)
    try:
        left_out = _not_worse(problem.asking(others), task, limits)
    except Stopped:
        return None
    if not left_out.is_better_than(task.best):
        return Binding(left_out, binds=False, step=None)
    try:
        step = _best_step(problem, own, task, limits) or Weakened(None, left_out)
    except Stopped:
        step = None
    return Binding(left_out, binds=True, step=step)


def _best_step(
    problem: Problem, own: Requirement, task: BindingTask, limits: Limits
) -> Weakened | None:
    """Return the best of the ways to ask one step less; `None` where only leaving out is less."""
    best: Weakened | None = None
    for way in ways(own, problem.situation):
        asked = tuple(way.step if other is own else other for other in problem.asked)
        found = _not_worse(problem.asking(asked), task, limits)
        if best is None or found.is_better_than(best.optimum):
            best = Weakened(way.step, found)
    return best


def _not_worse(problem: Problem, task: BindingTask, limits: Limits) -> Optimum:
    found = optimum(problem, task.seed, limits)
    if task.best.is_better_than(found):
        raise VerificationError("less is asked, and the optimum is worse")
    return found
