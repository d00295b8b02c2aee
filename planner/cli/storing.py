"""`backup`, `restore`, `verify`, `head`: what is kept, in a safe place and whole."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click
from pysqlite3 import dbapi2 as sqlite3

from planner.cli.console import DONE, INVALID, Terminal
from planner.cli.serving import default_data_folder
from planner.store.backups import NotWhole, backup, restore
from planner.store.chain import Head, head_of
from planner.store.damage import Damage
from planner.store.database import FILE_NAME, Store
from planner.store.erasing import erase_again
from planner.store.errors import StoreError
from planner.store.sessions import sign_everybody_out
from planner.store.verifying import Verdict, opened, verify


def backup_command(terminal: Terminal) -> click.Command:
    """Return the command that makes a backup."""
    words = terminal.words

    def run(file: Path, data: Path) -> int:
        try:
            verdict = backup(data, file)
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        terminal.line(
            words.say("{file}: written; {what}", file=file, what=_what(terminal, verdict))
        )
        return _told(terminal, file, verdict.damages)

    return _command(
        terminal,
        "backup",
        run,
        words.say("Copy what is kept to a new file; also while the planner runs."),
        "FILE",
    )


def restore_command(terminal: Terminal) -> click.Command:
    """Return the command that puts a backup back."""
    words = terminal.words

    def run(file: Path, data: Path) -> int:
        try:
            restored = restore(data, file)
        except NotWhole as error:
            _told(terminal, file, error.damages)
            terminal.complain(error.template, **error.values)
            return INVALID
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        what = _what(terminal, restored.verdict)
        terminal.line(words.say("{file}: put back; {what}", file=file, what=what))
        if restored.kept is not None:
            terminal.line(words.say("What was there before is kept in {file}.", file=restored.kept))
        _without_the_erased(terminal, data)
        return DONE

    return _command(
        terminal,
        "restore",
        run,
        words.say("Put a backup back, once it is found to be whole; what was there is kept."),
        "FILE",
    )


def _without_the_erased(terminal: Terminal, data: Path) -> None:
    """Be rid once more of whoever was erased since the backup was made."""
    store = Store(data)
    try:
        number = erase_again(store)
        # Whoever signed out since the backup was made stays signed out.
        sign_everybody_out(store)
    finally:
        store.close()
    if number:
        terminal.line(
            terminal.words.say_count(
                "1 person had been erased since, and was erased again.",
                "{number} people had been erased since, and were erased again.",
                number,
            )
        )


def verify_command(terminal: Terminal) -> click.Command:
    """Return the command that looks whether all that is kept is whole."""
    words = terminal.words

    def run(file: Path | None, data: Path, head: str | None) -> int:
        path = file or data / FILE_NAME
        before = None if head is None else Head.read(head)
        if head is not None and before is None:
            terminal.complain(
                "{head} is no head of a log: it is a number, a colon, and 64 letters and digits.",
                head=head,
            )
            return INVALID
        try:
            verdict = verify(path, before)
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        if not verdict.damages:
            what = _what(terminal, verdict)
            terminal.line(words.say("{file}: in order; {what}", file=path, what=what))
            if before is not None:
                terminal.line(
                    words.say(
                        "The log still goes on from {head}: no line up to {line} was taken out or "
                        "written anew.",
                        head=f"{before.written()[:12]}…",
                        line=before.sequence,
                    )
                )
        return _told(terminal, path, verdict.damages)

    command = _command(
        terminal,
        "verify",
        run,
        words.say(
            "Look whether all that is kept is as it was written: the database of the data folder, "
            "or a backup."
        ),
        "[FILE]",
        is_needed=False,
    )
    command.params.append(
        click.Option(
            ["--head"],
            metavar="HEAD",
            help=words.say(
                "A head of the log that was printed earlier: look whether the log still goes on "
                "from there."
            ),
        )
    )
    return command


def head_command(terminal: Terminal) -> click.Command:
    """Return the command that prints how far the log goes, to be kept elsewhere."""
    words = terminal.words

    def run(data: Path) -> int:
        try:
            with closing(opened(data / FILE_NAME)) as connection:
                terminal.line(head_of(connection).written())
        except StoreError as error:
            terminal.complain(error.template, **error.values)
            return INVALID
        except sqlite3.DatabaseError as error:
            terminal.complain("The file is damaged: {reason}.", reason=str(error))
            return INVALID
        return DONE

    return click.Command(
        "head",
        callback=run,
        help=words.say("Print the head of the log. Keep it elsewhere, and check it with verify."),
        params=[data_option(terminal)],
    )


def data_option(terminal: Terminal) -> click.Option:
    """Return `--data`."""
    return click.Option(
        ["--data"],
        type=click.Path(file_okay=False, path_type=Path),
        default=default_data_folder,
        show_default=str(default_data_folder()),
        metavar="DIR",
        help=terminal.words.say("The data folder."),
    )


def _command(
    terminal: Terminal, name: str, run: object, help_text: str, metavar: str, is_needed: bool = True
) -> click.Command:
    return click.Command(
        name,
        callback=run,  # type: ignore[arg-type]
        help=help_text,
        params=[
            click.Argument(
                ["file"],
                type=click.Path(path_type=Path),
                required=is_needed,
                metavar=metavar,
            ),
            data_option(terminal),
        ],
    )


def _what(terminal: Terminal, verdict: Verdict) -> str:
    """Return how much a database holds."""
    dossiers = terminal.words.say_count("1 dossier", "{number} dossiers", verdict.dossiers)
    versions = terminal.words.say_count("1 version", "{number} versions", verdict.versions)
    return f"{dossiers}, {versions}"


def _told(terminal: Terminal, file: Path, damages: Iterable[Damage]) -> int:
    """Tell everything that is wrong; return the exit code."""
    code = DONE
    for found in damages:
        terminal.err.print(f"{file}: {found.said(terminal.words)}")
        code = INVALID
    return code
