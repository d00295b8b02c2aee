"""All that is kept about one person, as they can read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.repertoire import Repertoire
from planner.domain.text import say
from planner.resources.catalogue import Translator
from planner.store.personal.part import Held
from planner.web.views.trail import ACTIVITIES

_WHEN = ("since", "asked", "start_time")


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
    return Record(since, tuple(_said(rest, labels, "")))


def _said(value: Any, labels: Mapping[str, str], name: str) -> Iterator[tuple[str, str]]:
    """Yield every value with the way to it; behaviours by what they are called."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            inner = labels.get(key, key)
            yield from _said(each, labels, f"{name} › {inner}" if name else inner)
    elif isinstance(value, list | tuple):
        for position, each in enumerate(value, start=1):
            yield from _said(each, labels, f"{name} {position}")
    elif value is not None:
        text = str(value)
        yield name, labels.get(text, text)
