"""What a part of the store that holds people's data must be able to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from planner.dossier.erasing import Erasure
from planner.dossier.written_json import write_json
from planner.store.database import Store


@dataclass(frozen=True)
class Subject:
    """Somebody whose data are kept: a person in a dossier, by their ids."""

    dossier: str
    person: str


@dataclass(frozen=True)
class Held:
    """What a part holds about somebody: its name, a text of the catalogue, and the records."""

    name: str
    records: tuple[dict[str, Any], ...]


def written(subject: Subject, held: Iterable[Held]) -> bytes:
    """Return all that is kept about somebody as one JSON document, to be given to them."""
    records = {each.name: list(each.records) for each in held}
    return write_json({"dossier": subject.dossier, "person": subject.person, "held": records})


class Part(Protocol):
    """A part of the store that holds something about people."""

    def held(self, store: Store, subject: Subject) -> Held:
        """Return all that it holds about somebody."""

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Be rid of it, within the write that erases; return how many records that touched."""
