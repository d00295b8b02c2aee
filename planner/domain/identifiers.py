"""Ids, and what they refer to; references are checked from these marks alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints

from planner.domain.faults import fault, shown


@dataclass(frozen=True)
class Refers:
    """Marks an id as one that must exist: `person`, `seat`, `team`, `behaviour` or `direction`."""

    to: str


Identifier = Annotated[str, StringConstraints(strict=True, min_length=1)]
PersonId = Annotated[Identifier, Refers("person")]
SeatId = Annotated[Identifier, Refers("seat")]
TeamId = Annotated[Identifier, Refers("team")]
BehaviourId = Annotated[Identifier, Refers("behaviour")]
DirectionId = Annotated[Identifier, Refers("direction")]


def _without_doubles(values: Sequence[Any]) -> Sequence[Any]:
    for position, value in enumerate(values):
        if value in values[:position]:
            raise fault("names {value} twice", value=shown(value))
    return values


Unique = AfterValidator(_without_doubles)
PersonIds = Annotated[tuple[PersonId, ...], Unique]
TeamIds = Annotated[tuple[TeamId, ...], Unique]
BehaviourIds = Annotated[tuple[BehaviourId, ...], Unique]
