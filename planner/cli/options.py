"""Options that several commands share."""

import math
from pathlib import Path
from typing import Any

import click

from planner.cli.console import Terminal
from planner.resources.catalogue import LANGUAGES
from planner.web.settings import CONFIG_VARIABLE


class Seconds(click.ParamType[float]):
    """A positive, finite number of seconds."""

    name = "seconds"

    def __init__(self, terminal: Terminal) -> None:
        """Keep the terminal, for its language."""
        self._words = terminal.words

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds; refuse what is no number of them."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not (math.isfinite(seconds) and seconds > 0):
            self.fail(self._words.say("must be a number of seconds above 0"), param, ctx)
        return seconds


def in_any_language(command: click.Command, terminal: Terminal) -> click.Command:
    """Return a command that takes `--lang`, which may stand before or after its name.

    The language itself is read beforehand: help is in it too.
    """
    command.options_metavar = terminal.words.say("[OPTIONS]")
    command.params.append(
        click.Option(["--lang"], type=click.Choice(LANGUAGES), hidden=True, expose_value=False)
    )
    return command


def config_option(terminal: Terminal) -> click.Option:
    """Return `--config`."""
    return click.Option(
        ["--config"],
        type=click.Path(dir_okay=False, path_type=Path),
        envvar=CONFIG_VARIABLE,
        metavar="FILE",
        help=terminal.words.say(
            "The settings file; without it, the one that {variable} names.",
            variable=CONFIG_VARIABLE,
        ),
    )


def files_argument() -> click.Argument:
    """Return the argument for one or more dossiers."""
    return click.Argument(["files"], nargs=-1, required=True, metavar="FILE...")


def file_argument() -> click.Argument:
    """Return the argument for one dossier."""
    return click.Argument(["file"], metavar="FILE")


def json_option(terminal: Terminal) -> click.Option:
    """Return `--json`."""
    help_text = terminal.words.say("Print JSON for programs, one answer a line.")
    return click.Option(["as_json", "--json"], is_flag=True, help=help_text)


def cautious_option(terminal: Terminal) -> click.Option:
    """Return `--cautious`."""
    help_text = terminal.words.say("Read levels at the low end of their interval.")
    return click.Option(["--cautious"], is_flag=True, help=help_text)


def seed_option(terminal: Terminal) -> click.Option:
    """Return `--seed`."""
    return click.Option(
        ["--seed"],
        type=int,
        default=0,
        show_default=True,
        metavar="N",
        help=terminal.words.say("Decides between compositions that are equal in every objective."),
    )


def time_limit_option(
    terminal: Terminal, help_text: str, default: float | None = None
) -> click.Option:
    """Return `--time-limit`; `help_text` says what is there when the time is up."""
    return click.Option(
        ["--time-limit"],
        type=Seconds(terminal),
        default=default,
        show_default=default is not None,
        metavar="SECONDS",
        help=help_text,
    )


def sweep_options(terminal: Terminal) -> list[click.Option]:
    """Return `--workers` and `--scheduler`, of commands that do the same for many tasks."""
    words = terminal.words
    return [
        click.Option(
            ["--workers"],
            type=click.IntRange(min=1),
            metavar="N",
            help=words.say(
                "How many worker processes may help; by default as many as there are cores."
            ),
        ),
        click.Option(
            ["--scheduler"],
            metavar="ADDRESS",
            help=words.say("A Dask scheduler, whose workers take the place of processes here."),
        ),
    ]
