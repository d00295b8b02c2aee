"""Develop or recruit: for a team's gap, what each gives alone, and the mixes in between."""

from collections.abc import Callable
from typing import Literal

from planner.analysis.answers import changes_of, developments, versions, violations_of
from planner.analysis.develop_or_recruit.front import Corner, Front, front, shown
from planner.analysis.develop_or_recruit.landscape import Cell
from planner.analysis.develop_or_recruit.question import AtMostMoves, Question
from planner.analysis.develop_or_recruit.reach import out_of_reach
from planner.analysis.develop_or_recruit.sentences import Sentences
from planner.analysis.develop_or_recruit.ways import WaySentences
from planner.domain.choices import (
    Choice,
    DevelopOrRecruit,
    Gap,
    Obstacle,
    OutOfReach,
    Today,
    Way,
)
from planner.domain.names import Names
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures
from planner.solver.conflict import minimal_conflict
from planner.solver.limits import Limits, Stopped
from planner.solver.race import Race
from planner.solver.sweep import InTurn, Sweep

MOST_STEPS = 6
STEP = 10


def develop_or_recruit(
    dossier: Dossier,
    *,
    most_steps: int = MOST_STEPS,
    step: int | None = None,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
    sweep: Sweep | None = None,
) -> DevelopOrRecruit:
    """Return what recruitment alone gives, what development alone gives, and the mixes.

    A move is a seat whose occupant differs from today's, a vacancy that is filled included. A
    step raises one behaviour of one person who sits today (see `Question` for who may). A point
    of the front is a number of moves, of steps and a coverage (the weighted shortfall) that no
    composition betters in one of the three without being worse in another.

    Args:
        dossier: the case.
        most_steps: how many steps there may be in all, from 1.
        step: by how much a step raises a level, in tenths from 1; the step of the dossier's
            `development` constraint where it has one, else 10.
        seed: decides between compositions that are equal in every objective.
        cautious: whether levels are read at the low end of their interval.
        limits: time limit and a way to stop. What is not proven by then is not told.
        sweep: who solves what can be solved side by side; this process by default.

    Raises:
        ValueError: the dossier has a step of its own, and another one is given.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    question = Question(dossier, most_steps, _step(dossier, step), cautious)
    limits, sweep = limits or Limits(), sweep or InTurn()
    found = front(question, sweep, limits)
    return _Telling(question, found, seed, limits, sweep).answer()


def _step(dossier: Dossier, step: int | None) -> int:
    own = None if dossier.development is None else dossier.development.step
    if own is not None and step is not None and step != own:
        raise ValueError("the dossier has a step of its own")
    return step or own or STEP


class _Telling:
    """Turns a front into the answer that people and programs read."""

    def __init__(
        self, question: Question, found: Front, seed: int, limits: Limits, sweep: Sweep
    ) -> None:
        """Work out the composition to show at each point."""
        self._question = question
        self._found = found
        self._seed = seed
        self._limits = limits
        self._sweep = sweep
        self._sentences = Sentences(question)
        corners = found.points()
        compositions = shown(question, corners, seed, sweep, limits)
        self._figures: dict[Cell, Figures] = {}
        self._points: dict[Cell, Choice] = {}
        for corner, (composition, proven) in zip(corners, compositions, strict=True):
            figures = Figures(question.problem.situation, composition)
            cell = (corner.moves, corner.steps)
            self._figures[cell] = figures
            self._points[cell] = self._choice(figures, proven)

    def answer(self) -> DevelopOrRecruit:
        question, found = self._question, self._found
        moves, steps = question.most_moves, question.most_steps
        today = Figures(question.problem.situation, question.today)
        ways = WaySentences(self._sentences, today)
        conflict, minimal = self._in_the_way((moves, steps), [])
        recruitment, development = found.best_within(moves, 0), found.best_within(0, steps)
        return DevelopOrRecruit(
            status=self._status(),
            step=question.step,
            most_steps=steps,
            may_stay_vacant=question.vacant,
            assumptions=self._sentences.assumptions(),
            today=self._today(today),
            recruitment_only=self._way((moves, 0), recruitment, ways.recruitment, conflict),
            development_only=self._way((0, steps), development, ways.development, conflict),
            points=list(self._points.values()),
            mixes=self._mixes(ways, recruitment, development),
            out_of_reach=self._out_of_reach(),
            conflict=conflict,
            conflict_minimal=minimal,
            seed=self._seed,
            seconds=round(self._limits.seconds(), 3),
            versions=versions(),
        )

    def _everything(self) -> Cell:
        return self._question.most_moves, self._question.most_steps

    def _status(self) -> Literal["optimal", "feasible", "infeasible", "unknown"]:
        if not self._points:
            settled = self._found.landscape.settled(self._everything())
            return "infeasible" if settled else "unknown"
        proven = self._found.complete and all(one.proven for one in self._points.values())
        return "optimal" if proven else "feasible"

    def _choice(self, figures: Figures, proven: bool) -> Choice:
        composition = figures.composition
        return Choice(
            moves=figures.moves,
            steps=figures.objectives["development"],
            coverage=figures.objectives["coverage"],
            coverage_percent=figures.coverage_percent,
            proven=proven,
            assignment=dict(composition.assignment),
            objectives=figures.objectives,
            changes=changes_of(figures.situation, composition),
            development=developments(composition),
            short=_gaps(figures),
            text=self._sentences.of_choice(figures),
        )

    def _today(self, figures: Figures) -> Today:
        asked = self._question.problem.asked
        broken = [
            violations_of(asked, figures, Names(figures.situation, language))
            for language in ("nl", "en")
        ]
        return Today(
            assignment=dict(figures.composition.assignment),
            objectives=figures.objectives,
            coverage=figures.objectives["coverage"],
            coverage_percent=figures.coverage_percent,
            short=_gaps(figures),
            violations=[
                Obstacle(item=dutch.item, text=Said(nl=dutch.text, en=english.text))
                for dutch, english in zip(*broken, strict=True)
            ],
            text=self._sentences.of_choice(figures),
        )

    def _way(
        self,
        cell: Cell,
        best: Corner | None,
        tell: Callable[[Figures | None, bool], Said],
        conflict: list[Obstacle],
    ) -> Way:
        """Return what is best within a cell, or what stands in its way."""
        if best is not None:
            where = (best.moves, best.steps)
            return Way(
                choice=self._points[where], in_the_way=[], text=tell(self._figures[where], True)
            )
        known = self._found.landscape.settled(cell)
        in_the_way, minimal = self._in_the_way(cell, conflict)
        return Way(choice=None, in_the_way=in_the_way if minimal else [], text=tell(None, known))

    def _in_the_way(self, cell: Cell, known: list[Obstacle]) -> tuple[list[Obstacle], bool]:
        """Return what cannot hold together within a cell, and whether no less clashes already.

        Nothing where something is possible there, or where that is not known; what is `known` to
        clash anyhow clashes within every cell.
        """
        possible = self._found.best_within(*cell) is not None
        if known or possible or not self._found.landscape.settled(cell):
            return known, True
        limit = AtMostMoves(cell[0])
        problem = self._question.within(*cell)
        clash = minimal_conflict(problem, self._limits, Race(), given=(limit,))
        told = [Obstacle(item=item, text=self._sentences.asked(item)) for item in clash.items]
        return told, clash.minimal

    def _mixes(
        self, ways: WaySentences, recruitment: Corner | None, development: Corner | None
    ) -> list[Said]:
        if not self._found.complete:
            return [ways.not_known()]
        if not self._figures:
            return []
        pure = [
            None if corner is None else self._figures[corner.moves, corner.steps]
            for corner in (recruitment, development)
        ]
        return ways.mixes(list(self._figures.values()), *pure)

    def _out_of_reach(self) -> list[OutOfReach] | None:
        """Return what stays short whatever is done; `None` where that is not known in time."""
        best = self._found.best_within(*self._everything())
        if best is None:
            return [] if self._found.complete else None
        try:
            reaches = out_of_reach(self._question, best, self._sweep, self._limits)
        except Stopped:
            return None
        return [
            OutOfReach(
                team=reach.team.id,
                behaviour=reach.row.behaviour,
                most=reach.most,
                required=reach.row.carriers,
                text=self._sentences.out_of_reach(reach),
            )
            for reach in reaches
        ]


def _gaps(figures: Figures) -> list[Gap]:
    """Return the rows that lack carriers, in the order of the dossier."""
    return [
        Gap(
            team=team,
            behaviour=row.behaviour,
            carriers=len(of_team.carriers[row.behaviour]),
            required=row.carriers,
            shortfall=lacking,
        )
        for team, of_team in figures.teams.items()
        for row in of_team.team.rows
        if (lacking := shortfall(row, of_team.carriers))
    ]
