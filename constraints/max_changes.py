"""`max_changes`: not too many people leave their seat."""

from collections.abc import Iterator
from typing import Literal

from constraints.base import Breach, Constraint, Weakening
from constraints.weakening import more
from planner.domain.exact import Count
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel
from planner.model.program import total


class MaxChanges(Constraint):
    """Ensures at most `limit` changes over all of its teams together."""

    kind: Literal["max_changes"]
    limit: Count

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        where = self.teams_phrase(names)
        if self.limit == 0:
            return names.pick(
                nl=f"Wie nu op een stoel zit, blijft daar{where}.",
                en=f"Whoever sits on a seat now stays there{where}.",
            )
        seats = names.count(
            self.limit,
            nl=("stoel verandert", "stoelen veranderen"),
            en=("seat changes", "seats change"),
        )
        return names.pick(
            nl=f"Hoogstens {seats} van persoon{where}.",
            en=f"At most {seats} hands{where}.",
        )

    def remark(self, names: Names) -> str:
        """Return that filling a seat is no change, where some may change and one is empty."""
        seats = [seat for team in self.teams_meant(names.situation) for seat in team.seats]
        if not self.limit or all(seat.incumbent is not None for seat in seats):
            return ""
        return names.pick(
            nl="Een lege stoel vullen telt niet mee als verandering.",
            en="Filling an empty seat does not count as a change.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with a higher limit; no more change than sit there today."""
        seats = [seat for team in self.teams_meant(situation) for seat in team.seats]
        sitting = sum(seat.incumbent is not None for seat in seats)
        return more(self, "limit", most=sitting)

    def post(self, model: PlanModel) -> None:
        """Ensure that the changes of the teams together are within the limit."""
        teams = self.teams_meant(model.situation)
        model.program.at_most(total(model.teams[team.id].changes for team in teams), self.limit)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where more seats change."""
        teams = self.teams_meant(figures.situation)
        made = sum(figures.teams[team.id].objectives["changes"] for team in teams)
        if made <= self.limit:
            return []
        titles = names.listed(names.team(team.id) for team in teams)
        text = names.pick(
            nl=f"{titles}: er zijn {made} wisselingen, en hoogstens {self.limit} is gevraagd.",
            en=f"{titles}: the number of changes is {made}, where at most {self.limit} is asked.",
        )
        return [Breach(text, by=made - self.limit)]
