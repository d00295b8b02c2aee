"""The usual ways in which a constraint gives way: counts, limits, percentages and lists."""

import math
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from typing import Any

from constraints.base import Constraint, Weakening
from planner.domain.exact import MOST_DIGITS

PERCENTAGE_STEP = 5


def fewer(constraint: Constraint, parameter: str, most: int) -> Iterator[Weakening]:
    """Yield how a number that must be reached goes down, one by one.

    `most` is what no composition exceeds: all that lies above it is as impossible.
    """
    asked: int = getattr(constraint, parameter)
    within_reach = min(asked, most + 1)

    def lowered(degree: int) -> Constraint:
        return changed(constraint, parameter, within_reach - degree)

    if asked > 0:
        yield Weakening(changed(constraint, parameter, asked - 1), within_reach, lowered)


def more(constraint: Constraint, parameter: str, most: int) -> Iterator[Weakening]:
    """Yield how a limit goes up, one by one, to the most that any composition reaches."""
    limit: int = getattr(constraint, parameter)

    def raised(degree: int) -> Constraint:
        return changed(constraint, parameter, limit + degree)

    if limit < most:
        yield Weakening(raised(1), most - limit, raised)


def lower_percentage(constraint: Constraint, parameter: str) -> Iterator[Weakening]:
    """Yield how a percentage goes down: five points as a step, a tenth of a point as a degree.

    The degrees are whole tenths, so that what is found is told exactly as it holds.
    """
    percent: Decimal = getattr(constraint, parameter)
    tenths = math.ceil(10 * Fraction(percent))

    def lowered(degree: int) -> Constraint:
        return changed(constraint, parameter, Decimal(tenths - degree).scaleb(-1))

    if percent > 0:
        step = max(Decimal(0), exact_sum(percent, -PERCENTAGE_STEP))
        yield Weakening(changed(constraint, parameter, step), tenths, lowered)


def without_one(constraint: Constraint, parameter: str, least: int) -> Iterator[Weakening]:
    """Yield a list with one left out, each in turn, as long as `least` are left."""
    listed: tuple[str, ...] = getattr(constraint, parameter)
    if len(listed) <= least:
        return
    for left_out in listed:
        without = partial(_without, constraint, parameter, (left_out,))
        yield Weakening(without(1), 1, without)


def _without(
    constraint: Constraint, parameter: str, leaving: tuple[str, ...], degree: int
) -> Constraint:
    """Return the constraint without the first `degree` of those who leave its list."""
    gone, listed = leaving[:degree], getattr(constraint, parameter)
    return changed(constraint, parameter, tuple(one for one in listed if one not in gone))


def changed(constraint: Constraint, parameter: str, value: Any) -> Constraint:
    """Return the constraint with another value of one parameter."""
    return constraint.model_copy(update={parameter: value})


def exact_sum(number: Decimal, added: Decimal | int) -> Decimal:
    """Return a sum with every digit: decimals are rounded to 28 of them unless told otherwise."""
    with localcontext(prec=2 * MOST_DIGITS + 2):
        return number + added
