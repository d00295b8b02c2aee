"""The links to set up how an account signs in: when each was made, and whether it was used.

Whoever makes such a link could use it themselves, and be in as somebody else. So its owner is told
of each, and so are those who run the dossiers in which the account has a role.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from planner.store.acting import actor
from planner.store.clock import moment, now
from planner.store.database import Store
from planner.store.memberships import Memberships
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

# For so long people are told; in the list of an account a link stays.
_TOLD_DAYS = 30


@dataclass(frozen=True)
class Enrolment:
    """A link that was made for an account."""

    id: str
    account: str
    made_at: str
    # Who made it; nothing for a command on the machine.
    made_by: str | None
    # Whether the account could not be signed in with until then: such a link is expected.
    is_first: bool
    used_at: str | None = None

    def is_news(self) -> bool:
        """Tell whether people should hear of it still."""
        age = datetime.now(UTC) - moment(self.made_at)
        return not self.is_first and age < timedelta(days=_TOLD_DAYS)


class Enrolments:
    """The links of a store by which accounts were set up."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_account(self, account: str) -> list[Enrolment]:
        """Return the links that were made for an account, the latest first."""
        rows = self._store.rows(
            "SELECT * FROM enrolments WHERE account = ? ORDER BY made_at DESC, id", account
        )
        return [_enrolment(row) for row in rows]

    def news(self, account: str) -> Enrolment | None:
        """Return the latest link of which people should hear still."""
        return next((each for each in self.of_account(account) if each.is_news()), None)

    def made(self, account: str, *, is_first: bool) -> None:
        """Keep that a link was made; the log of each dossier of the account tells it too."""
        made = Enrolment(secrets.token_hex(6), account, now(), actor().account, is_first)
        with self._store.writing():
            self._write(made)
            trail = Trail(self._store)
            trail.note("account.link", f"accounts/{account}")
            for dossier in {each.dossier for each in Memberships(self._store).of_account(account)}:
                trail.note("account.link", f"accounts/{account}", dossier=dossier)

    def used(self, account: str) -> None:
        """Keep that the latest link of an account was used."""
        with self._store.writing():
            for latest in self.of_account(account)[:1]:
                self._write(replace(latest, used_at=now()))

    def _write(self, enrolment: Enrolment) -> None:
        with self._store.writing() as tables:
            row = {**vars(enrolment), "is_first": int(enrolment.is_first)}
            tables.table("enrolments").upsert(sealed(row), pk="id")


def _enrolment(row: dict[str, Any]) -> Enrolment:
    fields = unsealed(row)
    return Enrolment(**{**fields, "is_first": bool(row["is_first"])})
