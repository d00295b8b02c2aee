"""The table of what people agree to."""

from sqlite_utils import Database


def consents(tables: Database) -> None:
    """Keep who agreed to have their ratings kept longer, and who took that back."""
    tables.table("consents").create(
        {
            "dossier": str,
            "person": str,
            "number": int,
            "given_on": str,
            # How it was given, where somebody else noted it.
            "ground": str,
            "noted_at": str,
            "noted_by": str,
            "withdrawn_at": str,
            "withdrawn_by": str,
            "seal": str,
        },
        pk=("dossier", "person", "number"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"given_on", "noted_at", "seal"},
    )
