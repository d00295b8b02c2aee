"""`together`: people who come as a group, or not at all."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import without_one
from planner.domain.identifiers import Listed, PersonId
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel

Group = Annotated[tuple[PersonId, ...], Listed(2)]


class Together(TeamConstraint):
    """Ensures that all or none of the people sit in the team."""

    kind: Literal["together"]
    people: Group

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        people, where = names.people(self.people), self.teams_phrase(names)
        return names.pick(
            nl=f"{people} zitten samen in het team, of geen van hen{where}.",
            en=f"{people} sit in the team together, or none of them does{where}.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with one person fewer, each in turn."""
        return without_one(self, "people", least=2)

    def post_team(self, team: TeamModel) -> None:
        """Ensure that each of them sits in the team where the first does."""
        first = team.seated(self.people[0])
        for person in self.people[1:]:
            team.program.exactly(team.seated(person) - first, 0)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where some sit in the team and others do not."""
        inside = tuple(person for person in self.people if person in team.team.members)
        outside = tuple(person for person in self.people if person not in inside)
        if inside and outside:
            title = names.team(team.team.team.id)
            some, others = names.people(inside), names.people(outside)
            text = names.pick(
                nl=f"{title}: wel in het team: {some}; niet: {others}.",
                en=f"{title}: in the team: {some}; not: {others}.",
            )
            yield Breach(text, team.team.team.id, inside, min(len(inside), len(outside)))
