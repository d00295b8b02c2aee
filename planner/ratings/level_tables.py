"""A table of levels, people by behaviours: what it would change, all or nothing.

These are levels as they stand in a dossier, each with its interval where it has one: `3,4`, or
`3,4 (2,8-4,0)`. What several raters gave is a table of ratings (`table_import`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.level import Level
from planner.domain.repertoire import Repertoire, Scale
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import Cell, is_empty, level_of, text_of
from planner.ratings.table_columns import Columns, columns_of, says_who
from planner.ratings.table_files import Place, a_table, refused, sheets_of
from planner.ratings.table_findings import RefusedCell, Wrong
from planner.ratings.table_known import known_behaviours, known_people
from planner.ratings.table_sheets import Sheet
from planner.ratings.table_words import Column
from planner.resources.catalogue import LANGUAGES, Translator, marked

MOST_CHANGES = 10_000
_NUMBER = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
_WITH_INTERVAL = re.compile(
    rf"^({_NUMBER})\s*[(\[]\s*({_NUMBER})\s*(?:-|–|—|;|:|\.\.|tot|to)\s*({_NUMBER})\s*[)\]]$"
)
_NOT_KNOWN = marked("not known")
# What only a table of ratings has.
_OF_RATINGS: tuple[Column, ...] = ("source", "rater", "date", "instrument")
Levels = Mapping[str, Mapping[str, Level | None]]


@dataclass(frozen=True)
class LevelChange:
    """A level that the table would change; `None` is not known."""

    person: str
    behaviour: str
    before: Level | None
    after: Level | None


@dataclass
class LevelPreview:
    """What a table of levels says. It is taken as a whole or not at all.

    Attributes:
        changes: in the order of the table.
        same: how many levels stand in the table just as they are.
        refused: every cell that cannot be taken, in the order of the table.
        left_out: sheets that hold no such table.
    """

    changes: list[LevelChange] = field(default_factory=list)
    same: int = 0
    refused: list[RefusedCell] = field(default_factory=list)
    left_out: tuple[str, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to take, and nothing that cannot be."""
        return bool(self.changes) and not self.refused


def read_levels(
    content: bytes, people: Mapping[str, str | None], repertoire: Repertoire, existing: Levels
) -> LevelPreview:
    """Return what a CSV file or a workbook would change, and every cell that cannot be taken.

    Args:
        content: the file.
        people: who is in the dossier, by id, with their names.
        repertoire: the behaviours, and the scale.
        existing: the levels as they are, by person and behaviour.
    """
    try:
        sheets = sheets_of(content)
    except Wrong as wrong:
        return LevelPreview(refused=[RefusedCell(wrong.wrong, wrong.right)])
    return _Reading(people, repertoire, existing).preview(sheets)


def level_in(cell: Cell, scale: Scale) -> Level | None:
    """Return the level that a cell gives, with its interval where it has one.

    Raises:
        Wrong: it gives none that can be.
    """
    text = text_of(cell).strip() if isinstance(cell, str) else ""
    if text.casefold() in {Translator(each).say(_NOT_KNOWN) for each in LANGUAGES}:
        return None
    found = _WITH_INTERVAL.match(text)
    if found is None:
        level = level_of(cell, scale)
        return None if level is None else Level(level)
    level, low, high = (level_of(part, scale) for part in found.groups())
    assert level is not None
    assert low is not None
    assert high is not None
    if not low <= level <= high:
        right = marked("Write the lowest first, then the highest, with the level between them")
        raise Wrong(Sentence(marked("lies outside its own interval")), Sentence(right))
    return Level(level, low, high)


class _Reading:
    """The reading of one file."""

    def __init__(
        self, people: Mapping[str, str | None], repertoire: Repertoire, existing: Levels
    ) -> None:
        self._people = known_people(people)
        self._behaviours = known_behaviours(repertoire)
        self._scale = repertoire.scale
        self._existing = existing
        self._found = LevelPreview()
        self._seen: dict[str, int] = {}

    def preview(self, sheets: list[Sheet]) -> LevelPreview:
        """Return what the sheets say together."""
        tables = [sheet for sheet in sheets if says_who(sheet)] or sheets[:1]
        for sheet in tables:
            self._take_sheet(sheet)
        found = self._found
        if len(found.changes) > MOST_CHANGES:
            wrong = Sentence(marked("changes more than {most} levels"), {"most": MOST_CHANGES})
            found.refused.append(RefusedCell(wrong, Sentence(marked("Send it in parts"))))
        elif not self._seen and not found.refused:
            wrong = Sentence(marked("has a head but no rows"))
            found.refused.append(RefusedCell(wrong, a_table(), tables[0].name))
        found.left_out = tuple(s.name for s in sheets if s.name is not None and s not in tables)
        return found

    def _take_sheet(self, sheet: Sheet) -> None:
        head_row, heads = sheet.rows[0]
        columns = columns_of(sheet, self._behaviours, _OF_RATINGS)
        if not says_who(sheet):
            wrong = marked("has no column that says who each row is about")
            right = marked("Begin with a row of heads, with one of them id or name")
            columns.refused = {-1: Wrong(Sentence(wrong), Sentence(right))}
        elif not columns.refused:
            columns.refused = _of_ratings(columns)
        for position, wrong_head in columns.refused.items():
            self._found.refused.append(refused(Place(sheet, head_row, position, heads), wrong_head))
        if not columns.refused:
            for number, cells in sheet.rows[1:]:
                self._take_row(sheet, number, cells, columns)

    def _take_row(self, sheet: Sheet, number: int, cells: list[Cell], columns: Columns) -> None:
        person = None
        known = {*columns.positions.values(), *columns.behaviours}
        for position, cell in enumerate(cells):
            if position not in known and not is_empty(cell):
                self._refuse(sheet, number, position, cells, _headless())
        try:
            position, person = self._person(cells, columns)
            if self._seen.setdefault(person, number) != number:
                wrong = Sentence(marked("stands in row {row} already"), {"row": self._seen[person]})
                once = Sentence(marked("Leave one of them out"))
                raise _AtColumn(position, Wrong(wrong, once))
        except _AtColumn as error:
            self._refuse(sheet, number, error.position, cells, error.wrong)
            person = None
        for position, behaviour in columns.behaviours.items():
            cell = cells[position] if position < len(cells) else None
            if is_empty(cell):
                continue
            try:
                level = level_in(cell, self._scale)
            except Wrong as wrong_cell:
                self._refuse(sheet, number, position, cells, wrong_cell)
                continue
            if person is not None:
                self._compare(person, behaviour, level)

    def _person(self, cells: list[Cell], columns: Columns) -> tuple[int, str]:
        """Return whom a row is about, and the column that says so: an id before a name."""
        given = {
            column: columns.positions[column]
            for column in ("id", "name")
            if column in columns.positions
            and columns.positions[column] < len(cells)
            and not is_empty(cells[columns.positions[column]])
        }
        if not given:
            first = min(columns.positions[c] for c in ("id", "name") if c in columns.positions)
            wrong = Sentence(marked("is missing: the row does not say whom it is about"))
            raise _AtColumn(first, Wrong(wrong, Sentence(marked("Fill in the cell"))))
        position = given.get("id", given.get("name", 0))
        try:
            person = self._people.find(text_of(cells[position]))
        except Wrong as unknown:
            raise _AtColumn(position, unknown) from None
        if "name" in given and not self._people.goes_by(person, text_of(cells[given["name"]])):
            wrong = Sentence(marked("is not the name of {person}"), {"person": person})
            right = marked("See whether a row has slipped; leave the name empty to go by the id")
            raise _AtColumn(given["name"], Wrong(wrong, Sentence(right)))
        return position, person

    def _compare(self, person: str, behaviour: str, level: Level | None) -> None:
        before = self._existing.get(person, {}).get(behaviour)
        if before == level:
            self._found.same += 1
        else:
            self._found.changes.append(LevelChange(person, behaviour, before, level))

    def _refuse(
        self, sheet: Sheet, row: int, position: int, cells: list[Cell], wrong: Wrong
    ) -> None:
        self._found.refused.append(refused(Place(sheet, row, position, cells), wrong))


class _AtColumn(Exception):
    """What is wrong with a row stands in one of its cells."""

    def __init__(self, position: int, wrong: Wrong) -> None:
        super().__init__()
        self.position = position
        self.wrong = wrong


def _headless() -> Wrong:
    right = Sentence(marked("Give the column a head, or empty the cell"))
    return Wrong(Sentence(marked("stands in a column without a head")), right)


def _of_ratings(columns: Columns) -> dict[int, Wrong]:
    """Return the heads of which a table of levels has none."""
    right = Sentence(marked("Choose that the table holds ratings, or leave the column out"))
    wrong = Sentence(marked("belongs to a table of ratings, not of levels"))
    found = {
        columns.positions[each]: Wrong(wrong, right)
        for each in _OF_RATINGS
        if each in columns.positions
    }
    if columns.layout == "rating_a_row":
        found.setdefault(-1, Wrong(wrong, right))
    return found
