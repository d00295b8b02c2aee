"""`abd-planner run`: the planner in the browser."""

import os
from pathlib import Path

import click

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.options import sweep_options
from planner.web.server import ServeError, serve


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
        data: Path,
        demo: bool,
        development: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        def announce(link: str) -> None:
            terminal.out.print(words.say("The planner runs. Open this link in a browser:"))
            terminal.out.print(f"\n    {link}\n", soft_wrap=True)
            terminal.out.print(
                words.say(
                    "The link works once, for ten minutes. What you make is kept in {folder}. "
                    "Stop with Ctrl+C.",
                    folder=data,
                ),
                soft_wrap=True,
            )

        try:
            serve(
                data,
                host,
                port,
                demo,
                announce=announce,
                language=words.language,
                development=development,
                workers=workers,
                scheduler=scheduler,
            )
        except ServeError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        return DONE

    return click.Command(
        "run",
        callback=run,
        help=words.say("Start the planner in the browser."),
        params=[
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
                default=default_data_folder,
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
            *sweep_options(terminal),
        ],
    )
