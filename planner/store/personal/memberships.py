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

    def held(self, store: Store, subject: Subject) -> Held:
        """Return by which account somebody sees themselves, and since when."""
        records = tuple(
            {"account": row["name"], "login": row["login"], "since": row["added_at"]}
            for row in _own(store, subject)
        )
        return Held(marked("Way to the own profile"), records)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take the way to the profile away; an account that was made for it alone is emptied."""
        own = _own(store, subject)
        with store.writing() as tables:
            for row in own:
                key = (subject.dossier, row["account"], Role.PERSON.value, subject.person)
                tables.table("memberships").delete(key)
                if row["login"] is None and row["subject"] is None and not row["is_owner"]:
                    tables.table("sessions").delete_where("account = ?", [row["account"]])
                    Accounts(store).change(
                        row["account"], name=erasure.pseudonym, disabled_at=now()
                    )
        return len(own)


def _own(store: Store, subject: Subject) -> list[dict[str, Any]]:
    return store.rows(
        "SELECT m.account, m.added_at, a.name, a.login, a.subject, a.is_owner "
        "FROM memberships m JOIN accounts a ON a.id = m.account "
        "WHERE m.dossier = ? AND m.person = ? ORDER BY m.added_at",
        subject.dossier,
        subject.person,
    )
