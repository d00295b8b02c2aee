"""By what dossiers and people are found: their titles and names, as a search compares them."""

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from planner.dossier.dossier import Dossier
from planner.store.seal import sealed


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals and accents, so that José is `jose`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def people_rows(dossier: str, people: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the rows by which people of a dossier, each an id and a name, are found."""
    return [
        sealed({"dossier": dossier, "person": person, "name": name, "searched": folded(name)})
        for person, name in people
    ]


def write_people(tables: Database, dossier: str, read: Dossier) -> None:
    """Let the people of a dossier be found; only what differs is written, mostly nothing."""
    table = tables.table("dossier_people")
    named = {person.id: person.name or person.id for person in read.people}
    there = {
        row["person"]: row["name"]
        for row in table.rows_where("dossier = ?", [dossier], select="person, name")
    }
    gone = json.dumps(sorted(there.keys() - named.keys()))
    table.delete_where(
        "dossier = ? AND person IN (SELECT value FROM json_each(?))", [dossier, gone]
    )
    changed = [(person, name) for person, name in named.items() if there.get(person) != name]
    table.upsert_all(people_rows(dossier, changed), pk=("dossier", "person"))
