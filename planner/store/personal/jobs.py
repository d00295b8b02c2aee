"""What long work holds about somebody: the dossier it is about, and the answers that name them."""

import json
from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.unpacking import unpacked


class JobPart:
    """The jobs of a dossier. Each rests on the whole of it, so each goes; it can be asked anew."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return the jobs whose question or answer names somebody."""
        records = tuple(
            {"kind": row["kind"], "asked": row["created_at"], "answered": row["finished_at"]}
            for row in _jobs(store, subject.dossier)
            if _names(row, subject.person)
        )
        return Held("calculations", marked("Calculations"), records)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take out all jobs of the dossier; one that runs ends without an answer."""
        with store.writing() as tables:
            touched = len(_jobs(store, subject.dossier))
            tables.table("jobs").delete_where("dossier = ?", [subject.dossier])
        return touched


def _jobs(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM jobs WHERE dossier = ? ORDER BY number", dossier)


def _names(row: dict[str, Any], person: str) -> bool:
    quoted = json.dumps(person, ensure_ascii=False)
    texts = [row["parameters"]]
    for column in ("content", "answer"):
        if row[column] is not None:
            texts.append(unpacked(row[column]).decode())
    return any(quoted in text for text in texts)
