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
            # Both are gone once the entry was erased; then it says by whom, when and why.
            "salt": bytes,
            "payload": str,
            "erased": str,
            # By what an entry is found; nothing that the payload does not say.
            "dossier": str,
            "person": str,
            "account": str,
            "at": str,
            "seal": str,
        },
        pk="sequence",
        foreign_keys=[("sequence", "trail", "sequence")],
        not_null={"at", "seal"},
    )
    tables.table("trail_entries").create_index(["dossier"])
    tables.table("trail_entries").create_index(["account"])
