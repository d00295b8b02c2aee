"""One solve by one of the solvers in OR-Tools: CP-SAT, SCIP or HiGHS."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter


class Backend(Enum):
    """The solvers that are raced."""

    CP_SAT = "CP-SAT"
    SCIP = "SCIP"
    HIGHS = "HiGHS"


_TYPES = {
    Backend.CP_SAT: mathopt.SolverType.CP_SAT,
    Backend.SCIP: mathopt.SolverType.GSCIP,
    Backend.HIGHS: mathopt.SolverType.HIGHS,
}


class Verdict(Enum):
    """What a solver says of a program."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"

    @property
    def decided(self) -> bool:
        """Tell whether the question is answered."""
        return self is not Verdict.UNDECIDED


@dataclass(frozen=True)
class Answer:
    """A solver's answer: its verdict, the best solution by variable id, and a proven bound."""

    verdict: Verdict
    values: Mapping[int, float] | None = None
    value: float = math.inf
    bound: float = -math.inf


# Called with the best value so far and the bound.
Listener = Callable[[float, float], None]


@dataclass
class Task:
    """A program to be solved, with a solution to start from."""

    model: mathopt.Model
    hint: Mapping[mathopt.Variable, float] = field(default_factory=dict)


def solve(
    task: Task,
    backend: Backend,
    seconds: float | None,
    interrupter: SolveInterrupter | None = None,
    listener: Listener | None = None,
) -> Answer:
    """Solve a program with one thread and a fixed seed, so that each solver repeats itself.

    All figures are whole numbers, so a gap under one is a proof. Through MathOpt (ortools 9.15)
    HiGHS takes no interruption, no hint and no number of threads, and only CP-SAT can be listened
    to. SCIP stops when it is interrupted, but writes two lines of its own to the error stream
    where it is given an interrupter.
    """
    parameters = mathopt.SolveParameters(
        time_limit=None if seconds is None else timedelta(seconds=max(seconds, 0.001)),
        threads=None if backend is Backend.HIGHS else 1,
        random_seed=1,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.5,
    )
    # Measured on one team of 7 seats and 60 candidates and ten alternatives: CP-SAT's probing,
    # cuts, search for symmetry and repeated presolving cost more there than they bring.
    parameters.cp_sat.cp_model_probing_level = 0
    parameters.cp_sat.cut_level = 0
    parameters.cp_sat.symmetry_level = 0
    parameters.cp_sat.max_presolve_iterations = 1
    options: dict[str, Any] = {}
    if task.hint and backend is not Backend.HIGHS:
        hint = mathopt.SolutionHint(variable_values=dict(task.hint))
        options["model_params"] = mathopt.ModelSolveParameters(solution_hints=[hint])
    if interrupter is not None and backend is not Backend.HIGHS:
        options["interrupter"] = interrupter
    if listener is not None and backend is Backend.CP_SAT:
        options["callback_reg"] = mathopt.CallbackRegistration(events={mathopt.Event.MIP_SOLUTION})
        options["cb"] = _telling(listener)
    return _answer(mathopt.solve(task.model, _TYPES[backend], params=parameters, **options))


def _telling(listener: Listener) -> Callable[[mathopt.CallbackData], mathopt.CallbackResult]:
    def tell(data: mathopt.CallbackData) -> mathopt.CallbackResult:
        statistics = data.mip_stats
        listener(statistics.primal_bound, statistics.dual_bound)
        return mathopt.CallbackResult()

    return tell


def _answer(result: mathopt.SolveResult) -> Answer:
    reason = result.termination.reason
    if reason == mathopt.TerminationReason.INFEASIBLE:
        return Answer(Verdict.INFEASIBLE)
    if not result.has_primal_feasible_solution():
        return Answer(Verdict.UNDECIDED, bound=result.best_objective_bound())
    proven = reason == mathopt.TerminationReason.OPTIMAL
    return Answer(
        Verdict.OPTIMAL if proven else Verdict.UNDECIDED,
        {variable.id: value for variable, value in result.variable_values().items()},
        result.objective_value(),
        result.best_objective_bound(),
    )


def solve_elsewhere(
    model: bytes,
    hint: Mapping[int, float],
    backend: str,
    seconds: float | None,
    interrupter: SolveInterrupter | None = None,
) -> Answer:
    """Solve a serialised program: in a process that can be ended, or a thread that is stopped."""
    program = mathopt.Model.from_model_proto(model_pb2.ModelProto.FromString(model))
    start = {program.get_variable(identifier): value for identifier, value in hint.items()}
    return solve(Task(program, start), Backend(backend), seconds, interrupter)
