"""Edits of a dossier: a value put at a place, or taken away there.

A place is named by ids and not by positions, so that it stays the same place when somebody else
adds a row above it: `("people", "visser", "levels", "speaking_truth")`. Edits work on the content
as the file has it, so that whatever is not touched stays exactly as it was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

from planner.dossier.strict_json import join

# Keys of an object, ids of items in a list, or a position in a list whose items have no id.
Place: TypeAlias = tuple[str | int, ...]

# By what the items of a list are known.
_KNOWN_BY = {"people": "id", "teams": "id", "seats": "id", "demand": "behaviour"}


class Absent(Enum):
    """The value of a place where nothing is."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


class NoSuchPlace(LookupError):
    """What an edit is about is gone: the person, the team, the row."""


@dataclass(frozen=True)
class Edit:
    """Put a value at a place; `ABSENT` takes away what is there.

    An item that is not yet in a list is added at its end; so is a position beyond the last.
    """

    place: Place
    value: Any


def value_at(raw: Any, place: Place) -> Any:
    """Return what is at a place, `ABSENT` where nothing is."""
    current, name = raw, ""
    for key in place:
        found = _index(current, name, key)
        if found is None:
            return ABSENT
        current, name = current[found], key if isinstance(key, str) else ""
    return current


def path_of(raw: Any, place: Place) -> str:
    """Return a place as mistakes name it: `people[3].levels.speaking_truth`.

    What is not there (yet) is named as it would be: a new item of a list stands at its end.
    """
    current, name, path = raw, "", "$"
    for key in place:
        found = _index(current, name, key)
        if found is None:
            found = len(current) if isinstance(current, list) else str(key)
        path = join(path, found)
        inside = isinstance(current, dict | list) and _index(current, name, key) is not None
        current, name = current[found] if inside else None, key if isinstance(key, str) else ""
    return path


def edited(raw: Any, edits: Iterable[Edit]) -> Any:
    """Return the content after edits, one after another; the content itself does not change.

    Raises:
        NoSuchPlace: what an edit is about is not there.
    """
    for edit in edits:
        raw = _put(raw, "", edit.place, edit.value)
    return raw


def _put(current: Any, name: str, place: Place, value: Any) -> Any:
    if not place:
        return value
    key, rest = place[0], place[1:]
    inner = key if isinstance(key, str) else ""
    found = _index(current, name, key)
    if found is not None:
        changed = _put(current[found], inner, rest, value)
    elif rest and not isinstance(current, dict):
        raise NoSuchPlace(place)
    else:
        # On the way down objects that were left out are made: `levels` of a person without any.
        changed = _put({}, inner, rest, value) if rest else value
    return _with(current, found, key, changed)


def _with(current: Any, found: str | int | None, key: str | int, value: Any) -> Any:
    if isinstance(current, dict):
        if value is ABSENT:
            return {name: kept for name, kept in current.items() if name != found}
        return {**current, str(key): value}
    if not isinstance(current, list):
        raise NoSuchPlace((key,))
    if isinstance(found, int):
        return current[:found] + ([] if value is ABSENT else [value]) + current[found + 1 :]
    if value is ABSENT:
        raise NoSuchPlace((key,))
    return [*current, value]


def _index(current: Any, name: str, key: str | int) -> str | int | None:
    """Return the key or position of what a place names within a value; nothing where it is not."""
    if isinstance(current, dict):
        return str(key) if str(key) in current else None
    if not isinstance(current, list):
        return None
    if isinstance(key, int):
        return key if 0 <= key < len(current) else None
    known_by = _KNOWN_BY.get(name)
    return next(
        (
            position
            for position, item in enumerate(current)
            if known_by is not None and isinstance(item, dict) and item.get(known_by) == key
        ),
        None,
    )
