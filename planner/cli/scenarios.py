"""`abd-planner scenarios`: a dossier in every combination of what-ifs."""

import click

from planner.analysis.scenarios import scenarios
from planner.cli.console import INVALID, Terminal, code_of
from planner.cli.files import content_of
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
from planner.cli.scenario_tables import ScenarioPrinter
from planner.domain.scenarios import ScenarioResults
from planner.dossier.reading import validated
from planner.dossier.scenarios import read_grid
from planner.dossier.strict_json import InvalidFile, decode, parse
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits


def scenarios_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        file: str,
        grid: str,
        time_limit: float | None,
        seed: int,
        cautious: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        named = file
        try:
            raw, faults = parse(decode(content_of(file)))
            dossier = validated(raw, faults)
            named = grid
            axes = read_grid(content_of(grid))
        except InvalidFile as error:
            terminal.explain_all(error, named)
            return INVALID
        with sweeping(workers, scheduler) as sweep, ProgressBar(terminal) as bar:
            results = scenarios(
                raw,
                axes,
                seed=seed,
                cautious=cautious,
                time_limit=time_limit,
                language=words.language,
                limits=Limits(counter=bar.count),
                sweep=sweep,
            )
        _tell_faults(terminal, grid, results)
        tell(results, ScenarioPrinter(terminal, dossier, axes).results, as_json)
        return max(code_of(one.status) for one in (results.base, *results.scenarios))

    return click.Command(
        "scenarios",
        callback=run,
        help=words.say("Solve a dossier in every combination of what-ifs."),
        params=[
            file_argument(),
            click.Argument(["grid"], metavar="GRID"),
            time_limit_option(
                terminal, words.say("Stop each scenario after so long, with the best found.")
            ),
            seed_option(terminal),
            cautious_option(terminal),
            json_option(terminal),
            *sweep_options(terminal),
        ],
    )


def _tell_faults(terminal: Terminal, grid: str, results: ScenarioResults) -> None:
    """Say on standard error what is wrong with scenarios that are no dossier."""
    for scenario in results.scenarios:
        chosen = ", ".join(f"{axis}={choice}" for axis, choice in scenario.choices.items())
        for fault in scenario.faults:
            terminal.err.print(f"{grid}: {chosen}: {fault.path}: {fault.text}")
