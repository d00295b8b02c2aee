"""The entry point: makes the commands in the reader's language and turns errors into sentences."""

import os
import sys
from typing import Any

import click

from planner import __version__
from planner.cli.accounts import account_command
from planner.cli.analyses import (
    compare_command,
    evaluate_command,
)
from planner.cli.checking import check_command, schema_command
from planner.cli.choosing import develop_or_recruit_command
from planner.cli.click_words import speak
from planner.cli.console import DONE, FAULTY, INVALID, Terminal, chosen_language
from planner.cli.explaining import explain_command
from planner.cli.options import in_any_language
from planner.cli.privacy import erase_command, held_command, retention_command
from planner.cli.questions import (
    front_command,
    stress_command,
    uncertainty_command,
    why_not_command,
)
from planner.cli.reproducing import reproduce_command
from planner.cli.rounds import round_command
from planner.cli.scenarios import scenarios_command
from planner.cli.secretaries import secretary_command
from planner.cli.serving import run_command
from planner.cli.solving import solve_command
from planner.cli.storing import (
    backup_command,
    head_command,
    restore_command,
    verify_command,
)
from planner.jobs.dealing import SweepError, WorkersDied
from planner.resources.catalogue import LANGUAGES
from planner.solver.problem import VerificationError

# Shows where a fault of the program itself happened.
DEBUG_VARIABLE = "ABD_PLANNER_DEBUG"

_COMMANDS = (
    run_command,
    account_command,
    secretary_command,
    solve_command,
    explain_command,
    evaluate_command,
    compare_command,
    why_not_command,
    front_command,
    stress_command,
    uncertainty_command,
    round_command,
    scenarios_command,
    develop_or_recruit_command,
    reproduce_command,
    check_command,
    schema_command,
    backup_command,
    restore_command,
    verify_command,
    head_command,
    held_command,
    erase_command,
    retention_command,
)


class _Commands(click.Group):
    """The group of commands; it ends quietly where nobody reads its output any more."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        return code


def commands(terminal: Terminal) -> click.Group:
    """Return all commands, with help in the terminal's language."""
    words = terminal.words
    group = _Commands(
        "abd-planner",
        help=words.say(
            "Which contribution does a person make to the leadership repertoire that a team's "
            "task needs? The program proposes; people decide."
        ),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                help=words.say("Language of what is printed; Dutch by default."),
                expose_value=False,
            )
        ],
        context_settings={"help_option_names": ["-h", "--help"]},
        options_metavar=words.say("[OPTIONS]"),
        subcommand_metavar=words.say("COMMAND [ARGUMENTS]..."),
    )
    click.version_option(__version__, prog_name="abd-planner")(group)
    for make in _COMMANDS:
        group.add_command(in_any_language(make(terminal), terminal))
    return group


def main() -> None:
    """Run the command line and leave with the exit code of model.md 7."""
    terminal = Terminal.speaking(chosen_language(sys.argv[1:]))
    speak(terminal.words)
    try:
        code = commands(terminal).main(prog_name="abd-planner", standalone_mode=False)
    except click.exceptions.Exit as ending:
        code = ending.exit_code
    except click.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = INVALID
    except SweepError as error:
        terminal.complain(error.template, **error.values)
        code = FAULTY if isinstance(error, WorkersDied) else INVALID
    except VerificationError as error:
        terminal.complain(
            "The answer did not pass its own checks and is not given: {reason}. This is a fault "
            "of the program; please report it with the dossier's shape, not its data.",
            reason=error,
        )
        code = FAULTY
    except Exception as error:
        if DEBUG_VARIABLE in os.environ:
            raise
        terminal.complain(
            "Something went wrong in the program itself: {kind}: {reason}. Please report it; "
            "with {variable}=1 it says where.",
            kind=type(error).__name__,
            reason=error,
            variable=DEBUG_VARIABLE,
        )
        code = FAULTY
    sys.exit(code if isinstance(code, int) else 0)
