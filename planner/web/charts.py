"""Charts: where every line, point and label of a picture lies; what they mean is told elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.web.compass import Point

# In the units of the drawing.
_WIDTH, _HEIGHT = 560.0, 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 18.0, 22.0, 34.0
_MOST_TICKS = 12


@dataclass(frozen=True)
class Mark:
    """A label on an axis, and where it stands."""

    at: Point
    label: str


@dataclass(frozen=True)
class StepPoint:
    """A point of the line, with what is written beside it."""

    at: Point
    label: str


@dataclass(frozen=True)
class StepChart:
    """A line that rises in steps: from each point it stays level until the next."""

    width: float
    height: float
    line: str
    points: tuple[StepPoint, ...]
    along: tuple[Mark, ...]
    up: tuple[Mark, ...]
    floor: float
    left: float
    right: float


def step_chart(
    points: Sequence[tuple[int, float, str]], along: int, levels: Sequence[tuple[float, str]]
) -> StepChart:
    """Return a step chart.

    Args:
        points: for each a whole number along, a value, and its label; in their order.
        along: the last number of the axis.
        levels: the values that the other axis names, from low to high, with their labels.
    """
    lowest, highest = levels[0][0], levels[-1][0]

    def place(number: float, value: float) -> Point:
        share = (value - lowest) / ((highest - lowest) or 1)
        return Point(
            round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * number / max(1, along), 2),
            round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share, 2),
        )

    placed = [StepPoint(place(number, value), label) for number, value, label in points]
    line = ""
    for point in placed:
        line += f"H{point.at.x:g}V{point.at.y:g}" if line else f"M{point.at.x:g} {point.at.y:g}"
    every = -(-(along + 1) // _MOST_TICKS)
    return StepChart(
        width=_WIDTH,
        height=_HEIGHT,
        line=f"{line}H{place(along, lowest).x:g}" if line else "",
        points=tuple(placed),
        along=tuple(
            Mark(place(number, lowest), str(number)) for number in range(0, along + 1, every)
        ),
        up=tuple(Mark(place(0, value), label) for value, label in levels),
        floor=place(0, lowest).y,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
    )
