"""`include`: somebody has a seat."""

from typing import Annotated, Literal

from constraints.base import Breach, Constraint
from planner.domain.exact import NeverNull
from planner.domain.identifiers import PersonId, SeatId
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel
from planner.model.program import total


class Include(Constraint):
    """Ensures that a person sits on a seat; without a seat, on some seat of one of the teams."""

    kind: Literal["include"]
    person: PersonId
    seat: Annotated[SeatId | None, NeverNull()] = None

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        person = names.person(self.person)
        if self.seat is not None:
            seat = names.seat(self.seat)
            return names.pick(nl=f"{person} zit op de stoel {seat}.", en=f"{person} is {seat}.")
        where = self.teams_phrase(names)
        return names.pick(nl=f"{person} heeft een stoel{where}.", en=f"{person} has a seat{where}.")

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the seat's team; without a seat, one team may make up for another."""
        return None if self.seat is None else (situation.team_of_seat[self.seat].id,)

    def post(self, model: PlanModel) -> None:
        """Ensure that the person sits there."""
        if self.seat is not None:
            sits = model.occupancy.sits(self.seat, self.person)
        else:
            teams = self.teams_meant(model.situation)
            sits = total(model.teams[team.id].seated(self.person) for team in teams)
        model.program.at_least(sits, 1)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where the person does not sit there."""
        assignment = figures.composition.assignment
        if self.seat is not None:
            if assignment[self.seat] == self.person:
                return []
            team = figures.situation.team_of_seat[self.seat].id
            seat = names.seat(self.seat)
            where = names.pick(nl=f"op de stoel {seat}", en=f"on the seat {seat}")
        else:
            teams = self.teams_meant(figures.situation)
            if any(self.person in figures.teams[team.id].team.members for team in teams):
                return []
            team = None
            titles = names.listed((names.team(team.id) for team in teams), last=("of", "or"))
            where = names.pick(nl=f"in {titles}", en=f"in {titles}")
        person = names.person(self.person)
        text = names.pick(nl=f"{person} zit niet {where}.", en=f"{person} does not sit {where}.")
        return [Breach(text, team, (self.person,))]
