"""Decisions as they were closed: the file of each, and its documents. None is ever changed.

A dossier may have several, numbered. One stands until a later one says that it does not. Only the
erasure of a person touches what was closed (`planner.store.personal.decisions`).
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.decisions.decision import Decision
from planner.decisions.letters import candidates
from planner.decisions.writing import write_decision
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.decision_drafts import DecisionDrafts, Draft, DraftClosed
from planner.store.errors import Unknown
from planner.store.kept import Kept
from planner.store.seal import sealed
from planner.store.trail import Trail
from planner.store.unpacking import unpacked

# More people than anybody reads about at once are told as one entry of the trail.
_MOST_SUBJECTS = 200
_SHOWN = "d.dossier, d.number, d.id, d.at, d.account, d.version, d.fingerprint, d.withdraws"


class DossierMoved(Exception):
    """The dossier is another one than the decision rests on; nothing was closed."""


@dataclass(frozen=True)
class Closed:
    """A decision that was closed, without its content."""

    dossier: str
    number: int
    id: str
    at: str
    account: str | None
    # The version of the dossier that it rests on.
    version: int
    fingerprint: str
    # The number of an earlier one that it withdraws.
    withdraws: int | None
    # The number of a later one that says that this one no longer stands.
    withdrawn_by: int | None

    @property
    def record(self) -> str:
        """What the trail calls it."""
        return f"dossiers/{self.dossier}/decisions/{self.number}"


class Decisions:
    """The closed decisions of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_dossier(self, dossier: str) -> list[Closed]:
        """Return the decisions of a dossier, the latest first."""
        return self._all("WHERE d.dossier = ? ORDER BY d.number DESC", dossier)

    def all(self, among: frozenset[str] | None) -> list[Closed]:
        """Return the decisions of some dossiers, of all by default, in the order of closing."""
        found = self._all("ORDER BY d.at, d.dossier, d.number")
        return [each for each in found if among is None or each.dossier in among]

    def find(self, dossier: str, number: int) -> Closed | None:
        """Return a decision of a dossier; nothing where there is none of that number."""
        found = self._all("WHERE d.dossier = ? AND d.number = ?", dossier, number)
        return found[0] if found else None

    def content(self, closed: Closed) -> bytes:
        """Return the file of a decision, byte for byte."""
        content: bytes = unpacked(self._bytes("content", closed))
        return content

    def document(self, closed: Closed, language: str) -> bytes:
        """Return the document of a decision in a language, `nl` or `en`, as PDF."""
        return self._bytes("document_nl" if language == "nl" else "document_en", closed)

    def close(
        self,
        draft: Draft,
        kept: Kept,
        decision: Decision,
        documents: Mapping[str, bytes],
    ) -> Closed:
        """Close a decision, in one write with the end of its draft.

        Args:
            draft: what the decision was made of.
            kept: the version of the dossier that it rests on.
            decision: the decision.
            documents: its documents by their language.

        Raises:
            DraftClosed: it was closed already, or the draft was changed since.
            DossierMoved: the dossier is another one by now.
        """
        with self._store.writing() as tables:
            drafts = DecisionDrafts(self._store)
            latest = drafts.latest(draft.dossier)
            if latest != draft or drafts.number(draft.dossier) != draft.number:
                raise DraftClosed
            self._refuse_moved(kept)
            row = {
                "dossier": draft.dossier,
                "number": draft.number,
                "id": decision.id,
                "at": now(),
                "account": actor().account,
                "version": kept.version,
                "fingerprint": decision.fingerprints.whole,
                "withdraws": draft.drafted.withdraws,
                **packed(decision, documents),
            }
            tables.table("decisions").insert(sealed(row))
            drafts.clear(draft.dossier)
            closed = self.find(draft.dossier, draft.number)
            assert closed is not None
            self.note("decision.close", closed, candidates(decision), before=kept.fingerprint)
        return closed

    def note(
        self, name: str, closed: Closed, people: Sequence[str], *, before: str | None = None
    ) -> None:
        """Tell in the trail what was done with a decision, for each of the people it is about."""
        Trail(self._store).note(
            name,
            closed.record,
            dossier=closed.dossier,
            before=before,
            after=closed.fingerprint,
            subjects=people if len(people) <= _MOST_SUBJECTS else (),
        )

    def _refuse_moved(self, kept: Kept) -> None:
        row = self._store.row(
            "SELECT v.fingerprint FROM dossier_versions v JOIN dossiers d ON v.dossier = d.id "
            "AND v.version = d.version WHERE d.id = ?",
            kept.id,
        )
        if row is None or row["fingerprint"] != kept.fingerprint:
            raise DossierMoved

    def _bytes(self, column: str, closed: Closed) -> bytes:
        # The column is named in this file.
        row = self._store.row(
            f"SELECT {column} AS bytes FROM decisions WHERE dossier = ? AND number = ?",  # noqa: S608
            closed.dossier,
            closed.number,
        )
        if row is None:
            raise Unknown
        return bytes(row["bytes"])

    def _all(self, rest: str, *values: object) -> list[Closed]:
        # The columns and the rest of the statement are written in this file.
        rows = self._store.rows(
            f"SELECT {_SHOWN}, (SELECT min(w.number) FROM decisions w "  # noqa: S608
            "WHERE w.dossier = d.dossier AND w.withdraws = d.number) AS withdrawn_by "
            f"FROM decisions d {rest}",
            *values,
        )
        return [Closed(**row) for row in rows]


def packed(decision: Decision, documents: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the columns that hold a decision's file and its documents."""
    return {
        "content": zlib.compress(write_decision(decision)),
        "document_nl": documents["nl"],
        "document_en": documents["en"],
    }
