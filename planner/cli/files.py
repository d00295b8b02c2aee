"""Reading dossiers that are named on the command line; `-` is standard input."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from planner.cli.console import INVALID, Terminal
from planner.domain.faults import Fault, fault_at
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from planner.dossier.strict_json import InvalidFile

STANDARD_INPUT = "-"


def content_of(file: str) -> bytes:
    """Return a file's bytes.

    Raises:
        InvalidFile: it cannot be read.
    """
    try:
        if file != STANDARD_INPUT:
            return Path(file).read_bytes()
        if sys.stdin is None:
            raise InvalidFile([fault_at("$", "there is no standard input to read")])
        return sys.stdin.buffer.read()
    except InvalidFile:
        raise
    except (OSError, ValueError) as error:
        raise InvalidFile([_unreadable(error)]) from None


def _unreadable(error: OSError | ValueError) -> Fault:
    match error:
        case FileNotFoundError():
            return fault_at("$", "there is no such file")
        case IsADirectoryError():
            return fault_at("$", "is a folder, not a file")
        case PermissionError():
            return fault_at("$", "may not be read by you")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return fault_at("$", "cannot be read: {reason}", reason=reason or str(error))


def opened(file: str, terminal: Terminal) -> Dossier | None:
    """Return a dossier, or tell every mistake in it and return `None`."""
    try:
        return read_dossier(content_of(file))
    except InvalidFile as error:
        terminal.explain_all(error, file)
        return None


def with_each(
    files: Iterable[str], terminal: Terminal, answer: Callable[[str, Dossier], int]
) -> int:
    """Answer for each file; a bad one does not stop the others. Return the highest exit code."""
    worst = 0
    for file in files:
        dossier = opened(file, terminal)
        worst = max(worst, INVALID if dossier is None else answer(file, dossier))
    return worst
