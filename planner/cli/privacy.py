"""`held`, `erase` and `retention`: what is kept about people, and being rid of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.table import Table

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.options import json_option
from planner.cli.storing import data_option
from planner.dossier.strict_json import InvalidFile
from planner.dossier.written_json import write_json
from planner.resources.catalogue import marked
from planner.store.alone import alone
from planner.store.database import FILE_NAME, Store
from planner.store.erasing import STILL_NAMED, erase, held_about
from planner.store.errors import StoreError, Unknown
from planner.store.personal.part import Held, Subject, tell_of_held, written
from planner.store.retention import due, let_go
from planner.web.settings import named_settings


def held_command(terminal: Terminal) -> click.Command:
    """Return the command that prints all that is kept about one person."""
    words = terminal.words

    def run(dossier: str, person: str, data: Path, as_json: bool) -> int:
        with _telling(terminal) as told:
            subject = Subject(dossier, person)
            with opened_store(data) as store:
                found = held_about(store, subject)
                # Before anything is shown: what is read and not told of is not read.
                tell_of_held(store, subject)
            if as_json:
                terminal.out.print(written(subject, found).decode().strip(), soft_wrap=True)
            else:
                _show(terminal, found)
        return told.code

    return _command(
        terminal,
        "held",
        run,
        words.say("Print all that is kept about one person, to give it to them."),
        [json_option(terminal)],
    )


def erase_command(terminal: Terminal) -> click.Command:
    """Return the command that takes a person out of all that is kept."""
    words = terminal.words

    def run(dossier: str, person: str, data: Path, ground: str) -> int:
        with _telling(terminal) as told, alone(data), opened_store(data) as store:
            erased = erase(store, Subject(dossier, person), ground)
            terminal.line(
                words.say_count(
                    "Erased, in 1 record; what is left of them is called {pseudonym}.",
                    "Erased, in {number} records; what is left of them is called {pseudonym}.",
                    erased.records,
                    pseudonym=erased.pseudonym,
                )
            )
            for copy in erased.copies:
                terminal.line(words.say("{file}: deleted, for it held the person too", file=copy))
            if erased.accounts:
                terminal.line(words.say(STILL_NAMED, accounts="; ".join(erased.accounts)))
            terminal.line(
                words.say(
                    "Backups elsewhere still hold the person. Whoever puts one back is rid of "
                    "them again by restore."
                )
            )
        return told.code

    return _command(
        terminal,
        "erase",
        run,
        words.say("Take a person out of all that is kept; this cannot be undone."),
        [
            click.Option(
                ["--ground"],
                required=True,
                metavar="TEXT",
                help=words.say("Why; it stands in the log, and does not name the person."),
            )
        ],
    )


def retention_command(terminal: Terminal) -> click.Command:
    """Return the command that lets go of what is kept no longer."""
    words = terminal.words

    def run(data: Path, config: Path | None, dry_run: bool) -> int:
        with _telling(terminal) as told:
            terms = named_settings(config).retention
            with opened_store(data) as store:
                found = due(store, terms) if dry_run else let_go(store, terms)
            table = Table(box=None)
            for name in (marked("Kept"), marked("Days"), marked("Past that")):
                table.add_column(words.say(name), justify="right" if table.columns else "left")
            for each in found:
                table.add_row(words.say(each.kind), str(each.days), str(each.records))
            terminal.out.print(table)
            terminal.line(
                words.say(
                    "Decisions stay: your selection list says how long, and nothing removes one "
                    "by itself."
                )
            )
            if dry_run:
                terminal.line(words.say("Nothing was changed."))
        return told.code

    return click.Command(
        "retention",
        callback=run,
        help=words.say("Let go of what has been kept for as long as it should."),
        params=[
            click.Option(
                ["--dry-run"],
                is_flag=True,
                help=words.say("Only say what would go."),
            ),
            data_option(terminal),
            click.Option(
                ["--config"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help=words.say("The settings, in which the terms stand."),
            ),
        ],
    )


class _Told:
    """The exit code that comes of what was told."""

    code = DONE


@contextmanager
def _telling(terminal: Terminal) -> Iterator[_Told]:
    """Tell what goes wrong meanwhile, as a sentence."""
    told = _Told()
    try:
        yield told
    except Unknown:
        terminal.complain("There is nobody by that id in any version of that dossier.")
        told.code = INVALID
    except StoreError as error:
        terminal.complain(error.template, **error.values)
        told.code = INVALID
    except InvalidFile as error:
        terminal.explain_all(error, "abd-planner.toml")
        told.code = INVALID


@contextmanager
def opened_store(data: Path) -> Iterator[Store]:
    """Open the database of a data folder that is there.

    Raises:
        StoreError: there is none, or it cannot be used.
    """
    if not (data / FILE_NAME).exists():
        template = marked("There is no database in {folder}.")
        raise StoreError(template, folder=data)
    store = Store(data)
    try:
        yield store
    finally:
        store.close()


def _show(terminal: Terminal, found: list[Held]) -> None:
    for each in found:
        terminal.line(terminal.words.say(each.name))
        for record in each.records or ({},):
            text = write_json(record).decode().strip() if record else terminal.words.say("nothing")
            for line in text.splitlines():
                terminal.out.print(f"  {line}", soft_wrap=True)


def _command(
    terminal: Terminal, name: str, run: object, help_text: str, options: list[click.Option]
) -> click.Command:
    return click.Command(
        name,
        callback=run,  # type: ignore[arg-type]
        help=help_text,
        params=[
            click.Argument(["dossier"], metavar="DOSSIER"),
            click.Argument(["person"], metavar="PERSON"),
            data_option(terminal),
            *options,
        ],
    )
