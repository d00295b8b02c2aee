"""The rows of a sheet: each becomes ratings, or cells that cannot be taken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from planner.domain.repertoire import Scale
from planner.ratings.rating import (
    NO_EVIDENCE,
    SELF,
    Evidence,
    Instrument,
    Rating,
    Source,
    is_name,
)
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import (
    Cell,
    date_of,
    evidence_text,
    is_empty,
    level_of,
    rater_of,
    text_of,
    word_of,
)
from planner.ratings.table_columns import Columns
from planner.ratings.table_findings import Wrong
from planner.ratings.table_known import Known
from planner.ratings.table_words import (
    HEADS,
    INSTRUMENT_WORDS,
    SOURCE_WORDS,
    Column,
    instruments_by_word,
    sources_by_word,
)
from planner.resources.catalogue import marked

Read = Callable[[Cell], Any]


@dataclass(frozen=True)
class Given:
    """What holds for every row whose own cell is empty, or has no such column."""

    source: Source | None = None
    rater: str | None = None
    day: date | None = None
    instrument: Instrument | None = None

    @property
    def columns(self) -> dict[Column, Any]:
        """What is given, by its column."""
        found: dict[Column, Any] = {
            "source": self.source,
            "rater": self.rater,
            "date": self.day,
            "instrument": self.instrument,
        }
        return {column: value for column, value in found.items() if value is not None}


NOTHING_GIVEN = Given()


@dataclass
class RowReading:
    """What came of one row: ratings, each with its column, and what is wrong, by column.

    Columns are positions from 0; -1 is the row as a whole.
    """

    ratings: list[tuple[int, Rating]] = field(default_factory=list)
    refused: dict[int, Wrong] = field(default_factory=dict)


class RowReader:
    """Reads the rows of one sheet. What cells mean is remembered: they repeat."""

    def __init__(
        self,
        columns: Columns,
        people: Known,
        behaviours: Known,
        scale: Scale,
        today: date,
        given: Given,
    ) -> None:
        """Keep what rows are read by."""
        self._columns = columns
        self._taken = {*columns.positions.values(), *columns.behaviours}
        self._people = people
        self._given = given.columns
        read: dict[Column, Read] = {
            "id": lambda cell: self._person(text_of(cell)),
            "name": lambda cell: self._person(text_of(cell)),
            "behaviour": lambda cell: behaviours.find(text_of(cell)),
            "level": lambda cell: level_of(cell, scale),
            "source": lambda cell: word_of(
                cell,
                sources_by_word(),
                tuple(SOURCE_WORDS.values()),
                Sentence(marked("is no source of ratings")),
            ),
            "rater": rater_of,
            "date": lambda cell: date_of(cell, today),
            "instrument": lambda cell: word_of(
                cell,
                instruments_by_word(),
                tuple(INSTRUMENT_WORDS.values()),
                Sentence(marked("is no instrument")),
            ),
            "situation": evidence_text,
            "observed": evidence_text,
            "effect": evidence_text,
        }
        self._read = {column: _remembering(way) for column, way in read.items()}

    def row(self, cells: list[Cell]) -> RowReading:
        """Return what one row says; a row that rates nobody says nothing."""
        reading = RowReading()
        for position, cell in enumerate(cells):
            if not (is_empty(cell) or position in self._taken):
                reading.refused[position] = _headless()
        levels = list(self._levels(cells, reading))
        if not levels and not reading.refused:
            return reading
        fields = self._fields(cells, reading)
        if not reading.refused:
            for position, behaviour, level in levels:
                written = None if level is None else Decimal(level).scaleb(-1)
                rating = Rating(behaviour=behaviour, level=written, **fields)
                reading.ratings.append((position, rating))
        return reading

    def _cell(self, cells: list[Cell], column: Column) -> Cell:
        position = self._columns.positions.get(column)
        return cells[position] if position is not None and position < len(cells) else None

    def _levels(self, cells: list[Cell], reading: RowReading) -> Iterator[tuple[int, str, Any]]:
        """Return each level of the row: its column, its behaviour, and the level in tenths."""
        if self._columns.layout == "rating_a_row":
            position = self._columns.positions["level"]
            behaviour = self._value(cells, "behaviour", reading)
            level = self._try("level", self._cell(cells, "level"), position, reading)
            if behaviour is not None and position not in reading.refused:
                yield position, behaviour, level
            return
        for position, behaviour in self._columns.behaviours.items():
            cell = cells[position] if position < len(cells) else None
            if not is_empty(cell):
                level = self._try("level", cell, position, reading)
                if position not in reading.refused:
                    yield position, behaviour, level

    def _fields(self, cells: list[Cell], reading: RowReading) -> dict[str, Any]:
        """Return what a rating needs besides a behaviour and a level."""
        person = self._who(cells, reading)
        source = self._value(cells, "source", reading)
        rater = self._rater(cells, person, source, reading)
        return {
            "person": person,
            "source": source,
            "rater": rater,
            "date": self._value(cells, "date", reading),
            "instrument": self._value(cells, "instrument", reading),
            "evidence": self._evidence(cells, reading),
        }

    def _who(self, cells: list[Cell], reading: RowReading) -> str | None:
        identifier, name = self._cell(cells, "id"), self._cell(cells, "name")
        if is_empty(identifier):
            # Where neither says who, the id is what is missing, if there is such a column.
            by_name = not is_empty(name) or "id" not in self._columns.positions
            only: str | None = self._value(cells, "name" if by_name else "id", reading)
            return only
        person: str | None = self._value(cells, "id", reading)
        if person is not None and not is_empty(name):
            try:
                self._check_name(person, text_of(name))
            except Wrong as wrong:
                reading.refused[self._columns.positions["name"]] = wrong
        return person

    def _check_name(self, person: str, name: str) -> None:
        if not self._people.goes_by(person, name):
            wrong = Sentence(marked("is not the name of {person}"), {"person": person})
            right = marked("See whether a row has slipped; leave the name empty to go by the id")
            raise Wrong(wrong, Sentence(right))

    def _person(self, text: str) -> str:
        person = self._people.find(text)
        if not is_name(person):
            right = marked("Give this person an id on one line, of letters and figures")
            raise Wrong(Sentence(marked("has an id that ratings cannot go by")), Sentence(right))
        return person

    def _rater(
        self, cells: list[Cell], person: str | None, source: Source | None, reading: RowReading
    ) -> str | None:
        """Return who rates: of a self-rating the person, who need not be named again."""
        cell = self._cell(cells, "rater")
        if source == SELF and is_empty(cell):
            return person
        rater: str | None = self._value(cells, "rater", reading)
        if rater is None or person is None or source is None:
            return None
        is_the_person = self._people.goes_by(person, rater)
        if is_the_person == (source == SELF):
            return person if is_the_person else rater
        position = self._columns.positions.get("rater", -1)
        if source == SELF:
            wrong = marked("is somebody else than the person, while the source is self")
            right = marked("Leave the rater empty, or choose another source")
        else:
            wrong = marked("is the person, while the source is not self")
            right = marked("Choose self as the source, or name another rater")
        reading.refused[position] = Wrong(Sentence(wrong), Sentence(right))
        return None

    def _evidence(self, cells: list[Cell], reading: RowReading) -> Evidence:
        parts = {
            part: self._try(column, cell, self._columns.positions[column], reading)
            for part, column in _PARTS.items()
            if not is_empty(cell := self._cell(cells, column))
        }
        return Evidence(**parts) if parts and not reading.refused else NO_EVIDENCE

    def _value(self, cells: list[Cell], column: Column, reading: RowReading) -> Any:
        """Return what a cell means, or what is given in its place; refuse it where neither is."""
        cell = self._cell(cells, column)
        position = self._columns.positions.get(column, -1)
        if not is_empty(cell):
            return self._try(column, cell, position, reading)
        if column not in self._given:
            wrong = Sentence(marked("lacks {column}"), {"column": Sentence(HEADS[column])})
            right = Sentence(marked("Fill in the cell"))
            reading.refused[position] = Wrong(wrong, right)
        return self._given.get(column)

    def _try(self, column: Column, cell: Cell, position: int, reading: RowReading) -> Any:
        found = self._read[column](cell)
        if isinstance(found, Wrong):
            reading.refused[position] = found
            return None
        return found


_PARTS: dict[str, Column] = {
    "situation": "situation",
    "behaviour": "observed",
    "effect": "effect",
}


def _headless() -> Wrong:
    right = Sentence(marked("Give the column a head, or empty the cell"))
    return Wrong(Sentence(marked("stands in a column without a head")), right)


def _remembering(read: Read) -> Read:
    """Return a way to read cells that gives back a `Wrong`, and reads equal cells once."""
    known: dict[tuple[type, Cell], Any] = {}

    def remembered(cell: Cell) -> Any:
        key = (type(cell), cell)
        if key not in known:
            try:
                known[key] = read(cell)
            except Wrong as wrong:
                known[key] = wrong
        return known[key]

    return remembered
