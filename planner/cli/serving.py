"""`abd-planner run`: the planner in the browser."""

import os
from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.options import config_option, sweep_options
from planner.dossier.strict_json import InvalidFile
from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.errors import StoreError
from planner.web.log_lines import Style, write_logs
from planner.web.settings import Settings, named_settings


def default_data_folder() -> Path:
    """Return where dossiers lie unless another folder is named."""
    shared = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared) / "abd-planner"


def run_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        host: str,
        port: int,
        data: Path | None,
        demo: bool,
        development: bool,
        log: Style,
        workers: int | None,
        scheduler: str | None,
        config: Path | None,
    ) -> int:
        # All of the pages: only this command waits for them to be loaded.
        from planner.web.server import ServeError, serve

        try:
            settings = named_settings(config)
        except InvalidFile as error:
            terminal.explain_all(error, str(config))
            return INVALID
        folder = data or settings.data or default_data_folder()

        def announce(link: str) -> None:
            if settings.is_shared:
                _tell_where(terminal, settings, link, has_administrator=_is_managed(folder))
            else:
                _give_link(terminal, link, folder)

        write_logs(log)
        try:
            serve(
                folder,
                host,
                port,
                demo,
                announce=announce,
                language=settings.language if config else words.language,
                development=development,
                workers=workers or settings.workers,
                scheduler=scheduler,
                settings=settings,
            )
        except (ServeError, StoreError) as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        except InvalidFile as error:
            terminal.explain_all(error, str(config))
            return INVALID
        return DONE

    return click.Command(
        "run",
        callback=run,
        help=words.say("Start the planner in the browser."),
        params=_parameters(terminal),
    )


def _parameters(terminal: Terminal) -> list[click.Parameter]:
    words = terminal.words
    return [
        click.Option(
            ["--host"],
            default="127.0.0.1",
            show_default=True,
            metavar="HOST",
            help=words.say("The address to listen on; of this machine itself."),
        ),
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=8080,
            show_default=True,
            metavar="PORT",
            help=words.say("The port to listen on; 0 takes any that is free."),
        ),
        click.Option(
            ["--data"],
            type=click.Path(file_okay=False, path_type=Path),
            show_default=str(default_data_folder()),
            metavar="DIR",
            help=words.say("The data folder; it is made on first use."),
        ),
        click.Option(
            ["--demo"],
            is_flag=True,
            help=words.say("Fill an empty data folder with worked examples."),
        ),
        click.Option(
            ["--development"],
            is_flag=True,
            help=words.say("Show every element of the pages at /method/elements."),
        ),
        click.Option(
            ["--log"],
            type=click.Choice(get_args(Style)),
            default="plain",
            show_default=True,
            help=words.say(
                "What goes to standard error: what goes wrong, for people; or every request, "
                "a JSON object a line. Neither holds names or levels."
            ),
        ),
        config_option(terminal),
        *sweep_options(terminal),
    ]


def _give_link(terminal: Terminal, link: str, folder: Path) -> None:
    """Print the link by which whoever works alone signs in."""
    words = terminal.words
    terminal.out.print(words.say("The planner runs. Open this link in a browser:"))
    terminal.out.print(f"\n    {link}\n", soft_wrap=True)
    terminal.out.print(
        words.say(
            "The link works once, for ten minutes. What you make is kept in {folder}. "
            "Stop with Ctrl+C.",
            folder=folder,
        ),
        soft_wrap=True,
    )


def _is_managed(folder: Path) -> bool:
    """Tell whether somebody manages the accounts of a data folder."""
    with closing(Store(folder)) as store:
        return any(
            account.is_administrator and account.disabled_at is None
            for account in Accounts(store).all()
        )


def _tell_where(
    terminal: Terminal, settings: Settings, address: str, *, has_administrator: bool
) -> None:
    """Say where people sign in, and what has to stand before the planner."""
    words = terminal.words
    terminal.out.print(words.say("The planner runs. People sign in here:"))
    terminal.out.print(f"\n    {address}\n", soft_wrap=True)
    if settings.behind_tls:
        terminal.line(
            words.say(
                "The planner itself does not encrypt: a proxy with TLS must stand before it, and "
                "nobody may reach it another way."
            )
        )
    if not has_administrator:
        terminal.line(
            words.say(
                "Make the first administrator with {command}.",
                command="abd-planner account add NAME LOGIN --administrator",
            )
        )
    terminal.line(words.say("Stop with Ctrl+C."))
