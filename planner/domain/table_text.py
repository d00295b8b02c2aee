"""Tables as text: how spreadsheets write them, and how a cell is kept from being run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from planner.domain.text import Text

# A cell that begins so is run by a spreadsheet, or would be once a mark before it is taken off:
# a mark more says that it is text. Wide signs count too, because some spreadsheets take them.
_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, errors: str = "strict") -> str:
    """Return the text of a file, in one of the ways in which spreadsheets write it.

    Args:
        content: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252.
        errors: what comes of bytes that stand for no letter, as `bytes.decode` has it.

    Raises:
        UnicodeDecodeError: some bytes stand for no letter, and `errors` is strict.
    """
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors)


def text_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with its number, cells as they are written.

    Raises:
        csv.Error: it is no table.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    first = next((line for line in lines.split("\n") if line.strip()), "")
    reader = csv.reader(io.StringIO(lines), delimiter=_separator(first))
    return (
        (number, row) for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)
    )


def _separator(head: str) -> str:
    """Return what stands between the cells: of tab, semicolon and comma the first that is there."""
    outside = "".join(head.split('"')[::2])
    return next((mark for mark in "\t;," if mark in outside), "\t")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _RUN.match(text) else text


def unguarded(cell: str) -> str:
    """Return a text without the mark that `guarded` set before it."""
    return cell[1:] if _MARKED.match(cell) else cell


def column_letters(column: int) -> str:
    """Return a column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def in_every_language(label: Text | None) -> list[str]:
    """Return the words of a text in each language that it has."""
    if label is None:
        return []
    return [label] if isinstance(label, str) else list(label.values())


def by_name(named: Iterable[tuple[str, str | None]]) -> dict[str, set[str]]:
    """Return the ids that go by each name, whatever its capitals; those without a name are left."""
    found: dict[str, set[str]] = {}
    for identifier, name in named:
        if name:
            found.setdefault(name.strip().casefold(), set()).add(identifier)
    return found
