"""What is covered with some people on a seat, one after another: in sentences."""

from collections.abc import Sequence

from planner.analysis.sentences.voice import Voice, amounts
from planner.domain.questions import Compared, Comparison
from planner.resources.catalogue import marked

_TO = marked("with {person} to {covered}")
_WITH = marked("with {person} {covered}")


def reached(voice: Voice, answer: Comparison, people: Sequence[Compared]) -> str:
    """Return what the team comes to with each of some people, from what it has without anybody."""
    figures = [answer.empty, *(one.figures for one in people)]
    before, *after = amounts(
        voice, [voice.covered(each.objectives["coverage"], answer.team) for each in figures]
    )
    if not any(person.gain for person in people):
        return voice.words.say(
            "With {person} the team covers as much as with an empty seat: {percent}.",
            person=voice.one_of(person.person for person in people),
            percent=before,
        )
    (first, covered), *others = zip(people, after, strict=True)
    told = voice.words.say(
        "With {person} the coverage of this team goes from {empty} to {covered}",
        person=voice.names.person(first.person),
        empty=before,
        covered=covered,
    )
    return f"{told}{_with_others(voice, others, _TO)}."


def reached_together(voice: Voice, people: Sequence[Compared]) -> str:
    """Return what all teams together come to with each of some people: that makes the order."""
    covered = amounts(
        voice, [voice.covered(person.dossier.objectives["coverage"]) for person in people]
    )
    (first, most), *others = zip(people, covered, strict=True)
    told = voice.words.say(
        "For the order all teams count together: with {person} {covered} of what they ask is "
        "covered",
        person=voice.names.person(first.person),
        covered=most,
    )
    return f"{told}{_with_others(voice, others, _WITH)}."


def _with_others(voice: Voice, others: Sequence[tuple[Compared, str]], template: str) -> str:
    if not others:
        return ""
    parts = (
        voice.words.say(template, person=voice.names.person(one.person), covered=covered)
        for one, covered in others
    )
    return f", {voice.names.listed(parts)}"


def breaking(voice: Voice, people: Sequence[Compared]) -> str:
    """Return a warning: something that is asked is not kept with any of some people."""
    return voice.words.say(
        "Note: with {people} on this seat, not everything that is asked is met.",
        people=voice.one_of(person.person for person in people),
    )
