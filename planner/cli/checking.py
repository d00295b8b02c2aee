"""`abd-planner check` and `schema`: whether files are right, and what they may hold."""

import json

import click
from pydantic import BaseModel

from planner.cli.console import DONE, Terminal
from planner.cli.files import with_each
from planner.cli.options import files_argument
from planner.decisions.decision import Decision
from planner.decisions.reproducing import Reproduction
from planner.dossier.dossier import Dossier
from planner.dossier.schemas import SCHEMAS, schema_of
from planner.dossier.warnings import warnings

# The formats of every room.
_SCHEMAS: dict[str, type[BaseModel]] = {
    **SCHEMAS,
    "decision": Decision,
    "reproduction": Reproduction,
}


def check_command(terminal: Terminal) -> click.Command:
    """Return the command `check`."""
    words = terminal.words

    def run(files: tuple[str, ...]) -> int:
        def answer(file: str, dossier: Dossier) -> int:
            for warning in warnings(dossier):
                terminal.explain(warning, f"{file}: " + words.say("warning"))
            terminal.out.print(
                words.say(
                    "{file}: in order; {people}, {teams}, {constraints}",
                    file=file,
                    people=words.say_count("1 person", "{number} people", len(dossier.people)),
                    teams=words.say_count("1 team", "{number} teams", len(dossier.teams)),
                    constraints=words.say_count(
                        "1 constraint", "{number} constraints", len(dossier.constraints)
                    ),
                ),
                soft_wrap=True,
            )
            return DONE

        return with_each(files, terminal, answer)

    return click.Command(
        "check",
        callback=run,
        help=words.say("Check dossiers, and name every mistake."),
        params=[files_argument()],
    )


def schema_command(terminal: Terminal) -> click.Command:
    """Return the command `schema`."""

    def run(name: str) -> int:
        click.echo(json.dumps(schema_of(_SCHEMAS[name]), indent=2, ensure_ascii=False))
        return DONE

    return click.Command(
        "schema",
        callback=run,
        help=terminal.words.say("Print the JSON Schema of a format."),
        params=[click.Argument(["name"], type=click.Choice(sorted(_SCHEMAS)), metavar="FORMAT")],
        epilog=" | ".join(sorted(_SCHEMAS)),
    )
