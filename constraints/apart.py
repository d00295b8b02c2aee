"""`apart`: people who should not be in one team."""

from collections.abc import Iterable, Iterator
from typing import Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.together import Group
from constraints.weakening import without_one
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.program import total
from planner.model.team_model import TeamModel


class Apart(TeamConstraint):
    """Ensures that at most one of the people sits in the team."""

    kind: Literal["apart"]
    people: Group

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        people = names.listed(map(names.person, self.people), last=("en", "and"))
        where = self.teams_phrase(names)
        return names.pick(
            nl=f"Hoogstens één van {people} zit in het team{where}.",
            en=f"At most one of {people} sits in the team{where}.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with one person fewer, each in turn."""
        return without_one(self, "people", least=2)

    def post_team(self, team: TeamModel) -> None:
        """Ensure that at most one of them sits there."""
        team.program.at_most(total(team.seated(person) for person in self.people), 1)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where several of them sit there."""
        inside = tuple(person for person in self.people if person in team.team.members)
        if len(inside) > 1:
            title, people = names.team(team.team.team.id), names.people(inside)
            text = names.pick(
                nl=f"{title}: {people} zitten samen in het team.",
                en=f"{title}: {people} sit in the team together.",
            )
            yield Breach(text, team.team.team.id, inside, len(inside) - 1)
