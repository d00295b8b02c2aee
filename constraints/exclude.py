"""`exclude`: somebody does not have a seat."""

from typing import Annotated, Literal

from constraints.base import Breach, Constraint
from planner.domain.exact import NeverNull
from planner.domain.identifiers import PersonId, SeatId
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel


class Exclude(Constraint):
    """Ensures that a person does not sit on a seat; without a seat, on no seat of the teams."""

    kind: Literal["exclude"]
    person: PersonId
    seat: Annotated[SeatId | None, NeverNull()] = None

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        person = names.person(self.person)
        if self.seat is not None:
            seat = names.seat(self.seat)
            return names.pick(
                nl=f"{person} zit niet op de stoel {seat}.", en=f"{person} is not {seat}."
            )
        where = self.teams_phrase(names)
        return names.pick(
            nl=f"{person} heeft geen stoel{where}.", en=f"{person} has no seat{where}."
        )

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the teams, or the seat's team."""
        if self.seat is not None:
            return (situation.team_of_seat[self.seat].id,)
        return tuple(team.id for team in self.teams_meant(situation))

    def post(self, model: PlanModel) -> None:
        """Ensure that the person does not sit there."""
        if self.seat is not None:
            model.program.at_most(model.occupancy.sits(self.seat, self.person), 0)
            return
        for team in self.teams_meant(model.situation):
            model.program.at_most(model.teams[team.id].seated(self.person), 0)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach for the seat on which the person sits all the same."""
        teams = {team.id for team in self.teams_meant(figures.situation)}
        breaches = []
        for seat, occupant in figures.composition.assignment.items():
            team = figures.situation.team_of_seat[seat].id
            meant = seat == self.seat if self.seat is not None else team in teams
            if meant and occupant == self.person:
                person, title = names.person(self.person), names.seat(seat)
                where = names.team(team)
                text = names.pick(
                    nl=f"{person} zit op de stoel {title} ({where}).",
                    en=f"{person} sits on the seat {title} ({where}).",
                )
                breaches.append(Breach(text, team, (self.person,)))
        return breaches
