"""Accounts: who works here, and what they sign in with. How they prove it is kept apart."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from planner.resources.catalogue import marked
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import StoreError, Unknown
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail


class LoginTaken(StoreError):
    """Somebody else signs in with that already."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(marked("Somebody else signs in with that already."))


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    id: str
    name: str
    # An address without capitals; nothing for whoever works alone.
    login: str | None = None
    # The provider that vouches for them and what it calls them, where there is one.
    subject: str | None = None
    # Manages accounts, and reads no dossier.
    is_administrator: bool = False
    # Works alone, on a machine of their own, and may do everything there.
    is_owner: bool = False
    language: str | None = None
    created_at: str = ""
    disabled_at: str | None = None

    @property
    def is_managed(self) -> bool:
        """Tell whether administrators know of it.

        Whoever works alone manages nothing, and whom a dossier has invited is its own business.
        """
        return not self.is_owner and bool(self.login or self.subject)


class Accounts:
    """The accounts of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def find(self, account: str) -> Account | None:
        """Return an account; nothing where there is none by that id."""
        return self._one("SELECT * FROM accounts WHERE id = ?", account)

    def by_login(self, login: str) -> Account | None:
        """Return the account that signs in so, however it is typed."""
        return self._one("SELECT * FROM accounts WHERE login = ?", login.strip().casefold())

    def by_subject(self, subject: str) -> Account | None:
        """Return the account that a provider vouches for."""
        return self._one("SELECT * FROM accounts WHERE subject = ?", subject)

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        rows = self._store.rows("SELECT * FROM accounts ORDER BY name, id")
        return [_account(row) for row in rows]

    def owner(self) -> Account:
        """Return the account of whoever works alone; it is made where there is none yet."""
        found = self._one("SELECT * FROM accounts WHERE is_owner = 1")
        return found or self.add("", is_owner=True)

    def add(
        self,
        name: str,
        login: str | None = None,
        *,
        subject: str | None = None,
        is_administrator: bool = False,
        is_owner: bool = False,
    ) -> Account:
        """Make an account, which nobody can sign in with until a way to prove it is there.

        Raises:
            LoginTaken: another account has that login.
        """
        account = Account(
            id=secrets.token_hex(6),
            name=name,
            login=None if login is None else login.strip().casefold(),
            subject=subject,
            is_administrator=is_administrator,
            is_owner=is_owner,
            created_at=now(),
        )
        with self._store.writing():
            if account.login is not None and self.by_login(account.login) is not None:
                raise LoginTaken
            Trail(self._store).note("account.add", f"accounts/{account.id}")
            return self._write(account)

    def change(self, account: str, noted: str = "account.change", **fields: Any) -> Account:
        """Change fields of an account; the trail notes it by the name `noted`.

        Raises:
            Unknown: there is no such account.
        """
        with self._store.writing():
            found = self.find(account)
            if found is None:
                raise Unknown
            Trail(self._store).note(noted, f"accounts/{account}")
            return self._write(replace(found, **fields))

    def _write(self, account: Account) -> Account:
        row = {
            **vars(account),
            "is_administrator": int(account.is_administrator),
            "is_owner": int(account.is_owner),
        }
        with self._store.writing() as tables:
            tables.table("accounts").upsert(sealed(row), pk="id")
        return account

    def _one(self, statement: str, *values: object) -> Account | None:
        row = self._store.row(statement, *values)
        return None if row is None else _account(row)


def _account(row: dict[str, Any]) -> Account:
    fields = unsealed(row)
    flags = {name: bool(row[name]) for name in ("is_administrator", "is_owner")}
    return Account(**{**fields, **flags})
