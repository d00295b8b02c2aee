"""`abd-planner why-not`, `front`, `stress` and `uncertainty`: questions about one dossier."""

from collections.abc import Callable

import click

from planner.analysis.front import front
from planner.analysis.stress import stress
from planner.analysis.uncertainty import PROPOSALS, uncertainty
from planner.analysis.why_not import why_not
from planner.cli.analysis_tables import AnalysisPrinter
from planner.cli.console import DONE, INFEASIBLE, INVALID, Terminal
from planner.cli.files import opened
from planner.cli.options import (
    cautious_option,
    file_argument,
    json_option,
    seed_option,
    sweep_options,
)
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.dossier.dossier import Dossier
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits


def why_not_command(terminal: Terminal) -> click.Command:
    """Return the command `why-not`."""
    words = terminal.words

    def run(
        file: str, person: str, seat: str | None, seed: int, cautious: bool, as_json: bool
    ) -> int:
        dossier = opened(file, terminal)
        if dossier is None or not _known(terminal, dossier, file, person, seat):
            return INVALID
        answer = why_not(dossier, person, seat, seed=seed, cautious=cautious)
        tell(answer, AnalysisPrinter(terminal, dossier).why_not, as_json)
        return DONE if answer.possible else INFEASIBLE

    return _question(
        terminal,
        "why-not",
        words.say("Show what it costs to have a person."),
        run,
        click.Argument(["person"], metavar="PERSON"),
        click.Option(["--seat"], metavar="SEAT", help=words.say("The seat's id.")),
        seed_option(terminal),
    )


def _known(terminal: Terminal, dossier: Dossier, file: str, person: str, seat: str | None) -> bool:
    """Tell whether the person and the seat exist, and say which does not."""
    situation = dossier.situation()
    if person not in situation.people:
        terminal.complain("{file}: there is no person {person}", file=file, person=person)
    if seat is not None and seat not in situation.seats:
        terminal.complain(
            "{file}: --seat: there is no seat {seat}; there are: {known}",
            file=file,
            seat=seat,
            known=", ".join(situation.seats),
        )
    return person in situation.people and (seat is None or seat in situation.seats)


def front_command(terminal: Terminal) -> click.Command:
    """Return the command `front`."""

    def run(file: str, seed: int, cautious: bool, as_json: bool) -> int:
        dossier = opened(file, terminal)
        if dossier is None:
            return INVALID
        answer = front(dossier, seed=seed, cautious=cautious)
        tell(answer, AnalysisPrinter(terminal, dossier).front, as_json)
        return DONE if answer.points else INFEASIBLE

    title = terminal.words.say("Show what each further change buys.")
    return _question(terminal, "front", title, run, seed_option(terminal))


def stress_command(terminal: Terminal) -> click.Command:
    """Return the command `stress`."""

    def run(
        file: str, cautious: bool, as_json: bool, workers: int | None, scheduler: str | None
    ) -> int:
        dossier = opened(file, terminal)
        if dossier is None:
            return INVALID
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal) as bar:
            limits = Limits(counter=bar.count)
            answer = stress(dossier, cautious=cautious, limits=limits, sweep=sweep)
        tell(answer, AnalysisPrinter(terminal, dossier).stress, as_json)
        return DONE

    title = terminal.words.say("Show what is lost when people leave.")
    return _question(terminal, "stress", title, run, *sweep_options(terminal))


def uncertainty_command(terminal: Terminal) -> click.Command:
    """Return the command `uncertainty`."""
    words = terminal.words

    def run(
        file: str,
        draws: int,
        seed: int,
        cautious: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        dossier = opened(file, terminal)
        if dossier is None:
            return INVALID
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal, PROPOSALS) as bar:
            limits = Limits(listener=bar.listen, counter=bar.count)
            answer = uncertainty(
                dossier, draws=draws, seed=seed, cautious=cautious, limits=limits, sweep=sweep
            )
        tell(answer, AnalysisPrinter(terminal, dossier).uncertainty, as_json)
        return DONE

    draws = click.Option(
        ["--draws"],
        type=click.IntRange(min=1),
        default=1000,
        show_default=True,
        metavar="N",
        help=words.say("How often all levels are drawn from their intervals."),
    )
    title = words.say("Show how sure proposals are.")
    parameters = [draws, seed_option(terminal), *sweep_options(terminal)]
    return _question(terminal, "uncertainty", title, run, *parameters)


def _question(
    terminal: Terminal,
    name: str,
    title: str,
    run: Callable[..., int],
    *parameters: click.Parameter,
) -> click.Command:
    """Return a command about one dossier, with the options that all of them know."""
    shared = [cautious_option(terminal), json_option(terminal)]
    return click.Command(
        name, callback=run, help=title, params=[file_argument(), *parameters, *shared]
    )
