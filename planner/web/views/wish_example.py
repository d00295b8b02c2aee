"""A kind of wish in its own words: the sentence that it would say of an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from constraints.base import Constraint
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.dossier.grounds import is_protected_attribute, is_protected_value
from planner.web.views.attributes import attribute_names, attribute_values
from planner.web.views.wish_fields import SHARED, parameters

# A percentage and a number that make a sentence easy to read.
_PERCENT, _NUMBER = 80, 2


@dataclass(frozen=True)
class _Neutral(Names):
    """Names in which nobody is named: an example must not look like advice about a person."""

    def person(self, person: str) -> str:
        """Return the letter that stands for somebody."""
        return person

    def seat(self, seat: str) -> str:
        """Return the title of a seat, where there is one."""
        return super().seat(seat) if seat in self.situation.seats else "…"


def example_sentence(kind: type[Constraint], situation: Situation, language: str) -> str:
    """Return what a wish of this kind could say."""
    asked = parameters(kind)
    example: dict[str, Any] = {"kind": kind.name()}
    for name, schema in asked.items():
        required = kind.model_fields[name].is_required()
        if name not in SHARED and (required or schema.get("default") == 0):
            example[name] = _value(schema, kind.refers_to(name), situation)
    said = kind.model_validate(example).sentence(_Neutral(situation, language))
    return said.replace(" %", "\N{NO-BREAK SPACE}%")


def _value(schema: Mapping[str, Any], to: str | None, situation: Situation) -> Any:
    match schema.get("type"):
        case "array":
            least = max(1, schema.get("minItems", 0))
            return _ids(to, situation)[:least]
        case "string" if to is not None:
            return _ids(to, situation)[0]
        case "string":
            return schema["enum"][0] if "enum" in schema else _attribute(situation)
        case "boolean":
            return True
        case "integer" | "number":
            if schema.get("maximum") == 100:
                return _PERCENT
            most = schema.get("maximum", _NUMBER)
            return max(schema.get("minimum", 0), min(_NUMBER, most))
    return _attribute_value(situation)


def _ids(to: str | None, situation: Situation) -> list[str]:
    """Return ids to take as an example; letters where somebody is meant, or nothing is there."""
    letters = ["A", "B", "C", "D", "E"]
    match to:
        case "seat":
            return [*situation.seats, *letters]
        case "team":
            return [team.id for team in situation.teams]
        case "behaviour":
            return list(situation.repertoire.by_id)
        case "direction":
            return list(situation.repertoire.directions_by_id)
    return letters


def _attribute(situation: Situation) -> str:
    """Return an attribute whose values are texts, as a background is."""
    for name in attribute_names(situation):
        values = attribute_values(situation, name)
        if all(isinstance(each, str) for each in values) and not is_protected_attribute(name):
            return name
    return "…"


def _attribute_value(situation: Situation) -> Any:
    values = attribute_values(situation, _attribute(situation))
    allowed = (each for each in values if isinstance(each, str) and not is_protected_value(each))
    return next(allowed, "…")
