"""Whose levels come from rounds of rating, and whose were given with the dossier."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.decisions.document.voice import DecisionVoice
from planner.decisions.parts import Ratings


@dataclass(frozen=True)
class _Known:
    """How many levels of somebody are known, and how many of these come from a round."""

    person: str
    levels: int
    rated: int


def whose_levels(voice: DecisionVoice, ratings: Ratings) -> Iterator[str]:
    """Yield from where the levels are of those whom the decision is about: the chosen ones first.

    The others are those who sit in these teams after the decision, and those who were compared.
    """
    chosen = _chosen(voice)
    for one in _known(chosen, voice, ratings):
        yield _of_chosen(voice, one)
    others = list(_known(_others(voice, set(chosen)), voice, ratings))
    whole = [voice.person(one.person) for one in others if one.rated == one.levels]
    part = [_in_part(voice, one) for one in others if 0 < one.rated < one.levels]
    given = [voice.person(one.person) for one in others if not one.rated]
    if whole:
        yield voice.words.say(
            "All levels from rounds, of others: {people}.", people=voice.names.listed(whole)
        )
    if part:
        yield voice.words.say(
            "Part of the levels from rounds, of others: {people}.", people=voice.names.listed(part)
        )
    if given:
        yield voice.words.say(
            "Levels that were given with the dossier, of others, without a record of how they came "
            "about: {people}.",
            people=voice.names.listed(given),
        )


def _chosen(voice: DecisionVoice) -> list[str]:
    taken = (voice.decision.choice.assignment[seat.id] for seat in voice.decision.question.seats)
    return list(dict.fromkeys(person for person in taken if person is not None))


def _others(voice: DecisionVoice, chosen: set[str]) -> list[str]:
    decision, situation = voice.decision, voice.names.situation
    asked = {team.id for team in decision.question.teams}
    seated = (
        person
        for seat, person in decision.choice.assignment.items()
        if situation.team_of_seat[seat].id in asked and person is not None
    )
    compared = (one.person for each in decision.comparisons for one in each.people)
    return [each for each in dict.fromkeys((*seated, *compared)) if each not in chosen]


def _known(people: Iterable[str], voice: DecisionVoice, ratings: Ratings) -> Iterator[_Known]:
    rated: dict[str, set[str]] = {}
    for level in ratings.levels:
        rated.setdefault(level.person, set()).add(level.behaviour)
    for person in people:
        levels = voice.names.situation.people[person].levels
        known = {behaviour for behaviour, level in levels.items() if level is not None}
        if known:
            yield _Known(person, len(known), len(known & rated.get(person, set())))


def _of_chosen(voice: DecisionVoice, one: _Known) -> str:
    words, person = voice.words, voice.person(one.person)
    if one.rated == one.levels:
        return words.say("{person}, who was chosen: all levels come from rounds.", person=person)
    if not one.rated:
        return words.say(
            "{person}, who was chosen: no level comes from a round. They were given with the "
            "dossier, and how they came about is not recorded.",
            person=person,
        )
    return words.say(
        "{person}, who was chosen: {rated} of {levels} levels come from rounds. The others were "
        "given with the dossier, and how these came about is not recorded.",
        person=person,
        rated=one.rated,
        levels=one.levels,
    )


def _in_part(voice: DecisionVoice, one: _Known) -> str:
    return voice.words.say(
        "{person} ({rated} of {levels})",
        person=voice.person(one.person),
        rated=one.rated,
        levels=one.levels,
    )
