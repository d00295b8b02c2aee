"""Teams, their seats, and what a team's task asks of their repertoire."""

from typing import Annotated

from pydantic import Field, StrictBool

from planner.domain.exact import Importance, NeverNull, PositiveCount
from planner.domain.identifiers import BehaviourId, Identifier, PersonId, PersonIds
from planner.domain.level import Tenths
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText


class Demand(Record):
    """One row of the task's demand: so many carriers of a behaviour at a level or above."""

    behaviour: BehaviourId
    importance: Importance
    level: Tenths
    carriers: PositiveCount
    critical: StrictBool = False
    spread: StrictBool = False
    note: OptionalText = None


class Seat(Record):
    """A seat in a team; it has at most one occupant."""

    id: Identifier
    title: OptionalText = None
    incumbent: PersonId | None = None
    locked: StrictBool = False
    candidates: Annotated[PersonIds | None, NeverNull()] = None
    minimum: dict[BehaviourId, Tenths] = Field(default_factory=dict)
    optional: StrictBool = False
    note: OptionalText = None


class Team(Record):
    """A team with seats, its task's demand, and the circle around it."""

    id: Identifier
    title: OptionalText = None
    circle: PersonIds = ()
    demand: tuple[Demand, ...]
    seats: tuple[Seat, ...]
    note: OptionalText = None
