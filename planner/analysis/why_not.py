"""Why not this person: the best composition with them, beside the optimum (model.md 8)."""

from dataclasses import dataclass, replace

from constraints.include import Include
from planner.analysis.answers import versions
from planner.analysis.sentences.why_not import with_sentences
from planner.domain.composition import Composition
from planner.domain.items import Item
from planner.domain.level import Level
from planner.domain.questions import (
    CompositionAnswer,
    Needs,
    WhyNot,
    WhyNotRow,
    Worse,
)
from planner.domain.result import (
    DevelopmentAnswer,
)
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import ConstraintHolds, Requirement
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures
from planner.model.developing import COACHED_STEP, State
from planner.solver.backends import Task, Verdict
from planner.solver.conflict import Conflict, minimal_conflict
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem, VerificationError
from planner.solver.proposals import search
from planner.solver.race import Race


def why_not(
    dossier: Dossier,
    person: str,
    seat: str | None = None,
    *,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
) -> WhyNot:
    """Return what it costs to have a person on a seat (on any, without one), or why it cannot be.

    Raises:
        KeyError: the dossier has no such person or seat.
        Stopped: the time ran out.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    question = _Question(dossier, person, seat, seed, cautious, limits or Limits())
    return question.answer()


@dataclass(frozen=True)
class _Question:
    """One person, one seat or any, and the search for both sides of the answer."""

    dossier: Dossier
    person: str
    seat: str | None
    seed: int
    cautious: bool
    limits: Limits

    def answer(self) -> WhyNot:
        problem = Problem.of(self.dossier, self.cautious)
        optimum = self._best(problem)
        if not self._is_open(problem.situation):
            closed = Conflict([Item("eligible", (self.seat, self.person))], minimal=True)
            return self._told(optimum, None, closed)
        wished = problem.asking((*problem.asked, self._wish))
        best = self._best(wished)
        conflict = Conflict([], minimal=True) if best else self._conflict(wished)
        needs, grown = (None, None) if optimum is None else self._needs(wished, optimum)
        return self._told(optimum, best, conflict, needs, grown)

    @property
    def _wish(self) -> Requirement:
        # Not one of the dossier's own constraints, so it has no place in a conflict.
        given = {} if self.seat is None else {"seat": self.seat}
        return ConstraintHolds(-1, Include(kind="include", person=self.person, **given))

    def _is_open(self, situation: Situation) -> bool:
        seats = situation.seats
        asked = seats.values() if self.seat is None else (seats[self.seat],)
        return any(self.person in situation.open_to(seat) for seat in asked)

    def _best(self, problem: Problem) -> Figures | None:
        answers = search(problem, seed=self.seed, limits=self.limits)
        if answers.proposals:
            return answers.proposals[0].figures
        if answers.infeasible:
            return None
        raise Stopped

    def _conflict(self, wished: Problem) -> Conflict:
        return minimal_conflict(wished, self.limits, Race(), given=(self._wish,))

    def _needs(self, wished: Problem, optimum: Figures) -> tuple[Needs | None, Figures | None]:
        """Return the fewest steps of this person that make them as good on the first priority.

        And the figures of a composition in which they have grown so far.
        """
        first = wished.priorities[0].objective
        model = wished.model(coached=self.person)
        model.keep_objective(first, optimum.objectives[first])
        model.program.mathopt.minimize(model.coached_steps)
        answer = Race().run(Task(model.program.mathopt), self.limits)
        if answer.verdict is Verdict.INFEASIBLE:
            return None, None
        if answer.verdict is not Verdict.OPTIMAL or answer.values is None:
            raise Stopped
        chosen = model.occupancy.development.chosen_states(answer.values)
        coached = {
            behaviour: state
            for (person, behaviour), state in chosen.items()
            if person == self.person and state.coached
        }
        steps = [self._development(behaviour, state) for behaviour, state in coached.items()]
        grown = self._verified(wished, model.read(answer.values), steps, optimum)
        return Needs(steps=sum(step.steps for step in steps), development=steps), grown

    def _development(self, behaviour: str, state: State) -> DevelopmentAnswer:
        level = self.dossier.situation().people[self.person].levels[behaviour]
        assert level is not None
        maximum = self.dossier.whole_repertoire.scale.maximum
        return DevelopmentAnswer(
            person=self.person,
            behaviour=behaviour,
            start=level.level,
            end=min(maximum, level.level + state.coached * COACHED_STEP),
            steps=state.coached,
        )

    def _verified(
        self,
        wished: Problem,
        composition: Composition,
        steps: list[DevelopmentAnswer],
        optimum: Figures,
    ) -> Figures:
        """Return the figures, checked plainly: the person as they would be, the dossier as it is.

        Raises:
            VerificationError: it takes more steps than were found.
        """
        maximum = wished.situation.repertoire.scale.maximum
        person = wished.situation.people[self.person]
        levels: dict[str, Level | None] = dict(person.levels)
        for step in steps:
            level = levels[step.behaviour]
            assert level is not None
            levels[step.behaviour] = level.raised(step.end - step.start, maximum)
        people = {
            **wished.situation.people,
            self.person: person.model_copy(update={"levels": levels}),
        }
        raised = replace(wished, situation=replace(wished.situation, people=people))
        shifted = Composition(
            composition.assignment,
            tuple(
                replace(step, start=level.level, end=min(maximum, level.level + step.rise))
                if step.person == self.person and (level := levels[step.behaviour]) is not None
                else step
                for step in composition.development
            ),
        )
        first = wished.priorities[0].objective
        grown = raised.verified(shifted)
        if grown.objectives[first] > optimum.objectives[first]:
            raise VerificationError(f"{self.person} needs more steps than were found")
        return grown

    def _told(
        self,
        optimum: Figures | None,
        best: Figures | None,
        conflict: Conflict,
        needs: Needs | None = None,
        grown: Figures | None = None,
    ) -> WhyNot:
        worse = None if optimum is None or best is None else self._worse(optimum, best)
        answer = WhyNot(
            person=self.person,
            seat=self.seat,
            possible=best is not None,
            optimum=_composition(optimum),
            with_them=_composition(best),
            worse=worse,
            rows=[] if worse is None or optimum is None or best is None else _rows(optimum, best),
            conflict=conflict.items,
            needs=needs,
            seed=self.seed,
            seconds=round(self.limits.seconds(), 3),
            versions=versions(),
        )
        return with_sentences(
            answer, self.dossier, grown=_composition(grown), minimal=conflict.minimal
        )

    def _worse(self, optimum: Figures, best: Figures) -> Worse | None:
        for priority in self.dossier.objectives_in_order():
            by = best.objectives[priority.objective] - optimum.objectives[priority.objective]
            if by > 0:
                return Worse(objective=priority.objective, by=by)
        return None


def _composition(figures: Figures | None) -> CompositionAnswer | None:
    if figures is None:
        return None
    return CompositionAnswer(
        assignment=dict(figures.composition.assignment),
        objectives=figures.objectives,
        coverage_percent=figures.coverage_percent,
    )


def _rows(optimum: Figures, best: Figures) -> list[WhyNotRow]:
    """Return the rows that are shorter with the person than in the optimum."""
    rows = []
    for team, figures in best.teams.items():
        for row in figures.team.rows:
            before = shortfall(row, optimum.teams[team].carriers)
            after = shortfall(row, figures.carriers)
            if after > before:
                rows.append(
                    WhyNotRow(
                        team=team,
                        behaviour=row.behaviour,
                        optimum_shortfall=before,
                        with_shortfall=after,
                    )
                )
    return rows
