"""What develop or recruit asks: the dossier's problem, with so many moves and steps at most."""

from dataclasses import dataclass, replace
from functools import cached_property

from constraints.base import Breach
from planner.domain.composition import Composition
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.priority import Priority
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Filled, Requirement
from planner.figures.team_figures import Figures
from planner.model.permission import Permission
from planner.model.plan_model import PlanModel
from planner.solver.problem import Problem


@dataclass(frozen=True)
class AtMostMoves(Requirement):
    """No more than so many seats get another occupant than today's."""

    limit: int

    @property
    def item(self) -> Item:  # type: ignore[override]
        """Not one of the dossier's own items: it is always given, and has no place in an answer."""
        return Item("constraint", -1)

    def post(self, model: PlanModel) -> None:
        """Ensure that the moves are within the limit."""
        model.program.at_most(model.moves, self.limit)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where more seats move; nobody reads it but the checks of the program."""
        beyond = figures.moves - self.limit
        return [Breach(f"moves: {figures.moves}", by=beyond)] if beyond > 0 else []

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return `None`: the moves of all teams count together."""
        return None


@dataclass(frozen=True)
class Question:
    """One dossier, how many steps of how much (in tenths) are thought of, and how to read levels.

    What must hold is what the dossier asks, but for this: a seat that is vacant today may stay
    vacant. Only people who sit today develop, while they have a seat. Where the dossier has a
    `development` constraint, its step, people, behaviours and teams hold; how many steps there may
    be is what is asked here, so its budget does not. Otherwise everybody who sits today may develop
    whatever a row or a minimum asks.
    """

    dossier: Dossier
    most_steps: int
    step: int
    cautious: bool

    @cached_property
    def problem(self) -> Problem:
        """The problem with all steps and no limit on moves; coverage counts most."""
        problem = Problem.of(self.dossier, self.cautious)
        others = tuple(p for p in problem.priorities if p.objective != "coverage")
        return replace(
            problem,
            asked=tuple(one for one in problem.asked if not _is_of_a_vacancy(one)),
            permission=self._permission(problem),
            priorities=(Priority(objective="coverage"), *others),
        )

    def _permission(self, problem: Problem) -> Permission:
        situation = problem.situation
        sitting = {person for person in situation.incumbents.values() if person is not None}
        given = problem.permission
        if given is None:
            asked = {row.behaviour for team in situation.teams for row in team.demand}
            asked |= {name for seat in situation.seats.values() for name in seat.minimum}
            return Permission(
                budget=self.most_steps,
                step=self.step,
                teams=frozenset(situation.teams_by_id),
                people=frozenset(sitting),
                behaviours=frozenset(asked),
            )
        allowed = sitting if given.people is None else sitting & given.people
        return replace(given, budget=self.most_steps, step=self.step, people=frozenset(allowed))

    @property
    def permission(self) -> Permission:
        """Who may develop what, in at most `most_steps` steps."""
        permission = self.problem.permission
        assert permission is not None
        return permission

    @property
    def most_moves(self) -> int:
        """More moves than there are seats nobody can make."""
        return len(self.problem.situation.seats)

    @property
    def today(self) -> Composition:
        """The composition as people sit today."""
        return Composition(self.problem.situation.incumbents)

    @property
    def vacant(self) -> list[str]:
        """The seats that are vacant today and would have to be filled; here they need not."""
        return [
            one.seat.id
            for one in Problem.of(self.dossier).asked
            if isinstance(one, Filled) and _is_of_a_vacancy(one)
        ]

    def within(self, moves: int, steps: int) -> Problem:
        """Return the problem with at most so many moves and steps."""
        return replace(
            self.problem,
            asked=(*self.problem.asked, AtMostMoves(moves)),
            permission=replace(self.permission, budget=steps),
        )


def _is_of_a_vacancy(requirement: Requirement) -> bool:
    return isinstance(requirement, Filled) and requirement.seat.incumbent is None
