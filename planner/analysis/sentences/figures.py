"""The figures within a sentence: what each is called there, and its values as people read them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from planner.analysis.sentences.voice import Voice, percents
from planner.analysis.words import OF_ONE_TEAM
from planner.domain.priority import Objective
from planner.resources.catalogue import marked

PHRASES: Mapping[Objective, str] = {
    "coverage": marked("the shortfall"),
    "departure": marked("the loss at the most costly departure"),
    "load": marked("the number of leading roles of the busiest leader"),
    "balance": marked("the shortfall in the worst-covered direction"),
    "nearness": marked("the distance to the levels that are asked"),
    "changes": marked("the number of changes"),
    "development": marked("the number of development steps"),
}


def phrase(voice: Voice, objective: Objective) -> str:
    """Return what a figure is called within a sentence."""
    called = voice.words.say(PHRASES[objective])
    if len(voice.names.situation.teams) > 1 and objective in OF_ONE_TEAM:
        return voice.words.say("{figure} (added up over the teams)", figure=called)
    return called


def values(voice: Voice, objective: Objective, found: Sequence[int]) -> list[str]:
    """Return values of a figure as people read them, so that what differs also reads differently.

    Carriers that are weighed are told as a part of what is asked, per mille as per cent, and
    tenths of a level as levels.
    """
    if objective in ("coverage", "departure"):
        asked = voice.covered(0).asked
        return percents(voice, [Fraction(100 * each, asked or 1) for each in found])
    if objective == "balance":
        return percents(voice, [Fraction(each, 10) for each in found])
    scale = 10 if objective == "nearness" else 1
    return [voice.names.number(Decimal(each) / scale) for each in found]
