"""Proposals, best first: each optimal among those that differ enough from the earlier."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.items import Item
from planner.solver.conflict import Conflict, confirm_infeasible, minimal_conflict
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem
from planner.solver.race import Race
from planner.solver.teamwise import Teamwise
from planner.solver.tiers import Found, Infeasible, Tiers


@dataclass
class Answers:
    """What a search gave: proposals, whether there are no more, or what clashes."""

    proposals: list[Found] = field(default_factory=list)
    exhausted: bool = False
    infeasible: bool = False
    conflict: list[Item] = field(default_factory=list)
    conflict_minimal: bool = True

    def status(self, wanted: int) -> str:
        """Return the status of model.md 6."""
        if self.infeasible:
            return "infeasible"
        if not self.proposals:
            return "unknown"
        complete = len(self.proposals) == wanted or self.exhausted
        return "optimal" if complete and all(p.proven for p in self.proposals) else "feasible"


def search(
    problem: Problem,
    *,
    alternatives: int = 1,
    difference: int = 1,
    seed: int = 0,
    limits: Limits | None = None,
    race: Race | None = None,
) -> Answers:
    """Return up to `alternatives` proposals (model.md 4), or the smallest set of clashing items.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits = limits or Limits()
    teamwise = Teamwise(problem) if Teamwise.applies(problem) else None
    race = race or (Race() if teamwise is None else Race.for_many_teams())
    answers = Answers()
    try:
        for found in _one_by_one(problem, alternatives, difference, seed, limits, race, teamwise):
            answers.proposals.append(found)
    except Stopped:
        return answers
    except Infeasible:
        if answers.proposals:
            answers.exhausted = True
            return answers
        answers.infeasible = True
        conflict: Conflict = minimal_conflict(problem, limits, race)
        answers.conflict, answers.conflict_minimal = conflict.items, conflict.minimal
    return answers


def _one_by_one(
    problem: Problem,
    alternatives: int,
    difference: int,
    seed: int,
    limits: Limits,
    race: Race,
    teamwise: Teamwise | None,
) -> Iterator[Found]:
    earlier: list[Found] = []
    model = problem.model()
    for rank in range(1, alternatives + 1):
        floors = earlier[-1].bounds if earlier else {}
        try:
            found = Tiers(problem, model, race, limits, seed, rank, floors, teamwise).run()
        except Infeasible:
            if earlier:
                confirm_infeasible(model, limits)
            raise
        earlier.append(found)
        yield found
        if not found.proven:
            return
        # What this proposal held is let go; that the next one differs from it stays.
        model.program.let_go()
        model.differ(found.composition.people, difference)
