"""How far ratings can be gone by: as their round shows it or, failing that, as is expected.

What a round shows comes first, also where it is small. What is expected rests on what was found of
raters elsewhere (`variances`), and says nothing about these raters: it is called so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.ratings.agreement import Agreement
from planner.ratings.enough import Enough, enough
from planner.ratings.profiles import BehaviourProfile
from planner.ratings.variances import Variances
from planner.resources.catalogue import Translator

# To so many decimals a correlation is told, so what follows from it follows from what is told.
_DECIMALS = 2


@dataclass(frozen=True)
class Reliability:
    """The reliability of one behaviour in a round.

    Attributes:
        single: of one rater, from 0 to 1; 0 where raters do not tell people apart.
        raters: as how many raters of equal weight those of a person count, on average.
        is_measured: whether the round shows it; else it is expected.
    """

    single: Fraction
    raters: Fraction
    is_measured: bool

    @property
    def together(self) -> Fraction:
        """That of the mean of the raters."""
        return self.enough(self.raters).reliability

    def enough(self, raters: Fraction) -> Enough:
        """Return whether so many raters are enough."""
        return enough(self.single, raters)

    def said(self, raters: Fraction, words: Translator) -> str:
        """Return whether so many raters are enough, and whether that is only expected."""
        told = self.enough(raters).said(words)
        return (
            told
            if self.is_measured
            else words.say("expected: {told}", told=told[0].lower() + told[1:])
        )


def reliability_of(
    agreement: Agreement | None, variances: Variances, profiles: Iterable[BehaviourProfile]
) -> Reliability:
    """Return how far the ratings of a behaviour can be gone by.

    Args:
        agreement: how far raters agree; `None` where nothing may be shown of that.
        variances: those of the behaviour, assumed where the round is small.
        profiles: what the round says of people on this behaviour.
    """
    counted = [each.counted for each in profiles if each.counted]
    raters = sum(counted, Fraction(0)) / len(counted) if counted else Fraction(0)
    measured = None if agreement is None else agreement.single
    if measured is not None:
        return Reliability(Fraction(f"{measured:.{_DECIMALS}f}"), raters, True)
    return Reliability(variances.reliability or Fraction(0), raters, variances.origin == "round")
