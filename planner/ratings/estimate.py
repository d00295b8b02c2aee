"""A level as an estimate: the mean of ratings drawn towards the mean of all, and how sure it is."""

import math
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from planner.domain.level import Level
from planner.domain.repertoire import Scale
from planner.ratings.variances import Variances

# An interval holds the middle nine tenths of the normal distribution.
CERTAINTY = 0.90
_DEVIATIONS = NormalDist().inv_cdf((1 + CERTAINTY) / 2)


def rounded_to_tenths(level: Fraction) -> int:
    """Return a level in tenths, half up."""
    return math.floor(level * 10 + Fraction(1, 2))


@dataclass(frozen=True)
class Estimate:
    """A level with its standard deviation, in levels, before anything is cut off or rounded."""

    level: Fraction
    deviation: float

    def published(self, scale: Scale) -> Level:
        """Return the level with its 90 % interval: cut off at the scale, rounded to one decimal."""
        reach = Fraction(_DEVIATIONS * self.deviation)

        def on_scale(value: Fraction) -> int:
            return min(max(rounded_to_tenths(value), scale.minimum), scale.maximum)

        level, low, high = self.level, self.level - reach, self.level + reach
        return Level(on_scale(level), on_scale(low), on_scale(high))


def shrunk(mean: Fraction, raters: Fraction, variances: Variances) -> Estimate:
    """Return the empirical-Bayes estimate of a person's level on a behaviour.

    estimate = (tau2 * mean * k + sigma2 * mu) / (tau2 * k + sigma2), with
    sd = sqrt(tau2 * sigma2 / (k * tau2 + sigma2)): the mean and standard deviation of the true
    level, given the ratings, where both vary normally (Efron and Morris 1975, JASA 70, 311-319).

    Args:
        mean: of the ratings, in levels.
        raters: k, as how many raters of equal weight the mean counts.
        variances: mu, tau2 and sigma2 of the behaviour; neither variance is 0.
    """
    between, within = variances.between, variances.within
    weight = between * raters + within
    return Estimate(
        level=(between * raters * mean + within * variances.mean) / weight,
        deviation=math.sqrt(between * within / weight),
    )


def given(level: Level) -> Estimate:
    """Return a level that a dossier gives as an estimate.

    Its deviation is read from the wider side of its interval, because the other one may be cut off
    at the scale. A level without an interval stands as it is: its deviation is 0.
    """
    if level.low is None or level.high is None:
        return Estimate(Fraction(level.level, 10), 0.0)
    side = max(level.level - level.low, level.high - level.level)
    return Estimate(Fraction(level.level, 10), side / 10 / _DEVIATIONS)


@dataclass(frozen=True)
class Difference:
    """How far one level lies above another, in levels, with the 90 % interval of that."""

    by: float
    low: float
    high: float

    @property
    def is_there(self) -> bool:
        """Tell whether there is a difference: the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def difference(one: Estimate, other: Estimate) -> Difference:
    """Return the difference between two people on a behaviour, or between two levels.

    The deviations of both add up as squares, as if nobody had rated both. Where somebody did,
    their mildness or severity is in both levels and falls out of the difference; so a difference
    that is told is there, and a small one may stay untold.
    """
    by = float(one.level - other.level)
    reach = _DEVIATIONS * math.hypot(one.deviation, other.deviation)
    return Difference(by, by - reach, by + reach)
