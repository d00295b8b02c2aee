"""The order by what a team gains beside the order by job fit, and why they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.questions import Compared
from planner.web.views.compare_case import Case
from planner.web.views.compare_words import order_reason

# The height of one place, and the width between the two orders, in the picture's units.
_PLACE = 40
_WIDTH = 120
_BEND = 50


@dataclass(frozen=True)
class Place:
    """Somebody's place in one order; `moves` tells whether the other order says otherwise."""

    name: str
    rank: int
    value: str
    moves: bool
    # Something that is asked is not kept with them.
    is_broken: bool


@dataclass(frozen=True)
class Line:
    """A line of the picture, from a place in the one order to that in the other."""

    path: str
    moves: bool


@dataclass(frozen=True)
class Reason:
    """Where somebody stands in the one order and elsewhere in the other, and why."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Orders:
    """Both orders, the lines between them, and the words."""

    contribution: tuple[Place, ...]
    fit: tuple[Place, ...]
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    width: int
    height: int


def orders(case: Case) -> Orders | None:
    """Return both orders of those who are shown; nothing where there is no job fit."""
    left = sorted(case.shown, key=lambda one: one.rank)
    if len(left) < 2 or any(one.job_fit_rank is None for one in left):
        return None
    right = sorted(left, key=lambda one: one.job_fit_rank or 0)
    position = {one.person: place for place, one in enumerate(right)}
    return Orders(
        contribution=_places(
            case, left, [case.percent(one.figures.coverage_percent) for one in left], by_fit=False
        ),
        fit=_places(
            case, right, [case.names.number(one.job_fit or 0) for one in right], by_fit=True
        ),
        lines=tuple(
            Line(_path(place, position[one.person]), one.rank != one.job_fit_rank)
            for place, one in enumerate(left)
        ),
        reasons=tuple(
            Reason(case.names.person(one.person), tuple(order_reason(case, one)))
            for one in left
            if one.rank != one.job_fit_rank
        ),
        width=_WIDTH,
        height=_PLACE * len(left),
    )


def _places(
    case: Case, people: Sequence[Compared], values: Sequence[str], *, by_fit: bool
) -> tuple[Place, ...]:
    return tuple(
        Place(
            name=case.names.person(one.person),
            rank=(one.job_fit_rank or 0) if by_fit else one.rank,
            value=value,
            moves=one.rank != one.job_fit_rank,
            is_broken=not by_fit and bool(one.violations),
        )
        for one, value in zip(people, values, strict=True)
    )


def _path(left: int, right: int) -> str:
    """Return a curve that leaves and arrives level, so that lines can be told apart."""
    start, end = _PLACE * left + _PLACE / 2, _PLACE * right + _PLACE / 2
    return f"M0 {start:g}C{_BEND} {start:g} {_WIDTH - _BEND} {end:g} {_WIDTH} {end:g}"
