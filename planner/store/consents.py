"""Consent to keep ratings longer: that somebody gave it, how, and that they took it back.

It is given by the person, on their own page, or told to whoever runs the dossier, who notes when
and how. Withdrawing it takes one step as well (GDPR, article 7(3)), whoever noted it.
"""

from dataclasses import dataclass, replace
from typing import Any

from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

_KEY = ("dossier", "person", "number")


@dataclass(frozen=True)
class Consent:
    """That somebody agreed to have their ratings kept longer, until they took that back."""

    dossier: str
    person: str
    number: int
    # The day on which it was given, as ISO 8601 has it.
    given_on: str
    # How it was given, where somebody else noted it; nothing where the person said so here.
    ground: str | None
    noted_at: str
    noted_by: str | None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None


class Consents:
    """The consents of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_person(self, dossier: str, person: str) -> list[Consent]:
        """Return what somebody has agreed to in a dossier, the latest first."""
        rows = self._store.rows(
            "SELECT * FROM consents WHERE dossier = ? AND person = ? ORDER BY number DESC",
            dossier,
            person,
        )
        return [_consent(row) for row in rows]

    def standing(self, dossier: str, person: str) -> Consent | None:
        """Return the consent that somebody gave and did not take back."""
        return _standing(self.of_person(dossier, person))

    def people(self, dossier: str) -> frozenset[str]:
        """Return of whom in a dossier there is a consent that stands."""
        rows = self._store.rows(
            "SELECT person FROM consents WHERE dossier = ? AND withdrawn_at IS NULL", dossier
        )
        return frozenset(row["person"] for row in rows)

    def give(
        self, dossier: str, person: str, *, given_on: str | None = None, ground: str | None = None
    ) -> Consent:
        """Note that somebody agrees; one that stands already stays as it was noted.

        Args:
            dossier: the id of the dossier.
            person: who agrees.
            given_on: the day on which they did, in ISO 8601; by default today.
            ground: how they did, where they did not say so here themselves.
        """
        with self._store.writing():
            listed = self.of_person(dossier, person)
            found = _standing(listed)
            if found is not None:
                return found
            given = Consent(
                dossier=dossier,
                person=person,
                number=1 + max((each.number for each in listed), default=0),
                given_on=given_on or now()[:10],
                ground=ground,
                noted_at=now(),
                noted_by=actor().account,
            )
            self._write(given)
            self._note("consent.give", given)
        return given

    def withdraw(self, dossier: str, person: str) -> None:
        """Note that somebody agrees no more; nothing happens where they did not."""
        with self._store.writing():
            found = self.standing(dossier, person)
            if found is not None:
                self._write(replace(found, withdrawn_at=now(), withdrawn_by=actor().account))
                self._note("consent.withdraw", found)

    def _note(self, name: str, consent: Consent) -> None:
        # How it was given may name somebody, and stands in its own table alone.
        Trail(self._store).note(
            name,
            f"dossiers/{consent.dossier}/consents",
            dossier=consent.dossier,
            person=consent.person,
        )

    def _write(self, consent: Consent) -> None:
        with self._store.writing() as tables:
            tables.table("consents").upsert(sealed(vars(consent)), pk=_KEY)


def _standing(listed: list[Consent]) -> Consent | None:
    return next((each for each in listed if each.withdrawn_at is None), None)


def _consent(row: dict[str, Any]) -> Consent:
    return Consent(**unsealed(row))
