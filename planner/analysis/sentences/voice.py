"""How a finding is said in both languages at once, and phrases that several analyses share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from planner.analysis.findings import some
from planner.domain.names import Names
from planner.domain.said import Said
from planner.domain.situation import Situation
from planner.figures.coverage import coverage_percent, covered_share, demanded
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Voice:
    """One language to speak in: its texts, and what things of a dossier are called in it."""

    names: Names
    words: Translator

    def covered(self, short: int, team: str | None = None) -> "Covered":
        """Return how much is covered of what a team's task asks; without a team, of all."""
        teams = self.names.situation.teams
        rows = (row for each in teams if team in (None, each.id) for row in each.demand)
        return Covered(short, demanded(rows))

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
    """How much is covered: what is short of what is asked, each carrier weighed by importance."""

    short: int
    asked: int

    @property
    def percent(self) -> float:
        """The percentage that is covered, with one decimal."""
        return coverage_percent(self.short, self.asked)


def amounts(voice: Voice, covered: Sequence[Covered]) -> list[str]:
    """Return how much is covered each time, so that what differs also reads differently."""
    return percents(voice, [100 * covered_share(one.short, one.asked) for one in covered])


def percents(voice: Voice, found: Sequence[Fraction]) -> list[str]:
    """Return percentages, so that what differs also reads differently.

    One decimal hides a small difference; then all have as many more as it takes to show it.
    """
    exact = [Decimal(one.numerator) / one.denominator for one in found]
    decimals = 1
    told = [voice.names.percent(one) for one in exact]
    while len(set(told)) < len(set(found)):
        decimals += 1
        told = [voice.names.percent(one, decimals) for one in exact]
    return told
