"""Why a level is not just the mean of what was given, as sentences for whoever asks."""

from fractions import Fraction

from planner.ratings.profiles import BehaviourProfile
from planner.ratings.sentences import Sentence
from planner.ratings.variances import LEAST_PEOPLE, Variances
from planner.resources.catalogue import marked


def why_drawn(profile: BehaviourProfile, variances: Variances) -> tuple[Sentence, ...]:
    """Return why a level is drawn towards the middle, and from what its interval follows.

    Nothing where the level is unknown. Levels are told to one decimal.
    """
    if profile.given is None:
        return ()
    drawn = Sentence(
        marked(
            "On average {given} was given, a mean of each source first. The level is drawn from "
            "there towards {middle}, the mean of everybody in this round on this behaviour: the "
            "less, the more raters there are. For the fewer judge, the more chance there is in it."
        ),
        {"given": _tenths(profile.given), "middle": _tenths(variances.mean)},
    )
    return drawn, interval_told(variances)


def interval_told(variances: Variances) -> Sentence:
    """Return why an interval is as wide where raters agree as where they do not."""
    if variances.origin == "round":
        return Sentence(
            marked(
                "How wide the interval is follows from the number of raters, and from how far "
                "raters in this whole round differ about one person. That a few happen to give the "
                "same does not make it narrower."
            )
        )
    return Sentence(
        marked(
            "How wide the interval is follows from the number of raters, and from how far raters "
            "usually differ: a round with fewer than {people} people is too small to show that. "
            "That a few happen to give the same does not make it narrower."
        ),
        {"people": LEAST_PEOPLE},
    )


def _tenths(level: Fraction) -> Fraction:
    return Fraction(round(level * 10), 10)
