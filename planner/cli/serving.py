"""`abd-planner run`: the planner in the browser."""

from pathlib import Path

import click

from planner.cli.console import Terminal


def run_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(host: str, port: int, data: Path, demo: bool) -> int:
        raise NotImplementedError

    return click.Command(
        "run",
        callback=run,
        help=words.say("Start the planner in the browser, and print a link to sign in once."),
        params=[
            click.Option(["--host"], default="127.0.0.1", show_default=True, metavar="HOST"),
            click.Option(
                ["--port"], type=click.IntRange(0, 65535), default=8080, show_default=True
            ),
        ],
    )
