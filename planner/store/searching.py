"""Finding dossiers and people by what they are called, in whatever way it is typed."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from planner.domain.text import Text
from planner.dossier.dossier import Dossier
from planner.store.seal import sealed

_MOST_WORDS = 8


@dataclass(frozen=True)
class FoundPerson:
    """Somebody whose name was looked for, and the dossier in which they stand."""

    dossier: str
    title: Text
    person: str
    name: str


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals and accents, so that José is `jose`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(search: str) -> str:
    """Return the words of a search, as JSON for a statement, as they are compared."""
    return json.dumps(folded(search).split()[:_MOST_WORDS])


def people_rows(dossier: str, people: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the rows by which people of a dossier, each an id and a name, are found."""
    return [
        sealed({"dossier": dossier, "person": person, "name": name, "searched": folded(name)})
        for person, name in people
    ]


def write_people(tables: Database, dossier: str, read: Dossier) -> None:
    """Let the people of a dossier be found; most edits touch nobody's name, and write nothing."""
    rows = people_rows(dossier, ((person.id, person.name or person.id) for person in read.people))
    table = tables.table("dossier_people")
    if list(table.rows_where("dossier = ?", [dossier], order_by="rowid")) != rows:
        table.delete_where("dossier = ?", [dossier])
        table.insert_all(rows)


def found_person(row: dict[str, Any]) -> FoundPerson:
    """Return somebody who was found, from a row with the dossier's summary."""
    title = json.loads(row["summary"])["title"]
    return FoundPerson(row["dossier"], title, row["person"], row["name"])
