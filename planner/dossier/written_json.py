"""A dossier's content as its file has it: numbers exactly as they were written."""

from typing import Any

import simplejson

from planner.dossier.strict_json import InvalidFile, decode, parse


def read_json(content: bytes) -> Any:
    """Return what a file holds; numbers with a point are `Decimal`, as they were written.

    Raises:
        InvalidFile: it is no JSON, or not read the same by everybody.
    """
    raw, faults = parse(decode(content))
    if faults:
        raise InvalidFile(faults)
    return raw


def write_json(raw: Any) -> bytes:
    """Return the content of a file; what `read_json` gave comes back value by value, exactly."""
    text: str = simplejson.dumps(raw, ensure_ascii=False, indent=2, use_decimal=True)
    return text.encode() + b"\n"
