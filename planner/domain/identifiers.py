"""Ids, and what they refer to; references are checked from these marks alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

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


@dataclass(frozen=True)
class Listed:
    """Marks a list in which nothing stands twice, with a number of items at least."""

    least: int = 0

    def check(self, values: Sequence[Any]) -> Sequence[Any]:
        """Return the list as it is; refuse doubles, and too few items."""
        seen: set[Any] = set()
        for value in values:
            if value in seen:
                raise fault("names {value} twice", value=shown(value))
            seen.add(value)
        if len(values) < self.least:
            raise fault("must hold at least {least}", least=self.least)
        return values

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = {**handler(schema), "uniqueItems": True}
        return {**described, "minItems": self.least} if self.least else described


PersonIds = Annotated[tuple[PersonId, ...], Listed()]
TeamIds = Annotated[tuple[TeamId, ...], Listed(1)]
BehaviourIds = Annotated[tuple[BehaviourId, ...], Listed()]
