"""All that is kept about one person, as they can read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.domain.repertoire import Repertoire
from planner.domain.text import say
from planner.resources.catalogue import Translator, marked
from planner.store.personal.part import Held
from planner.web.language import number
from planner.web.views.trail import ACTIVITIES

_WHEN = ("since", "asked", "start_time")
# What the keys of records are called; of those that say nothing by themselves, nothing.
_KEYS = {
    "profile": "",
    "attributes": "",
    "levels": marked("Level"),
    "version": marked("Version"),
    "name": marked("Name"),
    "note": marked("Note"),
    "kind": marked("Sort"),
    "steps": marked("Step"),
    "seats": marked("Seat"),
}


@dataclass(frozen=True)
class Record:
    """One thing that is kept: since when, and what it says, each with its name."""

    since: str | None
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A sort of records."""

    title: str
    records: tuple[Record, ...]


def sections(held: list[Held], repertoire: Repertoire, words: Translator) -> list[Section]:
    """Return what is kept, in the reader's language; nothing of it is left out."""
    labels = {
        behaviour.id: say(behaviour.label, words.language, behaviour.id)
        for behaviour in repertoire.behaviours
    }
    return [
        Section(
            words.say(each.name), tuple(_record(record, labels, words) for record in each.records)
        )
        for each in held
    ]


def _record(record: Mapping[str, Any], labels: Mapping[str, str], words: Translator) -> Record:
    since = next((str(record[name]) for name in _WHEN if record.get(name)), None)
    rest = {name: value for name, value in record.items() if name not in _WHEN}
    if rest.get("name") in ACTIVITIES:
        rest["name"] = words.say(ACTIVITIES[rest["name"]])
    return Record(since, tuple(_said(rest, labels, words, "")))


def _said(
    value: Any, labels: Mapping[str, str], words: Translator, name: str
) -> Iterator[tuple[str, str]]:
    """Yield every value with the way to it; keys and behaviours by what they are called."""
    if isinstance(value, Mapping) and set(value) == {"level", "low", "high"}:
        template = marked("{level} (from {low} to {high})")
        yield name, words.say(template, **{key: number(each) for key, each in value.items()})
    elif isinstance(value, Mapping):
        for key, each in value.items():
            inner = labels.get(key) or _key(key, words)
            way = " › ".join(part for part in (name, inner) if part)
            yield from _said(each, labels, words, way)
    elif isinstance(value, list | tuple):
        for position, each in enumerate(value, start=1):
            yield from _said(each, labels, words, f"{name} {position}")
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield name, number(value)
    elif value is not None:
        text = str(value)
        yield name, labels.get(text, text)


def _key(key: str, words: Translator) -> str:
    if key not in _KEYS:
        return key
    return words.say(_KEYS[key]) if _KEYS[key] else ""
