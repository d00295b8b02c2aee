"""The compass: where every wedge, ring, number and label of the picture lies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

CENTRE = "across"
Fill = Literal["ample", "enough", "missing"]

# Radii, in the units of the drawing: around its middle (0, 0).
OUTER = (102.0, 160.0)
INNER = (40.0, 78.0)
_NUMBERS_AROUND = 176.0
_NUMBERS_WITHIN = 90.0
_LABELS = 196.0
_GAP_BETWEEN_DIRECTIONS = 7.0
_EMPTY_DIRECTION = 24.0
# Names of directions stand at least so many degrees apart, also where a direction is narrow.
_LABEL_ROOM = 30.0
_LINK_WIDTH = 24.0
_LONGEST_CENTRE_LABEL = 13
# More rings than this are too thin to count: then one band shows which part there is.
_MOST_RINGS = 6
_DOT = 6.0
# The same task is drawn many times over, for each person on each seat.
_MOST_SHAPES = 4096


@dataclass(frozen=True)
class WedgeRow:
    """What the picture needs to know of one behaviour."""

    number: int
    label: str
    importance: int
    asked: int
    carriers: int
    hangs: bool

    @property
    def is_ample(self) -> bool:
        """Tell whether there are more carriers than asked."""
        return self.carriers > self.asked

    @property
    def is_enough(self) -> bool:
        """Tell whether there are as many carriers as asked."""
        return self.carriers == self.asked

    @property
    def is_short(self) -> bool:
        """Tell whether carriers are missing."""
        return self.carriers < self.asked


@dataclass(frozen=True)
class DirectionRows:
    """A direction of the repertoire with its rows; it may have none."""

    id: str
    label: str
    rows: Sequence[WedgeRow]


@dataclass(frozen=True)
class Ring:
    """A carrier that is asked for (in a band: several): its outline, and whether it is there."""

    path: str
    fill: Fill


@dataclass(frozen=True)
class Point:
    """A place in the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Wedge:
    """One behaviour: its rings from within to without, its number, and the departure dot."""

    row: WedgeRow
    rings: tuple[Ring, ...]
    number_at: Point
    dot_at: Point | None
    has_room: bool

    @property
    def is_band(self) -> bool:
        """Tell whether so many carriers are asked that they have no ring each."""
        return self.row.asked > _MOST_RINGS


@dataclass(frozen=True)
class Arc:
    """A direction's name along the edge; without rows also the outline of the empty place."""

    label: str
    path: str
    empty: str | None


@dataclass(frozen=True)
class Compass:
    """The whole picture."""

    wedges: tuple[Wedge, ...]
    arcs: tuple[Arc, ...]
    centre_label: str | None
    centre_name: str | None

    @property
    def has_bands(self) -> bool:
        """Tell whether any behaviour is drawn as a band, which the legend then explains."""
        return any(wedge.is_band for wedge in self.wedges)


def compass(directions: Sequence[DirectionRows]) -> Compass:
    """Return the picture: directions around, the first at the top, `across` in the middle."""
    around = [direction for direction in directions if direction.id != CENTRE]
    centre = next((direction for direction in directions if direction.id == CENTRE), None)
    wedges: list[Wedge] = []
    filled = [direction for direction in around if direction.rows]
    empty = len(around) - len(filled)
    gap = _GAP_BETWEEN_DIRECTIONS if len(around) > 1 else 0.0
    room = 360.0 - gap * len(around) - _EMPTY_DIRECTION * empty
    weight = sum(row.importance for direction in filled for row in direction.rows)
    if not filled:
        room, gap = 0.0, 360.0 / max(1, len(around)) - _EMPTY_DIRECTION
    spans = [
        room * sum(row.importance for row in direction.rows) / weight
        if direction.rows
        else _EMPTY_DIRECTION
        for direction in around
    ]
    # Degrees run clockwise from the top; the first direction has its middle there.
    start = -spans[0] / 2 if spans else 0.0
    middles: list[float] = []
    empties: list[str | None] = []
    for direction, span in zip(around, spans, strict=True):
        wedges += _wedges(direction.rows, start, span, OUTER, _NUMBERS_AROUND)
        empties.append(None if direction.rows else ring_piece(*OUTER, start, start + span))
        middles.append(start + span / 2)
        start += span + gap
    arcs = [
        Arc(direction.label, _label_path(middle), empty)
        for direction, middle, empty in zip(around, _apart(middles), empties, strict=True)
    ]
    if centre is not None:
        wedges += _wedges(centre.rows, 0.0, 360.0, INNER, _NUMBERS_WITHIN)
    shown = centre is not None and len(centre.label) <= _LONGEST_CENTRE_LABEL
    return Compass(
        wedges=tuple(wedges),
        arcs=tuple(arcs),
        centre_label=centre.label if centre is not None and shown else None,
        centre_name=None if centre is None else centre.label,
    )


def _wedges(
    rows: Sequence[WedgeRow],
    start: float,
    span: float,
    radii: tuple[float, float],
    numbers: float,
) -> list[Wedge]:
    weight = sum(row.importance for row in rows)
    wedges = []
    for row in rows:
        width = span * row.importance / weight
        wedges.append(_wedge(row, start, start + width, radii, numbers))
        start += width
    return wedges


def _wedge(
    row: WedgeRow, start: float, end: float, radii: tuple[float, float], numbers: float
) -> Wedge:
    inner, outer = radii
    thickness = (outer - inner) / row.asked
    rings = tuple(
        Ring(ring_piece(inner + thickness * first, inner + thickness * last, start, end), fill)
        for first, last, fill in _pieces(row)
    )
    middle = (start + end) / 2
    # On the outermost carrier that there is: the one whose leaving is felt.
    held = min(row.carriers, row.asked)
    last = inner + thickness * (held - 0.5)
    if row.asked > _MOST_RINGS:
        # One of very many is a thin line at the edge: the dot would stand beside the wedge.
        last = max(last, inner + _DOT)
    return Wedge(
        row=row,
        rings=rings,
        number_at=at(numbers, middle),
        dot_at=at(last, middle) if row.hangs else None,
        has_room=math.radians(end - start) * numbers >= _LINK_WIDTH,
    )


def _pieces(row: WedgeRow) -> list[tuple[int, int, Fill]]:
    """Return the pieces of a wedge, in carriers from within: one for each, or two for a band."""
    present: Fill = "ample" if row.is_ample else "enough"
    if row.asked <= _MOST_RINGS:
        return [
            (ring, ring + 1, present if ring < row.carriers else "missing")
            for ring in range(row.asked)
        ]
    held = min(row.carriers, row.asked)
    band: list[tuple[int, int, Fill]] = [(0, held, present), (held, row.asked, "missing")]
    return [(first, last, fill) for first, last, fill in band if first < last]


@lru_cache(_MOST_SHAPES)
def at(radius: float, degrees: float) -> Point:
    """Return the point at a distance from the middle; degrees run clockwise from the top."""
    angle = math.radians(degrees)
    return Point(round(radius * math.sin(angle), 2), round(-radius * math.cos(angle), 2))


@lru_cache(_MOST_SHAPES)
def ring_piece(inner: float, outer: float, start: float, end: float) -> str:
    """Return the outline of a piece of a ring, as an SVG path."""
    if end - start > 359.9:
        # An arc cannot end where it begins: a whole ring is two circles, one cut from the other.
        circles = (
            f"M0 {-radius:g}A{radius:g} {radius:g} 0 1 {sweep} 0 {radius:g}"
            f"A{radius:g} {radius:g} 0 1 {sweep} 0 {-radius:g}Z"
            for radius, sweep in ((outer, 1), (inner, 0))
        )
        return "".join(circles)
    large = int(end - start > 180)
    a, b = at(outer, start), at(outer, end)
    c, d = at(inner, end), at(inner, start)
    return (
        f"M{a.x:g} {a.y:g}A{outer:g} {outer:g} 0 {large} 1 {b.x:g} {b.y:g}"
        f"L{c.x:g} {c.y:g}A{inner:g} {inner:g} 0 {large} 0 {d.x:g} {d.y:g}Z"
    )


def _apart(middles: Sequence[float]) -> list[float]:
    """Return the angles of names, moved as little as makes them stand apart."""
    moved = list(middles)
    if len(moved) * _LABEL_ROOM >= 360:
        return moved
    for _ in range(len(moved)):
        for position in range(len(moved)):
            following = (position + 1) % len(moved)
            distance = (moved[following] - moved[position]) % 360
            if len(moved) > 1 and distance < _LABEL_ROOM:
                moved[position] -= (_LABEL_ROOM - distance) / 2
                moved[following] += (_LABEL_ROOM - distance) / 2
    return moved


def _label_path(middle: float) -> str:
    """Return the line that a name is written along, so that nothing stands upside down."""
    below = math.cos(math.radians(middle)) < -0.01
    # Letters stand on the line: below the middle of the picture they hang from it instead.
    radius = _LABELS + 11 if below else _LABELS
    first, last = at(radius, middle - 89), at(radius, middle + 89)
    if below:
        first, last = last, first
    return (
        f"M{first.x:g} {first.y:g}A{radius:g} {radius:g} 0 0 {int(not below)} {last.x:g} {last.y:g}"
    )
