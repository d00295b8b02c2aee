"""Finding dossiers and people by what they are called, in whatever way it is typed."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from planner.domain.text import Text
from planner.store.database import Store
from planner.store.kept import Listed
from planner.store.searching import folded
from planner.store.summary import Summary
from planner.store.told import Done

_MOST_WORDS = 8


@dataclass(frozen=True)
class FoundPerson:
    """Somebody whose name was looked for, and the dossier in which they stand."""

    dossier: str
    title: Text
    person: str
    name: str


def dossiers_found(
    store: Store, search: str, *, archived: bool, among: Collection[str] | None = None
) -> list[Listed]:
    """Return the dossiers with such words in their titles and names, changed last first."""
    rows = store.rows(
        "SELECT d.id, d.version, d.summary, d.changed_at, d.archived_at, v.done "
        "FROM dossiers d JOIN dossier_versions v "
        "ON v.dossier = d.id AND v.version = d.version "
        "WHERE (d.archived_at IS NOT NULL) = ? "
        "AND (? IS NULL OR d.id IN (SELECT value FROM json_each(?))) AND NOT EXISTS "
        "(SELECT 1 FROM json_each(?) AS word WHERE instr(d.searched, word.value) = 0) "
        "ORDER BY d.changed_at DESC, d.id",
        archived,
        *_only(among),
        _words_of(search),
    )
    return [
        Listed(
            row["id"],
            row["version"],
            Summary(**json.loads(row["summary"])),
            Done.read(row["done"]),
            row["changed_at"],
            row["archived_at"],
        )
        for row in rows
    ]


def people_found(
    store: Store, search: str, *, most: int, among: Collection[str] | None = None
) -> list[FoundPerson]:
    """Return the people with such a name in the dossiers at work; nobody without a name."""
    if not search.strip():
        return []
    rows = store.rows(
        "SELECT p.dossier, p.person, p.name, d.summary "
        "FROM dossier_people p JOIN dossiers d ON d.id = p.dossier "
        "WHERE d.archived_at IS NULL "
        "AND (? IS NULL OR d.id IN (SELECT value FROM json_each(?))) AND NOT EXISTS "
        "(SELECT 1 FROM json_each(?) AS word WHERE instr(p.searched, word.value) = 0) "
        "ORDER BY p.name, d.changed_at DESC, p.dossier LIMIT ?",
        *_only(among),
        _words_of(search),
        most,
    )
    return [
        FoundPerson(row["dossier"], json.loads(row["summary"])["title"], row["person"], row["name"])
        for row in rows
    ]


def _only(among: Collection[str] | None) -> tuple[str | None, str | None]:
    """Return which dossiers are looked through, twice, as JSON; nothing for all of them."""
    listed = None if among is None else json.dumps(sorted(among))
    return listed, listed


def _words_of(search: str) -> str:
    """Return the words of a search, as JSON for a statement, as they are compared."""
    return json.dumps(folded(search).split()[:_MOST_WORDS])
