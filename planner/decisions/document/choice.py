"""What people chose, why, and who was there."""

from collections.abc import Iterator

from planner.decisions.blocks import Block, Facts, Heading, Paragraph, Points, Words, paragraphs_of
from planner.decisions.document.voice import DecisionVoice


def choice(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the choice: who sits where now, what stays short, and what it does not keep to."""
    words, chosen = voice.words, voice.decision.choice
    yield Heading(words.say("The choice"))
    yield Facts(
        tuple(
            (voice.names.seat(seat.id), voice.person(chosen.assignment[seat.id]))
            for seat in voice.decision.question.seats
        )
    )
    asked = {seat.id for seat in voice.decision.question.seats}
    elsewhere = voice.moves_between(
        voice.decision.today.assignment,
        chosen.assignment | {seat: voice.decision.today.assignment[seat] for seat in asked},
    )
    if elsewhere:
        yield Paragraph(words.say("On other seats this changes:"))
        yield Points(tuple(elsewhere))
    short = voice.short(chosen)
    yield Paragraph(
        words.say(
            "Then {percent} is covered. Short of carriers: {rows}.",
            percent=voice.percent(chosen.coverage_percent),
            rows=voice.names.listed(short),
        )
        if short
        else words.say(
            "Then {percent} is covered, and nothing is short of carriers.",
            percent=voice.percent(chosen.coverage_percent),
        )
    )
    if chosen.violations:
        yield Paragraph(words.say("The choice does not keep to this, which was asked:"))
        yield Points(tuple(one.text.in_language(voice.language) for one in chosen.violations))
    else:
        yield Paragraph(words.say("The choice keeps to all that was asked."))


def reasons(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the reasons in the words of those who decided."""
    yield Heading(voice.words.say("The reasons"))
    yield Words(paragraphs_of(voice.decision.choice.reasons))


def departures(voice: DecisionVoice) -> Iterator[Block]:
    """Yield how the choice differs from the proposals, and why; nothing where there were none."""
    words, decision = voice.words, voice.decision
    chosen = decision.choice
    if not decision.answer.proposals:
        return
    yield Heading(words.say("Where it departs from the proposals"))
    if chosen.departure is None:
        yield Paragraph(
            words.say(
                "It does not: the first proposal was chosen. That too is a choice, for the reasons "
                "above."
            )
        )
        return
    yield Paragraph(
        words.say(
            "Not the first proposal was chosen, but proposal {number}. It differs from the first "
            "in this:",
            number=chosen.proposal,
        )
        if chosen.proposal is not None
        else words.say(
            "None of the proposals was chosen. The choice differs from the first in this:"
        )
    )
    first = decision.answer.proposals[0]
    yield Points(
        (
            *voice.moves_between(first.assignment, chosen.assignment),
            words.say(
                "The first proposal covers {first} of what is asked, the choice {chosen}.",
                first=voice.percent(first.coverage_percent),
                chosen=voice.percent(chosen.coverage_percent),
            ),
        )
    )
    yield Paragraph(words.say("Why:"))
    yield Words(paragraphs_of(chosen.departure.reason))


def present(voice: DecisionVoice) -> Iterator[Block]:
    """Yield who was there."""
    yield Heading(voice.words.say("Who was there"))
    yield Facts(tuple((person.name, voice.own(person.role)) for person in voice.decision.present))
