"""The tables of the trail of all that was done and read."""

from sqlite_utils import Database


def trail(tables: Database) -> None:
    """Keep the chain, and apart from it what each entry says: that can be erased."""
    tables.table("trail").create(
        {"sequence": int, "previous": str, "digest": str, "hash": str, "seal": str},
        pk="sequence",
        not_null={"previous", "digest", "hash", "seal"},
    )
    tables.table("trail_entries").create(
        {
            "sequence": int,
            # Both are gone once the entry was erased; `erased` is the entry that tells by whom,
            # when and why.
            "salt": bytes,
            "payload": str,
            "erased": int,
            # By what an entry is found.
            "name": str,
            "dossier": str,
            "person": str,
            "account": str,
            "at": str,
            "seal": str,
        },
        pk="sequence",
        foreign_keys=[("sequence", "trail", "sequence")],
        not_null={"name", "at", "seal"},
    )
    tables.table("trail_entries").create_index(["dossier", "person"])
    tables.table("trail_entries").create_index(["account"])
    # How far the chain goes: entries that are taken off its end would not be missed.
    tables.table("trail_head").create(
        {"id": int, "sequence": int, "hash": str, "seal": str},
        pk="id",
        not_null={"sequence", "hash", "seal"},
    )


def lines(tables: Database) -> None:
    """Find the entries that are no part of another one fast: one is a line of the log."""
    tables.execute(
        "CREATE INDEX trail_lines ON trail_entries (sequence, dossier, account, name) "
        "WHERE json_extract(payload, '$.parent_span_id') IS NULL"
    )
