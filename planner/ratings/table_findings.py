"""What a table of ratings would change, and every cell that cannot be taken."""

from dataclasses import dataclass

from planner.domain.table_text import column_letters
from planner.ratings.rating import Rating, Round
from planner.ratings.sentences import Sentence


class Wrong(Exception):
    """A cell that cannot be taken: what is wrong with it, and what would be right."""

    def __init__(self, wrong: Sentence, right: Sentence) -> None:
        """Keep both sentences."""
        super().__init__(wrong.template)
        self.wrong = wrong
        self.right = right


@dataclass(frozen=True)
class RefusedCell:
    """A cell that cannot be taken, as a spreadsheet counts rows and columns from 1.

    The sheet is `None` where the file has none. The row is 0 where the file or sheet as a whole is
    meant, the column 0 where a row as a whole is.
    """

    wrong: Sentence
    right: Sentence
    sheet: str | None = None
    row: int = 0
    column: int = 0
    head: str = ""
    value: str = ""

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it; empty for a whole row."""
        return column_letters(self.column)


@dataclass(frozen=True)
class RatingChange:
    """A rating that the table would add (`before` is `None`) or change."""

    before: Rating | None
    after: Rating


@dataclass(frozen=True)
class Preview:
    """What a table says. It is taken as a whole or not at all, and never takes a rating away.

    Attributes:
        existing: the round as it is.
        changes: ratings that would be added or changed, in the order of the table.
        same: how many ratings stand in the table just as they are.
        refused: every cell that cannot be taken, in the order of the table.
        left_out: sheets that hold no table of ratings.
    """

    existing: Round
    changes: tuple[RatingChange, ...] = ()
    same: int = 0
    refused: tuple[RefusedCell, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to take, and nothing that cannot be."""
        return bool(self.changes) and not self.refused

    @property
    def added(self) -> int:
        """How many ratings would be new."""
        return sum(change.before is None for change in self.changes)

    def taken(self) -> Round:
        """Return the round as it is once the table is taken.

        Raises:
            ValueError: some cells cannot be taken.
        """
        if self.refused:
            raise ValueError("a table with refused cells is not taken")
        return self.existing.with_ratings(change.after for change in self.changes)
