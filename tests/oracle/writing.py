"""Writes and reads JSON without ever turning a decimal into a float."""

import json
from decimal import Decimal


class Raw(str):
    """A piece of text that is written into the JSON as it is, right or wrong."""


def json_text(value) -> str:
    """Return `value` as JSON; decimals keep the digits that they were made with."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        pairs = (f"{json_text(key)}: {json_text(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    return json.dumps(value)


def json_value(text):
    """Return what the JSON says, its decimals exact."""
    return json.loads(text, parse_float=Decimal)
