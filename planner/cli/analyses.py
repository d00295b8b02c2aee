"""`abd-planner evaluate` and `compare`: figures of a composition, and of people for a seat."""

import click

from planner.analysis.compare import compare
from planner.analysis.evaluate import assignment_faults, evaluate
from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.files import opened, with_each
from planner.cli.options import (
    cautious_option,
    file_argument,
    files_argument,
    json_option,
)
from planner.cli.output import tell
from planner.cli.tables import Printer
from planner.domain.faults import Fault
from planner.dossier.dossier import Dossier
from planner.dossier.strict_json import InvalidFile, parse


def evaluate_command(terminal: Terminal) -> click.Command:
    """Return the command `evaluate`."""
    words = terminal.words

    def run(files: tuple[str, ...], assignment: str | None, cautious: bool, as_json: bool) -> int:
        def answer(file: str, dossier: Dossier) -> int:
            given = None
            if assignment is not None:
                given, faults = _parsed(assignment)
                faults = faults or assignment_faults(dossier.situation(), given)
                for fault in faults:
                    terminal.explain(fault, f"{file}: --assignment")
                if faults:
                    return INVALID
            result = evaluate(dossier, given, cautious=cautious, language=words.language)
            tell(result, Printer(terminal, dossier).result, as_json, file)
            return DONE

        return with_each(files, terminal, answer)

    return click.Command(
        "evaluate",
        callback=run,
        help=words.say("Work out a composition, and what it breaks."),
        params=[
            files_argument(),
            click.Option(
                ["--assignment"],
                metavar="JSON",
                help=words.say(
                    "Who sits where, seat to person; who sits there now by default. Seats that "
                    "are not named are empty."
                ),
            ),
            cautious_option(terminal),
            json_option(terminal),
        ],
    )


def _parsed(assignment: str) -> tuple[dict[str, str | None], list[Fault]]:
    try:
        value, faults = parse(assignment)
    except InvalidFile as error:
        return {}, error.faults
    return value, faults


def compare_command(terminal: Terminal) -> click.Command:
    """Return the command `compare`."""
    words = terminal.words

    def run(file: str, seat: str, cautious: bool, as_json: bool) -> int:
        dossier = opened(file, terminal)
        if dossier is None:
            return INVALID
        seats = dossier.situation().seats
        if seat not in seats:
            terminal.complain(
                "{file}: --seat: there is no seat {seat}; there are: {known}",
                file=file,
                seat=seat,
                known=", ".join(seats),
            )
            return INVALID
        comparison = compare(dossier, seat, cautious=cautious, language=words.language)
        tell(comparison, Printer(terminal, dossier).comparison, as_json)
        return DONE

    return click.Command(
        "compare",
        callback=run,
        help=words.say("Compare everybody who may take a seat."),
        params=[
            file_argument(),
            click.Option(
                ["--seat"], required=True, metavar="SEAT", help=words.say("The seat's id.")
            ),
            cautious_option(terminal),
            json_option(terminal),
        ],
    )
