"""How far people differ on a behaviour, and raters about one person: from the round, or assumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.domain.repertoire import Scale
from planner.ratings.analysis_of_variance import mean_squares

# Below this many people the variance between them is guesswork: with nine degrees of freedom its
# standard error is already half of it.
LEAST_PEOPLE = 10

# What is assumed where a round is too small, on a scale five points long. Together they make a
# reliability of .36 for a single rater; meta-analysis found .30 for reports, .37 for peers and .50
# for superiors (Conway and Huffcutt 1997, Human Performance 10, 331-360).
ASSUMED_BETWEEN = Fraction(36, 100)
ASSUMED_WITHIN = Fraction(64, 100)
_ASSUMED_WIDTH = 4

# Anchors stand at whole levels. Judgements in whole steps cannot show variance below that of
# rounding, which is a twelfth of a step squared (Sheppard 1898): less than that is not claimed.
LEAST_VARIANCE = Fraction(1, 12)

Origin = Literal["round", "assumed"]


@dataclass(frozen=True)
class Variances:
    """What is known of one behaviour in a round, in levels and levels squared.

    Attributes:
        mean: mu, the mean over the people.
        between: tau2, the variance between people.
        within: sigma2, the variance of the ratings of one person.
        origin: whether the variances come from the round or are assumed.
        people: how many people were rated.
        reliability: of a single rater, tau2 / (tau2 + sigma2); `None` where the round shows no
            differences between people that go beyond those between raters.
    """

    mean: Fraction
    between: Fraction
    within: Fraction
    origin: Origin
    people: int
    reliability: Fraction | None


def assumed_variances(scale: Scale) -> tuple[Fraction, Fraction]:
    """Return the variances between and within that are assumed: they go with the scale's width."""
    stretch = _stretch(scale)
    return ASSUMED_BETWEEN * stretch, ASSUMED_WITHIN * stretch


def _stretch(scale: Scale) -> Fraction:
    return Fraction(scale.maximum - scale.minimum, 10 * _ASSUMED_WIDTH) ** 2


def variances_of(ratings: Sequence[Sequence[Fraction]], mean: Fraction, scale: Scale) -> Variances:
    """Return the variances of one behaviour.

    They are estimated by the one-way analysis of variance, every rating counted once, where ten
    people or more were rated and the raters differ in as many ways (degrees of freedom) about one
    person as ten people do among themselves. Elsewhere they are assumed.

    Args:
        ratings: of each person who was rated, the levels that others gave.
        mean: mu, the mean over the people.
        scale: the scale on which the levels lie.
    """
    people = len(ratings)
    squares = mean_squares(ratings) if people >= LEAST_PEOPLE else None
    if squares is None or squares.freedom_within < LEAST_PEOPLE - 1:
        between, within = assumed_variances(scale)
        reliability = between / (between + within)
        return Variances(mean, between, within, "assumed", people, reliability)
    least = LEAST_VARIANCE * _stretch(scale)
    found = (squares.between - squares.within) / squares.each
    between, within = max(found, least), max(squares.within, least)
    return Variances(
        mean, between, within, "round", people, between / (between + within) if found > 0 else None
    )
