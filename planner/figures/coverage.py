"""Coverage: how much of what the task asks lacks a carrier, weighed by importance."""

from collections.abc import Iterable
from fractions import Fraction

from planner.domain.team import Demand
from planner.figures.carriers import Carriers


def shortfall(row: Demand, carriers: Carriers) -> int:
    """Return how many carriers a row lacks: u = max(0, n - c)."""
    return max(0, row.carriers - len(carriers[row.behaviour]))


def coverage(rows: Iterable[Demand], carriers: Carriers) -> int:
    """Return the sum of w * u over rows; smaller is better."""
    return sum(row.importance * shortfall(row, carriers) for row in rows)


def demanded(rows: Iterable[Demand]) -> int:
    """Return the sum of w * n over rows: the coverage of a team without anybody."""
    return sum(row.importance * row.carriers for row in rows)


def covered_share(short: int, asked: int) -> Fraction:
    """Return the exact share that is covered, from 0 to 1; 1 where nothing is asked."""
    return Fraction(asked - short, asked) if asked else Fraction(1)


def coverage_percent(short: int, asked: int) -> float:
    """Return 100 * (1 - short / asked), rounded half up to one decimal."""
    thousandths = covered_share(short, asked) * 1000
    return int(thousandths + Fraction(1, 2)) / 10
