"""Proposals for a dossier: the optimiser's answer in the format of model.md 6."""

from collections.abc import Iterator, Sequence
from functools import partial

from planner.analysis.answers import proposal, versions
from planner.domain.result import Result
from planner.dossier.dossier import Dossier
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import search
from planner.solver.sweep import Sweep


def propose(
    dossier: Dossier,
    *,
    alternatives: int = 1,
    difference: int = 1,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
) -> Result:
    """Return proposals, best first, or the smallest set of items that clash.

    Args:
        dossier: the case.
        alternatives: how many proposals are wanted, from 1.
        difference: in how many people each must differ from every earlier one, from 1.
        seed: decides between compositions that are equal in every objective.
        cautious: whether levels are read at the low end of their interval.
        limits: time limit, a way to stop, a listener for progress.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits = limits or Limits()
    answers = search(
        Problem.of(dossier, cautious),
        alternatives=alternatives,
        difference=difference,
        seed=seed,
        limits=limits,
    )
    return Result(
        status=answers.status(alternatives),
        proposals=[
            proposal(found.figures, rank, found.proven, found.bounds)
            for rank, found in enumerate(answers.proposals, start=1)
        ],
        exhausted=answers.exhausted,
        conflict=answers.conflict,
        conflict_minimal=answers.conflict_minimal,
        seed=seed,
        seconds=round(limits.seconds(), 3),
        versions=versions(),
    )


def propose_each(
    dossiers: Sequence[Dossier],
    sweep: Sweep,
    limits: Limits,
    *,
    alternatives: int = 1,
    difference: int = 1,
    seed: int = 0,
    cautious: bool = False,
    time_limit: float | None = None,
) -> Iterator[Result]:
    """Return what `propose` gives for each dossier, in their order.

    The proposals of one dossier depend on one another, so a dossier is one task.

    Args:
        dossiers: the cases.
        sweep: who does the work.
        limits: for all together; a listener is told of a case that is searched alone.
        alternatives: see `propose`, like the others.
        difference: see there.
        seed: see there.
        cautious: see there.
        time_limit: seconds for each dossier.

    Raises:
        Stopped: the limits ended before all was done.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    work = partial(
        _propose,
        alternatives=alternatives,
        difference=difference,
        seed=seed,
        cautious=cautious,
        time_limit=time_limit,
    )
    return sweep.run(work, dossiers, limits)


def _propose(
    dossier: Dossier,
    limits: Limits,
    *,
    alternatives: int,
    difference: int,
    seed: int,
    cautious: bool,
    time_limit: float | None,
) -> Result:
    return propose(
        dossier,
        alternatives=alternatives,
        difference=difference,
        seed=seed,
        cautious=cautious,
        limits=Limits(time_limit=time_limit, listener=limits.listener, outer=limits),
    )
