"""What may be shown of ratings, and to whom: raters in anonymous groups are never told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from planner.domain.level import Level
from planner.ratings.estimate import rounded_to_tenths
from planner.ratings.profiles import EQUAL_WEIGHTS, Profiles, SourceWeights, profiles, weighed_mean
from planner.ratings.rating import (
    ANONYMOUS,
    PERCEIVING,
    SELF,
    Rating,
    Round,
    Source,
    perceived,
)

# An anonymous group is shown from this many raters on.
LEAST_RATERS = 3

Role = Literal["secretary", "chair", "member", "reader", "rater", "person"]
_COMMITTEE: frozenset[Role] = frozenset({"secretary", "chair", "member"})


@dataclass(frozen=True)
class Reader:
    """Who looks: their role, and the name under which they rate in the round, if they do.

    Of a `person` the name is the id under which they are rated.
    """

    role: Role
    rater: str | None = None


@dataclass(frozen=True)
class ShownGroup:
    """A group of raters as a whole: its sources, how many gave a level, and the mean, in tenths.

    Several sources are shown as one where one of them is too small. Their mean is then weighed as
    the level is; a plain mean of the raters would be a second sum from which the parts follow.
    """

    sources: tuple[Source, ...]
    raters: int
    mean: int


@dataclass(frozen=True)
class ShownBehaviour:
    """What may be shown of one person on one behaviour.

    Attributes:
        own: the rating that the reader gave.
        level: what others perceive, as it is published.
        self_rating: what the person intends.
        voices: ratings that may be shown one by one, with their evidence.
        groups: ratings that may be shown as a whole.
        too_few: sources of which nothing may be shown, because too few rated.
    """

    person: str
    behaviour: str
    own: Rating | None = None
    level: Level | None = None
    self_rating: Rating | None = None
    voices: tuple[Rating, ...] = ()
    groups: tuple[ShownGroup, ...] = ()
    too_few: tuple[Source, ...] = ()

    @property
    def difference(self) -> int | None:
        """How far what is intended lies above what is perceived, in tenths."""
        intended = self.self_rating.level if self.self_rating is not None else None
        if intended is None or self.level is None:
            return None
        return intended - self.level.level


def publishable(round_: Round, weights: SourceWeights = EQUAL_WEIGHTS) -> Round:
    """Return a round without the ratings of anonymous raters who are too few to hide each other.

    The level is a sum. Whoever knows the other parts of it, and named raters know theirs, works
    out what is left; so anonymous ratings feed a level that people see only when three or more
    people gave them. In the level they stand as one sum, so that peers and reports count together;
    a source without weight is not in it.
    """
    held: set[tuple[str, str, str]] = set()
    for ratings in round_.by_subject.values():
        hidden = [
            rating.key
            for rating in ratings
            if rating.source in ANONYMOUS and rating.level is not None and weights.of(rating.source)
        ]
        if len(hidden) < LEAST_RATERS:
            held.update(hidden)
    kept = tuple(rating for rating in round_.ratings if rating.key not in held)
    return Round(scale=round_.scale, ratings=kept)


class Showing:
    """A round as it may be seen. All levels in it are of the publishable round."""

    def __init__(self, round_: Round, weights: SourceWeights = EQUAL_WEIGHTS) -> None:
        """Keep the round, and how its sources are weighed."""
        self._round = round_
        self._weights = weights

    @cached_property
    def published(self) -> Round:
        """The ratings that feed what is shown."""
        return publishable(self._round, self._weights)

    @cached_property
    def profiles(self) -> Profiles:
        """The profiles that may be published."""
        return profiles(self.published, self._weights)

    def shown(self, person: str, reader: Reader, *, opened: bool) -> tuple[ShownBehaviour, ...]:
        """Return what a reader may see of a person, by behaviour.

        Until the round is opened everybody sees only what they gave themselves. Afterwards a
        committee sees named raters one by one and anonymous groups as a whole, and the person sees
        all groups as a whole; a `reader` sees levels, and a `rater` nothing but their own ratings.
        Nobody sees another's profile as `person`.
        """
        return tuple(
            self._behaviour(subject, reader, opened)
            for subject in self._round.by_subject
            if subject[0] == person
        )

    def _behaviour(self, subject: tuple[str, str], reader: Reader, opened: bool) -> ShownBehaviour:
        ratings = self._round.by_subject[subject]
        own = next((each for each in ratings if each.rater == reader.rater), None)
        is_the_person = reader.role == "person" and reader.rater == subject[0]
        sees_sources = reader.role in _COMMITTEE or is_the_person
        if not opened or not (sees_sources or reader.role == "reader"):
            return ShownBehaviour(*subject, own=own)
        published = self.published.by_subject.get(subject, ())
        profile = self.profiles.by_subject.get(subject)
        level = profile.level if profile is not None else None
        if not sees_sources:
            return ShownBehaviour(*subject, own=own, level=level)
        covered = frozenset(PERCEIVING) if is_the_person else ANONYMOUS
        groups = _groups(published, covered, reader.rater, self._weights)
        in_groups = {source for group in groups for source in group.sources}
        given = perceived(ratings)
        return ShownBehaviour(
            *subject,
            own=own,
            level=level,
            self_rating=next((each for each in ratings if each.source == SELF), None),
            voices=tuple(
                each for each in ratings if each.source != SELF and each.source not in covered
            ),
            groups=groups,
            too_few=tuple(s for s in PERCEIVING if s in covered & given.keys() - in_groups),
        )


def _groups(
    ratings: Sequence[Rating],
    covered: frozenset[Source],
    reader: str | None,
    weights: SourceWeights,
) -> tuple[ShownGroup, ...]:
    """Return the groups that may be shown to a reader.

    A reader knows what they gave themselves, so they do not count for the three. And as the level
    is known, what is shown of some groups tells what the sum of the others is: where three raters
    or more are not left in these, a further group is taken in with them.
    """
    levels = {source: given for source, given in perceived(ratings).items() if source in covered}
    others = {
        source: sum(
            each.source == source and each.level is not None and each.rater != reader
            for each in ratings
        )
        for source in levels
    }
    alone = [source for source in PERCEIVING if others.get(source, 0) >= LEAST_RATERS]
    # What has no weight is not in the level, and so cannot be worked out from it.
    pooled = [
        source
        for source in PERCEIVING
        if source in levels and source not in alone and weights.of(source)
    ]
    while 0 < sum(others[source] for source in pooled) < LEAST_RATERS:
        weighed = [source for source in alone if weights.of(source)]
        if not weighed:
            break
        smallest = min(weighed, key=others.__getitem__)
        alone.remove(smallest)
        pooled.append(smallest)
    groups: list[tuple[Source, ...]] = [(source,) for source in alone]
    if sum(others[source] for source in pooled) >= LEAST_RATERS:
        groups.append(tuple(source for source in PERCEIVING if source in pooled))
    return tuple(_group(sources, levels, weights) for sources in groups)


def _group(
    sources: tuple[Source, ...], levels: Mapping[Source, list[int]], weights: SourceWeights
) -> ShownGroup:
    given = [level for source in sources for level in levels[source]]
    mean = Fraction(sum(given), 10 * len(given))
    if len(sources) > 1:
        weighed = weighed_mean({source: levels[source] for source in sources}, weights)
        assert weighed is not None
        mean = weighed.mean
    return ShownGroup(sources, len(given), rounded_to_tenths(mean))
