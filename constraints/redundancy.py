"""`redundancy`: behaviours that must not hang on too few people."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import fewer
from planner.domain.exact import Count, NeverNull
from planner.domain.identifiers import BehaviourIds
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel


class Redundancy(TeamConstraint):
    """Ensures a number of carriers for each of the behaviours that the team demands."""

    kind: Literal["redundancy"]
    carriers: Count
    behaviours: Annotated[BehaviourIds | None, NeverNull()] = None

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        carriers = names.count(self.carriers, nl=("drager", "dragers"), en=("carrier", "carriers"))
        where = self.teams_phrase(names)
        if self.behaviours is None:
            return names.pick(
                nl=f"Elk gedrag dat gevraagd wordt, heeft minstens {carriers}{where}.",
                en=f"Every behaviour that is asked has at least {carriers}{where}.",
            )
        which = names.behaviours(self.behaviours)
        each = len(self.behaviours) > 1
        return names.pick(
            nl=f"{'Elk van ' if each else ''}{which} heeft minstens {carriers}{where}.",
            en=f"{'Each of ' if each else ''}{which} has at least {carriers}{where}.",
        )

    def _means(self, behaviour: str) -> bool:
        return self.behaviours is None or behaviour in self.behaviours

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with fewer carriers."""
        return fewer(self, "carriers", most=len(situation.people))

    def post_team(self, team: TeamModel) -> None:
        """Ensure the number of carriers on each row that is meant."""
        for row in team.rows:
            if self._means(row.demand.behaviour):
                team.program.at_least(row.carriers, self.carriers)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach for each row with fewer carriers."""
        for behaviour, people in team.carriers.items():
            if self._means(behaviour) and len(people) < self.carriers:
                title, label = names.team(team.team.team.id), names.behaviour(behaviour)
                have = names.count(
                    len(people), nl=("drager", "dragers"), en=("carrier", "carriers")
                )
                asked = names.pick(
                    nl="er is er 1" if self.carriers == 1 else f"er zijn er {self.carriers}",
                    en="1 is" if self.carriers == 1 else f"{self.carriers} are",
                )
                text = names.pick(
                    nl=f"{title}: ‘{label}’ heeft {have}, en {asked} gevraagd.",
                    en=f"{title}: ‘{label}’ has {have}, where {asked} asked.",
                )
                yield Breach(text, team.team.team.id, people, self.carriers - len(people))
