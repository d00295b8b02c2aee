"""What each of many people would add on a seat, without working out every team anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.composition import TeamComposition
from planner.domain.team import Demand
from planner.figures.carriers import carriers
from planner.figures.coverage import coverage, coverage_percent, demanded


@dataclass(frozen=True)
class Gain:
    """What somebody adds to a team's coverage by taking a seat, and the rows where they do."""

    points: int
    rows: tuple[Demand, ...]
    percent: float


def gains(empty: TeamComposition, people: Iterable[str]) -> dict[str, Gain]:
    """Return what each of some people without a seat adds to a team with a seat empty.

    The points are `gain` of a comparison: the shortfall that goes (model.md 8).
    """
    carrying = carriers(empty)
    short, asked = coverage(empty.rows, carrying), demanded(empty.rows)
    lacking = [
        (row, frozenset(carrying[row.behaviour]))
        for row in empty.rows
        if len(carrying[row.behaviour]) < row.carriers
    ]
    found = {}
    for person in people:
        # Somebody of the circle who carries a row already is no further carrier of it.
        rows = tuple(
            row
            for row, already in lacking
            if person not in already
            and (level := empty.level(person, row.behaviour)) is not None
            and level >= row.level
        )
        points = sum(row.importance for row in rows)
        found[person] = Gain(points, rows, coverage_percent(short - points, asked))
    return found
