"""What people ask to have corrected in their own profile, and the answer that they get."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail


@dataclass(frozen=True)
class Correction:
    """Something that somebody says is not right about them, and what was answered."""

    id: str
    dossier: str
    person: str
    account: str
    asked: str
    asked_at: str
    answer: str | None = None
    answered_by: str | None = None
    answered_at: str | None = None


class Corrections:
    """The corrections of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_person(self, dossier: str, person: str) -> list[Correction]:
        """Return what somebody asked in a dossier, the latest first."""
        return self._all(
            "WHERE dossier = ? AND person = ? ORDER BY asked_at DESC, id", dossier, person
        )

    def open_in(self, dossier: str) -> list[Correction]:
        """Return what waits for an answer in a dossier, the longest first."""
        return self._all("WHERE dossier = ? AND answered_at IS NULL ORDER BY asked_at, id", dossier)

    def ask(self, dossier: str, person: str, account: str, asked: str) -> Correction:
        """Ask for a correction."""
        new = Correction(secrets.token_hex(6), dossier, person, account, asked, now())
        with self._store.writing():
            self._write(new)
            self._note("correction.ask", new)
        return new

    def answer(self, correction: str, dossier: str, person: str, answer: str) -> Correction:
        """Answer, with the reason. An answer that was given stays as it is.

        Raises:
            Unknown: nobody asked that about that person, or it was answered.
        """
        with self._store.writing():
            waiting = [
                each
                for each in self.of_person(dossier, person)
                if each.id == correction and each.answered_at is None
            ]
            if not waiting:
                raise Unknown
            answered = replace(
                waiting[0], answer=answer, answered_by=actor().account, answered_at=now()
            )
            self._write(answered)
            self._note("correction.answer", answered)
        return answered

    def _note(self, name: str, correction: Correction) -> None:
        # What is asked and answered is about somebody, and stands in its own table alone.
        Trail(self._store).note(
            name,
            f"dossiers/{correction.dossier}/corrections/{correction.id}",
            dossier=correction.dossier,
            person=correction.person,
        )

    def _write(self, correction: Correction) -> None:
        with self._store.writing() as tables:
            tables.table("corrections").upsert(sealed(vars(correction)), pk="id")

    def _all(self, condition: str, *values: object) -> list[Correction]:
        rows = self._store.rows(f"SELECT * FROM corrections {condition}", *values)  # noqa: S608
        return [_correction(row) for row in rows]


def _correction(row: dict[str, Any]) -> Correction:
    return Correction(**unsealed(row))
