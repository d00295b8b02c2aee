"""Explains a proposal, or how a dossier that is infeasible could be made to fit."""

from dataclasses import dataclass
from typing import Any

from planner.analysis.answers import proposal as proposal_answer
from planner.analysis.answers import versions
from planner.analysis.explain.binding import BindingTask, binding
from planner.analysis.explain.loosening import LooseningTask, loosening
from planner.analysis.explain.optimum import Optimum, as_far_as_known
from planner.analysis.explain.priorities import FirstTask, coming_first
from planner.analysis.explain.speaking import Both
from planner.analysis.explain.told_conflict import told_item
from planner.analysis.explain.told_effects import told_moves, told_steps
from planner.analysis.explain.told_objectives import told_objective
from planner.analysis.explain.told_requirements import Told
from planner.domain.explanation import (
    ClashingItem,
    Explanation,
    ObjectiveAnswer,
    RequirementAnswer,
)
from planner.dossier.dossier import Dossier
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import Answers, search
from planner.solver.sweep import Sweep
from planner.solver.tiers import Found


class NoSuchProposal(ValueError):
    """There are fewer proposals than the one that was to be explained; `number` are there."""

    def __init__(self, number: int) -> None:
        """Keep how many there are."""
        super().__init__(f"there are only {number} proposals")
        self.number = number


def explain(
    dossier: Dossier,
    *,
    proposal: int = 1,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
    sweep: Sweep | None = None,
) -> Explanation:
    """Return what a proposal's moves buy, what binds, and how far each objective could go.

    Of an infeasible dossier: how little each item of the smallest clash must give way. Whether a
    requirement binds is judged by the dossier's optimum, also where another proposal is explained.
    What the time did not allow is `null`, with a sentence that says so.

    Args:
        dossier: the case.
        proposal: which proposal, counted from 1 as `propose` gives them with a difference of 1.
        seed: decides between compositions that are equal in every objective.
        cautious: whether levels are read at the low end of their interval.
        limits: time limit, a way to stop, listeners for progress.
        sweep: who does the many solves; this process, unless told otherwise.

    Raises:
        NoSuchProposal: it is proven that there are fewer.
        VerificationError: an answer is not what the plain checks say.
    """
    limits = limits or Limits()
    problem = Problem.of(dossier, cautious)
    answers = search(problem, alternatives=proposal, seed=seed, limits=limits)
    question = _Question(problem, seed, limits, sweep, Both(dossier))
    if answers.infeasible:
        return question.clash(answers)
    if len(answers.proposals) < proposal:
        if answers.exhausted:
            raise NoSuchProposal(len(answers.proposals))
        return question.nothing()
    return question.proposal(answers, proposal)


@dataclass(frozen=True)
class _Question:
    """One dossier, and how its answer is made."""

    problem: Problem
    seed: int
    limits: Limits
    sweep: Sweep | None
    both: Both

    def proposal(self, answers: Answers, rank: int) -> Explanation:
        """Return what explains one of the proposals."""
        found, first = answers.proposals[rank - 1], answers.proposals[0]
        return self._explanation(
            "optimal" if found.proven else "feasible",
            proposal=proposal_answer(found.figures, rank, found.proven, found.bounds),
            moves=told_moves(self.problem, found.figures, self.both),
            steps=told_steps(self.problem, found.figures, self.both),
            requirements=self._requirements(found, first),
            objectives=self._objectives(found),
        )

    def clash(self, answers: Answers) -> Explanation:
        """Return how little each item of the smallest clash must give way."""
        return self._explanation(
            "infeasible",
            conflict=self._conflict(answers),
            conflict_minimal=answers.conflict_minimal,
        )

    def nothing(self) -> Explanation:
        """Return that the time ran out before there was anything to explain."""
        return self._explanation("unknown")

    def _explanation(self, status: str, **told: Any) -> Explanation:
        lists = ("moves", "steps", "requirements", "objectives", "conflict")
        without: dict[str, Any] = {"proposal": None, "conflict_minimal": True} | {
            name: [] for name in lists
        }
        return Explanation(
            status=status,
            **(without | told),
            seed=self.seed,
            seconds=round(self.limits.seconds(), 3),
            versions=versions(),
        )

    def _requirements(self, found: Found, first: Found) -> list[RequirementAnswer]:
        best = Optimum(first.bounds, first.composition)
        told = Told(self.problem, found.figures, best, self.both)
        tasks = [
            BindingTask(
                self.problem.dossier, self.problem.situation.cautious, self.seed, place, best
            )
            for place in range(len(self.problem.asked))
        ]
        # Against what is not proven to be the best, nothing is known to bind.
        known = tasks if first.proven else []
        bindings = [*as_far_as_known(self.sweep, binding, known, self.limits)]
        bindings += [None] * (len(tasks) - len(bindings))
        return [
            told.requirement(asked, one)
            for asked, one in zip(self.problem.asked, bindings, strict=True)
        ]

    def _objectives(self, found: Found) -> list[ObjectiveAnswer]:
        cautious = self.problem.situation.cautious
        listed = [priority.objective for priority in self.problem.priorities]
        tasks = [
            FirstTask(self.problem.dossier, cautious, self.seed, objective) for objective in listed
        ]
        optima = as_far_as_known(self.sweep, coming_first, tasks, self.limits)
        return [
            told_objective(found.figures, objective, first, self.problem.priorities[0], self.both)
            for objective, first in zip(listed, optima, strict=True)
        ]

    def _conflict(self, answers: Answers) -> list[ClashingItem]:
        items = tuple(answers.conflict)
        cautious = self.problem.situation.cautious
        tasks = [
            LooseningTask(self.problem.dossier, cautious, self.seed, item, items) for item in items
        ]
        # Of a clash that may hold more than it needs, not every item has to give way.
        known = tasks if answers.conflict_minimal else []
        loosenings = [*as_far_as_known(self.sweep, loosening, known, self.limits)]
        loosenings += [None] * (len(tasks) - len(loosenings))
        asked = {requirement.item: requirement for requirement in self.problem.asked}
        return [
            told_item(self.problem, asked[item], one, self.both)
            for item, one in zip(items, loosenings, strict=True)
        ]
