"""Objectives one after another: each is brought to its smallest value, held there, and so on."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition
from planner.domain.priority import Objective
from planner.figures.team_figures import Figures
from planner.model.filling_model import FillingModel
from planner.model.plan_model import PlanModel
from planner.model.program import is_number
from planner.solver.backends import Answer, Task, Verdict
from planner.solver.draw import Draw
from planner.solver.limits import Limits, Progress, Stopped
from planner.solver.narrowing import Narrowing
from planner.solver.problem import Problem, VerificationError
from planner.solver.race import Race, whole_bound
from planner.solver.teamwise import Teamwise


class Infeasible(Exception):
    """No composition keeps every requirement, and that is proven."""


@dataclass
class Found:
    """A composition with its figures; the smallest values that are proven, and bounds."""

    composition: Composition
    figures: Figures
    proven: bool
    bounds: dict[Objective, int] = field(default_factory=dict)


@dataclass
class Tiers:
    """The search for one proposal (model.md 4)."""

    problem: Problem
    model: PlanModel | FillingModel
    race: Race
    limits: Limits
    seed: int
    rank: int = 1
    # What earlier proposals proved: a smaller feasible set cannot do better, as long as every
    # more important objective has kept its value.
    floors: Mapping[Objective, int] = field(default_factory=dict)
    # How a round over many teams is continued once its first objective is known.
    teamwise: Teamwise | None = None
    _narrowing: Narrowing | None = None
    _held: dict[Objective, int] = field(default_factory=dict)
    _best: Composition | None = None
    _figures: Figures | None = None

    def run(self) -> Found:
        """Return the optimal composition, or the best found when the time is up.

        Raises:
            Infeasible: no composition keeps every requirement.
            Stopped: the time ran out with nothing found.
        """
        bounds: dict[Objective, int] = {}
        floors_hold = all_proven = True
        last = len(self.problem.priorities) - 1
        for stage, priority in enumerate(self.problem.priorities):
            floor = self.floors.get(priority.objective, 0) if floors_hold else 0
            smallest, bound = self._in_its_share(priority.objective, stage, floor)
            bounds[priority.objective] = bound
            if smallest is None:
                all_proven = False
                smallest = self._value(priority.objective)
                if self.limits.is_over() or smallest is None:
                    return self._found(bounds, proven=False)
            floors_hold = floors_hold and smallest == self.floors.get(priority.objective)
            # The last objective is at its smallest value: its slack has nothing to give way to.
            limit = smallest + (0 if stage == last else priority.slack)
            self._hold(priority.objective, limit)
            if stage == 0:
                bounds[priority.objective] = max(bound, self._continue_teamwise(limit))
                all_proven = bounds[priority.objective] == smallest
        if not all_proven:
            return self._found(bounds, proven=False)
        try:
            self._draw()
        except Stopped:
            # Optimal in every objective; but another run might draw another of its equals.
            return self._found(bounds, proven=False)
        return self._found(bounds, proven=True)

    def _in_its_share(self, objective: Objective, stage: int, floor: int) -> tuple[int | None, int]:
        """Minimise an objective in its share of the time; all of it, to find anything at all."""
        try:
            with self._share_of_time(is_last=stage == len(self.problem.priorities) - 1):
                return self._minimise(objective, stage, floor)
        except Stopped:
            if self._best is not None or self.limits.is_over():
                raise
            return self._minimise(objective, stage, floor)

    @contextmanager
    def _share_of_time(self, *, is_last: bool) -> Iterator[None]:
        """Leave half of the time for what comes after a stage: a gap there is worth as much."""
        whole = self.limits
        remaining = whole.remaining()
        if remaining is not None and not is_last:
            self.limits = Limits(
                whole.seconds() + remaining / 2,
                whole.stop,
                whole.listener,
                outer=whole,
                started=whole.started,
            )
        try:
            yield
        finally:
            self.limits = whole

    def _continue_teamwise(self, most: int) -> int:
        """Go on with the choice among fillings, where that is the quicker way.

        Returns what the search for them proves of the first objective: a bound, 0 for nothing.
        """
        plan = self.model
        if self.teamwise is None or not isinstance(plan, PlanModel) or self._best is None:
            return 0
        with self._share_of_time(is_last=False):
            model = self.teamwise.model(plan, self._best, most, self.limits)
        if model is not None:
            self.model = model
            self._narrowing = Narrowing(model, self.race)
            model.keep_objective(self.problem.priorities[0].objective, most)
        return self.teamwise.bound

    def _found(self, bounds: dict[Objective, int], *, proven: bool) -> Found:
        assert self._best is not None
        assert self._figures is not None
        listed = {
            priority.objective: bounds.get(priority.objective, 0)
            for priority in self.problem.priorities
        }
        return Found(self._best, self._figures, proven, listed)

    def _value(self, objective: Objective) -> int | None:
        return None if self._figures is None else self._figures.objectives[objective]

    def _minimise(self, objective: Objective, stage: int, floor: int) -> tuple[int | None, int]:
        """Return the smallest value of an objective (`None` where unproven), and its bound."""
        value = self._value(objective)
        if value is not None and value <= floor:
            return value, value
        expression, certain = self.model.objective(objective), self.model.certain(objective)
        if is_number(expression) and self._best is not None:
            return value, value or 0
        if floor:
            self.model.program.hold(expression, least=floor - certain)
        self.model.program.mathopt.minimize(expression)
        answer = self._solve(objective, stage)
        if answer.values is not None:
            self._take(answer, objective)
        value = self._value(objective)
        if answer.verdict is Verdict.OPTIMAL:
            if value != certain + round(answer.value):
                raise VerificationError(f"{objective} is {value}, not {answer.value} more")
            return value, value
        if self._best is None:
            raise Stopped
        return None, max(floor, certain + (whole_bound(answer.bound) or 0))

    def _take(self, answer: Answer, objective: Objective) -> None:
        """Take a solution over, unless an unproven one is worse than what there is."""
        composition, figures = self._verified(answer)
        value = self._value(objective)
        if value is None or figures.objectives[objective] <= value:
            self._best, self._figures = composition, figures

    def _verified(self, answer: Answer) -> tuple[Composition, Figures]:
        """Return a solution's composition: it keeps what is asked, and what was proven before."""
        assert answer.values is not None
        composition = self.model.read(answer.values)
        figures = self.problem.verified(composition)
        for objective, limit in self._held.items():
            if figures.objectives[objective] > limit:
                raise VerificationError(f"{objective} is above {limit}, which was proven before")
        return composition, figures

    def _hold(self, objective: Objective, limit: int) -> None:
        self._held[objective] = limit
        self.model.keep_objective(objective, limit)
        if self._narrowing is not None and self._best is not None:
            self._narrowing.keep(limit - self.model.certain(objective), self._best)

    def _draw(self) -> None:
        """Choose among equals by lot: the seed's, so that everybody draws the same."""
        draw = Draw(self.problem.situation, self.problem.permission, self.model, self.seed)
        for expression in draw.expressions():
            self.model.program.mathopt.minimize(expression)
            answer = self._solve(None, len(self.problem.priorities))
            if answer.verdict is not Verdict.OPTIMAL or answer.values is None:
                raise Stopped
            self._best, self._figures = self._verified(answer)
            self.model.program.hold(expression, most=round(answer.value))

    def _solve(self, objective: Objective | None, stage: int) -> Answer:
        if self.limits.is_over():
            if self._best is None:
                raise Stopped
            return Answer(Verdict.UNDECIDED)

        certain = 0 if objective is None else self.model.certain(objective)

        def tell(best: float, bound: float) -> None:
            self.limits.tell(
                Progress(
                    proposal=self.rank,
                    stage=stage + 1,
                    stages=len(self.problem.priorities) + 1,
                    objective=objective,
                    best=None if best is None or abs(best) > 1e15 else certain + round(best),
                    bound=None if (known := whole_bound(bound)) is None else certain + known,
                    seconds=self.limits.seconds(),
                )
            )

        value = self._value(objective) if objective else None
        tell(math.inf if value is None else value - certain, -math.inf)
        task = Task(self.model.program.mathopt, self._hint())
        run = self.race.run if self._narrowing is None else self._narrowing.run
        answer = run(task, self.limits, tell if objective else None)
        if answer.verdict is Verdict.INFEASIBLE:
            if self._best is not None:
                raise VerificationError("a solver denies a solution that another one found")
            raise Infeasible
        return answer

    def _hint(self) -> dict[mathopt.Variable, float]:
        return {} if self._best is None else self.model.hint(self._best)
