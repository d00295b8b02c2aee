"""What requests for a correction hold about somebody: their own, and those that name them."""

from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.seal import sealed

_TEXTS = ("asked", "answer")


class CorrectionPart:
    """The requests for a correction in a dossier, and why a fixed task was changed."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return what somebody asked to correct, and what was answered.

        Besides, the requests of others and the reasons for another task that name them.
        """
        records = tuple(
            {
                "since": row["asked_at"],
                "request": row["asked"],
                "answered": row["answered_at"],
                "answer": row["answer"],
            }
            for row in _all(store, "corrections", subject.dossier)
            if row["person"] == subject.person
        )
        others = tuple(
            {"since": row[at], "text": row[text]}
            for table, at, texts in (
                ("corrections", "asked_at", _TEXTS),
                ("freezes", "at", ("reason",)),
            )
            for row in _all(store, table, subject.dossier)
            for text in texts
            if row.get("person") != subject.person
            and row[text] is not None
            and called.is_called_in(row[text])
        )
        return Held("corrections", marked("Requests of this person"), records + others)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take somebody's own requests out, and their name out of what else was written."""
        own = [subject.dossier, subject.person]
        touched = 0
        with store.writing() as tables:
            for row in _all(store, "corrections", subject.dossier):
                touched += row["person"] == subject.person
            tables.table("corrections").delete_where("dossier = ? AND person = ?", own)
            for table, key, texts in (
                ("corrections", "id", _TEXTS),
                ("freezes", ("dossier", "number"), ("reason",)),
            ):
                for row in _all(store, table, subject.dossier):
                    changed = {**row, **_without(row, texts, erasure)}
                    if changed != row:
                        touched += 1
                        tables.table(table).upsert(sealed(changed), pk=key)
        return touched


def _all(store: Store, table: str, dossier: str) -> list[dict[str, Any]]:
    return store.rows(f"SELECT * FROM {table} WHERE dossier = ?", dossier)  # noqa: S608


def _without(row: dict[str, Any], texts: tuple[str, ...], erasure: Erasure) -> dict[str, Any]:
    return {key: erasure.text(row[key]) for key in texts if row[key] is not None}
