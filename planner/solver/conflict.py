"""Why nothing is possible: a minimal set of items that cannot hold together.

Infeasible subsystems exist in MathOpt for a commercial solver only, and CP-SAT's cores are not
minimal; so this is QuickXplain (Junker, 2004) over solves of our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.items import Item
from planner.dossier.requirements import Requirement
from planner.model.plan_model import PlanModel
from planner.solver.backends import Backend, Task, Verdict, solve
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem, VerificationError
from planner.solver.race import Race

# What two solvers are asked to confirm is small, or refused at once.
_PATIENCE = 5.0


@dataclass(frozen=True)
class Conflict:
    """Items that cannot hold together; `minimal` where any one left out lets the rest hold."""

    items: list[Item]
    minimal: bool


def minimal_conflict(
    problem: Problem, limits: Limits, race: Race, given: Sequence[Requirement] = ()
) -> Conflict:
    """Return a minimal set of the problem's requirements that cannot hold together.

    `given` are requirements that always hold and are no part of the answer (the wish itself,
    where somebody asks why a wish cannot be met). Where the time runs out, all that was asked
    is given, and is not minimal.
    """
    asked = [requirement for requirement in problem.asked if requirement not in given]
    search = _QuickXplain(problem, limits, race)
    try:
        culprits = search.run(list(given), asked)
    except Stopped:
        return Conflict([requirement.item for requirement in asked], minimal=False)
    confirm_infeasible(problem.asking((*given, *culprits)).model(), limits)
    order = {id(requirement): position for position, requirement in enumerate(asked)}
    culprits.sort(key=lambda requirement: order[id(requirement)])
    return Conflict([requirement.item for requirement in culprits], minimal=True)


def confirm_infeasible(model: PlanModel, limits: Limits) -> None:
    """Ask every solver in this process whether a program is infeasible: that is a claim too.

    Raises:
        VerificationError: one of them finds a composition.
    """
    remaining = limits.remaining()
    seconds = _PATIENCE if remaining is None else max(0.1, min(_PATIENCE, remaining))
    for backend in (Backend.CP_SAT, Backend.SCIP):
        if limits.is_over():
            return
        if solve(Task(model.program.mathopt), backend, seconds).verdict is Verdict.OPTIMAL:
            raise VerificationError(f"{backend.value} finds a composition where there is none")


def can_hold(problem: Problem, limits: Limits, race: Race) -> bool:
    """Tell whether all that is asked can hold together; a composition is checked plainly.

    Raises:
        Stopped: the time ran out before that was known.
        VerificationError: the plain checks do not confirm a composition.
    """
    if limits.is_over():
        raise Stopped
    model = problem.model()
    answer = race.run(Task(model.program.mathopt), limits)
    if answer.verdict is Verdict.INFEASIBLE:
        return False
    if answer.values is None:
        raise Stopped
    problem.verified(model.read(answer.values))
    return True


class _QuickXplain:
    """The divide-and-conquer search; each question is a solve without an objective."""

    def __init__(self, problem: Problem, limits: Limits, race: Race) -> None:
        self._problem = problem
        self._limits = limits
        self._race = race

    def run(self, given: list[Requirement], asked: list[Requirement]) -> list[Requirement]:
        if not asked or not self._holds(given):
            return []
        return self._explain(given, asked, check=False)

    def _explain(
        self, given: list[Requirement], asked: list[Requirement], *, check: bool
    ) -> list[Requirement]:
        if check and not self._holds(given):
            return []
        if len(asked) == 1:
            return asked
        middle = len(asked) // 2
        first, second = asked[:middle], asked[middle:]
        of_second = self._explain([*given, *first], second, check=True)
        of_first = self._explain([*given, *of_second], first, check=bool(of_second))
        return of_first + of_second

    def _holds(self, asked: list[Requirement]) -> bool:
        return can_hold(self._problem.asking(tuple(asked)), self._limits, self._race)
