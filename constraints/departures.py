"""`departures`: the team still covers enough when one or two members leave."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.coverage_floor import most_shortfall
from constraints.weakening import lower_percentage
from planner.domain.exact import Percentage, whole_number
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.coverage import covered_share, demanded
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel

OneOrTwo = Annotated[
    int,
    PlainValidator(lambda value: whole_number(value, 1, 2)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 2}),
]


class Departures(TeamConstraint):
    """Ensures a coverage percentage whichever `count` members leave."""

    kind: Literal["departures"]
    count: OneOrTwo
    percent: Percentage

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        percent = names.number(self.percent)
        where = self.teams_phrase(names)
        who = names.count(
            self.count,
            nl=("lid vertrekt", "leden vertrekken"),
            en=("member leaves", "members leave"),
        )
        return names.pick(
            nl=f"Ook als er {who}{where}, blijft minstens {percent} % gedekt.",
            en=f"Whichever {who}{where}, at least {percent} % stays covered.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with a lower percentage."""
        return lower_percentage(self, "percent")

    def post_team(self, team: TeamModel) -> None:
        """Ensure that the shortfall after every departure stays below what the floor leaves."""
        asked = demanded(row.demand for row in team.rows)
        team.hold_after_departures(self.count, most_shortfall(asked, self.percent))

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach for each departure after which too little is covered."""
        most = most_shortfall(team.demanded, self.percent)
        members = team.team.members
        for leavers in combinations(members, min(self.count, len(members))):
            left = TeamFigures(team.team.without(frozenset(leavers)))
            if left.coverage > most:
                yield self._breach(team, leavers, left.coverage, names, left.coverage - most)

    def _breach(
        self, team: TeamFigures, leavers: tuple[str, ...], short: int, names: Names, excess: int
    ) -> Breach:
        title = names.team(team.team.team.id)
        left = names.percent_below(covered_share(short, team.demanded), self.percent)
        floor = names.number(self.percent)
        if not leavers:
            text = names.pick(
                nl=f"{title}: zonder leden is {left} gedekt, en er is {floor} % gevraagd.",
                en=f"{title}: without members {left} is covered, where {floor} % is asked.",
            )
        else:
            who = names.people(leavers)
            text = names.pick(
                nl=f"{title}: zonder {who} blijft {left} gedekt, en er is {floor} % gevraagd.",
                en=f"{title}: without {who} {left} stays covered, where {floor} % is asked.",
            )
        return Breach(text, team.team.team.id, leavers, excess)
