"""The tables of meetings: whom a committee talks about for a seat, and what it notes."""

from sqlite_utils import Database


def meetings(tables: Database) -> None:
    """Keep each meeting about a seat, with its candidates in the order of their letters."""
    tables.table("meetings").create(
        {
            "id": str,
            "dossier": str,
            "seat": str,
            # The first about a seat is 1; the last is the one that goes on.
            "number": int,
            # The ids of the candidates as a JSON list: the first of them is A.
            "people": str,
            "begun_at": str,
            "begun_by": str,
            # Until then the candidates have letters and no names.
            "revealed_at": str,
            "revealed_by": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"dossier", "seat", "number", "people", "begun_at", "seal"},
    )
    tables.table("meetings").create_index(["dossier", "seat", "number"], unique=True)


def notes(tables: Database) -> None:
    """Keep what a committee notes: one text about each candidate and behaviour, and one besides."""
    tables.table("meeting_notes").create(
        {
            "meeting": str,
            # `candidate`, `behaviour`, or `general`, which is about nothing more.
            "kind": str,
            "subject": str,
            "version": int,
            "text": str,
            "at": str,
            "account": str,
            "seal": str,
        },
        pk=("meeting", "kind", "subject"),
        foreign_keys=[("meeting", "meetings", "id")],
        not_null={"version", "text", "at", "seal"},
    )


def versions(tables: Database) -> None:
    """Keep each text that a note had: what was a row for each note is one for each version."""
    key = ("meeting", "kind", "subject", "version")
    for statement in tables.table("meeting_notes").transform_sql(pk=key):
        tables.execute(statement)
