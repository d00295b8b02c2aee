"""What the figures can bear, and how all of this can be checked later."""

from collections.abc import Iterator

from planner.decisions.blocks import Block, Code, Facts, Heading, Paragraph, Points, Table
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.document.whose_levels import whose_levels
from planner.decisions.parts import RatedBehaviour, Ratings
from planner.ratings.weighing import said_weights
from planner.resources.catalogue import marked

SOURCES = {
    "self": marked("the person"),
    "superior": marked("superiors"),
    "peer": marked("peers"),
    "report": marked("people they lead"),
    "stakeholder": marked("stakeholders"),
    "assessor": marked("assessors"),
    "committee": marked("the committee"),
}
# What no rating can bear, whoever gave it.
LIMITS = (
    marked(
        "A level is a judgement by people about what somebody did, in the setting in which they "
        "saw it. In another setting it may be otherwise."
    ),
    marked(
        "How people rate themselves does not count in any figure: nearly everybody rates what they "
        "mean to do higher than what others see."
    ),
    marked(
        "A level that is not known is not a low level. It does not count as carrying, and nothing "
        "is filled in."
    ),
    marked("A difference that is smaller than the intervals of the levels is no difference."),
    marked(
        "The figures are about a team and its task. They are no score of a person, and no ranking "
        "of people outside this question."
    ),
)


def limits(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the limits of the ratings."""
    words, ratings = voice.words, voice.decision.ratings
    yield Heading(words.say("What the ratings can bear"))
    yield Points(tuple(words.say(limit) for limit in LIMITS))
    if ratings is None:
        yield Paragraph(
            words.say(
                "The levels were given with the dossier. How they came about is not recorded in "
                "this file."
            )
        )
        return
    counted = voice.names.listed(
        words.say(
            "{number} by {source}",
            number=number,
            source=words.say(SOURCES[source]) if source in SOURCES else source,
        )
        for source, number in ratings.sources.items()
    )
    yield Paragraph(
        words.say(
            "The levels rest on ratings in rounds: {rounds}. Ratings: {ratings}.",
            rounds=ratings.rounds,
            ratings=counted,
        )
    )
    for weights in ratings.weights:
        yield Paragraph(said_weights(weights, words))
    yield Points(tuple(whose_levels(voice, ratings)))
    if ratings.behaviours:
        yield _agreement(voice, ratings)
    for limit in ratings.limits:
        yield Paragraph(voice.names.called(limit, ""))


def _agreement(voice: DecisionVoice, ratings: Ratings) -> Table:
    words = voice.words
    return Table(
        caption=words.say(
            "How often each behaviour was rated, and how far the mean of the raters can be gone "
            "by: from 0 to 1, and .70 is enough. Measured is what the round shows; expected is "
            "what was found of as many raters elsewhere, where the round cannot show it."
        ),
        columns=(
            words.say("Behaviour"),
            words.say("People"),
            words.say("Ratings"),
            words.say("Reliability"),
            words.say("Raters still needed"),
        ),
        rows=tuple(
            (
                voice.names.behaviour(one.behaviour),
                str(one.people),
                str(one.ratings),
                _reliability(voice, one),
                words.say("more do not help") if one.needed is None else str(one.needed),
            )
            for one in ratings.behaviours
        ),
        widths=(9, 3, 4, 4, 4),
        numeric=frozenset({1, 2, 3, 4}),
    )


def _reliability(voice: DecisionVoice, one: RatedBehaviour) -> str:
    """Return how far the ratings can be gone by, and whether that was measured."""
    if one.reliability is None:
        return "–"
    number = voice.names.number(round(one.reliability, 2))
    if one.measured is None:
        return number
    return (
        voice.words.say("{number} measured", number=number)
        if one.measured
        else voice.words.say("{number} expected", number=number)
    )


def checking(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the fingerprints, with what it was made, and how to run it again."""
    words, decision = voice.words, voice.decision
    yield Heading(words.say("How to check this later"))
    yield Paragraph(
        words.say(
            "This document goes with a data file that holds all that the decision rests on. The "
            "fingerprint of that file changes as soon as anything in it does. Compare it with the "
            "one below, and run the question again:"
        )
    )
    yield Code("abd-planner reproduce FILE")
    yield Facts(
        (
            (words.say("Fingerprint of the data file"), decision.fingerprints.whole),
            (words.say("SHA-256 of the dossier"), decision.dossier.sha256),
            (words.say("Fingerprint of the task"), decision.task.fingerprint),
            (words.say("Made with"), _versions(voice)),
            (words.say("Asked for"), _options(voice)),
        )
    )
    yield Paragraph(
        words.say(
            "A fingerprint is the SHA-256 of the file’s content in the canonical form of RFC 8785. "
            "Whoever keeps it apart from the file can show that the file is still the same."
        ),
        is_quiet=True,
    )

    for erased in decision.erased:
        yield Paragraph(
            words.say(
                "Somebody was erased from this decision on {moment}, as the law gives them the "
                "right to. They are called {called} here, and {pseudonym} in the data file. What "
                "was known of their levels is gone, so running the question again gives something "
                "else. Before that the data file had the fingerprint {former}.",
                moment=voice.moment(erased.at),
                called=voice.erased(erased.pseudonym),
                pseudonym=erased.pseudonym,
                former=erased.former,
            )
        )


def _versions(voice: DecisionVoice) -> str:
    return ", ".join(f"{name} {number}" for name, number in voice.decision.versions.items())


def _options(voice: DecisionVoice) -> str:
    options, words = voice.decision.options, voice.words
    told = words.say_count(
        "{alternatives} proposals that differ in at least {number} person, seed {seed}",
        "{alternatives} proposals that differ in at least {number} people, seed {seed}",
        options.difference,
        alternatives=options.alternatives,
        seed=options.seed,
    )
    cautious = words.say("levels read at the low end of their interval")
    return f"{told}, {cautious}" if options.cautious else told
