"""What the trail holds about somebody: who did or read what of them."""

import json
from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.chain import ERASURE
from planner.store.database import Store
from planner.store.personal.part import Held, Subject


class TrailPart:
    """The entries about somebody. They are erased at the end, by the entry that tells of it all."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return the entries that are about somebody, or name them."""
        rows = _about(store, subject, called)
        told = tuple(_as_told(json.loads(row["payload"])) for row in rows)
        return Held("log", marked("Log"), told)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Return how many entries will go; what tells of the erasure has to name them first."""
        return len(entries_of(store, subject, erasure))


def _as_told(payload: dict[str, Any]) -> dict[str, Any]:
    """Return an entry as somebody may have it: who rated them without a name does not stand there.

    Of the day alone nobody works out who it was; of the moment, or of what else was done in the
    same request, somebody might.
    """
    if not payload["name"].startswith(("rating.", "round.")):
        return payload
    return {"name": payload["name"], "start_time": payload["start_time"][:10]}


def entries_of(store: Store, subject: Subject, erasure: Erasure) -> list[int]:
    """Return the sequences of the entries that are about somebody, or name them."""
    return [row["sequence"] for row in _about(store, subject, erasure)]


def _about(store: Store, subject: Subject, erasure: Erasure) -> list[dict[str, Any]]:
    return [
        row
        for row in store.rows(
            "SELECT * FROM trail_entries WHERE dossier = ? AND payload IS NOT NULL "
            "ORDER BY sequence",
            subject.dossier,
        )
        if row["name"] != ERASURE and _is_about(row, subject, erasure)
    ]


def _is_about(row: dict[str, Any], subject: Subject, erasure: Erasure) -> bool:
    return row["person"] == subject.person or erasure.names_them(row["payload"])
