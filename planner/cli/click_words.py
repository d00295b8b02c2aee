"""The words of the click library, in the reader's language.

Click looks each text up by a function named `_` in its modules, and has no Dutch of its own.
"""

from functools import partial

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from planner.resources.catalogue import Translator, marked

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.types,
)

TEXTS = (
    marked("Usage:"),
    marked("Options"),
    marked("Commands"),
    marked("default: {default}"),
    marked("required"),
    marked("Show this message and exit."),
    marked("Show the version and exit."),
    marked("Error: {message}"),
    marked("Try '{command} {option}' for help."),
    marked("No such command {name!r}."),
    marked("No such option {name!r}."),
    marked("{value!r} is not one of {choices}."),
    marked("{value!r} is not {choice}."),
    marked("Missing parameter: {param_name}"),
    marked("Argument {name!r} takes {nargs} values."),
    marked("Missing argument"),
    marked("Missing option"),
    marked("Missing parameter"),
    marked("Missing command."),
    marked("Invalid value: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("{value!r} is not a valid {number_type}."),
    marked("{value} is not in the range {range}."),
    marked("Option {name!r} requires an argument."),
    marked("Got unexpected extra argument ({args})"),
    marked("Option {name!r} does not take a value."),
    marked("Did you mean {possibility}?"),
)


def _either(words: Translator, one: str, more: str, number: int) -> str:
    return words.say(one if number == 1 else more)


def speak(words: Translator) -> None:
    """Let click look its texts up in the catalogue."""
    for module in _MODULES:
        if hasattr(module, "_"):
            vars(module)["_"] = words.say
        if hasattr(module, "ngettext"):
            vars(module)["ngettext"] = partial(_either, words)
