"""What roles hold about somebody: which account is theirs, and the name in their invitation."""

from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.accounts import Accounts
from planner.store.clock import now
from planner.store.database import Store
from planner.store.memberships import Role
from planner.store.personal.part import Held, Subject


class MembershipPart:
    """The accounts by which somebody sees their own profile in a dossier."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return by which account somebody sees themselves; and who was invited in their name."""
        records = tuple(
            {"account": row["name"], "login": row["login"], "since": row["added_at"]}
            for row in (*_own(store, subject), *_named_after(store, subject, called))
        )
        return Held("access", marked("Way to the own profile"), records)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take the way to the profile away; an account that was made for it alone is emptied.

        An account by which they sign in themselves stays: it may be for more than this dossier.
        """
        own = _own(store, subject)
        with store.writing() as tables:
            for row in own:
                key = (subject.dossier, row["account"], Role.PERSON.value, subject.person)
                tables.table("memberships").delete(key)
                if not _is_managed(row):
                    tables.table("sessions").delete_where("account = ?", [row["account"]])
                    Accounts(store).change(
                        row["account"], name=erasure.pseudonym, disabled_at=now()
                    )
            named = _named_after(store, subject, erasure)
            for row in named:
                if not _is_managed(row):
                    Accounts(store).change(row["account"], name=erasure.text(row["name"]))
        return len(own) + len(named)


def accounts_left(store: Store, subject: Subject, erasure: Erasure) -> list[str]:
    """Return the accounts that go on calling somebody by name: whoever manages them keeps these."""
    rows = (*_own(store, subject), *_named_after(store, subject, erasure))
    return [
        row["name"] if row["login"] is None else f"{row['name']}, {row['login']}"
        for row in rows
        if _is_managed(row)
    ]


def _is_managed(row: dict[str, Any]) -> bool:
    """Tell whether an account is of somebody who signs in, and not made by an invitation."""
    return bool(row["login"] or row["subject"] or row["is_owner"])


def _named_after(store: Store, subject: Subject, called: Erasure) -> list[dict[str, Any]]:
    """Return the other accounts with a role in the dossier whose name calls somebody."""
    own = {row["account"] for row in _own(store, subject)}
    rows = store.rows(
        "SELECT m.account, min(m.added_at) AS added_at, a.name, a.login, a.subject, a.is_owner "
        "FROM memberships m JOIN accounts a ON a.id = m.account "
        "WHERE m.dossier = ? GROUP BY m.account ORDER BY 2",
        subject.dossier,
    )
    return [row for row in rows if row["account"] not in own and called.is_called_in(row["name"])]


def _own(store: Store, subject: Subject) -> list[dict[str, Any]]:
    return store.rows(
        "SELECT m.account, m.added_at, a.name, a.login, a.subject, a.is_owner "
        "FROM memberships m JOIN accounts a ON a.id = m.account "
        "WHERE m.dossier = ? AND m.person = ? ORDER BY m.added_at",
        subject.dossier,
        subject.person,
    )
