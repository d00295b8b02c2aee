"""The tables of who does what in a dossier: roles, invitations, the task that is fixed."""

from sqlite_utils import Database

from planner.store.seal import is_whole, sealed


def memberships(tables: Database) -> None:
    """Keep which account has which role in which dossier."""
    tables.table("memberships").create(
        {
            "dossier": str,
            "account": str,
            "role": str,
            # Whom of the dossier the account is, for the role `person`; empty for any other.
            "person": str,
            "added_at": str,
            "seal": str,
        },
        pk=("dossier", "account", "role", "person"),
        foreign_keys=[("dossier", "dossiers", "id"), ("account", "accounts", "id")],
        not_null={"added_at", "seal"},
    )
    tables.table("memberships").create_index(["account"])


def invitations(tables: Database) -> None:
    """Keep the links by which somebody without a way to sign in gets in, once."""
    tables.table("invitations").create(
        {
            # The hash of the link's secret; the secret itself is kept nowhere.
            "hash": str,
            "dossier": str,
            # Made for the invitation, and signed in with by its links alone.
            "account": str,
            "made_at": str,
            "expires_at": str,
            "used_at": str,
            "revoked_at": str,
            "seal": str,
        },
        pk="hash",
        foreign_keys=[("dossier", "dossiers", "id"), ("account", "accounts", "id")],
        not_null={"made_at", "expires_at", "seal"},
    )
    tables.table("invitations").create_index(["dossier"])
    tables.table("invitations").create_index(["account"])


def invitation_counts(tables: Database) -> None:
    """Keep with a link the count of the machine when it was made; of the older there is none."""
    table = tables.table("invitations")
    whole = [row for row in table.rows if is_whole(row)]
    table.add_column("era", str)
    table.add_column("made", float)
    for row in whole:
        table.upsert(sealed({**row, "era": None, "made": None}), pk="hash")


def freezes(tables: Database) -> None:
    """Keep when the task of a dossier was fixed, and each change of it since."""
    tables.table("freezes").create(
        {
            "dossier": str,
            # The first fixes the task; each later one is a change of what was fixed.
            "number": int,
            "fingerprint": str,
            # The version of the dossier that has the task so.
            "version": int,
            "at": str,
            "account": str,
            "reason": str,
            "is_example": int,
            "seal": str,
        },
        pk=("dossier", "number"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"fingerprint", "version", "at", "is_example", "seal"},
    )


def corrections(tables: Database) -> None:
    """Keep what people ask to have corrected in their profile, and what came of it."""
    tables.table("corrections").create(
        {
            "id": str,
            "dossier": str,
            "person": str,
            "account": str,
            "asked": str,
            "asked_at": str,
            "answer": str,
            "answered_by": str,
            "answered_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"dossier", "person", "account", "asked", "asked_at", "seal"},
    )
    tables.table("corrections").create_index(["dossier", "person"])
