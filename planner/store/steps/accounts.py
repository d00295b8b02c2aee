"""The tables of who works here."""

from sqlite_utils import Database


def accounts(tables: Database) -> None:
    """Keep accounts; how somebody proves to be the one is kept apart."""
    tables.table("accounts").create(
        {
            "id": str,
            "name": str,
            # What somebody signs in with: an address, without capitals.
            "login": str,
            # The provider that vouches for them, and what it calls them.
            "subject": str,
            "is_administrator": int,
            # Whoever works alone, on a machine of their own.
            "is_owner": int,
            "language": str,
            "created_at": str,
            "disabled_at": str,
            "seal": str,
        },
        pk="id",
        not_null={"name", "is_administrator", "is_owner", "created_at", "seal"},
    )
    tables.table("accounts").create_index(["login"], unique=True)
    tables.table("accounts").create_index(["subject"], unique=True)


def credentials(tables: Database) -> None:
    """Keep how somebody proves to be the one, where no provider vouches for them."""
    tables.table("credentials").create(
        {
            "account": str,
            "password": str,
            # What makes the codes of the second factor, encrypted with the installation's key.
            "secret": bytes,
            # The latest code that was used: it, and those before it, are taken no more.
            "last_step": int,
            "changed_at": str,
            "seal": str,
        },
        pk="account",
        foreign_keys=[("account", "accounts", "id")],
        not_null={"password", "secret", "last_step", "changed_at", "seal"},
    )
    tables.table("recovery_codes").create(
        {"account": str, "code": str, "seal": str},
        pk=("account", "code"),
        foreign_keys=[("account", "accounts", "id")],
        not_null={"seal"},
    )


def enrolments(tables: Database) -> None:
    """Keep when a link to set up how an account signs in was made, and when it was used."""
    tables.table("enrolments").create(
        {
            "id": str,
            "account": str,
            "made_at": str,
            # The account that made it; nothing for a command on the machine.
            "made_by": str,
            # Whether nobody could sign in with the account until then.
            "is_first": int,
            "used_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("account", "accounts", "id")],
        not_null={"made_at", "is_first", "seal"},
    )
    tables.table("enrolments").create_index(["account"])
