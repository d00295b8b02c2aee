"""One-way analysis of variance: how far judgements differ between people, and about one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Points = Sequence[Fraction | int]


@dataclass(frozen=True)
class MeanSquares:
    """The mean squares of a one-way layout, exact; groups may differ in size.

    `each` is the number of ratings a person in the sense of this layout: their number where it is
    the same for all, else a little less than their mean (Snedecor and Cochran 1980, 13.7).
    """

    between: Fraction
    within: Fraction
    each: Fraction
    freedom_between: int
    freedom_within: int


def mean_squares(groups: Sequence[Points]) -> MeanSquares | None:
    """Return the mean squares of ratings by person; `None` where they cannot be had.

    There must be two people at least, and somebody with two ratings at least. Units are those of
    the ratings, squared.
    """
    groups = [group for group in groups if group]
    count, total = len(groups), sum(map(len, groups))
    if count < 2 or total == count:
        return None
    means = [Fraction(sum(group)) / len(group) for group in groups]
    grand = Fraction(sum(map(sum, groups))) / total
    between = sum(
        (len(group) * (mean - grand) ** 2 for group, mean in zip(groups, means, strict=True)),
        Fraction(0),
    )
    within = sum(
        ((value - mean) ** 2 for group, mean in zip(groups, means, strict=True) for value in group),
        Fraction(0),
    )
    squares = sum(len(group) ** 2 for group in groups)
    return MeanSquares(
        between=between / (count - 1),
        within=within / (total - count),
        each=(total - Fraction(squares, total)) / (count - 1),
        freedom_between=count - 1,
        freedom_within=total - count,
    )
