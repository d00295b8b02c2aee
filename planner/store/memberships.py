"""Who has which role in which dossier. What a role may do, the policy of the pages says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail


class Role(StrEnum):
    """What somebody is in a dossier; one may be several things."""

    # Runs the dossier.
    SECRETARY = "secretary"
    # Opens rounds, decides, reads everything.
    CHAIR = "chair"
    # Rates, and reads once all have rated.
    MEMBER = "member"
    # Reads the decision.
    READER = "reader"
    # An invited source, who sees only what to rate.
    RATER = "rater"
    # Somebody whom the dossier is about, who sees their own profile.
    PERSON = "person"


class LastSecretary(Exception):
    """Nobody would run the dossier any more."""


class AnotherPerson(Exception):
    """The account is somebody else in the same dossier already."""


@dataclass(frozen=True)
class Membership:
    """One role of one account in one dossier."""

    dossier: str
    account: str
    role: Role
    # Whom of the dossier the account is, for the role `person`; empty for any other.
    person: str
    added_at: str


class Memberships:
    """The memberships of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_account(self, account: str) -> list[Membership]:
        """Return every role of an account."""
        return self._all("WHERE account = ? ORDER BY dossier, role, person", account)

    def person_in(self, account: str, dossier: str) -> str | None:
        """Return whom of a dossier an account is; nothing where it is nobody there."""
        return next((each.person for each in self._in(account, dossier) if each.person), None)

    def of_dossier(self, dossier: str) -> list[Membership]:
        """Return every role in a dossier, in the order in which they were given."""
        return self._all("WHERE dossier = ? ORDER BY added_at, account, role, person", dossier)

    def unled(self) -> frozenset[str]:
        """Return the dossiers that nobody runs who can sign in."""
        rows = self._store.rows(
            "SELECT d.id FROM dossiers d WHERE NOT EXISTS (SELECT 1 FROM memberships m "
            "JOIN accounts a ON a.id = m.account WHERE m.dossier = d.id AND m.role = ? "
            "AND a.disabled_at IS NULL AND NOT a.is_administrator)",
            Role.SECRETARY.value,
        )
        return frozenset(row["id"] for row in rows)

    def led_alone(self, account: str) -> frozenset[str]:
        """Return the dossiers of which an account is the only secretary who can sign in."""
        return frozenset(
            each.dossier
            for each in self.of_account(account)
            if each.role is Role.SECRETARY and not self._others(each.dossier, account)
        )

    def add(self, dossier: str, account: str, role: Role, person: str = "") -> Membership:
        """Give an account a role; a role that it has already stays as it is.

        Args:
            dossier: the id of the dossier.
            account: the id of the account.
            role: what the account is to be there.
            person: whom of the dossier it is, for the role `person` and for no other.

        Raises:
            ValueError: a person is named for another role, or none for the role `person`.
            AnotherPerson: the account is somebody else in the dossier.
        """
        if bool(person) != (role is Role.PERSON):
            raise ValueError(role)
        given = Membership(dossier, account, role, person, now())
        with self._store.writing() as tables:
            found = self._find(given)
            if found is not None:
                return found
            if person and any(each.person for each in self._in(account, dossier)):
                raise AnotherPerson
            tables.table("memberships").insert(sealed(vars(given)))
            self._note("membership.add", given)
        return given

    def remove(
        self,
        dossier: str,
        account: str,
        role: Role,
        person: str = "",
        *,
        may_be_last: bool = False,
    ) -> None:
        """Take a role away.

        Args:
            dossier: the id of the dossier.
            account: the id of the account.
            role: the role that it has.
            person: whom of the dossier it is, for the role `person`.
            may_be_last: whether a dossier may be left without a secretary.

        Raises:
            Unknown: the account has no such role there.
            LastSecretary: nobody else who can sign in would run the dossier.
        """
        with self._store.writing() as tables:
            found = self._find(Membership(dossier, account, role, person, ""))
            if found is None:
                raise Unknown
            if role is Role.SECRETARY and not may_be_last and not self._others(dossier, account):
                raise LastSecretary
            tables.table("memberships").delete((dossier, account, role.value, person))
            self._note("membership.remove", found)

    def _in(self, account: str, dossier: str) -> list[Membership]:
        return self._all("WHERE account = ? AND dossier = ?", account, dossier)

    def _others(self, dossier: str, account: str) -> bool:
        """Tell whether another secretary of a dossier can still sign in."""
        return (
            self._store.row(
                "SELECT 1 FROM memberships m JOIN accounts a ON a.id = m.account "
                "WHERE m.dossier = ? AND m.role = ? AND m.account != ? "
                "AND a.disabled_at IS NULL AND NOT a.is_administrator",
                dossier,
                Role.SECRETARY.value,
                account,
            )
            is not None
        )

    def _note(self, name: str, changed: Membership) -> None:
        # Who has which role is no secret in a trail; whose profile it is stands apart in it.
        Trail(self._store).note(
            name,
            f"dossiers/{changed.dossier}/members/{changed.account}/{changed.role}",
            dossier=changed.dossier,
            person=changed.person or None,
        )

    def _find(self, asked: Membership) -> Membership | None:
        found = self._all(
            "WHERE dossier = ? AND account = ? AND role = ? AND person = ?",
            asked.dossier,
            asked.account,
            asked.role.value,
            asked.person,
        )
        return found[0] if found else None

    def _all(self, condition: str, *values: object) -> list[Membership]:
        rows = self._store.rows(f"SELECT * FROM memberships {condition}", *values)  # noqa: S608
        return [_membership(row) for row in rows]


def _membership(row: dict[str, Any]) -> Membership:
    fields = unsealed(row)
    return Membership(**{**fields, "role": Role(row["role"])})
