"""Whether selection falls out worse for one group than for another, over many decisions.

Numbers in, numbers out: they are given for this purpose alone, apart from any dossier.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.domain.faults import fault

# A rate below four fifths of the highest is a sign of adverse impact (Uniform Guidelines on
# Employee Selection Procedures 1978, 29 CFR 1607.4 D).
FOUR_FIFTHS = Fraction(4, 5)
# A difference that chance would bring about less often than this is told as one.
SIGNIFICANT = 0.05
# With fewer than five people expected in a cell of the two-by-two table, one decision more or less
# turns the outcome (Cochran 1954, Biometrics 10, 417-451, for the same table).
LEAST_EXPECTED = 5

Outcome = Literal["reference", "too_few", "lower", "unclear", "none"]


@dataclass(frozen=True)
class Selected:
    """How many of a group were selected, of how many who could have been."""

    group: str
    selected: int
    total: int

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be.

        Raises:
            PydanticCustomError: more were selected than there were, or there was nobody.
        """
        if not 0 <= self.selected <= self.total or not self.total:
            raise fault("must have somebody, and select no more than there are")

    @property
    def rate(self) -> Fraction:
        """The share that was selected."""
        return Fraction(self.selected, self.total)


@dataclass(frozen=True)
class Impact:
    """How a group fared beside the group with the highest rate.

    Attributes:
        ratio: its rate over that of the reference; `None` for the reference itself, and where
            there are too few to say.
        p: two-sided, by Fisher's exact test; `None` in the same places.
        outcome: `lower`: below four fifths, and not by chance; `unclear`: one of these, not both;
            `none`: neither; `too_few`: too few to say.
    """

    group: Selected
    ratio: float | None
    p: float | None
    outcome: Outcome


def adverse_impact(groups: Sequence[Selected]) -> tuple[Impact, ...]:
    """Return how each group fared beside the one with the highest rate, in the order given.

    Where groups share the highest rate, the largest of them is the reference. A group with which
    none can be compared, because there are too few people in it, is no reference while another is.

    Raises:
        PydanticCustomError: there are fewer than two groups, or two of one name.
    """
    names = [group.group for group in groups]
    if len(names) < 2 or len(set(names)) < len(names):
        raise fault("must compare two groups at least, each named once")
    ordered = sorted(groups, key=lambda group: (group.rate, group.total), reverse=True)
    reference = next((group for group in ordered if _can_be_reference(group, groups)), ordered[0])
    return tuple(
        Impact(group, None, None, "reference") if group is reference else _beside(group, reference)
        for group in groups
    )


def _can_be_reference(group: Selected, groups: Sequence[Selected]) -> bool:
    others = (other for other in groups if other is not group)
    return any(_least_expected(group, other) >= LEAST_EXPECTED for other in others)


def _beside(group: Selected, reference: Selected) -> Impact:
    if _least_expected(group, reference) < LEAST_EXPECTED:
        return Impact(group, None, None, "too_few")
    ratio, p = group.rate / reference.rate, fisher_exact(group, reference)
    low, sure = ratio < FOUR_FIFTHS, p < SIGNIFICANT
    outcome: Outcome = "lower" if low and sure else "unclear" if low or sure else "none"
    return Impact(group, float(ratio), p, outcome)


def _least_expected(one: Selected, other: Selected) -> Fraction:
    """Return the smallest number that is expected in a cell if the groups were treated alike."""
    selected = one.selected + other.selected
    people = one.total + other.total
    return Fraction(min(one.total, other.total) * min(selected, people - selected), people)


def fisher_exact(one: Selected, other: Selected) -> float:
    """Return the two-sided p of Fisher's exact test: the share of tables as unlikely, or more so.

    The tables have the margins of the one that was found. They are counted as whole numbers, so
    that tables that are as likely are never told apart by rounding.
    """
    selected = one.selected + other.selected
    least, most = max(0, selected - other.total), min(selected, one.total)
    ways = [math.comb(one.total, least) * math.comb(other.total, selected - least)]
    for taken in range(least, most):
        # Each number of ways from the one before: binomials of thousands are slow to reckon anew.
        more = ways[-1] * (one.total - taken) * (selected - taken)
        ways.append(more // ((taken + 1) * (other.total - selected + taken + 1)))
    found = ways[one.selected - least]
    return sum(way for way in ways if way <= found) / sum(ways)
