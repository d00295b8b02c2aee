"""The tables of judgements: rounds of rating, who rates whom in them, and what they gave."""

from sqlite_utils import Database


def rounds(tables: Database) -> None:
    """Keep the rounds in which people of a dossier are rated."""
    tables.table("rating_rounds").create(
        {
            "id": str,
            "dossier": str,
            "title": str,
            "instrument": str,
            # Its ends in tenths: ratings stay what they were if the repertoire changes.
            "minimum": int,
            "maximum": int,
            # Who is rated on which behaviours, as JSON lists of ids.
            "people": str,
            "behaviours": str,
            "begun_at": str,
            "begun_by": str,
            # Until it is opened nobody sees what another gave.
            "opened_at": str,
            "opened_by": str,
            # Why it was opened though somebody had not rated yet.
            "reason": str,
            "closed_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"dossier", "title", "instrument", "minimum", "maximum", "people", "behaviours"}
        | {"begun_at", "seal"},
    )
    tables.table("rating_rounds").create_index(["dossier"])


def raters(tables: Database) -> None:
    """Keep who rates in a round."""
    tables.table("rating_raters").create(
        {
            "round": str,
            "account": str,
            # Whom they rate, each with what they are to them, as JSON.
            "people": str,
            "added_at": str,
            "done_at": str,
            "withdrawn_at": str,
            "reason": str,
            "seal": str,
        },
        pk=("round", "account"),
        foreign_keys=[("round", "rating_rounds", "id"), ("account", "accounts", "id")],
        not_null={"people", "added_at", "seal"},
    )
    tables.table("rating_raters").create_index(["account"])


def ratings(tables: Database) -> None:
    """Keep what was given, and whatever was given before it."""
    tables.table("ratings").create(
        {
            "round": str,
            "person": str,
            "behaviour": str,
            # An account, the person's own id, or a name in a table that was taken in.
            "rater": str,
            # The one with the highest number stands.
            "number": int,
            # In tenths; nothing where it was not observed.
            "level": int,
            "is_gone": int,
            "source": str,
            "date": str,
            "instrument": str,
            "situation": str,
            "observed": str,
            "effect": str,
            "at": str,
            "account": str,
            # Given or changed once all could see all, and why.
            "is_after_opening": int,
            "reason": str,
            # The table that it came with.
            "batch": str,
            "seal": str,
        },
        pk=("round", "person", "behaviour", "rater", "number"),
        foreign_keys=[("round", "rating_rounds", "id")],
        not_null={"is_gone", "source", "date", "instrument", "situation", "observed", "effect"}
        | {"at", "is_after_opening", "seal"},
    )
    tables.table("ratings").create_index(["batch"])


def imports(tables: Database) -> None:
    """Keep which tables of ratings were taken in, and which of them were taken back."""
    tables.table("rating_imports").create(
        {
            "id": str,
            "round": str,
            "at": str,
            "account": str,
            "ratings": int,
            "undone_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("round", "rating_rounds", "id")],
        not_null={"round", "at", "ratings", "seal"},
    )


def takeovers(tables: Database) -> None:
    """Keep which levels of a round were taken over in the dossier, in which of its versions."""
    tables.table("rating_takeovers").create(
        {
            "round": str,
            "version": int,
            "at": str,
            "account": str,
            # By person and behaviour: level, low and high in tenths, as JSON.
            "levels": str,
            "seal": str,
        },
        pk=("round", "version"),
        foreign_keys=[("round", "rating_rounds", "id")],
        not_null={"at", "levels", "seal"},
    )


def weights(tables: Database) -> None:
    """Keep how heavily the sources of a round count, each time that it was set."""
    tables.table("rating_weights").create(
        {
            "round": str,
            # The one with the highest number holds; without one every source counts the same.
            "number": int,
            # A number for each source, as JSON.
            "weights": str,
            "at": str,
            "account": str,
            "seal": str,
        },
        pk=("round", "number"),
        foreign_keys=[("round", "rating_rounds", "id")],
        not_null={"weights", "at", "seal"},
    )
