"""Ratings as a file that import takes back just as they are, and templates to fill in."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from planner.domain.repertoire import Repertoire
from planner.domain.text import say
from planner.ratings.rating import Rating, Round, is_name
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import cell_of
from planner.ratings.table_known import known_behaviours, name_in_table
from planner.ratings.table_words import (
    COLUMNS,
    HEADS,
    INSTRUMENT_WORDS,
    NOT_OBSERVED,
    SOURCE_WORDS,
    Column,
    Layout,
    columns_by_head,
    plain,
)
from planner.ratings.table_workbook import escaped
from planner.resources.catalogue import Translator, marked

Form = Literal["csv", "xlsx"]
# What is written: text that is guarded when it is, numbers, and days.
Written = str | Decimal | datetime.date | None
Row = list[Written]


@dataclass(frozen=True)
class Table:
    """What a file of ratings is about: those who are rated by id, and the behaviours."""

    people: Mapping[str, str | None]
    repertoire: Repertoire


def exported(round_: Round, table: Table, *, layout: Layout, form: Form, language: str) -> bytes:
    """Return the ratings of a round as a file.

    With a rating a row everything is in it. With a person a row there is no place for evidence;
    import leaves what there is of that as it was.
    """
    words = Translator(language)
    behaviours = Behaviours(table.repertoire, words)
    if layout == "rating_a_row":
        rows = _ratings_in_rows(round_, table, behaviours, words)
    else:
        rows = _people_in_rows(round_, table, behaviours, words)
    return written_file(rows, form, words)


def template(table: Table, *, layout: Layout, form: Form, language: str) -> bytes:
    """Return a file to fill in; with a person a row, the people are in it.

    A workbook has a second sheet that says what can be filled in.
    """
    words = Translator(language)
    behaviours = Behaviours(table.repertoire, words)
    rows = [_heads(layout, behaviours, words)]
    if layout == "person_a_row":
        rows += [[*who(person, table)] for person in table.people if is_name(person)]
    return written_file(rows, form, words, _explanation(table.repertoire, words))


class Behaviours:
    """How each behaviour is called in a table: by its label, where import knows it by that.

    One whose id no rating can go by is left out.
    """

    def __init__(self, repertoire: Repertoire, words: Translator) -> None:
        known = known_behaviours(repertoire)
        self.called: dict[str, str] = {}
        for each in repertoire.behaviours:
            label = say(each.label, words.language, each.id)
            if is_name(label) and known.ids(label) == {each.id}:
                self.called[each.id] = label
            elif is_name(each.id):
                self.called[each.id] = each.id
        self._words = words

    def head(self, behaviour: str) -> str:
        """Return the head of a behaviour's column; one that reads like another head says so."""
        called = self.called[behaviour]
        own = plain(called) not in columns_by_head() and ":" not in called
        return called if own else f"{self._words.say(HEADS['behaviour'])}: {called}"


def _heads(layout: Layout, behaviours: Behaviours, words: Translator) -> Row:
    heads: Row = [words.say(HEADS[column]) for column in COLUMNS[layout]]
    if layout == "person_a_row":
        heads += [behaviours.head(behaviour) for behaviour in behaviours.called]
    return heads


def who(person: str, table: Table) -> tuple[str, str | None]:
    """Return the id and the name by which a table speaks of somebody."""
    name = table.people.get(person)
    return person, name_in_table(name) if name else None


def _level(rating: Rating, words: Translator) -> Written:
    if rating.level is None:
        return words.say(NOT_OBSERVED)
    return Decimal(rating.level).scaleb(-1)


def _ratings_in_rows(
    round_: Round, table: Table, behaviours: Behaviours, words: Translator
) -> Iterator[Row]:
    yield _heads("rating_a_row", behaviours, words)
    for rating in round_.ratings:
        cells: dict[Column, Written] = {
            "behaviour": behaviours.called[rating.behaviour],
            "level": _level(rating, words),
            "source": words.say(SOURCE_WORDS[rating.source]),
            "rater": rating.rater,
            "date": rating.date,
            "instrument": words.say(INSTRUMENT_WORDS[rating.instrument]),
            "situation": rating.evidence.situation,
            "observed": rating.evidence.behaviour,
            "effect": rating.evidence.effect,
        }
        yield [*who(rating.person, table), *cells.values()]


def _people_in_rows(
    round_: Round, table: Table, behaviours: Behaviours, words: Translator
) -> Iterator[Row]:
    yield _heads("person_a_row", behaviours, words)
    rows: dict[tuple[object, ...], dict[str, Written]] = {}
    starts: dict[tuple[object, ...], Row] = {}
    for rating in round_.ratings:
        key = (rating.person, rating.rater, rating.date, rating.instrument)
        starts[key] = [
            *who(rating.person, table),
            words.say(SOURCE_WORDS[rating.source]),
            rating.rater,
            rating.date,
            words.say(INSTRUMENT_WORDS[rating.instrument]),
        ]
        rows.setdefault(key, {})[rating.behaviour] = _level(rating, words)
    for row, levels in rows.items():
        yield [*starts[row], *(levels.get(behaviour) for behaviour in behaviours.called)]


def _explanation(repertoire: Repertoire, words: Translator) -> list[Row]:
    """Return what can be filled in, for the second sheet of a template."""
    behaviours = tuple(Behaviours(repertoire, words).called.values())
    scale = {
        "minimum": Decimal(repertoire.scale.minimum).scaleb(-1),
        "maximum": Decimal(repertoire.scale.maximum).scaleb(-1),
        "words": Sentence(NOT_OBSERVED),
    }
    level = Sentence(marked("from {minimum} to {maximum}, or {words}"), scale)
    choices: dict[Column, Iterable[str]] = {
        "behaviour": behaviours,
        "level": [level.said(words)],
        "source": [words.say(each) for each in SOURCE_WORDS.values()],
        "instrument": [words.say(each) for each in INSTRUMENT_WORDS.values()],
        "date": [words.say("such as 2026-03-31")],
    }
    return [
        [words.say(HEADS[column]), choice]
        for column, options in choices.items()
        for choice in options
    ]


def written_file(
    rows: Iterable[Row], form: Form, words: Translator, explanation: Iterable[Row] = ()
) -> bytes:
    """Return rows as a file; a workbook may have a second sheet with what there is to explain."""
    if form == "csv":
        return _as_text(rows, words.language)
    return _as_workbook(rows, explanation, words)


def _as_text(rows: Iterable[Row], language: str) -> bytes:
    """Return rows as a CSV file, as a spreadsheet in the language writes it."""
    text = io.StringIO(newline="")
    mark = ";" if language == "nl" else ","

    def cell(value: Written) -> str:
        if isinstance(value, str):
            return cell_of(value)
        number = "" if value is None else str(value)
        is_level = isinstance(value, Decimal)
        return number.replace(".", ",") if is_level and language == "nl" else number

    head, *body = rows
    # In quotes, so that a mark within a label is not taken for the one between cells.
    csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL).writerow(map(cell, head))
    csv.writer(text, delimiter=mark).writerows(map(cell, row) for row in body)
    # A spreadsheet knows by the mark at the beginning that the letters are UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _as_workbook(rows: Iterable[Row], explanation: Iterable[Row], words: Translator) -> bytes:
    book = Workbook(write_only=True)
    _fill(book, words.say("Ratings"), rows)
    explained = list(explanation)
    if explained:
        _fill(book, words.say("What to fill in"), explained)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(book: Workbook, title: str, rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position in range(1, 12):
        sheet.column_dimensions[get_column_letter(position)].width = 20

    def cell(value: Written) -> object:
        if value == "":
            return None
        if not isinstance(value, str):
            return value
        # Text in the cell itself rather than as rich text: half the time to read it back.
        written = WriteOnlyCell(sheet, escaped(cell_of(value)))
        written.data_type = "str"
        return written

    written_rows = [[cell(value) for value in row] for row in rows]
    # Without its size in front, whoever opens the sheet reads it twice; the library asks for it by
    # this name, and knows it only of sheets that it keeps whole.
    size = f"A1:{get_column_letter(max(map(len, written_rows)))}{len(written_rows)}"
    setattr(sheet, "calculate_dimension", lambda: size)  # noqa: B010
    for written_row in written_rows:
        sheet.append(written_row)
