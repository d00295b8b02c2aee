"""A seal on each row: SQLite does not notice a flipped byte, the seal does."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SEAL = "seal"


def seal_of(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row's values, each with the name of its column."""
    values = {
        name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
        for name, value in unsealed(row).items()
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its seal."""
    return {**row, SEAL: seal_of(row)}


def unsealed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a row, without its seal."""
    return {name: value for name, value in row.items() if name != SEAL}


def is_whole(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is as it was written."""
    return bool(row[SEAL] == seal_of(row))
