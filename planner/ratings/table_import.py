"""A file with ratings: what it would change, all or nothing."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from planner.domain.repertoire import Repertoire
from planner.ratings.rating import Rating, Round
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import Cell
from planner.ratings.table_columns import Columns, columns_of, says_who
from planner.ratings.table_files import Place, a_table, refused, sheets_of
from planner.ratings.table_findings import Preview, RatingChange, RefusedCell, Wrong
from planner.ratings.table_known import known_behaviours, known_people
from planner.ratings.table_rows import NOTHING_GIVEN, Given, RowReader
from planner.ratings.table_sheets import Sheet
from planner.resources.catalogue import marked

MOST_RATINGS = 100_000
_EMPTY_COLUMN = -1


@dataclass(frozen=True)
class Expected:
    """What a table of ratings is read by.

    Attributes:
        people: those who may be rated, by id, with their names.
        repertoire: the behaviours, and the scale.
        existing: the round as it is; the table adds to it.
        today: no rating is of a later day.
        given: what holds for rows that do not say it themselves.
    """

    people: Mapping[str, str | None]
    repertoire: Repertoire
    existing: Round
    today: date
    given: Given = NOTHING_GIVEN


def read_ratings(content: bytes, expected: Expected) -> Preview:
    """Return what a CSV file or a workbook would change, and every cell that cannot be taken.

    Which of the two a file is, its first bytes say. In a workbook all sheets are read that have a
    head with a column for who is rated.
    """
    with _nothing_collected():
        try:
            sheets = sheets_of(content)
        except Wrong as wrong:
            return Preview(expected.existing, refused=(RefusedCell(wrong.wrong, wrong.right),))
        return _Reading(expected).preview(sheets)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let nobody look for garbage meanwhile.

    A table is hundreds of thousands of values that all stay until it is read. Looking through them
    time and again for what could go takes a third of the reading, and finds nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reading:
    """The reading of one file."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._people = known_people(expected.people)
        self._behaviours = known_behaviours(expected.repertoire)
        self._found: dict[tuple[str, str, str], tuple[Rating, Place]] = {}
        self._sources: dict[tuple[str, str], tuple[str, Place]] = {}
        self._with_evidence: set[tuple[str, str, str]] = set()
        self._refused: list[RefusedCell] = []

    def preview(self, sheets: list[Sheet]) -> Preview:
        """Return what the sheets say together."""
        tables = [sheet for sheet in sheets if says_who(sheet)] or sheets[:1]
        for sheet in tables:
            self._take_sheet(sheet)
        if not self._refused:
            self._check_against_existing()
        if not self._refused and not self._found:
            wrong = Sentence(marked("has a head but no ratings"))
            self._refused.append(RefusedCell(wrong, a_table(), tables[0].name))
        left_out = tuple(s.name for s in sheets if s.name is not None and s not in tables)
        changes = tuple(self._changes())
        same = len(self._found) - len(changes)
        order = {sheet.name: position for position, sheet in enumerate(sheets)}
        self._refused.sort(key=lambda cell: (order[cell.sheet], cell.row, cell.column))
        return Preview(self._expected.existing, changes, same, tuple(self._refused), left_out)

    def _take_sheet(self, sheet: Sheet) -> None:
        given = self._expected.given
        columns = columns_of(sheet, self._behaviours, given.columns)
        if not says_who(sheet):
            wrong = marked("has no column that says who is rated")
            right = marked("Begin with a row of heads, with one of them id or name")
            columns.refused = {-1: Wrong(Sentence(wrong), Sentence(right))}
        head_row, heads = sheet.rows[0]
        for position, wrong_head in columns.refused.items():
            self._refuse(Place(sheet, head_row, position, heads), wrong_head)
        if columns.refused:
            return
        reader = RowReader(
            columns,
            self._people,
            self._behaviours,
            self._expected.repertoire.scale,
            self._expected.today,
            given,
        )
        for number, cells in sheet.rows[1:]:
            self._take_row(sheet, number, cells, columns, reader)
            if len(self._found) > MOST_RATINGS:
                too_many = Sentence(
                    marked("holds more than {most} ratings"), {"most": MOST_RATINGS}
                )
                self._refused.append(
                    RefusedCell(too_many, Sentence(marked("Send it in parts")), sheet.name)
                )
                return

    def _take_row(
        self, sheet: Sheet, number: int, cells: list[Cell], columns: Columns, reader: RowReader
    ) -> None:
        reading = reader.row(cells)
        for position, wrong in sorted(reading.refused.items()):
            self._refuse(Place(sheet, number, position, cells), wrong)
        for position, rating in reading.ratings:
            place = Place(sheet, number, position, cells)
            self._take(rating, place, columns)

    def _take(self, rating: Rating, place: Place, columns: Columns) -> None:
        if rating.key in self._found:
            first = self._found[rating.key][1]
            wrong = Sentence(
                marked("is a second rating by this rater; the first stands in row {row}"),
                {"row": first.row},
            )
            self._refuse(place, Wrong(wrong, Sentence(marked("Leave one of them out"))))
            return
        at_source = Place(
            place.sheet, place.row, columns.positions.get("source", _EMPTY_COLUMN), place.cells
        )
        pair = (rating.person, rating.rater)
        source, first = self._sources.setdefault(pair, (rating.source, at_source))
        if source != rating.source:
            wrong = Sentence(
                marked("is another source than this rater has for this person in row {row}"),
                {"row": first.row},
            )
            self._refuse(at_source, Wrong(wrong, _one_source()))
            return
        self._found[rating.key] = (rating, place)
        if columns.has_evidence:
            self._with_evidence.add(rating.key)

    def _check_against_existing(self) -> None:
        """Ensure that no rater is left in two sources for a person."""
        told = set()
        for key, rating in self._expected.existing.by_key.items():
            pair = (rating.person, rating.rater)
            if key in self._found or pair not in self._sources or pair in told:
                continue
            source, place = self._sources[pair]
            if source != rating.source:
                told.add(pair)
                wrong = Sentence(
                    marked("is another source than this rater has in ratings that are kept already")
                )
                self._refuse(place, Wrong(wrong, _one_source()))

    def _changes(self) -> Iterator[RatingChange]:
        for key, (rating, _) in self._found.items():
            before = self._expected.existing.by_key.get(key)
            after = rating
            if before is not None and key not in self._with_evidence:
                # The table has no columns for evidence, so it says nothing about it.
                after = rating.model_copy(update={"evidence": before.evidence})
            if after != before:
                yield RatingChange(before, after)

    def _refuse(self, place: Place, wrong: Wrong) -> None:
        self._refused.append(refused(place, wrong))


def _one_source() -> Sentence:
    return Sentence(
        marked("Give a rater one source for each person, in all ratings of that person")
    )
