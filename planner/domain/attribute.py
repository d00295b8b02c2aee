"""Attributes of people: values that are equal when their JSON type and value are (model.md 2)."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from planner.domain.exact import exact_number, written_number
from planner.domain.faults import fault, shown

Scalar = str | bool | int | Decimal
AttributeValue = Scalar | tuple[Scalar, ...] | None


def scalar(value: Any) -> Scalar:
    """Return a text, a truth value or a number as it is compared.

    Raises:
        PydanticCustomError: it is anything else.
    """
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float | Decimal):
        return exact_number(value)
    raise fault("must be a text, a number, true or false, not {value}", value=shown(value))


def _attribute(value: Any) -> AttributeValue:
    if isinstance(value, list | tuple):
        return tuple(scalar(item) for item in value)
    if value is None:
        return None
    if isinstance(value, dict):
        raise fault("must be a text, a number, true, false or a list of these, not an object")
    return scalar(value)


def _number(value: Scalar) -> Any:
    return written_number(value) if isinstance(value, Decimal) else value


def written(value: AttributeValue) -> Any:
    """Return an attribute's value as JSON has it."""
    if value is None:
        return None
    return [_number(item) for item in value] if isinstance(value, tuple) else _number(value)


_SCALAR_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
ScalarField = Annotated[
    Scalar, PlainValidator(scalar), PlainSerializer(_number), WithJsonSchema(_SCALAR_SCHEMA)
]
AttributeField = Annotated[
    AttributeValue,
    PlainValidator(_attribute),
    PlainSerializer(written),
    WithJsonSchema(
        {"anyOf": [_SCALAR_SCHEMA, {"type": "array", "items": _SCALAR_SCHEMA}, {"type": "null"}]}
    ),
]


def distinct_key(value: Scalar) -> tuple[str, Scalar]:
    """Return a key that is equal for equal values only: `true` is not `1`, `1` is `1.0`."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, str):
        return ("text", value)
    return ("number", value)


def values_of(value: AttributeValue) -> frozenset[tuple[str, Scalar]]:
    """Return the values that an attribute holds: those of a list, one, or none where missing."""
    if value is None:
        return frozenset()
    items = value if isinstance(value, tuple) else (value,)
    return frozenset(distinct_key(item) for item in items)
