"""The tables of decisions: what is being written, and what was closed."""

from sqlite_utils import Database


def decisions(tables: Database) -> None:
    """Keep each decision that was closed, with its documents, and every version of a draft."""
    tables.table("decisions").create(
        {
            "dossier": str,
            # The first of a dossier is 1; each later one is a new decision.
            "number": int,
            "id": str,
            "at": str,
            "account": str,
            # The version of the dossier that it rests on.
            "version": int,
            "fingerprint": str,
            # The number of an earlier one that no longer stands.
            "withdraws": int,
            "content": bytes,
            # As they were made when it was closed: a later version may lay them out in another way.
            "document_nl": bytes,
            "document_en": bytes,
            "seal": str,
        },
        pk=("dossier", "number"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={
            *("id", "at", "version", "fingerprint"),
            *("content", "document_nl", "document_en", "seal"),
        },
    )
    tables.table("decision_drafts").create(
        {
            "dossier": str,
            # The number that the decision will have.
            "number": int,
            "version": int,
            "drafted": str,
            "at": str,
            "account": str,
            "seal": str,
        },
        pk=("dossier", "number", "version"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"drafted", "at", "seal"},
    )
