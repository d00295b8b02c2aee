"""The cells of a table of ratings: levels, dates, words and texts, each read or refused."""

import datetime
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic_core import PydanticCustomError

from planner.domain.level import from_tenths, tenths
from planner.domain.repertoire import Scale
from planner.domain.table_text import guarded, unguarded
from planner.domain.typed_numbers import typed_number
from planner.ratings.rating import (
    MOST_LETTERS_OF_EVIDENCE,
    MOST_LETTERS_OF_NAME,
    Evidence,
    is_name,
)
from planner.ratings.sentences import Sentence
from planner.ratings.table_findings import Wrong
from planner.ratings.table_words import NOT_OBSERVED, plain, words_for_not_observed
from planner.resources.catalogue import marked

# What a file gives for a cell: text in a CSV file, more in a workbook.
Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None

_DAY_FIRST = re.compile(r"^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$")
# What a spreadsheet shows for a formula that failed. A text that reads so gets a mark, as one that
# reads like a formula does.
_MISTAKE = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)", re.IGNORECASE)
_MARKED_MISTAKE = re.compile(rf"'+{_MISTAKE.pattern}", re.IGNORECASE)
_LIKE_A_NUMBER = marked("Write a number such as 3 or 3.4")
_LIKE_A_DATE = marked("Write it as 2026-03-31 or 31-3-2026")
Meaning = TypeVar("Meaning")


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Return a cell as text, without the mark that keeps it from being run as a formula.

    Raises:
        Wrong: it is a formula, or what came of one that failed.
    """
    if isinstance(cell, str):
        if cell.startswith("="):
            right = marked("Put the outcome of the formula in its place")
            raise Wrong(Sentence(marked("is a formula")), Sentence(right))
        if _MISTAKE.fullmatch(cell):
            right = marked("Put a value in its place")
            raise Wrong(Sentence(marked("is a mistake of the spreadsheet")), Sentence(right))
        return cell[1:] if _MARKED_MISTAKE.fullmatch(cell) else unguarded(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def cell_of(text: str) -> str:
    """Return a text as a cell that `text_of` reads back, and that no spreadsheet runs."""
    taken_for_a_mistake = _MISTAKE.fullmatch(text) or _MARKED_MISTAKE.fullmatch(text)
    return f"'{text}" if taken_for_a_mistake else guarded(text)


def level_of(cell: Cell, scale: Scale) -> int | None:
    """Return the level in tenths, or `None` for what was not observed.

    Raises:
        Wrong: it is empty, no number, or not on the scale.
    """
    if is_empty(cell):
        right = Sentence(marked("Write a level, or {words}"), {"words": Sentence(NOT_OBSERVED)})
        raise Wrong(Sentence(marked("is empty")), right)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        right = Sentence(marked("Make the cell a number again, and write the level once more"))
        raise Wrong(Sentence(marked("has become a date in the spreadsheet")), right)
    # A workbook keeps 3.4 as the nearest double, and adds to it what a sum left over.
    text = f"{cell:.12g}" if isinstance(cell, float) else text_of(cell).strip()
    if plain(text) in words_for_not_observed():
        return None
    number = typed_number(text)
    if isinstance(number, str) or isinstance(cell, bool):
        raise Wrong(Sentence(marked("is no level")), Sentence(_LIKE_A_NUMBER))
    try:
        level = tenths(number)
    except PydanticCustomError:
        right = Sentence(marked("Round it to one decimal"))
        raise Wrong(Sentence(marked("has more than one decimal")), right) from None
    if not scale.holds(level):
        ends = {"minimum": from_tenths(scale.minimum), "maximum": from_tenths(scale.maximum)}
        right = Sentence(marked("Write a level from {minimum} to {maximum}"), ends)
        raise Wrong(Sentence(marked("does not lie on the scale")), right)
    return level


def date_of(cell: Cell, today: datetime.date) -> datetime.date:
    """Return the day, without a time of day.

    Raises:
        Wrong: it is no date, one that can be read in two ways, or still to come.
    """
    if isinstance(cell, datetime.datetime):
        found = cell.date()
    elif isinstance(cell, datetime.date):
        found = cell
    else:
        found = _typed_date(text_of(cell).strip() if isinstance(cell, str) else "")
    if found > today:
        right = Sentence(marked("Give the day on which the rating was made"))
        raise Wrong(Sentence(marked("is a day that has not come yet")), right)
    return found


def _typed_date(text: str) -> datetime.date:
    if re.match(r"^\d{1,4}/\d{1,2}/\d{1,4}", text):
        wrong = marked("may have the day or the month first")
        raise Wrong(Sentence(wrong), Sentence(_LIKE_A_DATE))
    day_first = _DAY_FIRST.match(text)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return datetime.date(year, month, day)
        return datetime.datetime.fromisoformat(text).date()
    except ValueError:
        raise Wrong(Sentence(marked("is no date")), Sentence(_LIKE_A_DATE)) from None


def word_of(
    cell: Cell, known: Mapping[str, Meaning], shown: tuple[str, ...], wrong: Sentence
) -> Meaning:
    """Return what a word stands for.

    Args:
        cell: the word.
        known: what each word stands for; words as `plain` has them.
        shown: the words to choose from, as templates.
        wrong: what to say of a word that is not known.

    Raises:
        Wrong: the word is not known.
    """
    found = known.get(plain(text_of(cell)))
    if found is None:
        raise Wrong(wrong, Sentence(marked("Choose from: {words}"), {"words": shown}))
    return found


def rater_of(cell: Cell) -> str:
    """Return the name under which somebody rates.

    Raises:
        Wrong: it is too long for one, or holds what is no letter.
    """
    name = text_of(cell).strip()
    if not is_name(name):
        right = Sentence(
            marked("Write a text on one line, of at most {most} letters"),
            {"most": MOST_LETTERS_OF_NAME},
        )
        raise Wrong(Sentence(marked("cannot be the name of a rater")), right)
    return name


def evidence_text(cell: Cell) -> str:
    """Return a part of the evidence, as it is kept.

    Raises:
        Wrong: it is too long, or holds what is no letter.
    """
    try:
        return Evidence(situation=text_of(cell)).situation
    except ValueError:
        right = Sentence(
            marked("Write at most {most} letters, without control characters"),
            {"most": MOST_LETTERS_OF_EVIDENCE},
        )
        raise Wrong(Sentence(marked("cannot be kept as evidence")), right) from None
