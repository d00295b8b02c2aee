"""`abd-planner solve`: proposals for dossiers."""

import click

from planner.analysis.propose import propose
from planner.cli.console import DONE, INFEASIBLE, TIME_RAN_OUT, Terminal
from planner.cli.files import with_each
from planner.cli.options import Seconds, cautious_option, files_argument, json_option, seed_option
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.cli.tables import Printer
from planner.dossier.dossier import Dossier
from planner.solver.limits import Limits

_CODES = {"infeasible": INFEASIBLE, "unknown": TIME_RAN_OUT}


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
    ) -> int:
        def answer(file: str, dossier: Dossier) -> int:
            with ProgressBar(terminal, alternatives) as bar:
                result = propose(
                    dossier,
                    alternatives=alternatives,
                    difference=difference,
                    seed=seed,
                    cautious=cautious,
                    limits=Limits(time_limit=time_limit, listener=bar.listen),
                )
            tell(result, Printer(terminal, dossier).result, as_json, file)
            return _CODES.get(result.status, DONE)

        return with_each(files, terminal, answer)

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
            click.Option(
                ["--time-limit"],
                type=Seconds(terminal),
                metavar="SECONDS",
                help=words.say("Stop after so long, with the best found and what is proven."),
            ),
            seed_option(terminal),
            cautious_option(terminal),
            json_option(terminal),
        ],
    )
