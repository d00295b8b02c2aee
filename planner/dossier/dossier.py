"""The dossier: one case file, version 1 of its format (model.md 2)."""

from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

import constraints
from constraints.base import Constraint
from constraints.development import DevelopmentPermission
from planner.domain.faults import fault
from planner.domain.identifiers import Identifier, PersonIds
from planner.domain.person import Person
from planner.domain.priority import DEFAULT_PRIORITIES, Priority
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText, Repertoire
from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.domain.text import Text
from planner.dossier.repertoires import shipped

if TYPE_CHECKING:
    AnyConstraint = Constraint
else:
    # The kinds are a list that grows; only at run time is it known which there are.
    AnyConstraint = Annotated[reduce(or_, constraints.KINDS), Field(discriminator="kind")]


def _form_of_repertoire(value: Any) -> str:
    """Return how a repertoire is given: by its id, or as a whole."""
    return "whole" if isinstance(value, dict | Repertoire) else "id"


def _each_once(priorities: tuple[Priority, ...]) -> tuple[Priority, ...]:
    names = [priority.objective for priority in priorities]
    for position, name in enumerate(names):
        if name in names[:position]:
            raise fault("names {value} twice", value=name)
    return priorities


def _developed_once(listed: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    if sum(isinstance(constraint, DevelopmentPermission) for constraint in listed) > 1:
        raise fault("holds at most one development constraint")
    return listed


class Dossier(Record):
    """A case file: people, teams, demands, constraints, priorities."""

    format: Literal["abd-planner/dossier/1"]
    title: Text
    note: OptionalText = None
    repertoire: Annotated[
        Annotated[Identifier, Tag("id")] | Annotated[Repertoire, Tag("whole")],
        Discriminator(_form_of_repertoire),
    ]
    people: tuple[Person, ...] = ()
    candidates: PersonIds = ()
    teams: Annotated[tuple[Team, ...], Field(min_length=1)]
    constraints: Annotated[tuple[AnyConstraint, ...], AfterValidator(_developed_once)] = ()
    priorities: Annotated[tuple[Priority, ...], Field(min_length=1), AfterValidator(_each_once)] = (
        DEFAULT_PRIORITIES
    )

    @cached_property
    def whole_repertoire(self) -> Repertoire:
        """The repertoire itself, also where the file names one that ships with the program."""
        if isinstance(self.repertoire, Repertoire):
            return self.repertoire
        return shipped(self.repertoire)

    def situation(self, cautious: bool = False) -> Situation:
        """Return what figures and the optimiser speak about."""
        return Situation(
            repertoire=self.whole_repertoire,
            people={person.id: person for person in self.people},
            candidates=self.candidates,
            teams=self.teams,
            cautious=cautious,
        )

    @property
    def development(self) -> DevelopmentPermission | None:
        """The constraint that allows development, where there is one."""
        for constraint in self.constraints:
            if isinstance(constraint, DevelopmentPermission):
                return constraint
        return None

    def objectives_in_order(self) -> tuple[Priority, ...]:
        """Return the priorities, `development` last where it is allowed and none names it."""
        named = {priority.objective for priority in self.priorities}
        if self.development is None or "development" in named:
            return self.priorities
        return (*self.priorities, Priority(objective="development"))

    def written(self) -> dict[str, Any]:
        """Return the dossier as its file has it; what was left out stays out."""
        return self.model_dump(mode="json", exclude_unset=True)
