"""Dossiers as they are kept: every version of each, so that nothing is lost and all can be undone.

An edit, an undo and a redo each make a new version; none is ever changed. A version knows which
versions "undo" and "redo" go to from there, and a new edit leaves nothing to be redone.
"""

import hashlib
import json
import secrets
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from sqlite_utils import Database

from planner.dossier.dossier import Dossier
from planner.dossier.editing import Edit, Place, edited, value_at
from planner.dossier.reading import read_dossier, validated
from planner.dossier.written_json import read_json, write_json
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed
from planner.store.searching import FoundPerson, found_person, words_of, write_people
from planner.store.summary import Summary, searched_text, summary_of
from planner.store.told import Done

_MOST_OPEN = 32


@dataclass(frozen=True)
class Kept:
    """One version of a dossier: its content as a file has it, and how it came about."""

    id: str
    version: int
    content: bytes
    fingerprint: str
    done: Done
    at: str
    undo: int | None
    redo: int | None
    archived_at: str | None


@dataclass(frozen=True)
class Listed:
    """A dossier in a list."""

    id: str
    version: int
    summary: Summary
    done: Done
    changed_at: str
    archived_at: str | None


@dataclass(frozen=True)
class Change:
    """A version in the history of a dossier, without its content."""

    version: int
    done: Done
    at: str


@dataclass(frozen=True)
class Clash:
    """A place that two people changed: what it was, what stands there now, what was asked."""

    place: Place
    before: Any
    theirs: Any
    mine: Any


class Overtaken(Exception):
    """Somebody else changed the same places meanwhile; nothing was saved."""

    def __init__(self, kept: Kept, clashes: Sequence[Clash]) -> None:
        """Keep the version that stands, and what clashes with it."""
        super().__init__()
        self.kept = kept
        self.clashes = tuple(clashes)


class Dossiers:
    """The dossiers of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store
        self._open: OrderedDict[str, Dossier] = OrderedDict()
        self._lock = Lock()

    def all(self, *, archived: bool = False, search: str = "") -> list[Listed]:
        """Return the dossiers that were changed last first; `search` names people or titles."""
        rows = self._store.rows(
            "SELECT d.id, d.version, d.summary, d.changed_at, d.archived_at, v.done "
            "FROM dossiers d JOIN dossier_versions v "
            "ON v.dossier = d.id AND v.version = d.version "
            "WHERE (d.archived_at IS NOT NULL) = ? AND NOT EXISTS "
            "(SELECT 1 FROM json_each(?) AS word WHERE instr(d.searched, word.value) = 0) "
            "ORDER BY d.changed_at DESC, d.id",
            archived,
            words_of(search),
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

    def people(self, search: str, *, most: int) -> list[FoundPerson]:
        """Return the people with such a name in the dossiers at work; nobody without a name."""
        if not search.strip():
            return []
        rows = self._store.rows(
            "SELECT p.dossier, p.person, p.name, d.summary "
            "FROM dossier_people p JOIN dossiers d ON d.id = p.dossier "
            "WHERE d.archived_at IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM json_each(?) AS word WHERE instr(p.searched, word.value) = 0) "
            "ORDER BY p.name, d.changed_at DESC, p.dossier LIMIT ?",
            words_of(search),
            most,
        )
        return [found_person(row) for row in rows]

    def find(self, dossier: str, version: int | None = None) -> Kept | None:
        """Return a dossier as it stands, or one version of it; nothing where there is none."""
        row = self._store.row(
            "SELECT v.*, d.archived_at FROM dossiers d JOIN dossier_versions v "
            "ON v.dossier = d.id AND v.version = coalesce(?, d.version) WHERE d.id = ?",
            version,
            dossier,
        )
        return None if row is None else _kept(row)

    def open(self, kept: Kept) -> Dossier:
        """Return what a version holds; versions that were opened lately are at hand."""
        with self._lock:
            found = self._open.get(kept.fingerprint)
            if found is not None:
                self._open.move_to_end(kept.fingerprint)
                return found
        dossier = read_dossier(kept.content)
        self._remember(kept.fingerprint, dossier)
        return dossier

    def _remember(self, fingerprint: str, dossier: Dossier) -> None:
        with self._lock:
            self._open[fingerprint] = dossier
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)

    def history(self, dossier: str) -> list[Change]:
        """Return what was done to a dossier, the latest first."""
        rows = self._store.rows(
            "SELECT version, done, at FROM dossier_versions WHERE dossier = ? "
            "ORDER BY version DESC",
            dossier,
        )
        return [Change(row["version"], Done.read(row["done"]), row["at"]) for row in rows]

    def add(self, content: bytes, told: Done, dossier: str | None = None) -> Kept:
        """Keep a new dossier, its content exactly as it is given.

        Args:
            content: a file in the dossier's format.
            told: how it came about.
            dossier: its id; by default one that tells nothing.

        Raises:
            InvalidFile: with every mistake in the content.
        """
        read = read_dossier(content)
        given = dossier or secrets.token_hex(5)
        with self._store.writing() as tables:
            row = {"id": given, "created_at": now(), "archived_at": None}
            return self._write(tables, row, 1, content, read, told, None, None)

    def edit(
        self,
        dossier: str,
        based_on: int,
        edits: Iterable[Edit],
        told: Done,
    ) -> Kept:
        """Change a dossier at some places, and return the version that comes of it.

        Edits of an earlier version are taken over where nobody has changed the same places since.

        Args:
            dossier: its id.
            based_on: the version that whoever edits had before them.
            edits: what to put where.
            told: what was done.

        Raises:
            Unknown: there is no such dossier, or no such version of it.
            Overtaken: the same places were changed meanwhile.
            NoSuchPlace: what an edit is about is not there any more.
            InvalidFile: the dossier would not be valid; with every mistake and its path.
        """
        wanted = list(edits)
        with self._store.writing() as tables:
            kept = self._must_find(dossier)
            raw = read_json(kept.content)
            if based_on != kept.version:
                before = read_json(self._must_find(dossier, based_on).content)
                clashes = [clash for edit in wanted for clash in _clashes(edit, before, raw)]
                if clashes:
                    raise Overtaken(kept, clashes)
            changed = edited(raw, wanted)
            if changed == raw:
                return kept
            read = validated(changed)
            return self._write(
                tables,
                self._must_find_row(dossier),
                kept.version + 1,
                write_json(changed),
                read,
                told,
                kept.version,
                None,
            )

    def undo(self, dossier: str, based_on: int) -> Kept:
        """Go back to the version before the last edit; the way back again is kept.

        Raises:
            Unknown: there is no such dossier.
            Overtaken: it was changed meanwhile; what would be undone is another edit.
        """
        return self._restore(dossier, based_on, is_undo=True)

    def redo(self, dossier: str, based_on: int) -> Kept:
        """Do again what was undone last.

        Raises:
            Unknown: there is no such dossier.
            Overtaken: it was changed meanwhile.
        """
        return self._restore(dossier, based_on, is_undo=False)

    def _restore(self, dossier: str, based_on: int, *, is_undo: bool) -> Kept:
        with self._store.writing() as tables:
            kept = self._must_find(dossier)
            if kept.version != based_on:
                raise Overtaken(kept, ())
            target = kept.undo if is_undo else kept.redo
            if target is None:
                return kept
            goal = self._must_find(dossier, target)
            told = replace(kept.done, undone=True) if is_undo else goal.done
            return self._write(
                tables,
                self._must_find_row(dossier),
                kept.version + 1,
                goal.content,
                self.open(goal),
                told,
                goal.undo,
                kept.version if is_undo else goal.redo,
            )

    def archive(self, dossier: str, *, archived: bool = True) -> None:
        """Put a dossier away, or take it back; nothing of it is lost.

        Raises:
            Unknown: there is no such dossier.
        """
        with self._store.writing() as tables:
            row = self._must_find_row(dossier)
            row["archived_at"] = now() if archived else None
            tables.table("dossiers").upsert(sealed(row), pk="id")

    def _must_find(self, dossier: str, version: int | None = None) -> Kept:
        kept = self.find(dossier, version)
        if kept is None:
            raise Unknown
        return kept

    def _must_find_row(self, dossier: str) -> dict[str, Any]:
        row = self._store.row("SELECT * FROM dossiers WHERE id = ?", dossier)
        if row is None:
            raise Unknown
        return row

    def _write(
        self,
        tables: Database,
        row: dict[str, Any],
        version: int,
        content: bytes,
        read: Dossier,
        told: Done,
        undo: int | None,
        redo: int | None,
    ) -> Kept:
        """Write a version; it is the one that stands in the dossier's row from now on."""
        fingerprint, at = hashlib.sha256(content).hexdigest(), now()
        stands = {**row, "version": version, **_told_of(read), "changed_at": at}
        tables.table("dossiers").upsert(sealed(stands), pk="id")
        written = {
            "dossier": row["id"],
            "version": version,
            "content": zlib.compress(content),
            "fingerprint": fingerprint,
            "done": told.written(),
            "at": at,
            "undo": undo,
            "redo": redo,
        }
        tables.table("dossier_versions").insert(sealed(written))
        write_people(tables, row["id"], read)
        self._remember(fingerprint, read)
        return _kept({**written, "archived_at": row["archived_at"]})


def _kept(row: dict[str, Any]) -> Kept:
    return Kept(
        id=row["dossier"],
        version=row["version"],
        content=zlib.decompress(row["content"]),
        fingerprint=row["fingerprint"],
        done=Done.read(row["done"]),
        at=row["at"],
        undo=row["undo"],
        redo=row["redo"],
        archived_at=row["archived_at"],
    )


def _told_of(dossier: Dossier) -> dict[str, str]:
    return {
        "summary": json.dumps(summary_of(dossier).written(), ensure_ascii=False),
        "searched": searched_text(dossier),
    }


def _clashes(edit: Edit, before: Any, now_there: Any) -> list[Clash]:
    """Return what an edit of an earlier version would overwrite without having seen it."""
    was, theirs = value_at(before, edit.place), value_at(now_there, edit.place)
    if was == theirs or theirs == edit.value:
        return []
    return [Clash(edit.place, was, theirs, edit.value)]
