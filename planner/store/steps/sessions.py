"""The tables of getting in: sessions, links that work once, and who has to wait."""

from sqlite_utils import Database


def sessions(tables: Database) -> None:
    """Keep who is signed in, and links to get in: of each secret only its hash."""
    tables.table("sessions").create(
        {
            "id": str,
            "account": str,
            # Seconds by the count of one start of the machine, which no set clock touches.
            "era": str,
            "began": float,
            "seen": float,
            "began_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("account", "accounts", "id")],
        not_null={"account", "era", "began", "seen", "began_at", "seal"},
    )
    tables.table("sessions").create_index(["account"])
    tables.table("links").create(
        {
            "id": str,
            "purpose": str,
            "account": str,
            "era": str,
            "made": float,
            "lasts": float,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("account", "accounts", "id")],
        not_null={"purpose", "account", "era", "made", "lasts", "seal"},
    )
    tables.table("links").create_index(["account"])


def throttle(tables: Database) -> None:
    """Keep how often somebody failed to get in; the key does not tell who, or from where."""
    tables.table("throttle").create(
        {"key": str, "era": str, "failures": int, "last": float, "seal": str},
        pk="key",
        not_null={"era", "failures", "last", "seal"},
    )
