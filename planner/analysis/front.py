"""The front: how much coverage each further change buys (model.md 8)."""

from collections.abc import Iterator
from dataclasses import replace

from constraints.max_changes import MaxChanges
from planner.analysis.answers import developments, versions
from planner.analysis.sentences.front import with_sentences
from planner.domain.priority import Priority
from planner.domain.questions import (
    Front,
    FrontPoint,
)
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import ConstraintHolds
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem
from planner.solver.race import Race
from planner.solver.tiers import Found, Infeasible, Tiers


def front(
    dossier: Dossier, *, seed: int = 0, cautious: bool = False, limits: Limits | None = None
) -> Front:
    """Return the smallest coverage with at most 0, 1, 2, ... changes; only where it improves.

    Of the compositions with that coverage, each point shows the one that is best by the
    dossier's further priorities. An infeasible dossier has no points.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits = limits or Limits()
    points: list[FrontPoint] = []
    whole = True
    try:
        for changes, found in _improvements(dossier, seed, cautious, limits):
            points.append(_point(dossier, changes, found))
    except Stopped:
        # What is proven so far stands; the rest of the front is not known.
        whole = False
    answer = Front(
        points=points, seed=seed, seconds=round(limits.seconds(), 3), versions=versions()
    )
    whole = whole and all(point.proven for point in points)
    return with_sentences(answer, dossier.situation(cautious), whole=whole)


def _point(dossier: Dossier, changes: int, found: Found) -> FrontPoint:
    allowed = dossier.development is not None
    return FrontPoint(
        changes=changes,
        coverage=found.figures.objectives["coverage"],
        coverage_percent=found.figures.coverage_percent,
        assignment=dict(found.composition.assignment),
        proven=found.proven,
        **({"development": developments(found.composition)} if allowed else {}),
    )


def _improvements(
    dossier: Dossier, seed: int, cautious: bool, limits: Limits
) -> Iterator[tuple[int, Found]]:
    """Yield the number of changes and what it allows, each time that the coverage improves."""
    problem = Problem.of(dossier, cautious)
    others = tuple(p for p in problem.priorities if p.objective != "coverage")
    wanted = replace(problem, priorities=(Priority(objective="coverage"), *others))
    race = Race()
    sitting = sum(person is not None for person in problem.situation.incumbents.values())
    try:
        unlimited = _best(wanted, race, limits, seed).figures.objectives["coverage"]
    except Infeasible:
        return
    best: int | None = None
    for changes in range(sitting + 1):
        # Not one of the dossier's own constraints, so it has no place in a conflict.
        limit = ConstraintHolds(-1, MaxChanges(kind="max_changes", limit=changes))
        try:
            found = _best(wanted.asking((*wanted.asked, limit)), race, limits, seed)
        except Infeasible:
            continue
        coverage = found.figures.objectives["coverage"]
        if best is None or coverage < best:
            best = coverage
            yield changes, found
        if best <= unlimited:
            return


def _best(problem: Problem, race: Race, limits: Limits, seed: int) -> Found:
    return Tiers(problem, problem.model(), race, limits, seed).run()
