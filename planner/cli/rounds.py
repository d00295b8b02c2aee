"""`abd-planner round`: the report of a round over many teams."""

import click

from planner.analysis.round.answer import round_reports
from planner.cli.console import INVALID, Terminal, code_of
from planner.cli.files import opened
from planner.cli.options import (
    cautious_option,
    files_argument,
    json_option,
    seed_option,
    sweep_options,
    time_limit_option,
)
from planner.cli.output import print_json
from planner.cli.progress import ProgressBar
from planner.cli.round_summary import print_rounds
from planner.domain.rounds import RoundReport
from planner.dossier.dossier import Dossier
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits

# A round may take long, and one that is not proven says how near it is: it need not go on for ever.
_TIME_LIMIT = 600.0


def round_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        files: tuple[str, ...],
        time_limit: float,
        seed: int,
        cautious: bool,
        all_rows: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        right = [(file, read) for file in files if (read := opened(file, terminal)) is not None]
        told: list[tuple[str, Dossier, RoundReport]] = []
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal) as bar:
            reports = round_reports(
                [dossier for _, dossier in right],
                sweep,
                Limits(listener=bar.listen, counter=bar.count),
                seed=seed,
                cautious=cautious,
                time_limit=time_limit,
            )
            for (file, dossier), report in zip(right, reports, strict=True):
                told.append((file, dossier, report))
                if as_json:
                    with bar.aside():
                        print_json(report, file)
        if not as_json:
            print_rounds(terminal, files, told, all_rows=all_rows)
        codes = [code_of(report.status) for _, _, report in told]
        return max(codes + ([INVALID] if len(right) < len(files) else []))

    return click.Command(
        "round",
        callback=run,
        help=words.say(
            "Report on a round over many teams: each before and after, and who goes where after "
            "whom."
        ),
        params=[
            files_argument(),
            time_limit_option(
                terminal,
                words.say("Stop each file after so long, with the best found and what is proven."),
                _TIME_LIMIT,
            ),
            seed_option(terminal),
            cautious_option(terminal),
            click.Option(
                ["all_rows", "--all"],
                is_flag=True,
                help=words.say("Show every team, chain and empty seat, however many there are."),
            ),
            json_option(terminal),
            *sweep_options(terminal),
        ],
    )
