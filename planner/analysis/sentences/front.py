"""What each further change buys, in sentences."""

from planner.analysis.findings import some
from planner.analysis.sentences.voice import Speech, Voice, amounts
from planner.domain.questions import Front, FrontPoint
from planner.domain.said import Said
from planner.domain.situation import Situation


def with_sentences(answer: Front, situation: Situation, *, whole: bool) -> Front:
    """Return the answer with what each point buys, and what more changes than those would.

    `whole` tells whether the front was worked out to its end.
    """
    speech = Speech(situation)
    points: list[FrontPoint] = []
    for point in answer.points:
        said = _first(speech, point) if not points else _further(speech, points[-1], point)
        points.append(point.model_copy(update={"said": said}))
    ending = speech.said(lambda voice: _ending(voice, points, whole))
    return answer.model_copy(update={"points": points, "said": ending})


def _first(speech: Speech, point: FrontPoint) -> Said:
    def sentence(voice: Voice) -> str:
        percent, moves = voice.names.percent(point.coverage_percent), _moves(voice, point)
        if point.changes:
            return voice.words.say_count(
                "At least {number} change is needed to meet every wish; coverage is then "
                "{percent}: {moves}.",
                "At least {number} changes are needed to meet every wish; coverage is then "
                "{percent}: {moves}.",
                point.changes,
                percent=percent,
                moves=moves,
            )
        if moves:
            return voice.words.say(
                "If everybody stays who sits now, coverage is {percent}: {moves}.",
                percent=percent,
                moves=moves,
            )
        return voice.words.say(
            "If everybody stays who sits now, coverage is {percent}.", percent=percent
        )

    return speech.said(sentence)


def _further(speech: Speech, before: FrontPoint, point: FrontPoint) -> Said:
    def sentence(voice: Voice) -> str:
        less, more = amounts(voice, [voice.covered(before.coverage), voice.covered(point.coverage)])
        values = {"before": less, "after": more, "moves": _moves(voice, point)}
        if point.changes == 1:
            return voice.words.say(
                "A first change brings coverage from {before} to {after}: {moves}.", **values
            )
        return voice.words.say(
            "With {changes} changes coverage goes from {before} to {after}: {moves}.",
            changes=point.changes,
            **values,
        )

    return speech.said(sentence)


def _moves(voice: Voice, point: FrontPoint) -> str:
    """Return who then sits elsewhere than today, and who develops what."""
    words, names = voice.words, voice.names
    moves = [
        words.say(
            "{person} on {seat}",
            person=words.say("nobody") if after is None else names.person(after),
            seat=names.seat(seat),
        )
        for seat, before in names.situation.incumbents.items()
        if (after := point.assignment[seat]) != before
    ]
    steps = [
        words.say(
            "{person} to level {level} in ‘{behaviour}’",
            person=names.person(step.person),
            level=names.number(step.end / 10),
            behaviour=names.behaviour(step.behaviour),
        )
        for step in point.development or ()
    ]
    return some([*moves, *steps], names, words)


def _ending(voice: Voice, points: list[FrontPoint], whole: bool) -> str:
    if not whole:
        return voice.words.say("The search was stopped; what more changes buy is not known.")
    if not points:
        return voice.words.say("No composition meets every wish; there is no front.")
    if points[-1].changes == 0:
        return voice.words.say("Changes buy nothing more, as long as every wish is met.")
    return voice.words.say_count(
        "More than {number} change buys nothing more, as long as every wish is met.",
        "More than {number} changes buy nothing more, as long as every wish is met.",
        points[-1].changes,
    )
