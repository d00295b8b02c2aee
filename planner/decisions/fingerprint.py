"""Fingerprints: SHA-256 of JSON in the one canonical form of RFC 8785.

The form is a standard, so that anybody can work a fingerprint out again without this program.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import rfc8785

FINGERPRINTS = "fingerprints"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(value: Any) -> str:
    """Return the fingerprint of a JSON value, however it is laid out.

    Raises:
        rfc8785.CanonicalizationError: a number in it is too large to be the same everywhere.
    """
    return sha256(rfc8785.dumps(_plain(value)))


def fingerprints(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fingerprints of a decision's file: of each of its parts, and of the whole.

    Raises:
        rfc8785.CanonicalizationError: a number in it is too large to be the same everywhere.
    """
    parts = {name: part for name, part in raw.items() if name != FINGERPRINTS}
    return {
        "parts": {name: fingerprint(part) for name, part in parts.items()},
        "whole": fingerprint(parts),
    }


def as_noted(text: str) -> str:
    """Return a fingerprint that somebody copied, without what cannot be seen in it.

    Spaces of all kinds, and marks that a program puts where a line may be cut: without width, or a
    hyphen that only shows at the end of a line.
    """
    return "".join(
        letter
        for letter in text.lower()
        if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON programs hold it: numbers with a point as floats."""
    match value:
        case Decimal():
            return float(value)
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    return value
