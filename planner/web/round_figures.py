"""What follows from the ratings of a round, worked out once for as long as they stay the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from planner.ratings.agreement import Agreement, agreement
from planner.ratings.profiles import SourceWeights
from planner.ratings.rating import ANONYMOUS, PERCEIVING, SELF, Round
from planner.ratings.reliability import Reliability, reliability_of
from planner.ratings.showing import Showing
from planner.ratings.variances import LEAST_PEOPLE
from planner.store.rating_rounds import RatingRound
from planner.store.rating_weights import Weighings
from planner.store.ratings import Ratings
from planner.web.remembering import Remembered
from planner.web.services import services

_MOST_RATINGS = 200_000


@dataclass(frozen=True)
class RoundFigures:
    """The ratings of a round, what may be shown of them, and how far raters agree."""

    whole: Round
    weights: SourceWeights

    @cached_property
    def showing(self) -> Showing:
        """What may be shown, and to whom."""
        return Showing(self.whole, self.weights)

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """How far raters agree, by behaviour: of the ratings that feed what is shown.

        Where few people are rated, a figure about all of them nearly tells what each was given; so
        then it is about those raters alone who may be seen one by one.
        """
        published = self.showing.published
        sources = PERCEIVING if self.many else [s for s in PERCEIVING if s not in ANONYMOUS]
        return {each: agreement(published, each, sources) for each in published.behaviours}

    @property
    def many(self) -> bool:
        """Whether so many people are rated that a figure about all of them tells of nobody."""
        return len(self.showing.published.people) >= LEAST_PEOPLE

    @cached_property
    def reliabilities(self) -> Mapping[str, Reliability]:
        """How far the ratings of each behaviour can be gone by."""
        profiles = self.showing.profiles
        return {
            behaviour: reliability_of(
                self.agreements.get(behaviour),
                variances,
                [one for one in profiles.by_subject.values() if one.behaviour == behaviour],
            )
            for behaviour, variances in profiles.variances.items()
        }

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Which number a rater has among those of their source, who may be seen one by one."""
        raters = sorted(
            {
                (each.source, each.rater)
                for each in self.whole.ratings
                if each.source not in ANONYMOUS | {SELF}
            }
        )
        found: dict[str, int] = {}
        for _, of_source in groupby(raters, key=lambda pair: pair[0]):
            found.update({rater: number for number, (_, rater) in enumerate(of_source, 1)})
        return found


_remembered: Remembered[RoundFigures] = Remembered(
    _MOST_RATINGS, weigh=lambda figures: len(figures.whole.ratings)
)


def figures_of(round_: RatingRound) -> RoundFigures:
    """Return what follows from the ratings of a round as they are now."""
    store = services().store
    weighing = Weighings(store).of_round(round_.id)
    question = (str(store.path), round_.id, weighing.number, Ratings(store).stamp(round_.id))
    return _remembered.get(
        question, lambda: RoundFigures(Ratings(store).whole(round_), weighing.weights)
    )
