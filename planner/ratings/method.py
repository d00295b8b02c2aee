"""How numbers come about, in sentences for the method page; the constants speak for themselves."""

from planner.ratings.adverse_impact import FOUR_FIFTHS, LEAST_EXPECTED
from planner.ratings.enough import ASKED_RELIABILITY, MOST_RATERS
from planner.ratings.estimate import CERTAINTY
from planner.ratings.sentences import Sentence
from planner.ratings.showing import LEAST_RATERS
from planner.ratings.variances import (
    ASSUMED_BETWEEN,
    ASSUMED_WITHIN,
    LEAST_PEOPLE,
    LEAST_VARIANCE,
)
from planner.resources.catalogue import marked

_PERCENT = 100


def method_sentences() -> tuple[Sentence, ...]:
    """Return how ratings become levels, and what is assumed, a sentence each."""
    return (
        Sentence(
            marked(
                "What people say of themselves never feeds a level: it stands beside what others "
                "perceive, with the difference."
            )
        ),
        Sentence(
            marked(
                "A level is the mean of the means of the sources, drawn towards the mean of all "
                "people: the more, the fewer raters there are and the less they agree."
            )
        ),
        Sentence(
            marked(
                "Sources can be given other weights, as long as nobody has seen the levels. The "
                "outcome of the round and the decision then say so."
            )
        ),
        Sentence(
            marked(
                "How far people and raters differ is estimated from the round where {people} "
                "people or more were rated on a behaviour."
            ),
            {"people": LEAST_PEOPLE},
        ),
        Sentence(
            marked(
                "In a smaller round, a variance of {between} between people and of {within} "
                "between raters of one person is assumed, on a scale from 1 to 5."
            ),
            {"between": ASSUMED_BETWEEN, "within": ASSUMED_WITHIN},
        ),
        Sentence(
            marked(
                "No variance is taken to be below {least}: judgements in whole levels cannot be "
                "finer than that."
            ),
            {"least": LEAST_VARIANCE},
        ),
        Sentence(
            marked(
                "The interval holds {percent} % of what the true level may be, and two people "
                "differ only where the interval of their difference leaves out zero."
            ),
            {"percent": round(CERTAINTY * _PERCENT)},
        ),
        Sentence(
            marked(
                "There are enough raters where the reliability of their mean is {asked}. Where "
                "more than {most} raters would be needed, no number is asked for."
            ),
            {"asked": ASKED_RELIABILITY, "most": MOST_RATERS},
        ),
        Sentence(
            marked(
                "What a round itself shows of that comes first, however rough it is where few were "
                "rated. Where it shows nothing, what raters elsewhere turned out to be takes its "
                "place, and is called expected."
            )
        ),
        Sentence(
            marked(
                "Ratings of peers and reports are shown as a whole, and count, where {least} or "
                "more of them rated."
            ),
            {"least": LEAST_RATERS},
        ),
        Sentence(
            marked(
                "A group is said to be selected less often where its rate is below {share} of the "
                "highest and chance does not explain it. Where fewer than {least} people are "
                "expected in a cell of the table, there are too few to say."
            ),
            {"share": FOUR_FIFTHS, "least": LEAST_EXPECTED},
        ),
    )
