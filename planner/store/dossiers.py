"""Dossiers as they are kept: every version of each, so that nothing is lost and all can be undone.

An edit, an undo and a redo each make a new version; none is ever changed. A version knows which
versions "undo" and "redo" go to from there, and a new edit leaves nothing to be redone.
"""

import json
import secrets
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from planner.dossier.dossier import Dossier
from planner.dossier.editing import Edit, value_at
from planner.dossier.rereading import Reading, read_whole
from planner.store.at_hand import AtHand
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.finding import FoundPerson, dossiers_found, people_found
from planner.store.freezes import Freezes
from planner.store.kept import Change, Clash, Kept, Listed, Overtaken
from planner.store.seal import sealed
from planner.store.searching import write_people
from planner.store.sides import (
    became_candidates,
    keep_candidates_closed,
    on_teams,
    tell_of_insiders,
)
from planner.store.summary import searched_text, summary_of
from planner.store.told import Done
from planner.store.trail import Trail


class Dossiers:
    """The dossiers of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store
        self._at_hand = AtHand()

    def all(
        self, *, archived: bool = False, search: str = "", among: Collection[str] | None = None
    ) -> list[Listed]:
        """Return the dossiers that were changed last first; `search` names people or titles.

        With `among`, only those dossiers are looked through; without it, all.
        """
        return dossiers_found(self._store, search, archived=archived, among=among)

    def people(
        self, search: str, *, most: int, among: Collection[str] | None = None
    ) -> list[FoundPerson]:
        """Return the people with such a name in the dossiers at work; nobody without a name.

        With `among`, only those dossiers are looked through; without it, all.
        """
        return people_found(self._store, search, most=most, among=among)

    def find(self, dossier: str, version: int | None = None) -> Kept | None:
        """Return a dossier as it stands, or one version of it; nothing where there is none."""
        row = self._store.row(
            "SELECT v.*, d.archived_at FROM dossiers d JOIN dossier_versions v "
            "ON v.dossier = d.id AND v.version = coalesce(?, d.version) WHERE d.id = ?",
            version,
            dossier,
        )
        return None if row is None else Kept.read(row)

    def read(self, kept: Kept) -> Reading:
        """Return what a version holds, and its content; what was read lately is at hand."""
        return self._at_hand.get(kept.fingerprint, lambda: read_whole(kept.content))

    def open(self, kept: Kept) -> Dossier:
        """Return what a version holds."""
        return self.read(kept).dossier

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
        read = read_whole(content)
        first = Kept.first(dossier or secrets.token_hex(5), content, told)
        with self._store.writing() as tables:
            return self._write(tables, "dossier.add", first, read)

    def edit(
        self,
        dossier: str,
        based_on: int,
        edits: Iterable[Edit],
        told: Done,
        reason: str | None = None,
    ) -> Kept:
        """Change a dossier at some places, and return the version that comes of it.

        Edits of an earlier version are taken over where nobody has changed the same places since.

        Args:
            dossier: its id.
            based_on: the version that whoever edits had before them.
            edits: what to put where.
            told: what was done.
            reason: why, where it changes a task that was fixed.

        Raises:
            Unknown: there is no such dossier, or no such version of it.
            Overtaken: the same places were changed meanwhile.
            NoSuchPlace: what an edit is about is not there any more.
            InvalidFile: the dossier would not be valid, or a candidate would sit before the task
                is fixed; with every mistake and its path.
            TaskIsFixed: it changes a task that was fixed, and no reason is given.
        """
        wanted = list(edits)
        # Outside the write, so that nobody waits for the reading of a large dossier.
        self.read(self._must_find(dossier))
        with self._store.writing() as tables:
            kept = self._must_find(dossier)
            stands = self.read(kept)
            if based_on != kept.version:
                before = self.read(self._must_find(dossier, based_on)).raw
                clashes = [clash for edit in wanted for clash in _clashes(edit, before, stands.raw)]
                if clashes:
                    raise Overtaken(kept, clashes)
            read = stands.after(wanted)
            if read is stands:
                return kept
            if not Freezes(self._store).is_fixed(dossier):
                keep_candidates_closed(stands.dossier, read)
            self._follow(kept, read.dossier, reason)
            then = kept.holding(read.written())
            then = replace(then, version=kept.version + 1, done=told, undo=kept.version, redo=None)
            return self._write(tables, "dossier.edit", then, read, kept, reason)

    def undo(self, dossier: str, based_on: int, reason: str | None = None) -> Kept:
        """Go back to the version before the last edit; the way back again is kept.

        Raises:
            Unknown: there is no such dossier.
            Overtaken: it was changed meanwhile; what would be undone is another edit.
            TaskIsFixed: it changes a task that was fixed, and no reason is given.
        """
        return self._restore(dossier, based_on, reason, is_undo=True)

    def redo(self, dossier: str, based_on: int, reason: str | None = None) -> Kept:
        """Do again what was undone last.

        Raises:
            Unknown: there is no such dossier.
            Overtaken: it was changed meanwhile.
            TaskIsFixed: it changes a task that was fixed, and no reason is given.
        """
        return self._restore(dossier, based_on, reason, is_undo=False)

    def _restore(self, dossier: str, based_on: int, reason: str | None, *, is_undo: bool) -> Kept:
        with self._store.writing() as tables:
            kept = self._must_find(dossier)
            if kept.version != based_on:
                raise Overtaken(kept, ())
            target = kept.undo if is_undo else kept.redo
            if target is None:
                return kept
            goal = self._must_find(dossier, target)
            told = replace(kept.done, undone=True) if is_undo else goal.done
            read = self.read(goal)
            self._follow(kept, read.dossier, reason)
            redo = kept.version if is_undo else goal.redo
            then = replace(goal, version=kept.version + 1, done=told, redo=redo)
            name = "dossier.undo" if is_undo else "dossier.redo"
            return self._write(tables, name, then, read, kept, reason)

    def put_back(
        self, dossier: str, version: int, based_on: int, told: Done, reason: str | None = None
    ) -> Kept:
        """Let a dossier stand as it stood in an earlier version; that too can be undone.

        Args:
            dossier: its id.
            version: the version whose content is put back.
            based_on: the version that whoever asks had before them.
            told: what was done.
            reason: why, where it changes a task that was fixed.

        Raises:
            Unknown: there is no such dossier, or no such version of it.
            Overtaken: it was changed meanwhile; whoever asks has not seen that.
            TaskIsFixed: it changes a task that was fixed, and no reason is given.
        """
        with self._store.writing() as tables:
            kept, goal = self._must_find(dossier), self._must_find(dossier, version)
            if kept.version != based_on:
                raise Overtaken(kept, ())
            if goal.fingerprint == kept.fingerprint:
                return kept
            read = self.read(goal)
            self._follow(kept, read.dossier, reason)
            then = replace(goal, version=kept.version + 1, done=told, undo=kept.version, redo=None)
            return self._write(tables, "dossier.put_back", then, read, kept, reason)

    def archive(self, dossier: str, *, archived: bool = True) -> None:
        """Put a dossier away, or take it back; nothing of it is lost.

        Raises:
            Unknown: there is no such dossier.
        """
        with self._store.writing() as tables:
            row = self._find_row(dossier)
            if row is None:
                raise Unknown
            row["archived_at"] = now() if archived else None
            tables.table("dossiers").upsert(sealed(row), pk="id")
            name = "dossier.archive" if archived else "dossier.bring_back"
            Trail(self._store).note(name, f"dossiers/{dossier}", dossier=dossier)

    def forget(self) -> None:
        """Let go of every version that is at hand: somebody was erased from some of them."""
        self._at_hand.clear()

    def _follow(self, kept: Kept, after: Dossier, reason: str | None) -> None:
        """Let the next version change the task only where it may; tell who becomes a candidate."""
        before, version = self.open(kept), kept.version + 1
        freezes = Freezes(self._store)
        freezes.follow(kept.id, version, before, after, reason)
        candidates = became_candidates(before, after)
        if candidates:
            fixed = next(iter(freezes.of_dossier(kept.id)), None)
            # After it was fixed only those count who sat then: of the others it was closed.
            then = before if fixed is None else self.open(self._must_find(kept.id, fixed.version))
            tell_of_insiders(self._store, kept.id, candidates & on_teams(then))

    def _must_find(self, dossier: str, version: int | None = None) -> Kept:
        kept = self.find(dossier, version)
        if kept is None:
            raise Unknown
        return kept

    def _find_row(self, dossier: str) -> dict[str, Any] | None:
        return self._store.row("SELECT * FROM dossiers WHERE id = ?", dossier)

    def _write(
        self,
        tables: Database,
        name: str,
        then: Kept,
        read: Reading,
        before: Kept | None = None,
        reason: str | None = None,
    ) -> Kept:
        """Write a version; it is the one that stands in the dossier's row from now on."""
        then = replace(then, at=now())
        row = self._find_row(then.id) or {
            "id": then.id,
            "created_at": then.at,
            "archived_at": None,
        }
        stands = {
            **row,
            "version": then.version,
            "summary": json.dumps(summary_of(read.dossier).written(), ensure_ascii=False),
            "searched": searched_text(read.dossier),
            "changed_at": then.at,
        }
        tables.table("dossiers").upsert(sealed(stands), pk="id")
        tables.table("dossier_versions").insert(sealed(then.written()))
        write_people(tables, then.id, read.dossier)
        Trail(self._store).note(
            name,
            f"dossiers/{then.id}/versions/{then.version}",
            dossier=then.id,
            before=None if before is None else before.fingerprint,
            after=then.fingerprint,
            reason=reason,
            told=then.done,
        )
        self._at_hand.put(then.fingerprint, read)
        return then


def _clashes(edit: Edit, before: Any, now_there: Any) -> list[Clash]:
    """Return what an edit of an earlier version would overwrite without having seen it."""
    was, theirs = value_at(before, edit.place), value_at(now_there, edit.place)
    if was == theirs or theirs == edit.value:
        return []
    return [Clash(edit.place, was, theirs, edit.value)]
