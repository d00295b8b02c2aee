"""Numbers that compare exactly as they are written, and fields that may be left out."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from planner.domain.faults import fault, shown

# A number beyond this many digits is no figure of anybody's work, and exact arithmetic with it
# could take all memory there is.
MOST_DIGITS = 400


def exact_number(value: Any) -> Decimal:
    """Return a JSON number as a `Decimal`, exactly as it was written.

    Raises:
        PydanticCustomError: it is no number, not finite, or has over `MOST_DIGITS` digits.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise fault("must be a number, not {value}", value=shown(value))
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        raise fault("is a number too large to work with")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise fault("must be a finite number, not {value}", value=shown(value))
    if number and not is_workable(number):
        raise fault("is a number with too many digits to work with")
    return number


def is_workable(number: Decimal) -> bool:
    """Tell whether all digits of a finite number lie within `MOST_DIGITS` of the point."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or number.adjusted() >= MOST_DIGITS:
        return False
    # Zeros at the end say nothing: 3.4000 is 3.4, however many there are.
    idle = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return exponent + idle >= -MOST_DIGITS


def whole_number(value: Any, minimum: int, maximum: int | None) -> int:
    """Return a whole number within bounds; `3.0` is `3`, as it is in JSON Schema."""
    number = exact_number(value)
    if number != number.to_integral_value():
        raise fault("must be a whole number, not {value}", value=shown(value))
    result = int(number)
    if maximum is not None and not minimum <= result <= maximum:
        raise fault(
            "must lie between {minimum} and {maximum}, and is {value}",
            minimum=minimum,
            maximum=maximum,
            value=shown(result),
        )
    if result < minimum:
        raise fault(
            "must be at least {minimum}, and is {value}", minimum=minimum, value=shown(result)
        )
    return result


def _bounded(minimum: int, maximum: int | None = None) -> Any:
    schema: dict[str, Any] = {"type": "integer", "minimum": minimum}
    if maximum is not None:
        schema["maximum"] = maximum
    return (
        PlainValidator(lambda value: whole_number(value, minimum, maximum)),
        WithJsonSchema(schema),
    )


def _percentage(value: Any) -> Decimal:
    number = exact_number(value)
    if not 0 <= number <= 100:
        raise fault("must be a percentage from 0 to 100, and is {value}", value=shown(value))
    return number


def _years(value: Any) -> Decimal:
    number = exact_number(value)
    if number < 0:
        raise fault("must be a number of years from 0, and is {value}", value=shown(value))
    return number


def written_number(value: Decimal) -> int | float:
    """Return a number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


Count = Annotated[int, *_bounded(0)]
PositiveCount = Annotated[int, *_bounded(1)]
Importance = Annotated[int, *_bounded(1, 5)]
Percentage = Annotated[
    Decimal,
    PlainValidator(_percentage),
    PlainSerializer(written_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
Years = Annotated[
    Decimal,
    PlainValidator(_years),
    PlainSerializer(written_number),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class NeverNull:
    """Marks a field that may be left out, but never be written as `null`.

    In Python such a field is `None` when it was left out; the file format knows `null` only
    for a level, an attribute and an incumbent.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        while schema["type"] in ("default", "nullable"):
            schema = schema["schema"]
        return schema

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema)
