"""How little each item of a conflict must give way: the smallest weakening that is enough.

A weaker requirement keeps every composition that a stronger one keeps, so the degrees of one way
are searched by halves. What is found is a composition that is checked plainly; that nothing
smaller is enough is a claim too, and two solvers are asked to refute it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.analysis.explain.optimum import Optimum, optimum
from planner.domain.items import Item
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement
from planner.dossier.weakening import Way, ways
from planner.solver.conflict import can_hold, confirm_infeasible
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem, VerificationError
from planner.solver.race import Race


@dataclass(frozen=True)
class LooseningTask:
    """One item of a minimal conflict."""

    dossier: Dossier
    cautious: bool
    seed: int
    item: Item
    conflict: tuple[Item, ...]


@dataclass(frozen=True)
class Loosening:
    """The smallest weakening of an item that is enough (`None`: it is left out), and for what.

    With the scope `conflict` the rest of the dossier still clashes, also where the item is left
    out altogether; there is no optimum then.
    """

    scope: Literal["dossier", "conflict"]
    requirement: Requirement | None
    optimum: Optimum | None


def loosening(task: LooseningTask, limits: Limits) -> Loosening | None:
    """Return how little an item must give way; `None` where the time ran out first.

    Raises:
        VerificationError: solvers and plain checks disagree.
    """
    problem = Problem.of(task.dossier, task.cautious)
    own = next(asked for asked in problem.asked if asked.item == task.item)
    others = tuple(asked for asked in problem.asked if asked is not own)
    clashing = tuple(asked for asked in others if asked.item in task.conflict)
    search = _Search(problem, own, task.seed, limits, Race())
    try:
        if search.enough(others):
            return search.for_dossier(others)
        if not search.enough(clashing):
            raise VerificationError("a conflict that is minimal clashes without one of its items")
        found = search.smallest(clashing)
        return Loosening("conflict", found[0] if found else None, None)
    except Stopped:
        return None


@dataclass(frozen=True)
class _Search:
    """The search for the smallest weakening of one requirement."""

    problem: Problem
    own: Requirement
    seed: int
    limits: Limits
    race: Race

    def enough(self, asked: Sequence[Requirement]) -> bool:
        """Tell whether these can hold together."""
        return can_hold(self.problem.asking(tuple(asked)), self.limits, self.race)

    def for_dossier(self, others: tuple[Requirement, ...]) -> Loosening:
        """Return the smallest weakening that makes the whole dossier fit, and the optimum then.

        Of weakenings that are equally small the one with the better optimum is taken.
        """
        found: list[Requirement | None] = [*self.smallest(others)] or [None]
        best: Loosening | None = None
        for weaker in found:
            asked = others if weaker is None else (*others, weaker)
            then = optimum(self.problem.asking(asked), self.seed, self.limits)
            if best is None or best.optimum is None or then.is_better_than(best.optimum):
                best = Loosening("dossier", weaker, then)
        assert best is not None
        return best

    def smallest(self, others: tuple[Requirement, ...]) -> list[Requirement]:
        """Return the weakenings of the smallest degree that is enough; none: it is left out."""
        found: dict[int, list[Requirement]] = {}
        for way in ways(self.own, self.problem.situation):
            degree = self._smallest_degree(way, others)
            if degree is not None:
                found.setdefault(degree, []).append(way.weakened(degree))
        return found[min(found)] if found else []

    def _smallest_degree(self, way: Way, others: tuple[Requirement, ...]) -> int | None:
        """Return the first degree of a way that is enough; `None` where even its last is not."""
        if not self.enough((*others, way.weakened(way.degrees))):
            return None
        too_small, enough = 0, way.degrees
        while enough - too_small > 1:
            middle = (too_small + enough) // 2
            if self.enough((*others, way.weakened(middle))):
                enough = middle
            else:
                too_small = middle
        if too_small:
            denied = self.problem.asking((*others, way.weakened(too_small)))
            confirm_infeasible(denied.model(), self.limits)
        return enough
