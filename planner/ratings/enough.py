"""How many raters are enough: the reliability of their mean (Spearman 1910, Brown 1910)."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.ratings.sentences import Sentence
from planner.resources.catalogue import Translator, marked

ASKED_RELIABILITY = Fraction(7, 10)
# Nobody finds more people than this who saw enough of one person; asking for them is no advice.
MOST_RATERS = 20

Outcome = Literal["enough", "more", "out_of_reach"]


def reliability(single: Fraction, raters: Fraction | int) -> Fraction:
    """Return the reliability of the mean of raters: n * rho / (1 + (n - 1) * rho).

    Args:
        single: rho, the reliability of a single rater, above 0 and at most 1.
        raters: n, above 0.
    """
    return raters * single / (1 + (raters - 1) * single)


def raters_needed(single: Fraction, asked: Fraction = ASKED_RELIABILITY) -> int:
    """Return the smallest number of raters whose mean has the reliability that is asked.

    Args:
        single: the reliability of a single rater, above 0 and at most 1.
        asked: above 0 and below 1.
    """
    return max(1, math.ceil(asked * (1 - single) / (single * (1 - asked))))


@dataclass(frozen=True)
class Enough:
    """Whether there are raters enough, and how many are still needed.

    `reliability` is that of those who are there, `needed` how many there should be in all; `needed`
    is `None` where raters do not tell people apart.
    """

    outcome: Outcome
    reliability: Fraction
    needed: int | None
    more: int

    def said(self, words: Translator) -> str:
        """Return what there is to say, in the translator's language."""
        if self.outcome == "more":
            return words.say_count(
                "{number} more rater needed", "{number} more raters needed", self.more
            )
        if self.outcome == "enough":
            return words.say("Enough raters")
        if self.needed is None:
            template = marked(
                "More raters do not help: in this round they do not tell people apart here"
            )
            return words.say(template)
        template = marked(
            "More raters do not help: it would take {needed} of them. Raters differ too much about "
            "the same person"
        )
        return Sentence(template, {"needed": self.needed}).said(words)


def enough(single: Fraction | None, raters: Fraction | int) -> Enough:
    """Return whether the raters are enough for a reliability of .70.

    Args:
        single: the reliability of a single rater on the behaviour; `None` or 0 where raters do not
            tell people apart.
        raters: as how many raters of equal weight the ratings count (`BehaviourProfile.counted`).
            How many more is told in raters of equal weight too: in a source that has few already
            each brings more than that.
    """
    if not single:
        return Enough("out_of_reach", Fraction(0), None, 0)
    reached = reliability(single, raters) if raters else Fraction(0)
    needed = raters_needed(single)
    if reached >= ASKED_RELIABILITY:
        return Enough("enough", reached, needed, 0)
    if needed > MOST_RATERS:
        return Enough("out_of_reach", reached, needed, 0)
    return Enough("more", reached, needed, math.ceil(needed - raters))
