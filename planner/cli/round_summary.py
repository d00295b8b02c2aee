"""Rounds, for people: what all files come to at the top, and then each."""

from collections.abc import Sequence

from rich.table import Table

from planner.analysis.round.summary import over_all
from planner.analysis.words import STATUS_LABELS
from planner.cli.console import Terminal
from planner.cli.round_tables import RoundPrinter
from planner.domain.names import Names
from planner.domain.rounds import RoundReport
from planner.dossier.dossier import Dossier

Told = tuple[str, Dossier, RoundReport]


def print_rounds(
    terminal: Terminal, files: Sequence[str], told: Sequence[Told], *, all_rows: bool
) -> None:
    """Print the round of each file, and a summary first where there are several files.

    `files` are all that were named; `told` those that could be taken, in the same order.
    """
    if len(files) > 1 and told:
        _summary(terminal, told, len(files) - len(told))
    for position, (file, dossier, report) in enumerate(told):
        if position or len(files) > 1:
            terminal.out.print()
        heading = file if len(files) > 1 else None
        RoundPrinter(terminal, dossier, all_rows=all_rows).report(report, heading)


def _summary(terminal: Terminal, told: Sequence[Told], refused: int) -> None:
    words = terminal.words
    said = over_all([(dossier, report) for _, dossier, report in told])
    terminal.line(said.in_language(words.language))
    if refused:
        terminal.line(
            words.say_count(
                "{number} file could not be taken.", "{number} files could not be taken.", refused
            )
        )
    table = Table()
    table.add_column(words.say("File"), overflow="fold")
    table.add_column(words.say("Outcome"))
    for column in (
        words.say("Covers now"),
        words.say("Covers then"),
        words.say("Moves"),
        words.say("Chains"),
        words.say("Empty seats"),
    ):
        table.add_column(column, justify="right")
    for file, dossier, report in told:
        table.add_row(file, *_cells(terminal, dossier, report))
    terminal.out.print(table)


def _cells(terminal: Terminal, dossier: Dossier, report: RoundReport) -> list[str]:
    names = Names(dossier.situation(), terminal.words.language)
    outcome = terminal.words.say(STATUS_LABELS[report.status])
    now = names.percent(report.before.coverage_percent)
    if report.after is None:
        return [outcome, now, "–", "–", "–", "–"]
    numbers = (len(report.moves), len(report.chains), len(report.unfilled))
    return [outcome, now, names.percent(report.after.coverage_percent), *map(str, numbers)]
