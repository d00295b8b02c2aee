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
        where = self.teams_phrase(names)
        what = f"{self.attribute} = {names.value(self.value)}"
        if self.maximum is None:
            return names.pick(
                nl=f"Minstens {self.minimum} in het team met {what}{where}.",
                en=f"At least {self.minimum} in the team with {what}{where}.",
            )
        if self.minimum == 0:
            return names.pick(
                nl=f"Hoogstens {self.maximum} in het team met {what}{where}.",
                en=f"At most {self.maximum} in the team with {what}{where}.",
            )
        if self.minimum == self.maximum:
            return names.pick(
                nl=f"Precies {self.minimum} in het team met {what}{where}.",
                en=f"Exactly {self.minimum} in the team with {what}{where}.",
            )
        return names.pick(
            nl=f"Van {self.minimum} tot en met {self.maximum} in het team met {what}{where}.",
            en=f"From {self.minimum} to {self.maximum} in the team with {what}{where}.",
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
        number, title = len(people), names.team(team.team.team.id)
        what = f"{self.attribute} = {names.value(self.value)}"
        if number < self.minimum:
            text = names.pick(
                nl=f"{title}: {number} met {what}, en minstens {self.minimum} is gevraagd.",
                en=f"{title}: {number} with {what}, where at least {self.minimum} is asked.",
            )
            yield Breach(text, team.team.team.id, people, self.minimum - number)
        if self.maximum is not None and number > self.maximum:
            text = names.pick(
                nl=f"{title}: {number} met {what}, en hoogstens {self.maximum} is gevraagd.",
                en=f"{title}: {number} with {what}, where at most {self.maximum} is asked.",
            )
            yield Breach(text, team.team.team.id, people, number - self.maximum)
