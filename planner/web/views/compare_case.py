"""One comparison with the teams behind it: what every part of its page speaks about."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from planner.analysis.findings import Findings
from planner.analysis.seat_certainty import SeatCertainty
from planner.analysis.sentences.voice import Voice
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.questions import Compared, Comparison
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator

# What somebody does to a row: closes its gap, makes it smaller, or carries what was enough.
Effect = Literal["closes", "helps", "spare", "none"]


def whole(text: str) -> str:
    """Return a text in which no percentage is broken over two lines."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


class Case:
    """A seat, the people who are shown for it, and the team with each of them."""

    def __init__(
        self,
        situation: Situation,
        comparison: Comparison,
        shown: Sequence[Compared],
        certainty: SeatCertainty,
        words: Translator,
    ) -> None:
        """Keep the answers; the figures are worked out when they are asked for."""
        self.situation = situation
        self.comparison = comparison
        self.shown = tuple(shown)
        self.certainty = certainty
        self.words = words
        self.names = Names(situation, words.language)
        self._with: dict[str | None, TeamFigures] = {}

    @property
    def seat(self) -> str:
        """The seat that it is about."""
        return self.comparison.seat

    @property
    def incumbent(self) -> str | None:
        """Who sits there today."""
        return self.situation.incumbents[self.seat]

    @cached_property
    def today(self) -> TeamFigures:
        """The team as it sits."""
        figures = Figures(self.situation, Composition(self.situation.incumbents))
        return figures.teams[self.comparison.team]

    @cached_property
    def empty(self) -> TeamFigures:
        """The team with nobody on the seat."""
        return self.with_person(None)

    def with_person(self, person: str | None) -> TeamFigures:
        """Return the team with somebody on the seat."""
        if person not in self._with:
            today = Composition(self.situation.incumbents)
            figures = Figures(self.situation, today.with_occupant(self.seat, person))
            self._with[person] = figures.teams[self.comparison.team]
        return self._with[person]

    def findings(self, figures: TeamFigures) -> Findings:
        """Return what there is to say about one of the teams."""
        return Findings(figures, self.names, self.words)

    @property
    def voice(self) -> Voice:
        """The reader's language, for the sentences of the analysis."""
        return Voice(self.names, self.words)

    def percent(self, value: float) -> str:
        """Return a percentage with its one decimal, so that all of a comparison line up."""
        return whole(self.names.percent(value))

    @property
    def tells_certainty(self) -> bool:
        """Tell whether draws say something here: they are about levels as they are."""
        return self.certainty.has_intervals and len(self.shown) > 1 and not self.situation.cautious

    @property
    def rows(self) -> tuple[Demand, ...]:
        """What the team's task asks."""
        return self.empty.team.rows

    def carries(self, person: str, row: Demand) -> bool:
        """Tell whether somebody on the seat would carry a row."""
        return person in self.with_person(person).carriers[row.behaviour]

    def effect(self, person: str, row: Demand) -> Effect:
        """Return what somebody on the seat does to a row."""
        before = shortfall(row, self.empty.carriers)
        after = shortfall(row, self.with_person(person).carriers)
        if after < before:
            return "helps" if after else "closes"
        return "spare" if self.carries(person, row) else "none"

    def rows_of(self, person: str, *effects: Effect) -> list[Demand]:
        """Return the rows on which somebody has one of these effects, the heaviest first."""
        found = [row for row in self.rows if self.effect(person, row) in effects]
        return sorted(found, key=lambda row: -row.importance)

    def seat_left(self, person: str) -> str | None:
        """Return the seat that somebody would leave empty by coming here."""
        return next(
            (
                seat
                for seat, incumbent in self.situation.incumbents.items()
                if incumbent == person and seat != self.seat
            ),
            None,
        )

    @property
    def best(self) -> list[Compared]:
        """Who comes first for what is asked."""
        return [one for one in self.comparison.people if one.rank == 1]

    @property
    def fitting(self) -> list[Compared]:
        """Who fits the job best."""
        return [one for one in self.comparison.people if one.job_fit_rank == 1]

    @cached_property
    def undecided(self) -> list[Compared]:
        """Who of those shown cannot be told apart from the first, not counting who ties first."""
        if not self.best:
            return []
        first = self.best[0].person
        return [
            one
            for one in self.shown
            if one.rank > 1 and self.certainty.duel(first, one.person).is_undecided
        ]
