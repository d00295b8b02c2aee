"""Invitations: links that let somebody without a way to sign in do one thing in one dossier.

Each invitation has an account of its own, with one role and nothing to sign in with. A link to it
works once, for some days, and not for longer where the clock is set back; its secret is shown once,
and only its hash is kept.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from planner.store.accounts import Account, Accounts
from planner.store.clock import Stopwatch, Term, now, stopwatch
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.memberships import Memberships, Role
from planner.store.seal import sealed, unsealed
from planner.store.secrets import hash_of, new_token
from planner.store.trail import Trail

# What somebody may be invited for without an account of their own.
INVITED_ROLES = (Role.RATER, Role.PERSON)
LONGEST_DAYS = 30


@dataclass(frozen=True)
class Invitation:
    """A link that was made: for whom, until when, and what became of it."""

    hash: str
    dossier: str
    account: str
    made_at: str
    expires_at: str
    used_at: str | None = None
    revoked_at: str | None = None
    # The count of the machine when it was made; nothing in what was made before it was kept.
    era: str | None = None
    made: float | None = None

    def is_open(self, watch: Stopwatch) -> bool:
        """Tell whether the link still lets somebody in."""
        return self.used_at is None and self.holds(watch)

    def holds(self, watch: Stopwatch) -> bool:
        """Tell whether the link was not withdrawn, and its days are not over."""
        term = Term(self.made_at, self.expires_at, self.era, self.made)
        return self.revoked_at is None and term.holds(watch)


class Invitations:
    """The invitations of a store."""

    def __init__(self, store: Store, watch: Stopwatch | None = None) -> None:
        """Keep the store, and the count of seconds; by default one that nobody can set."""
        self._store = store
        self._watch = watch or stopwatch()

    def of_dossier(self, dossier: str) -> dict[str, Invitation]:
        """Return the latest link of each account that was invited to a dossier."""
        rows = self._store.rows(
            "SELECT * FROM invitations WHERE dossier = ? ORDER BY made_at, hash", dossier
        )
        return {row["account"]: _invitation(row) for row in rows}

    def invite(
        self, dossier: str, name: str, role: Role, person: str, days: int
    ) -> tuple[Account, str]:
        """Make an account for somebody with one role, and a link to it; return the link's secret.

        Args:
            dossier: the id of the dossier.
            name: what whoever runs the dossier calls them.
            role: `rater` or `person`.
            person: whom of the dossier they are, for the role `person`.
            days: how long the link works, from 1 to 30.

        Raises:
            ValueError: nobody is invited for that role, or for so long.
        """
        if role not in INVITED_ROLES:
            raise ValueError(role)
        with self._store.writing():
            account = Accounts(self._store).add(name)
            Memberships(self._store).add(dossier, account.id, role, person)
            return account, self._new_link(dossier, account.id, days)

    def invite_again(self, dossier: str, account: str, days: int) -> str:
        """Make a new link for somebody who was invited; return its secret. Older ones are over.

        Raises:
            Unknown: nobody was invited to the dossier with that account.
            ValueError: no link works for so long.
        """
        with self._store.writing():
            if account not in self.of_dossier(dossier):
                raise Unknown
            self._revoke(dossier, account)
            return self._new_link(dossier, account, days)

    def withdraw(self, dossier: str, account: str) -> None:
        """Let no link of somebody who was invited work any more, and take their role away.

        Raises:
            Unknown: nobody was invited to the dossier with that account.
        """
        with self._store.writing():
            if account not in self.of_dossier(dossier):
                raise Unknown
            self._revoke(dossier, account)
            memberships = Memberships(self._store)
            for each in memberships.of_account(account):
                memberships.remove(each.dossier, account, each.role, each.person)
            Accounts(self._store).change(account, disabled_at=now())

    def look(self, secret: str) -> Invitation | None:
        """Return the invitation of a link that still works; looking does not use it up."""
        found = self._of(secret)
        return found if found is not None and found.is_open(self._watch) else None

    def use(self, secret: str) -> Invitation | None:
        """Use a link up; nothing where it was used, withdrawn, is too old or was never made."""
        with self._store.writing():
            found = self.look(secret)
            if found is None:
                return None
            used = replace(found, used_at=now())
            self._write(used)
            Trail(self._store).note(
                "invitation.use", _record(used.dossier, used.account), dossier=used.dossier
            )
        return used

    def used(self, secret: str) -> Invitation | None:
        """Return the invitation of a link that was used, while its days last and no other came.

        It is up to the caller that whoever has it is the one who used it.
        """
        found = self._of(secret)
        if found is None or found.used_at is None or not found.holds(self._watch):
            return None
        latest = self.of_dossier(found.dossier).get(found.account)
        return found if latest == found else None

    def end(self, account: str) -> None:
        """Let no link that an account used lead back any more: whoever used it is done."""
        with self._store.writing():
            for row in self._store.rows("SELECT * FROM invitations WHERE account = ?", account):
                found = _invitation(row)
                if found.used_at is not None and found.revoked_at is None:
                    self._write(replace(found, revoked_at=now()))

    def _of(self, secret: str) -> Invitation | None:
        """Return the invitation of a link, whether it still works or not."""
        row = self._store.row("SELECT * FROM invitations WHERE hash = ?", hash_of(secret))
        return None if row is None else _invitation(row)

    def _new_link(self, dossier: str, account: str, days: int) -> str:
        if not 1 <= days <= LONGEST_DAYS:
            raise ValueError(days)
        secret = new_token()
        term = Term.of(timedelta(days=days), self._watch)
        self._write(Invitation(hash_of(secret), dossier, account, **vars(term)))
        Trail(self._store).note("invitation.add", _record(dossier, account), dossier=dossier)
        return secret

    def _revoke(self, dossier: str, account: str) -> None:
        rows = self._store.rows(
            "SELECT * FROM invitations WHERE dossier = ? AND account = ?", dossier, account
        )
        for each in map(_invitation, rows):
            if each.is_open(self._watch):
                self._write(replace(each, revoked_at=now()))
                Trail(self._store).note(
                    "invitation.revoke", _record(dossier, account), dossier=dossier
                )

    def _write(self, invitation: Invitation) -> None:
        with self._store.writing() as tables:
            tables.table("invitations").upsert(sealed(vars(invitation)), pk="hash")


def _record(dossier: str, account: str) -> str:
    return f"dossiers/{dossier}/invitations/{account}"


def _invitation(row: dict[str, Any]) -> Invitation:
    return Invitation(**unsealed(row))
