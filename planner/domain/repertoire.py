"""A leadership repertoire: behaviours, each in one direction, on one rating scale."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from planner.domain.exact import NeverNull
from planner.domain.faults import fault
from planner.domain.identifiers import DirectionId, Identifier
from planner.domain.level import Tenths
from planner.domain.record import Record
from planner.domain.text import Text

OptionalText = Annotated[Text | None, NeverNull()]
WholeLevel = Annotated[str, StringConstraints(strict=True, pattern=r"^-?\d{1,3}$")]


class Scale(Record):
    """The ends of the rating scale, in tenths."""

    minimum: Tenths
    maximum: Tenths

    @model_validator(mode="after")
    def _in_order(self) -> "Scale":
        if self.minimum >= self.maximum:
            raise fault("must have its minimum below its maximum")
        return self

    def holds(self, level: int) -> bool:
        """Tell whether a level in tenths lies on the scale."""
        return self.minimum <= level <= self.maximum


class Direction(Record):
    """A direction in which leadership is shown: inward, upward, outward, or across."""

    id: Identifier
    label: OptionalText = None


class Behaviour(Record):
    """One leadership behaviour, with an anchor text for each whole level."""

    id: Identifier
    direction: DirectionId
    label: OptionalText = None
    definition: OptionalText = None
    anchors: dict[WholeLevel, Text] = Field(
        default_factory=dict, json_schema_extra={"additionalProperties": False}
    )


class Repertoire(Record):
    """A versioned set of behaviours with a rating scale."""

    id: Identifier
    title: OptionalText = None
    version: Annotated[str | None, NeverNull(), Field(strict=True)] = None
    note: OptionalText = None
    scale: Scale
    directions: tuple[Direction, ...]
    behaviours: tuple[Behaviour, ...]

    @cached_property
    def by_id(self) -> dict[str, Behaviour]:
        """The behaviours by their id."""
        return {behaviour.id: behaviour for behaviour in self.behaviours}

    @cached_property
    def directions_by_id(self) -> dict[str, Direction]:
        """The directions by their id."""
        return {direction.id: direction for direction in self.directions}

    def direction_of(self, behaviour: str) -> str:
        """Return the id of a behaviour's direction."""
        return self.by_id[behaviour].direction

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: Any) -> bool:
        return self is other
