"""A dossier's content as its file has it: numbers exactly as they were written."""

from collections.abc import Mapping, Sequence
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
    return write_piece(raw, 0) + b"\n"


def write_piece(value: Any, depth: int) -> bytes:
    """Return a value as `write_json` has it so many levels deep, to be put together with others."""
    text: str = simplejson.dumps(value, ensure_ascii=False, indent=2, use_decimal=True)
    # Within a text a new line is written as `\\n`, so each of these begins a line of the file.
    return (text.replace("\n", "\n" + "  " * depth) if depth else text).encode()


def write_with(raw: Mapping[str, Any], key: str, pieces: Sequence[bytes]) -> bytes:
    """Return the very same as `write_json`; the items of one list were written before.

    Args:
        raw: an object that is not empty.
        key: under which the list stands.
        pieces: each item of the list as `write_piece` has it at a depth of 2.
    """
    parts = []
    for name, value in raw.items():
        if name == key and pieces:
            written = b"[\n    " + b",\n    ".join(pieces) + b"\n  ]"
        else:
            written = write_piece(value, 1)
        parts.append(write_piece(name, 1) + b": " + written)
    return b"{\n  " + b",\n  ".join(parts) + b"\n}\n"


def as_written(value: Any) -> Any:
    """Return a value as it comes back when it is written and read: `4.20` as a `Decimal`.

    What JSON does not know, such as NaN, is returned as it is; it is told where it is put.
    """
    try:
        back, faults = parse(write_json(value).decode())
    except ValueError:
        return value
    return value if faults else back
