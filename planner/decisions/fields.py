"""Fields that the parts of a decision's file share: moments, numbers, items, digests."""

import datetime
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from planner.domain.exact import exact_number, whole_number, written_number
from planner.domain.faults import fault, shown
from planner.domain.items import Item
from planner.domain.said import Said

# Beyond this a whole number is not the same in every program that reads JSON (RFC 8785).
LARGEST_WHOLE = 2**53 - 1


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        raise fault("must be a day such as 2026-03-02, not {value}", value=shown(value)) from None


def _moment(value: Any) -> datetime.datetime:
    try:
        moment = (
            value
            if isinstance(value, datetime.datetime)
            else datetime.datetime.fromisoformat(value)
        )
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise fault(
            "must be a moment with its time zone, such as 2026-03-02T14:30:00+01:00, not {value}",
            value=shown(value),
        )
    return moment


def _item(value: Any) -> Item:
    """Return an item as JSON has it, such as `{"constraint": 3}`."""
    if isinstance(value, Item):
        return value
    match list(value.items()) if isinstance(value, dict) else None:
        case [("constraint", int() as index)] if not isinstance(index, bool):
            return Item("constraint", index)
        case [(("filled" | "minimum" | "locked") as kind, str() as seat)]:
            return Item(kind, seat)
        case [("critical", [str() as team, str() as behaviour])]:
            return Item("critical", (team, behaviour))
        case [("eligible", [str() | None as seat, str() as person])]:
            return Item("eligible", (seat, person))
    raise fault("must name one thing that is asked, not {value}", value=shown(value))


def _said(value: Any) -> Said:
    if isinstance(value, Said):
        return value
    match value:
        case {"nl": str() as dutch, "en": str() as english} if len(value) == 2:
            return Said(nl=dutch, en=english)
    raise fault("must be a text in Dutch and in English")


Day = Annotated[
    datetime.date,
    PlainValidator(_day),
    PlainSerializer(datetime.date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Moment = Annotated[
    datetime.datetime,
    PlainValidator(_moment),
    PlainSerializer(datetime.datetime.isoformat),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Number = Annotated[
    Any,
    PlainValidator(exact_number),
    PlainSerializer(written_number),
    WithJsonSchema({"type": "number"}),
]
Whole = Annotated[
    int,
    PlainValidator(lambda value: whole_number(value, -LARGEST_WHOLE, LARGEST_WHOLE)),
    WithJsonSchema({"type": "integer", "minimum": -LARGEST_WHOLE, "maximum": LARGEST_WHOLE}),
]
ItemRecord = Annotated[Item, PlainValidator(_item), PlainSerializer(Item.written)]
SaidRecord = Annotated[
    Said, PlainValidator(_said), PlainSerializer(lambda said: {"nl": said.nl, "en": said.en})
]
Sha256 = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]


def _told(value: Any) -> str:
    if not isinstance(value, str):
        raise fault("must be a text")
    if not value.strip():
        raise fault("must not be empty")
    return value


# A text that says something: reasons, a name, a role.
ToldText = Annotated[
    str, PlainValidator(_told), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
