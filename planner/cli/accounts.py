"""`abd-planner account`: who can sign in, for whoever keeps the installation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.options import config_option, in_any_language
from planner.cli.serving import default_data_folder
from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts
from planner.store.administration import Administration
from planner.store.clock import stopwatch
from planner.store.database import Store
from planner.store.errors import StoreError
from planner.web.naming import unfit_login, unfit_name
from planner.web.settings import Settings, named_settings


def account_command(terminal: Terminal) -> click.Group:
    """Return the command with its own commands."""
    words = terminal.words
    group = click.Group(
        "account",
        help=words.say("Manage who can sign in."),
        subcommand_metavar=words.say("COMMAND [ARGUMENTS]..."),
    )
    group.options_metavar = words.say("[OPTIONS]")
    for command in (_add(terminal), _list(terminal), _link(terminal), *_switches(terminal)):
        group.add_command(in_any_language(command, terminal))
    return group


def _add(terminal: Terminal) -> click.Command:
    def add(keeping: "_Keeping", name: str, login: str, administrator: bool, port: int) -> int:
        wrong = {**unfit_name(name.strip()), **unfit_login(login.strip())}
        for field, faults in wrong.items():
            for fault in faults:
                said = terminal.words.say(fault.template, **fault.values)
                terminal.err.print(f"{field.upper()}: {said}")
        if wrong:
            return INVALID
        account = keeping.accounts.add(name.strip(), login, is_administrator=administrator)
        terminal.line(terminal.words.say("The account of {name} has been made.", name=account.name))
        keeping.tell_how_to_begin(account, port)
        return DONE

    administrator = click.Option(
        ["--administrator"],
        is_flag=True,
        help=terminal.words.say("Let them manage accounts; they see no dossier then."),
    )
    return _command(
        terminal,
        "add",
        terminal.words.say("Make an account; what it needs to begin with is printed."),
        add,
        click.Argument(["name"], metavar="NAME"),
        _login(),
        administrator,
        _port(terminal),
    )


def _list(terminal: Terminal) -> click.Command:
    def show(keeping: "_Keeping") -> int:
        words = terminal.words
        for account in keeping.administration.all():
            marks = [account.name, account.login or ""]
            marks += [words.say("administrator")] if account.is_administrator else []
            marks += [words.say("disabled")] if account.disabled_at else []
            terminal.line("  ".join(marks))
        return DONE

    return _command(terminal, "list", terminal.words.say("Print every account."), show)


def _link(terminal: Terminal) -> click.Command:
    def link(keeping: "_Keeping", login: str, port: int) -> int:
        keeping.tell_how_to_begin(keeping.found(login), port)
        return DONE

    help_text = terminal.words.say(
        "Print a new link with which somebody chooses a password and a second factor anew."
    )
    return _command(terminal, "link", help_text, link, _login(), _port(terminal))


def _switches(terminal: Terminal) -> list[click.Command]:
    words = terminal.words

    def disable(keeping: "_Keeping", login: str) -> int:
        account = keeping.found(login)
        keeping.administration.disable(account.id)
        terminal.line(words.say("{name} cannot sign in any more.", name=account.name))
        return DONE

    def enable(keeping: "_Keeping", login: str) -> int:
        account = keeping.found(login)
        keeping.administration.enable(account.id)
        terminal.line(words.say("{name} can sign in again.", name=account.name))
        return DONE

    disabling = words.say("Let somebody sign in no more, and sign them out everywhere.")
    enabling = words.say("Let somebody sign in again.")
    return [
        _command(terminal, "disable", disabling, disable, _login()),
        _command(terminal, "enable", enabling, enable, _login()),
    ]


class _Keeping:
    """The accounts of an installation, with how it is set up."""

    def __init__(self, terminal: Terminal, store: Store, settings: Settings) -> None:
        self._terminal = terminal
        self._settings = settings
        self.accounts = Accounts(store)
        self.administration = Administration(store, stopwatch())

    def found(self, login: str) -> Account:
        """Return the account that signs in so.

        Raises:
            StoreError: nobody does.
        """
        account = self.accounts.by_login(login)
        if account is None:
            raise StoreError(marked("Nobody signs in as {login}."), login=login)
        return account

    def tell_how_to_begin(self, account: Account, port: int) -> None:
        """Print a link to set up how somebody signs in; or that the provider sees to it."""
        words = self._terminal.words
        if self._settings.oidc is not None and not self._settings.local_accounts:
            sentence = words.say(
                "They sign in through the provider, which must know {login} as their e-mail "
                "address.",
                login=account.login,
            )
            self._terminal.line(sentence)
            return
        token = self.administration.new_link(account.id)
        self._terminal.line(
            words.say(
                "Give this link to {name} alone. With it they choose a password and a second "
                "factor; it works once, for a day:",
                name=account.name,
            )
        )
        from planner.web.server import address_of

        address = f"{address_of(self._settings, port=port)}/enrol/{token}"
        self._terminal.out.print(f"\n    {address}\n", soft_wrap=True)


def _login() -> click.Argument:
    return click.Argument(["login"], metavar="LOGIN")


def _port(terminal: Terminal) -> click.Option:
    return click.Option(
        ["--port"],
        type=click.IntRange(1, 65535),
        default=8080,
        show_default=True,
        metavar="PORT",
        help=terminal.words.say(
            "The port that the planner runs on, for the link; not where the settings name a host."
        ),
    )


def _command(
    terminal: Terminal,
    name: str,
    help_text: str,
    run: Callable[..., int],
    *params: click.Parameter,
) -> click.Command:
    """Return a command on the accounts of a data folder."""

    def called(data: Path | None, config: Path | None, **asked: Any) -> int:
        # All of the pages: no other command waits for them to be loaded.
        from planner.web.server import ServeError, prepare

        try:
            settings = named_settings(config)
            store = prepare(data or settings.data or default_data_folder(), demo=False)
        except InvalidFile as error:
            terminal.explain_all(error, str(config))
            return INVALID
        except ServeError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        try:
            return run(_Keeping(terminal, store, settings), **asked)
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        finally:
            store.close()

    return click.Command(
        name,
        callback=called,
        help=help_text,
        params=[*params, _data(terminal), config_option(terminal)],
    )


def _data(terminal: Terminal) -> click.Option:
    return click.Option(
        ["--data"],
        type=click.Path(file_okay=False, path_type=Path),
        show_default=str(default_data_folder()),
        metavar="DIR",
        help=terminal.words.say("The data folder."),
    )
