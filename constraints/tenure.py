"""`tenure`: how long somebody stays on a seat (the 3-5-7 rule)."""

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from constraints.base import Breach, Constraint, TeamConstraint, Weakening
from constraints.weakening import changed, exact_sum
from planner.domain.exact import Years
from planner.domain.identifiers import PersonIds
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel


class Tenure(TeamConstraint):
    """Ensures that incumbents stay who came recently, and go who have been there long enough.

    Locked seats, exempt people and people without the attribute are left out of it.
    """

    kind: Literal["tenure"]
    minimum_years: Annotated[Years, Field(json_schema_extra={"default": 3})] = Decimal(3)
    maximum_years: Annotated[Years, Field(json_schema_extra={"default": 7})] = Decimal(7)
    exempt: PersonIds = ()

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        least, most = names.number(self.minimum_years), names.number(self.maximum_years)
        where = self.teams_phrase(names)
        but = (
            names.pick(nl=" Dit geldt niet voor ", en=" This leaves out ")
            + names.people(self.exempt)
            + "."
            if self.exempt
            else ""
        )
        return (
            names.pick(
                nl=f"Wie{where} korter dan {least} jaar op een stoel zit, blijft daar; wie er "
                f"{most} jaar of langer zit, gaat weg.",
                en=f"Whoever{where} has a seat for less than {least} years stays; whoever has it "
                f"for {most} years or more goes.",
            )
            + but
        )

    def _bound(self, situation: Situation, team: Team) -> Iterable[tuple[str, str, Decimal]]:
        for seat in team.seats:
            person = seat.incumbent
            if person is None or seat.locked or person in self.exempt:
                continue
            years = situation.people[person].tenure_years
            if years is not None:
                yield seat.id, person, years

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with fewer years to stay, and with more years before one goes."""
        if self.minimum_years > 0:
            yield self._years_lower(math.ceil(self.minimum_years))
        longest = max(
            (
                years
                for team in self.teams_meant(situation)
                for _, _, years in self._bound(situation, team)
            ),
            default=self.maximum_years,
        )
        if longest >= self.maximum_years:
            yield self._years_higher(math.floor(exact_sum(longest, -self.maximum_years)) + 1)

    def _years_lower(self, degrees: int) -> Weakening:
        def lowered(years: int) -> Constraint:
            least = max(Decimal(0), exact_sum(self.minimum_years, -years))
            return changed(self, "minimum_years", least)

        return Weakening(lowered(1), degrees, lowered)

    def _years_higher(self, degrees: int) -> Weakening:
        def raised(years: int) -> Constraint:
            return changed(self, "maximum_years", exact_sum(self.maximum_years, years))

        return Weakening(raised(1), degrees, raised)

    def post_team(self, team: TeamModel) -> None:
        """Ensure that each incumbent who must stay does, and who must go does not."""
        for seat, person, years in self._bound(team.situation, team.team):
            sits = team.occupancy.sits(seat, person)
            if years < self.minimum_years:
                team.program.at_least(sits, 1)
            if years >= self.maximum_years:
                team.program.at_most(sits, 0)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach for each incumbent who goes too early or stays too long."""
        for seat, person, years in self._bound(team.team.situation, team.team.team):
            stays = team.team.composition.assignment[seat] == person
            name, title = names.person(person), names.seat(seat)
            so_long, where = names.number(years), names.team(team.team.team.id)
            if years < self.minimum_years and not stays:
                text = names.pick(
                    nl=f"{where}: {name} verlaat de stoel {title} al na {so_long} jaar.",
                    en=f"{where}: {name} leaves the seat {title} after {so_long} years already.",
                )
                yield Breach(text, team.team.team.id, (person,))
            if years >= self.maximum_years and stays:
                text = names.pick(
                    nl=f"{where}: {name} houdt de stoel {title}, ook na {so_long} jaar.",
                    en=f"{where}: {name} keeps the seat {title}, even after {so_long} years.",
                )
                yield Breach(text, team.team.team.id, (person,))
