"""`continuity`: enough people stay who know the file."""

from collections.abc import Iterable, Iterator
from typing import Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import fewer
from planner.domain.exact import Count, Years
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.figures.team_figures import TeamFigures
from planner.model.program import total
from planner.model.team_model import TeamModel


class Continuity(TeamConstraint):
    """Ensures that at least `members` incumbents with enough years keep their own seat."""

    kind: Literal["continuity"]
    members: Count
    years: Years

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        years, where = names.number(self.years), self.teams_phrase(names)
        people = names.count(self.members, nl=("lid", "leden"), en=("member", "members"))
        one = self.members == 1
        verb = names.pick(
            nl="blijft" if one else "blijven",
            en="stays" if one else "stay",
        )
        return names.pick(
            nl=f"Minstens {people} met {years} jaar of meer op hun stoel {verb} zitten{where}.",
            en=f"At least {people} with {years} years or more on their own seat {verb}{where}.",
        )

    def _experienced(self, situation: Situation, team: Team) -> list[tuple[str, str]]:
        return [
            (seat.id, seat.incumbent)
            for seat in team.seats
            if seat.incumbent is not None
            and (years := situation.people[seat.incumbent].tenure_years) is not None
            and years >= self.years
        ]

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with fewer members."""
        return fewer(self, "members", most=len(situation.seats))

    def post_team(self, team: TeamModel) -> None:
        """Ensure that enough of them keep their seat."""
        staying = total(
            team.occupancy.sits(seat, person)
            for seat, person in self._experienced(team.situation, team.team)
        )
        team.program.at_least(staying, self.members)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where fewer stay."""
        staying = tuple(
            person
            for seat, person in self._experienced(team.team.situation, team.team.team)
            if team.team.composition.assignment[seat] == person
        )
        if len(staying) < self.members:
            title, years = names.team(team.team.team.id), names.number(self.years)
            stay = names.pick(
                nl="blijft er 1" if len(staying) == 1 else f"blijven er {len(staying)}",
                en="1 stays" if len(staying) == 1 else f"{len(staying)} stay",
            )
            asked = names.pick(
                nl="er is er 1" if self.members == 1 else f"er zijn er {self.members}",
                en="1 is" if self.members == 1 else f"{self.members} are",
            )
            text = names.pick(
                nl=f"{title}: van de leden met {years} jaar of meer {stay}, en {asked} gevraagd.",
                en=f"{title}: of the members with {years} years or more {stay}, where {asked} "
                "asked.",
            )
            yield Breach(text, team.team.team.id, staying, self.members - len(staying))
