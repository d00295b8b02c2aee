"""A person in a dossier: a profile of levels, and attributes."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from planner.domain.attribute import AttributeField, values_of
from planner.domain.exact import NeverNull
from planner.domain.identifiers import BehaviourId, Identifier
from planner.domain.level import LevelField
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText
from planner.domain.text import PlainText

TENURE = "tenure_years"


class Person(Record):
    """Somebody whose leadership counts, or may count, for a team."""

    id: Identifier
    name: Annotated[PlainText | None, NeverNull()] = None
    note: OptionalText = None
    levels: dict[BehaviourId, LevelField] = Field(default_factory=dict)
    attributes: dict[Identifier, AttributeField] = Field(default_factory=dict)

    @property
    def tenure_years(self) -> Decimal | None:
        """Years in the present seat; `None` where the attribute is missing or no number."""
        value = self.attributes.get(TENURE)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return Decimal(value)

    def has_value(self, attribute: str, key: tuple[str, object]) -> bool:
        """Tell whether an attribute holds a value (see `attribute.distinct_key`)."""
        return key in values_of(self.attributes.get(attribute))
