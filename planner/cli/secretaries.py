"""`abd-planner secretary`: who runs a dossier, where nobody who can sign in does."""

from pathlib import Path

import click

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.privacy import opened_store
from planner.cli.storing import data_option
from planner.domain.text import say
from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError
from planner.store.memberships import Memberships, Role


def secretary_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(dossier: str | None, login: str | None, data: Path) -> int:
        try:
            with opened_store(data) as store:
                if dossier is None:
                    _list(terminal, store)
                else:
                    _give(terminal, store, dossier, login or "")
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        return DONE

    return click.Command(
        "secretary",
        callback=run,
        help=words.say(
            "Let somebody run a dossier that nobody runs: one that was made alone, or whose "
            "secretary is gone. Without arguments those dossiers are printed."
        ),
        params=[
            click.Argument(["dossier"], metavar="[DOSSIER", required=False),
            click.Argument(["login"], metavar="LOGIN]", required=False),
            data_option(terminal),
        ],
    )


def _list(terminal: Terminal, store: Store) -> None:
    unled = Memberships(store).unled()
    for archived in (False, True):
        for each in Dossiers(store).all(archived=archived, among=unled):
            title = say(each.summary.title, terminal.words.language, each.id)
            terminal.line(f"{each.id}  {title}")


def _give(terminal: Terminal, store: Store, dossier: str, login: str) -> None:
    """Make somebody the secretary of a dossier that has none.

    Raises:
        StoreError: there is no such dossier or account, or somebody runs the dossier.
    """
    kept = Dossiers(store).find(dossier)
    if kept is None:
        raise StoreError(marked("There is no dossier {dossier}."), dossier=dossier)
    account = _account(store, login)
    with store.writing():
        if dossier not in Memberships(store).unled():
            template = marked("Somebody runs {dossier} already, and can give others a role there.")
            raise StoreError(template, dossier=dossier)
        Memberships(store).add(dossier, account.id, Role.SECRETARY)
    title = say(Dossiers(store).open(kept).title, terminal.words.language, dossier)
    terminal.line(terminal.words.say("{name} runs “{title}” now.", name=account.name, title=title))


def _account(store: Store, login: str) -> Account:
    found = Accounts(store).by_login(login)
    if found is None or found.disabled_at is not None:
        raise StoreError(marked("Nobody signs in as {login}."), login=login)
    if found.is_administrator:
        template = marked("{login} manages accounts, and reads no dossiers.")
        raise StoreError(template, login=login)
    return found
