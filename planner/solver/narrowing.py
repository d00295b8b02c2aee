"""A choice among many fillings, narrowed by what its relaxation proves.

The relaxation's value is a bound, and a filling's reduced cost is how much worse every choice with
it is at least: what is worse than the best known by that alone needs no further look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition
from planner.model.filling_model import FillingModel
from planner.model.program import Program
from planner.solver.backends import Answer, Listener, Task, Verdict
from planner.solver.limits import Limits
from planner.solver.race import Race

# So many of the most promising fillings are searched first: they nearly always hold the best.
_FIRST_LOOK = 4000


@dataclass(frozen=True)
class Relaxation:
    """What the program reaches where choices may be made by halves."""

    value: float
    reduced_costs: Mapping[int, float]

    @property
    def tolerance(self) -> float:
        """Differences below this may be rounding: the solvers reckon in doubles."""
        return 1e-6 * max(1.0, abs(self.value))

    @property
    def bound(self) -> float:
        """What no choice is below."""
        return self.value - self.tolerance

    def allows(self, identifier: int, most: float) -> bool:
        """Tell whether a choice can be part of anything whose value is at most a limit."""
        return self.bound + self.reduced_costs[identifier] <= most


def relaxed(program: Program) -> Relaxation | None:
    """Return the relaxation of a program; nothing where it could not be solved."""
    proto = program.mathopt.export_model()
    proto.variables.integers[:] = [False] * len(proto.variables.integers)
    result = mathopt.solve(mathopt.Model.from_model_proto(proto), mathopt.SolverType.GLOP)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    costs = {variable.id: cost for variable, cost in result.reduced_costs().items()}
    return Relaxation(result.objective_value(), costs)


def _with_bound(listener: Listener, bound: float) -> Listener:
    """Return a listener to a search among a few, told the bound that holds for all."""
    return lambda best, _: listener(best, bound)


@dataclass
class Narrowing:
    """The search in a model of fillings: first among the promising, then what could be better."""

    model: FillingModel
    race: Race
    _last: Relaxation | None = field(default=None, init=False)

    def run(self, task: Task, limits: Limits, listener: Listener | None = None) -> Answer:
        """Solve the program with the objective that it has now (see `Race.run`)."""
        self._last = relaxation = relaxed(self.model.program)
        if relaxation is None:
            return self.race.run(task, limits, listener)
        allowed = self._promising(relaxation, task.hint)
        best = Answer(Verdict.UNDECIDED)
        told = None if listener is None else _with_bound(listener, relaxation.bound)
        while True:
            self._allow(allowed)
            answer = self.race.run(task, limits, told)
            if answer.verdict is not Verdict.OPTIMAL:
                # Undecided, or impossible among these few: the bound is what holds for all.
                self._allow(None)
                if answer.verdict is Verdict.INFEASIBLE and not task.hint:
                    return self.race.run(task, limits, listener)
                best = min(best, answer, key=lambda one: one.value)
                return Answer(Verdict.UNDECIDED, best.values, best.value, relaxation.bound)
            better = {
                choice.indicator.id
                for choice in self.model.choices
                if relaxation.allows(choice.indicator.id, answer.value - 1)
            }
            if better <= allowed:
                self._allow(None)
                return answer
            allowed |= better
            best = answer

    def _promising(
        self, relaxation: Relaxation, hint: Mapping[mathopt.Variable, float]
    ) -> set[int]:
        """Return the choices of least reduced cost, and those of the best composition so far."""
        ranked = sorted(relaxation.reduced_costs, key=relaxation.reduced_costs.__getitem__)
        start = {variable.id for variable, value in hint.items() if value > 0.5}
        return set(ranked[:_FIRST_LOOK]) | start

    def _allow(self, allowed: set[int] | None) -> None:
        for choice in self.model.choices:
            choice.indicator.upper_bound = float(allowed is None or choice.indicator.id in allowed)

    def keep(self, most: int, reached: Composition) -> None:
        """Drop what the last relaxation proves to be above a limit that is kept from now on.

        `most` limits the objective that was minimised last, as the model puts it; `reached` keeps
        to it. Where an objective was known without a search, no relaxation speaks about it.
        """
        last, self._last = self._last, None
        if last is None:
            return
        start = {v.id for v, value in self.model.hint(reached).items() if value > 0.5}
        dropped = [
            choice.indicator.id
            for choice in self.model.choices
            if choice.indicator.id not in start and not last.allows(choice.indicator.id, most)
        ]
        self.model.drop(dropped)
