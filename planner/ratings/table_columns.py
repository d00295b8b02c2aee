"""What the head of a sheet says: which layout it has, and what each column holds."""

from collections.abc import Collection
from dataclasses import dataclass, field

from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import is_empty, text_of
from planner.ratings.table_findings import Wrong
from planner.ratings.table_known import Known
from planner.ratings.table_sheets import Sheet
from planner.ratings.table_words import COLUMNS, HEADS, Column, Layout, columns_by_head, plain
from planner.resources.catalogue import marked

_WHO: tuple[Column, ...] = ("id", "name")
_EVIDENCE: tuple[Column, ...] = ("situation", "observed", "effect")


@dataclass
class Columns:
    """The columns of a sheet by their positions from 0, and the heads that cannot be taken.

    A head that is wrong stands at its position; what is wrong with the head as a whole at -1.
    """

    layout: Layout
    positions: dict[Column, int] = field(default_factory=dict)
    behaviours: dict[int, str] = field(default_factory=dict)
    refused: dict[int, Wrong] = field(default_factory=dict)

    @property
    def has_evidence(self) -> bool:
        """Tell whether the table says anything about evidence, were it that there is none."""
        return any(column in self.positions for column in _EVIDENCE)


def says_who(sheet: Sheet) -> bool:
    """Tell whether the head has a column that says who is rated: else it is no such table."""
    return any(
        isinstance(head, str) and columns_by_head().get(plain(head)) in _WHO
        for head in sheet.rows[0][1]
    )


def columns_of(sheet: Sheet, behaviours: Known, given: Collection[Column]) -> Columns:
    """Return what the columns of a sheet hold.

    Args:
        sheet: its first row is the head.
        behaviours: the behaviours that a column may be about.
        given: what is said beside the table, so that it needs no column.
    """
    heads = sheet.rows[0][1]
    named = {columns_by_head().get(plain(head)) for head in heads if isinstance(head, str)}
    a_rating = "behaviour" in named or "level" in named
    columns = Columns("rating_a_row" if a_rating else "person_a_row")
    for position, head in enumerate(heads):
        if not is_empty(head):
            try:
                _place(columns, position, text_of(head), behaviours)
            except Wrong as wrong:
                columns.refused[position] = wrong
    if not columns.refused:
        _check_whole(columns, given)
    return columns


def _place(columns: Columns, position: int, head: str, behaviours: Known) -> None:
    column = columns_by_head().get(plain(head))
    if column in COLUMNS[columns.layout]:
        if column in columns.positions:
            raise _twice()
        columns.positions[column] = position
    elif columns.layout == "rating_a_row":
        heads = tuple(HEADS[each] for each in COLUMNS[columns.layout])
        right = Sentence(marked("Choose from: {words}"), {"words": heads})
        raise Wrong(Sentence(marked("is no head of a table with a rating in each row")), right)
    else:
        behaviour = behaviours.find(without_prefix(head))
        if behaviour in columns.behaviours.values():
            raise _twice()
        columns.behaviours[position] = behaviour


def _twice() -> Wrong:
    right = Sentence(marked("Leave one of them out"))
    return Wrong(Sentence(marked("stands in another column too")), right)


def without_prefix(head: str) -> str:
    """Return what comes behind `behaviour:`, which tells a behaviour from another head."""
    before, colon, behind = head.partition(":")
    if colon and columns_by_head().get(plain(before)) == "behaviour":
        return behind.removeprefix(" ")
    return head


def _check_whole(columns: Columns, given: Collection[Column]) -> None:
    """Ensure that nothing is missing that every rating must have."""
    needed: list[Column] = ["source", "rater", "date", "instrument"]
    if columns.layout == "rating_a_row":
        needed = ["behaviour", "level", *needed]
    missing = tuple(
        HEADS[each] for each in needed if each not in columns.positions and each not in given
    )
    if missing:
        wrong = Sentence(marked("lacks columns: {words}"), {"words": missing})
        right = marked("Add them to the first row, or say beside the file what holds for all rows")
        columns.refused[-1] = Wrong(wrong, Sentence(right))
    elif columns.layout == "person_a_row" and not columns.behaviours:
        right = marked("Add a column for each behaviour, or the columns behaviour and level")
        columns.refused[-1] = Wrong(
            Sentence(marked("has no column with a behaviour")), Sentence(right)
        )
