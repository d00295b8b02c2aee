"""What the task asks, row by row: who carries it already, and what each person would do to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.findings import some
from planner.domain.questions import Compared
from planner.web.views.compare_case import Case, Effect
from planner.web.views.rows import RowView, directions_of


@dataclass(frozen=True)
class MatrixCell:
    """One person on one behaviour: the level in tenths, and what they do to the row."""

    level: int | None
    carries: bool
    effect: Effect


@dataclass(frozen=True)
class MatrixRow:
    """A behaviour with the team as it is without anybody on the seat, and each person's cell."""

    row: RowView
    carriers: str
    cells: tuple[MatrixCell, ...]

    @property
    def differs(self) -> bool:
        """Tell whether it matters for this row whom one chooses."""
        return len({(cell.carries, cell.effect) for cell in self.cells}) > 1


@dataclass(frozen=True)
class MatrixDirection:
    """A direction with the rows that are shown."""

    label: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    """All rows that are shown, and how many are left out because they are alike for everybody."""

    columns: tuple[str, ...]
    directions: tuple[MatrixDirection, ...]
    left_out: int

    @property
    def is_tall(self) -> bool:
        """Tell whether there are so many rows that the head must stay in sight."""
        return sum(len(direction.rows) for direction in self.directions) > 16


def matrix(case: Case, order: Sequence[Compared], *, only_differences: bool) -> Matrix:
    """Return the rows of the task by direction, with a column for each person in the order."""
    demands = {row.behaviour: row for row in case.rows}
    people = [one.person for one in order]
    directions, left_out = [], 0
    for direction in directions_of(case.empty, case.findings(case.empty)):
        rows = [
            MatrixRow(
                row=row,
                carriers=some(
                    [_carrier(case, person) for person in row.carriers], case.names, case.words
                ),
                cells=tuple(
                    MatrixCell(
                        level=case.with_person(person).team.level(person, row.demand.behaviour),
                        carries=case.carries(person, demands[row.demand.behaviour]),
                        effect=case.effect(person, row.demand),
                    )
                    for person in people
                ),
            )
            for row in direction.rows
        ]
        shown = [row for row in rows if row.differs or not only_differences]
        left_out += len(rows) - len(shown)
        if shown:
            directions.append(MatrixDirection(direction.label, tuple(shown)))
    return Matrix(
        tuple(case.names.person(person) for person in people), tuple(directions), left_out
    )


def _carrier(case: Case, person: str) -> str:
    """Return who carries a row without anybody on the seat; who has no seat is in the circle."""
    name = case.names.person(person)
    if person in case.empty.team.members:
        return name
    return case.words.say("{person} (circle)", person=name)
