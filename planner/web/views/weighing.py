"""What the analyses found about a composition, as pictures with their numbers and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.sentences.uncertainty import as_good_as_equal
from planner.domain.names import Names
from planner.domain.questions import Departure, Front, Stress, Uncertainty
from planner.domain.said import Said
from planner.resources.catalogue import Translator
from planner.web.charts import StepChart, step_chart
from planner.web.language import number, percent

_MOST_PAIRS = 3


@dataclass(frozen=True)
class BarRow:
    """One bar: a share of the widest, from 0 to 100, and its number in words."""

    label: str
    note: str
    share: float
    value: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class StressView:
    """Who leaves, one by one; and the pairs that cost most."""

    singles: tuple[BarRow, ...]
    pairs: tuple[BarRow, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class FrontPointView:
    """What so many changes buy, and whether that is proven."""

    changes: int
    percent: str
    sentence: str
    is_proven: bool


@dataclass(frozen=True)
class FrontView:
    """What more changes buy."""

    chart: StepChart | None
    points: tuple[FrontPointView, ...]
    said: str


@dataclass(frozen=True)
class UncertaintyView:
    """How often each person is the best on a seat."""

    draws: int
    seat: str
    rows: tuple[BarRow, ...]
    said: tuple[str, ...]
    # Those whom the levels cannot tell apart from the best; nobody where one stands out.
    equal: tuple[str, ...]


class WeighingReader:
    """Reads answers of analyses in one language."""

    def __init__(self, names: Names, words: Translator) -> None:
        """Keep the names of what is explored."""
        self.names = names
        self.words = words

    def stress(self, answer: Stress, team: str) -> StressView:
        """Return what departures do to a team, the costliest first."""
        found = answer.teams[team]
        ordered = sorted(found.departures, key=lambda each: -each.coverage_lost)
        before = found.figures.coverage_percent
        singles = [each for each in ordered if len(each.people) == 1]
        pairs = [each for each in ordered if len(each.people) == 2]
        return StressView(
            singles=tuple(self._bars(singles, before)),
            pairs=tuple(self._bars(pairs[:_MOST_PAIRS], before)),
            said=self._all(found.said),
        )

    def _bars(self, departures: Sequence[Departure], before: float) -> list[BarRow]:
        """Return departures beside each other; `before` is how much is covered without them."""
        most = max((each.coverage_lost for each in departures), default=0)
        return [
            BarRow(
                label=self.names.people(each.people),
                note=self.words.say(
                    "{percent} stays covered", percent=percent(each.coverage_percent)
                ),
                share=100 * each.coverage_lost / most if most else 0.0,
                value=f"−{percent(before - each.coverage_percent)}" if each.coverage_lost else "0",
                sentences=self._all([each.said, each.replacement_said]),
            )
            for each in departures
        ]

    def front(self, answer: Front) -> FrontView:
        """Return what each further change buys."""
        points = [
            FrontPointView(
                changes=point.changes,
                percent=percent(point.coverage_percent),
                sentence=self._one(point.said),
                is_proven=point.proven,
            )
            for point in answer.points
        ]
        return FrontView(self._front_chart(answer), tuple(points), self._one(answer.said))

    def _front_chart(self, answer: Front) -> StepChart | None:
        if not answer.points:
            return None
        values = [point.coverage_percent for point in answer.points]
        # From a round number of per cents below the lowest, so that steps can be seen.
        lowest = max(0, int(min(values) // 10) * 10)
        middle = (lowest + 100) // 2
        return step_chart(
            [
                (point.changes, point.coverage_percent, percent(point.coverage_percent))
                for point in answer.points
            ],
            max(1, answer.points[-1].changes),
            [(float(value), f"{value}\N{NO-BREAK SPACE}%") for value in (lowest, middle, 100)],
        )

    def uncertainty(self, answer: Uncertainty, seat: str | None) -> UncertaintyView | None:
        """Return how sure it is who is best on a seat; nothing where nobody else may take it."""
        if seat is None or seat not in answer.seats:
            return None
        people = answer.seats[seat]
        told = answer.seats_said.get(seat)
        equal = as_good_as_equal({each.person: each.best_share for each in people})
        return UncertaintyView(
            draws=answer.draws,
            seat=self.names.seat(seat),
            rows=tuple(
                BarRow(
                    label=self.names.person(each.person),
                    note="",
                    share=100 * each.best_share,
                    value=self.words.say(
                        "{number} of 100", number=number(100 * each.best_share, 0)
                    ),
                )
                for each in people
            ),
            said=self._all([told, *answer.said[1:]]),
            equal=tuple(equal) if len(equal) > 1 else (),
        )

    def _all(self, said: Sequence[Said | None]) -> tuple[str, ...]:
        return tuple(sentence for each in said if (sentence := self._one(each)))

    def _one(self, said: Said | None) -> str:
        if said is None:
            return ""
        return said.in_language(self.words.language).replace(" %", "\N{NO-BREAK SPACE}%")
