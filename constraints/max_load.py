"""`max_load`: leadership is spread, so that nobody leads too much."""

from collections.abc import Iterable, Iterator
from typing import Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import more
from planner.domain.exact import Count
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel


class MaxLoad(TeamConstraint):
    """Ensures that some role division gives nobody more than `limit` leads."""

    kind: Literal["max_load"]
    limit: Count

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        roles = names.count(
            self.limit, nl=("leidende rol", "leidende rollen"), en=("leading role", "leading roles")
        )
        where = self.teams_phrase(names)
        return names.pick(
            nl=f"Niemand heeft meer dan {roles}{where}.",
            en=f"Nobody has more than {roles}{where}.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with a higher limit; nobody leads more than every row."""
        rows = max(len(team.demand) for team in self.teams_meant(situation))
        return more(self, "limit", most=rows)

    def post_team(self, team: TeamModel) -> None:
        """Ensure that the smallest maximum load is within the limit."""
        team.program.at_most(team.load, self.limit)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where every role division overloads somebody."""
        load = team.objectives["load"]
        if load > self.limit:
            title = names.team(team.team.team.id)
            text = names.pick(
                nl=f"{title}: hoe de rollen ook verdeeld worden, iemand heeft er minstens {load}, "
                f"en hoogstens {self.limit} is gevraagd.",
                en=f"{title}: however roles are divided, somebody has at least {load}, where at "
                f"most {self.limit} is asked.",
            )
            yield Breach(text, team.team.team.id, by=load - self.limit)
