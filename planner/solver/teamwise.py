"""Rounds over many teams: from who sits where to which filling each team gets.

What the first objective proves about coverage leaves few fillings for each team; the later
objectives are then chosen among these. Answers are the same either way: `PlanModel` says who may
sit where and what is asked, and every composition is checked plainly as always.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.team import Team
from planner.dossier.requirements import Filled, Locked, MinimumMet, Requirement
from planner.figures.team_figures import Figures
from planner.model.filling_model import FillingModel
from planner.model.fillings import Filling, TeamFillings, TooMany
from planner.model.plan_model import PlanModel
from planner.solver.limits import Limits
from planner.solver.prices import Priced, Pricing
from planner.solver.problem import Problem
from planner.solver.race import whole_bound

# Fewer teams with a seat to fill are no round: who sits where is quicker then.
MANY_TEAMS = 10
# So many fillings of all teams together are looked at, and so many partial ones of each.
_MOST = 60_000
_MOST_PARTIAL = 400_000


@dataclass
class Teamwise:
    """The fillings of a problem's teams; prices are found once, for all its proposals."""

    problem: Problem
    # What the prices prove: no composition has a smaller weighted shortfall.
    bound: int = field(default=0, init=False)
    _priced: Priced | None = field(default=None, init=False)

    @staticmethod
    def applies(problem: Problem) -> bool:
        """Tell whether each team can be judged by itself, but for the people that they share."""
        open_teams = {
            problem.situation.team_of_seat[seat].id
            for seat, people in problem.open_to.items()
            if people != (problem.situation.incumbents[seat],)
        }
        return (
            len(open_teams) >= MANY_TEAMS
            and problem.permission is None
            and problem.priorities[0].objective == "coverage"
            and all(one.judged_by_team(problem.situation) is not None for one in problem.asked)
        )

    def model(
        self, plan: PlanModel, reached: Composition, most: int, limits: Limits
    ) -> FillingModel | None:
        """Return the choice among the fillings that a weighted shortfall up to a limit allows.

        `reached` is a composition within that limit, the nearer to it the better. Nothing is
        returned where the fillings are too many, or the limits end the search for them.
        """
        teams = [self._fillings_of(plan, team) for team in self.problem.situation.teams]
        certain = sum(team.certain for team in teams)
        most -= certain
        try:
            if self._priced is None:
                self._priced = Pricing(teams, self._shared(), limits).run(reached)
            if self._priced is None:
                return None
            self.bound = certain + (whole_bound(self._priced.bound) or 0)
            spare = min(most, sum(team.largest for team in teams)) - self._priced.bound
            fillings: dict[str, list[Filling]] = {}
            for team, cheapest in zip(teams, self._priced.cheapest, strict=True):
                found = team.within(self._priced.prices, cheapest + spare)
                fillings[team.team.id] = list(self._allowed(team.team, found))
                if sum(map(len, fillings.values())) > _MOST or limits.is_over():
                    return None
        except TooMany:
            return None
        return FillingModel(plan, fillings)

    def _fillings_of(self, plan: PlanModel, team: Team) -> TeamFillings:
        groups = [part for g in plan.occupancy.groups if g.team == team.id for part in g.parts]
        excluded = {
            (requirement.seat.id, person)
            for requirement in self.problem.asked
            if isinstance(requirement, MinimumMet) and requirement.team.id == team.id
            for person in self.problem.open_to[requirement.seat.id]
            if not requirement.is_met_by(plan.situation, person)
        }
        return TeamFillings(plan.situation, team, groups, excluded, _MOST_PARTIAL)

    def _shared(self) -> frozenset[str]:
        """Return whoever may sit in several teams."""
        situation = self.problem.situation
        teams = Counter(
            person
            for team in situation.teams
            for person in {p for seat in team.seats for p in self.problem.open_to[seat.id]}
        )
        return frozenset(person for person, number in teams.items() if number > 1)

    def _allowed(self, team: Team, fillings: list[Filling]) -> Iterator[Filling]:
        """Yield the fillings that keep what is asked of the team; seats are filled already."""
        asked = [one for one in self.problem.asked if self._is_to_check(one, team)]
        if not asked:
            yield from fillings
            return
        situation = self.problem.situation.of_team(team)
        names = Names(situation, "en")
        for filling in fillings:
            assignment = dict(zip((seat.id for seat in team.seats), filling, strict=True))
            figures = Figures(situation, Composition(assignment))
            if not any(one.check(figures, names) for one in asked):
                yield filling

    def _is_to_check(self, asked: Requirement, team: Team) -> bool:
        if isinstance(asked, Filled | MinimumMet):
            return False
        if isinstance(asked, Locked) and not asked.seat.optional:
            return False
        return team.id in (asked.judged_by_team(self.problem.situation) or ())
