"""The front over moves, steps and coverage: all that nothing else beats, in few solves."""

from dataclasses import dataclass, field
from functools import partial

from planner.analysis.develop_or_recruit.landscape import IMPOSSIBLE, Cell, Landscape
from planner.analysis.develop_or_recruit.question import Question
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.priority import Objective
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel
from planner.model.program import Expression, total
from planner.solver.backends import Task, Verdict
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem, VerificationError
from planner.solver.race import Race
from planner.solver.sweep import Sweep
from planner.solver.tiers import Tiers


@dataclass(frozen=True)
class Corner:
    """A point of the front: no fewer moves or steps give a coverage as small."""

    moves: int
    steps: int
    coverage: int
    composition: Composition


def corner(question: Question, cell: Cell, limits: Limits) -> Corner | None:
    """Return the smallest coverage within a cell, with the fewest moves and steps that give it.

    Nothing within fewer moves and steps covers as much, else it would take fewer in all: what is
    found is a point of the front. `None` where nothing is possible within the cell.

    Raises:
        Stopped: the time ran out.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    problem = question.within(*cell)
    model, race = problem.model(), Race()
    certain = model.certain("coverage")
    first = _smallest(problem, model, race, limits, model.objective("coverage"))
    if first is None:
        return None
    coverage = certain + first[0]
    model.keep_objective("coverage", coverage)
    effort = total((model.moves, model.development_steps))
    found = _smallest(problem, model, race, limits, effort, start=first[1].composition)
    if found is None:
        raise VerificationError("a solver denies a coverage that another one found")
    fewest, figures = found
    moves, steps = figures.moves, figures.objectives["development"]
    for given, covers in ((first[1], coverage), (figures, coverage)):
        if given.objectives["coverage"] != covers:
            raise VerificationError(f"coverage is {given.objectives['coverage']}, not {covers}")
    if moves + steps != fewest:
        raise VerificationError(f"moves and steps are {moves} and {steps}, not {fewest} together")
    return Corner(moves, steps, coverage, figures.composition)


def _smallest(
    problem: Problem,
    model: PlanModel,
    race: Race,
    limits: Limits,
    wanted: Expression,
    start: Composition | None = None,
) -> tuple[int, Figures] | None:
    """Return the smallest value and a composition that has it; `None` where nothing is possible."""
    if limits.is_over():
        raise Stopped
    model.program.mathopt.minimize(wanted)
    hint = {} if start is None else model.hint(start)
    answer = race.run(Task(model.program.mathopt, hint), limits)
    if answer.verdict is Verdict.INFEASIBLE:
        return None
    if answer.verdict is not Verdict.OPTIMAL or answer.values is None:
        raise Stopped
    return round(answer.value), problem.verified(model.read(answer.values))


@dataclass
class Front:
    """The points that are found, and what is known of all numbers of moves and steps."""

    landscape: Landscape
    corners: dict[Cell, Corner] = field(default_factory=dict)
    complete: bool = False

    def note(self, cell: Cell, found: Corner | None) -> None:
        """Take in the answer for a cell."""
        self.landscape.note(cell, IMPOSSIBLE if found is None else found.coverage)
        if found is not None:
            self.corners[found.moves, found.steps] = found
            self.landscape.note((found.moves, found.steps), found.coverage)

    def points(self) -> list[Corner]:
        """Return the points, by moves and then by steps."""
        return [self.corners[cell] for cell in sorted(self.corners)]

    def best_within(self, moves: int, steps: int) -> Corner | None:
        """Return the smallest coverage within a cell with the fewest moves and steps in all.

        `None` where nothing is possible there, or not known (see `Landscape.settled`).
        """
        if not self.landscape.settled((moves, steps)):
            return None
        inside = [one for one in self.points() if one.moves <= moves and one.steps <= steps]
        return min(
            inside, key=lambda one: (one.coverage, one.moves + one.steps, one.moves), default=None
        )


def front(question: Question, sweep: Sweep, limits: Limits) -> Front:
    """Return the whole front, or what is proven of it when the time is up.

    First come the four corners of the table: today, which is plain figures, everything that is
    allowed, recruitment alone and development alone. Each further round asks for the open cells
    that no other exceeds; an answer settles a whole block of the table.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    moves, steps = question.most_moves, question.most_steps
    found = Front(Landscape(moves, steps))
    found.note((0, 0), _today(question))
    cells: list[Cell] = [
        cell
        for cell in dict.fromkeys([(moves, steps), (moves, 0), (0, steps)])
        if not found.landscape.settled(cell)
    ]
    try:
        while cells:
            answers = sweep.run(partial(corner, question), cells, limits)
            for cell, answer in zip(cells, answers, strict=True):
                found.note(cell, answer)
            cells = found.landscape.open_cells()
    except Stopped:
        return found
    found.complete = True
    return found


def _today(question: Question) -> Corner | None:
    """Return the team as it sits, where that keeps what must hold."""
    figures = Figures(question.problem.situation, question.today)
    names = Names(question.problem.situation, "en")
    asked = question.problem.asked
    if any(requirement.check(figures, names) for requirement in asked):
        return None
    return Corner(0, 0, figures.objectives["coverage"], question.today)


def shown(
    question: Question, points: list[Corner], seed: int, sweep: Sweep, limits: Limits
) -> list[tuple[Composition, bool]]:
    """Return for each point the composition to show, and whether it is proven the best there.

    Of the compositions with a point's moves, steps and coverage it is the best by the dossier's
    further priorities; where the time runs out it is one of them.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    found: list[tuple[Composition, bool]] = []
    try:
        for answer in sweep.run(partial(best_of_equals, question, seed), points, limits):
            found.append(answer)
    except Stopped:
        found += [(point.composition, False) for point in points[len(found) :]]
    return found


def best_of_equals(
    question: Question, seed: int, point: Corner, limits: Limits
) -> tuple[Composition, bool]:
    """Return the composition that is best by the further priorities, and whether that is proven.

    Raises:
        Stopped: the time ran out with nothing found.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    problem = question.within(point.moves, point.steps)
    floors: dict[Objective, int] = {"coverage": point.coverage}
    found = Tiers(problem, problem.model(), Race(), limits, seed, floors=floors).run()
    figures = found.figures
    where = (figures.moves, figures.objectives["development"], figures.objectives["coverage"])
    if where == (point.moves, point.steps, point.coverage):
        return found.composition, found.proven
    if found.proven:
        raise VerificationError(f"a point of the front is at {where}, and not where it was found")
    return point.composition, False
