"""`abd-planner solve`: proposals for dossiers."""

import click

from planner.analysis.propose import propose_each
from planner.cli.console import DONE, INVALID, Terminal, code_of
from planner.cli.files import opened
from planner.cli.options import (
    cautious_option,
    files_argument,
    json_option,
    seed_option,
    sweep_options,
    time_limit_option,
)
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.cli.tables import Printer
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits


def solve_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        files: tuple[str, ...],
        alternatives: int,
        difference: int,
        time_limit: float | None,
        seed: int,
        cautious: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        right = [(file, read) for file in files if (read := opened(file, terminal)) is not None]
        code = DONE if len(right) == len(files) else INVALID
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal, alternatives) as bar:
            results = propose_each(
                [dossier for _, dossier in right],
                sweep,
                Limits(listener=bar.listen, counter=bar.count),
                alternatives=alternatives,
                difference=difference,
                seed=seed,
                cautious=cautious,
                time_limit=time_limit,
            )
            for (file, dossier), result in zip(right, results, strict=True):
                with bar.aside():
                    tell(result, Printer(terminal, dossier).result, as_json, file)
                code = max(code, code_of(result.status))
        return code

    return click.Command(
        "solve",
        callback=run,
        help=words.say("Propose compositions that cover the most."),
        params=[
            files_argument(),
            click.Option(
                ["--alternatives"],
                type=click.IntRange(min=1),
                default=1,
                show_default=True,
                metavar="K",
                help=words.say("How many proposals, best first."),
            ),
            click.Option(
                ["--difference"],
                type=click.IntRange(min=1),
                default=1,
                show_default=True,
                metavar="D",
                help=words.say("In how many people each differs from the earlier ones."),
            ),
            time_limit_option(
                terminal, words.say("Stop after so long, with the best found and what is proven.")
            ),
            seed_option(terminal),
            cautious_option(terminal),
            json_option(terminal),
            *sweep_options(terminal),
        ],
    )
