"""`abd-planner develop-or-recruit`: recruiting, developing, and the mixes of both."""

import re
from typing import Any

import click

from planner.analysis.develop_or_recruit.answer import MOST_STEPS, develop_or_recruit
from planner.cli.choice_tables import ChoicePrinter
from planner.cli.console import INVALID, Terminal, code_of
from planner.cli.files import opened
from planner.cli.options import (
    cautious_option,
    file_argument,
    json_option,
    seed_option,
    sweep_options,
    time_limit_option,
)
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.domain.level import from_tenths
from planner.dossier.dossier import Dossier
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits

# The table of choices has a column of cells for each step; no team takes so many at once.
_MOST_STEPS_ASKED = 100


class Step(click.ParamType[int]):
    """A step on the scale, above 0 and with at most one decimal; in tenths."""

    name = "step"

    def __init__(self, terminal: Terminal) -> None:
        """Keep the terminal, for its language."""
        self._words = terminal.words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the step in tenths; refuse what is none."""
        written = re.fullmatch(r"(\d{1,4})(?:\.(\d)0*)?", str(value), re.ASCII)
        tenths = 0 if written is None else 10 * int(written[1]) + int(written[2] or 0)
        if not tenths:
            self.fail(
                self._words.say("must be a number above 0 with at most one decimal"), param, ctx
            )
        return tenths


def develop_or_recruit_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        file: str,
        most_steps: int,
        step: int | None,
        seed: int,
        time_limit: float | None,
        cautious: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        dossier = opened(file, terminal)
        if dossier is None or not _fits(terminal, dossier, file, step):
            return INVALID
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal) as bar:
            answer = develop_or_recruit(
                dossier,
                most_steps=most_steps,
                step=step,
                seed=seed,
                cautious=cautious,
                limits=Limits(time_limit=time_limit, counter=bar.count),
                sweep=sweep,
            )
        tell(answer, ChoicePrinter(terminal, dossier).choices, as_json)
        return code_of(answer.status)

    return click.Command(
        "develop-or-recruit",
        callback=run,
        help=words.say("Show what recruiting gives, what developing gives, and mixes of both."),
        params=[
            file_argument(),
            click.Option(
                ["--most-steps"],
                type=click.IntRange(min=1, max=_MOST_STEPS_ASKED),
                default=MOST_STEPS,
                show_default=True,
                metavar="N",
                help=words.say("How many development steps there may be in all."),
            ),
            click.Option(
                ["--step"],
                type=Step(terminal),
                metavar="STEP",
                help=words.say(
                    "By how much a step raises a level; 1 by default. A dossier that allows "
                    "development has a step of its own."
                ),
            ),
            seed_option(terminal),
            time_limit_option(
                terminal, words.say("Stop after so long, with what is proven by then.")
            ),
            *sweep_options(terminal),
            cautious_option(terminal),
            json_option(terminal),
        ],
    )


def _fits(terminal: Terminal, dossier: Dossier, file: str, step: int | None) -> bool:
    """Tell whether a step goes with the dossier, and say where it does not."""
    own = dossier.development
    if own is None or step in (None, own.step):
        return True
    terminal.complain(
        "{file}: --step: the dossier's own step for development is {own}; leave the option out",
        file=file,
        own=from_tenths(own.step),
    )
    return False
