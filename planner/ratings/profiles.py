"""From ratings to profiles: what others perceive as a level, and what the person intends."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from planner.domain.exact import exact_number, written_number
from planner.domain.faults import fault, shown
from planner.domain.level import Level
from planner.domain.record import Record
from planner.domain.repertoire import Scale
from planner.ratings.estimate import Estimate, shrunk
from planner.ratings.rating import SELF, Rating, Round, Source, perceived
from planner.ratings.variances import Variances, variances_of

MOST_WEIGHT = 1000


def _weight(value: Any) -> Decimal:
    number = exact_number(value)
    if not 0 <= number <= MOST_WEIGHT:
        raise fault(
            "must be a weight from 0 to {most}, and is {value}",
            most=MOST_WEIGHT,
            value=shown(value),
        )
    return number


Weight = Annotated[
    Decimal,
    PlainValidator(_weight),
    PlainSerializer(written_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_WEIGHT}),
]


class SourceWeights(Record):
    """How much each source counts; there is none for self, which never counts."""

    superior: Weight = Decimal(1)
    peer: Weight = Decimal(1)
    report: Weight = Decimal(1)
    stakeholder: Weight = Decimal(1)
    assessor: Weight = Decimal(1)
    committee: Weight = Decimal(1)

    @model_validator(mode="after")
    def _weighs_something(self) -> "SourceWeights":
        if not any(getattr(self, source) for source in type(self).model_fields):
            raise fault("must let one source count at least")
        return self

    @property
    def are_equal(self) -> bool:
        """Tell whether every source counts the same."""
        return len({getattr(self, source) for source in type(self).model_fields}) == 1

    def of(self, source: Source) -> Fraction:
        """Return the weight of a source."""
        return Fraction(getattr(self, source))


EQUAL_WEIGHTS = SourceWeights()


@dataclass(frozen=True)
class WeighedMean:
    """The mean of the sources' means, in levels, and as how many raters it counts (k)."""

    mean: Fraction
    raters: Fraction


def weighed_mean(
    levels: Mapping[Source, list[int]], weights: SourceWeights = EQUAL_WEIGHTS
) -> WeighedMean | None:
    """Return the weighed mean of the means of the sources that are there.

    Raters vary by sigma2 about a person, so the mean of n raters of a source varies by sigma2 / n,
    and the mean of sources with shares w by sigma2 * sum(w^2 / n). A plain mean of k raters varies
    by sigma2 / k. So k = 1 / sum(w^2 / n): the number of raters when there is one source or when
    all are as large, and fewer else. It never counts more raters than there are.

    Args:
        levels: in tenths, by source.
        weights: what each source counts; those of the sources that are there are made to add up
            to one. `None` comes back where they have no weight together.
    """
    total = sum((weights.of(source) for source in levels), Fraction(0))
    if not total:
        return None
    shares = {source: weights.of(source) / total for source in levels}
    mean = sum(
        (share * Fraction(sum(levels[s]), 10 * len(levels[s])) for s, share in shares.items()),
        Fraction(0),
    )
    spread = sum((share**2 / len(levels[s]) for s, share in shares.items()), Fraction(0))
    return WeighedMean(mean, 1 / spread)


@dataclass(frozen=True)
class BehaviourProfile:
    """What a round says of one person on one behaviour.

    Attributes:
        perceived: the estimate from what others gave; `None` where nobody who counts observed it.
        level: the same, as it is published; `None` is an unknown level.
        intended: the level that the person gave, in tenths.
        raters: how many others gave a level.
        counted: as how many raters of equal weight these count (k); 0 where the level is unknown.
        not_observed: how many others said that they had not observed it.
        given: the weighed mean of what others gave, in levels, before it is drawn to the middle.
    """

    person: str
    behaviour: str
    perceived: Estimate | None
    level: Level | None
    intended: int | None
    raters: int
    counted: Fraction
    not_observed: int
    given: Fraction | None

    @property
    def difference(self) -> int | None:
        """How far what is intended lies above what is perceived, in tenths."""
        if self.intended is None or self.level is None:
            return None
        return self.intended - self.level.level


@dataclass(frozen=True)
class Profiles:
    """What a round says of everybody: by person and behaviour, and of each behaviour."""

    scale: Scale
    by_subject: Mapping[tuple[str, str], BehaviourProfile]
    variances: Mapping[str, Variances]

    @cached_property
    def by_person(self) -> dict[str, dict[str, BehaviourProfile]]:
        """The profile of each person, by behaviour."""
        found: dict[str, dict[str, BehaviourProfile]] = {}
        for (person, behaviour), profile in self.by_subject.items():
            found.setdefault(person, {})[behaviour] = profile
        return found


def profiles(round_: Round, weights: SourceWeights = EQUAL_WEIGHTS) -> Profiles:
    """Return the profile of everybody in a round; only what others perceive feeds the levels."""
    levels = {subject: perceived(ratings) for subject, ratings in round_.by_subject.items()}
    means = {subject: weighed_mean(given, weights) for subject, given in levels.items()}
    variances: dict[str, Variances] = {}
    for behaviour in round_.behaviours:
        subjects = [
            (subject, mean)
            for person in round_.people
            if (mean := means.get(subject := (person, behaviour))) is not None
        ]
        if subjects:
            variances[behaviour] = variances_of(
                [
                    [Fraction(level, 10) for given in levels[subject].values() for level in given]
                    for subject, _ in subjects
                ],
                sum((mean.mean for _, mean in subjects), Fraction(0)) / len(subjects),
                round_.scale,
            )
    found = {
        subject: _profile(ratings, means[subject], variances.get(subject[1]), round_.scale)
        for subject, ratings in round_.by_subject.items()
    }
    return Profiles(round_.scale, found, variances)


def _profile(
    ratings: tuple[Rating, ...],
    mean: WeighedMean | None,
    variances: Variances | None,
    scale: Scale,
) -> BehaviourProfile:
    others = [rating for rating in ratings if rating.source != SELF]
    estimate = None
    if mean is not None:
        assert variances is not None
        estimate = shrunk(mean.mean, mean.raters, variances)
    observed = sum(rating.level is not None for rating in others)
    return BehaviourProfile(
        person=ratings[0].person,
        behaviour=ratings[0].behaviour,
        perceived=estimate,
        level=estimate.published(scale) if estimate is not None else None,
        intended=next((rating.level for rating in ratings if rating.source == SELF), None),
        raters=observed,
        counted=mean.raters if mean is not None else Fraction(0),
        not_observed=len(others) - observed,
        given=mean.mean if mean is not None else None,
    )
