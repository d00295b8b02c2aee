"""`attribute_count`: how many members share a value of an attribute."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import fewer, more
from planner.domain.attribute import ScalarField, distinct_key
from planner.domain.exact import Count, NeverNull
from planner.domain.identifiers import Identifier
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import TeamFigures
from planner.model.program import total
from planner.model.team_model import TeamModel


class AttributeCount(TeamConstraint):
    """Ensures that the number of members with a value lies within bounds."""

    kind: Literal["attribute_count"]
    attribute: Identifier
    value: ScalarField
    minimum: Count = 0
    maximum: Annotated[Count | None, NeverNull()] = None

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        if self.maximum is None:
            return self._told(names, ("Minstens", "At least"), self.minimum)
        if self.minimum == 0:
            return self._told(names, ("Hoogstens", "At most"), self.maximum)
        if self.minimum == self.maximum:
            return self._told(names, ("Precies", "Exactly"), self.maximum)
        between = (f"Van {self.minimum} tot en met", f"From {self.minimum} to")
        return self._told(names, between, self.maximum)

    def _told(self, names: Names, how_many: tuple[str, str], number: int) -> str:
        where, what = self.teams_phrase(names), self._what(names)
        dutch, english = how_many
        one = number == 1
        return names.pick(
            nl=f"{dutch} {number} {'lid' if one else 'leden'}{where} "
            f"{'heeft' if one else 'hebben'} {what}.",
            en=f"{english} {number} {'member' if one else 'members'}{where} "
            f"{'has' if one else 'have'} {what}.",
        )

    def _what(self, names: Names) -> str:
        value = names.value(self.value)
        return names.pick(
            nl=f"als ‘{self.attribute}’: {value}", en=f"as ‘{self.attribute}’: {value}"
        )

    def _has(self, situation: Situation, person: str) -> bool:
        return situation.people[person].has_value(self.attribute, distinct_key(self.value))

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with a lower minimum, and with a higher maximum."""
        yield from fewer(self, "minimum", most=len(situation.seats))
        if self.maximum is not None:
            yield from more(self, "maximum", most=len(situation.seats))

    def post_team(self, team: TeamModel) -> None:
        """Ensure that so many of those with the value sit in the team."""
        situation = team.situation
        number = total(
            team.seated(person) for person in situation.people if self._has(situation, person)
        )
        team.program.at_least(number, self.minimum)
        if self.maximum is not None:
            team.program.at_most(number, self.maximum)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where too few or too many have the value."""
        situation = team.team.situation
        people = tuple(p for p in team.team.members if self._has(situation, p))
        number = len(people)
        if number < self.minimum:
            asked = names.pick(nl=f"minstens {self.minimum}", en=f"at least {self.minimum}")
            yield self._breach(team, people, self.minimum - number, asked, names)
        if self.maximum is not None and number > self.maximum:
            asked = names.pick(nl=f"hoogstens {self.maximum}", en=f"at most {self.maximum}")
            yield self._breach(team, people, number - self.maximum, asked, names)

    def _breach(
        self, team: TeamFigures, people: tuple[str, ...], by: int, asked: str, names: Names
    ) -> Breach:
        title, what, one = names.team(team.team.team.id), self._what(names), len(people) == 1
        text = names.pick(
            nl=f"{title}: {len(people)} {'lid heeft' if one else 'leden hebben'} {what}, en "
            f"{asked} is gevraagd.",
            en=f"{title}: {len(people)} {'member has' if one else 'members have'} {what}, where "
            f"{asked} is asked.",
        )
        return Breach(text, team.team.team.id, people, by)
