"""`attribute_spread`: the members together show enough different values of an attribute."""

from collections.abc import Iterable, Iterator
from typing import Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import fewer
from planner.domain.attribute import Scalar, values_of
from planner.domain.exact import Count
from planner.domain.identifiers import Identifier
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.program import total
from planner.model.team_model import TeamModel


class AttributeSpread(TeamConstraint):
    """Ensures at least `distinct` different values among the members."""

    kind: Literal["attribute_spread"]
    attribute: Identifier
    distinct: Count

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        where, kinds = self.teams_phrase(names), _kinds(names, self.distinct)
        return names.pick(
            nl=f"Het team{where} heeft samen minstens {kinds} ‘{self.attribute}’.",
            en=f"Together the team{where} has at least {kinds} of ‘{self.attribute}’.",
        )

    def _values(self, situation: Situation, person: str) -> frozenset[tuple[str, Scalar]]:
        return values_of(situation.people[person].attributes.get(self.attribute))

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with fewer values, of those that there are."""
        there_are = frozenset().union(*(self._values(situation, p) for p in situation.people))
        return fewer(self, "distinct", most=len(there_are))

    def post_team(self, team: TeamModel) -> None:
        """Ensure that enough values have somebody in the team who shows them."""
        showing: dict[tuple[str, Scalar], list[str]] = {}
        for person in team.situation.people:
            for value in self._values(team.situation, person):
                showing.setdefault(value, []).append(person)
        # Sets have no order of their own; a fixed one keeps the model the same in every run.
        shown = total(
            team.program.at_most_present(total(team.seated(person) for person in showing[value]))
            for value in sorted(showing, key=lambda value: (value[0], str(value[1])))
        )
        team.program.at_least(shown, self.distinct)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where fewer values are shown."""
        shown: set[tuple[str, Scalar]] = set()
        for person in team.team.members:
            shown |= self._values(team.team.situation, person)
        if len(shown) < self.distinct:
            title = names.team(team.team.team.id)
            kinds = _kinds(names, len(shown))
            text = names.pick(
                nl=f"{title} heeft samen {kinds} ‘{self.attribute}’, en minstens {self.distinct} "
                "is gevraagd.",
                en=f"{title} has {kinds} of ‘{self.attribute}’ together, where at least "
                f"{self.distinct} is asked.",
            )
            yield Breach(text, team.team.team.id, by=self.distinct - len(shown))


def _kinds(names: Names, number: int) -> str:
    return names.count(
        number,
        nl=("soort", "verschillende soorten"),
        en=("kind", "different kinds"),
    )
