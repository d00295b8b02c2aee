"""How heavily sources count, in a sentence."""

from fractions import Fraction

from planner.ratings.profiles import SourceWeights
from planner.ratings.rating import PERCEIVING
from planner.ratings.sentences import decimal_text
from planner.ratings.table_words import SOURCE_WORDS
from planner.resources.catalogue import Translator

_PERCENT = 100


def said_weights(weights: SourceWeights, words: Translator) -> str:
    """Return how heavily each source counts, and what that comes to where all of them rate."""
    if weights.are_equal:
        return words.say(
            "Every source counts the same: the level is the mean of the sources’ means. So ten "
            "reports do not drown one superior."
        )
    total = sum((weights.of(source) for source in PERCEIVING), Fraction(0))
    each = ", ".join(
        words.say(
            "{source} {weight} ({share}\N{NO-BREAK SPACE}%)",
            source=words.say(SOURCE_WORDS[source]),
            weight=decimal_text(weights.of(source), words.language),
            share=round(weights.of(source) / total * _PERCENT),
        )
        for source in PERCEIVING
    )
    return words.say(
        "The sources do not count the same: {sources}. In brackets is how much of a level comes "
        "from that source where all of them rate.",
        sources=each,
    )
