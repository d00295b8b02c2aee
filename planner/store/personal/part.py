"""What a part of the store that holds people's data must be able to do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from planner.dossier.erasing import Erasure
from planner.dossier.written_json import write_json
from planner.store.database import Store
from planner.store.trail import Trail


@dataclass(frozen=True)
class Subject:
    """Somebody whose data are kept: a person in a dossier, by their ids."""

    dossier: str
    person: str


@dataclass(frozen=True)
class Held:
    """What a part holds about somebody: of which sort, its name for people, and the records."""

    kind: str
    # A text of the catalogue.
    name: str
    records: tuple[dict[str, Any], ...]


def written(subject: Subject, held: Iterable[Held]) -> bytes:
    """Return all that is kept about somebody as one JSON document, to be given to them."""
    records = {each.kind: list(each.records) for each in held}
    return write_json({"dossier": subject.dossier, "person": subject.person, "held": records})


def tell_of_held(store: Store, subject: Subject) -> None:
    """Note in the trail that all that is kept about somebody is taken along."""
    Trail(store).note(
        "person.held",
        f"dossiers/{subject.dossier}/people",
        dossier=subject.dossier,
        person=subject.person,
    )


def texts_in(value: Any, called: Erasure, known: dict[str, bool] | None = None) -> Iterator[str]:
    """Yield every text, however deep it lies, in which somebody is called by name.

    What was looked at is kept in `known`: versions of one dossier have most texts in common.
    """
    known = {} if known is None else known
    if isinstance(value, str):
        if value not in known:
            known[value] = called.is_called_in(value)
        if known[value]:
            yield value
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from texts_in(each, called, known)


class Part(Protocol):
    """A part of the store that holds something about people."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return all that it holds about somebody, also where a text calls them by name."""

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Be rid of it, within the write that erases; return how many records that touched."""
