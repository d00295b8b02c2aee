"""How a finding is said in both languages at once, and phrases that several analyses share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.analysis.findings import some
from planner.domain.names import Names
from planner.domain.said import Said
from planner.domain.situation import Situation
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Voice:
    """One language to speak in: its texts, and what things of a dossier are called in it."""

    names: Names
    words: Translator

    def some_people(self, people: Iterable[str]) -> str:
        """Return a few people in a row, and how many more there are."""
        return some([self.names.person(person) for person in people], self.names, self.words)

    def one_of(self, people: Iterable[str]) -> str:
        """Return a few people of whom one is meant: "A, B or C"."""
        labels = [self.names.person(person) for person in people]
        return some(labels, self.names, self.words, last=("of", "or"))

    def some_behaviours(self, behaviours: Iterable[str]) -> str:
        """Return a few behaviours in a row, each in quotation marks."""
        labels = [f"‘{self.names.behaviour(behaviour)}’" for behaviour in behaviours]
        return some(labels, self.names, self.words)


class Speech:
    """Says findings about one situation in every language."""

    def __init__(self, situation: Situation) -> None:
        """Keep a voice for each language."""
        self._dutch, self._english = (
            Voice(Names(situation, language), Translator(language)) for language in ("nl", "en")
        )

    def said(self, sentence: Callable[[Voice], str]) -> Said:
        """Return what a sentence is in each language."""
        return Said(nl=sentence(self._dutch), en=sentence(self._english))


class Covered(NamedTuple):
    """How much is covered: the shortfall in points of importance, and the percentage."""

    short: int
    percent: float


def amounts(voice: Voice, covered: Sequence[Covered]) -> list[str]:
    """Return how much is covered each time, so that what differs also reads differently.

    A percentage with one decimal hides a small difference; the points that are short tell it.
    """
    percents = [voice.names.percent(one.percent) for one in covered]
    if len(set(percents)) == len({one.short for one in covered}):
        return percents
    return [
        voice.words.say_count(
            "{percent} ({number} point short)",
            "{percent} ({number} points short)",
            one.short,
            percent=percent,
        )
        for one, percent in zip(covered, percents, strict=True)
    ]
