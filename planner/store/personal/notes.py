"""What the meetings of a committee hold about somebody: notes, and where they are named."""

import json
from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.seal import sealed

_NOTE = ("meeting", "kind", "subject")
_KEY = (*_NOTE, "version")


class NotePart:
    """The meetings about the seats of a dossier, and what was noted there, in every version."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return in which meetings somebody was talked about, and the notes that are about them."""
        records: list[dict[str, Any]] = [
            {"since": row["begun_at"], "seat": row["seat"], "meeting": row["number"]}
            for row in _meetings(store, subject.dossier)
            if subject.person in json.loads(row["people"])
        ]
        noted: dict[str, dict[str, Any]] = {}
        for row in _notes(store, subject.dossier):
            if _is_about(row, subject) or called.is_called_in(row["text"]):
                # A version that says the same again is no other note.
                noted.setdefault(row["text"], {"since": row["at"], "note": row["text"]})
        return Held("meetings", marked("Notes of meetings"), (*records, *noted.values()))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take the notes about somebody out, and their name out of what else was noted.

        In the order of the candidates the pseudonym takes their place, so that the others keep
        their letters.
        """
        touched = 0
        with store.writing() as tables:
            for row in _meetings(store, subject.dossier):
                people = json.loads(row["people"])
                if subject.person in people:
                    touched += 1
                    left = [
                        erasure.pseudonym if each == subject.person else each for each in people
                    ]
                    changed = {**row, "people": json.dumps(left)}
                    tables.table("meetings").upsert(sealed(changed), pk="id")
            listed = _notes(store, subject.dossier)
            last = {tuple(row[name] for name in _NOTE): row["version"] for row in listed}
            for row in listed:
                key = tuple(row[name] for name in _KEY)
                if _is_about(row, subject):
                    touched += 1
                    tables.table("meeting_notes").delete(key)
                elif (text := erasure.text(row["text"])) != row["text"]:
                    touched += 1
                    changed = {**row, "text": text}
                    tables.table("meeting_notes").upsert(sealed(changed), pk=_KEY)
                    if last[key[:-1]] == row["version"]:
                        # Whoever still has it open is shown both when they save.
                        again = {**changed, "version": row["version"] + 1}
                        tables.table("meeting_notes").insert(sealed(again))
        return touched


def _is_about(row: dict[str, Any], subject: Subject) -> bool:
    return bool(row["kind"] == "candidate" and row["subject"] == subject.person)


def _meetings(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM meetings WHERE dossier = ? ORDER BY begun_at, id", dossier)


def _notes(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows(
        "SELECT meeting_notes.* FROM meeting_notes JOIN meetings ON meetings.id = meeting "
        "WHERE dossier = ? ORDER BY meeting, kind, subject, version",
        dossier,
    )
