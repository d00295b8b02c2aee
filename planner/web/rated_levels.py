"""What the levels of a dossier rest on, for the file of a decision: never a rating of one rater."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.decisions.parts import RatedBehaviour, RatedLevel, Ratings
from planner.domain.level import Level
from planner.dossier.dossier import Dossier
from planner.ratings.profiles import BehaviourProfile
from planner.ratings.rating import SELF, Rating
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.rating_takeovers import Takeovers
from planner.web.round_figures import RoundFigures, figures_of
from planner.web.services import services

Subject = tuple[str, str]


@dataclass(frozen=True)
class _Behind:
    """A round, and the people and behaviours whose levels stand as it has them."""

    figures: RoundFigures
    subjects: frozenset[Subject]

    @property
    def ratings(self) -> Iterator[Rating]:
        """The ratings that these levels were made of."""
        for each in self.figures.showing.published.ratings:
            given = each.source != SELF and each.level is not None
            if given and (each.person, each.behaviour) in self.subjects:
                yield each

    @property
    def profiles(self) -> Iterator[BehaviourProfile]:
        """What the round says of these people and behaviours."""
        for subject, profile in self.figures.showing.profiles.by_subject.items():
            if subject in self.subjects and profile.level is not None:
                yield profile


def ratings_behind(dossier: str, read: Dossier) -> Ratings | None:
    """Return what the levels of a dossier rest on; nothing where no round is behind any."""
    found = list(_rounds_behind(dossier, read))
    if not found:
        return None
    given = [rating for each in found for rating in each.ratings]
    sources: dict[str, int] = {}
    for rating in given:
        sources[rating.source] = sources.get(rating.source, 0) + 1
    weighed = tuple(each.figures.weights for each in found if not each.figures.weights.are_equal)
    return Ratings(
        rounds=len(found),
        last=max(rating.date for rating in given),
        sources=sources,
        behaviours=tuple(
            _behaviour(behaviour, each) for each in found for behaviour in _behaviours(each)
        ),
        levels=tuple(_level(profile) for each in found for profile in each.profiles),
        # What is left out of a file stays out of it.
        **({"weights": weighed} if weighed else {}),
    )


def _rounds_behind(dossier: str, read: Dossier) -> Iterator[_Behind]:
    store = services().store
    rounds: Mapping[str, RatingRound] = {
        each.id: each for each in RatingRounds(store).of_dossier(dossier)
    }
    people = {person.id: person.levels for person in read.people}
    known: set[Subject] = set()
    behind: dict[str, set[Subject]] = {}
    for taken in Takeovers(store).of_dossier(dossier):
        figures = figures_of(rounds[taken.round])
        for person, levels in taken.levels.items():
            for behaviour, level in levels.items():
                subject = (person, behaviour)
                stands = people.get(person, {}).get(behaviour) == level
                # What was rated anew since is no longer what the level was made of.
                if stands and subject not in known and _says(figures, subject) == level:
                    known.add(subject)
                    behind.setdefault(taken.round, set()).add(subject)
    for round_, subjects in behind.items():
        yield _Behind(figures_of(rounds[round_]), frozenset(subjects))


def _says(figures: RoundFigures, subject: Subject) -> Level | None:
    profile = figures.showing.profiles.by_subject.get(subject)
    return None if profile is None else profile.level


def _behaviours(behind: _Behind) -> list[str]:
    return list(dict.fromkeys(profile.behaviour for profile in behind.profiles))


def _behaviour(behaviour: str, behind: _Behind) -> RatedBehaviour:
    profiles = [each for each in behind.profiles if each.behaviour == behaviour]
    reliability = behind.figures.reliabilities[behaviour]
    found = reliability.enough(reliability.raters)
    return RatedBehaviour(
        behaviour=behaviour,
        people=len(profiles),
        ratings=sum(each.raters for each in profiles),
        reliability=round(float(found.reliability), 4),
        measured=reliability.is_measured,
        needed=None if found.outcome == "out_of_reach" else found.more,
    )


def _level(profile: BehaviourProfile) -> RatedLevel:
    level = profile.level
    assert level is not None
    assert level.low is not None
    assert level.high is not None

    def number(tenths: int) -> Decimal:
        return Decimal(tenths).scaleb(-1)

    return RatedLevel(
        person=profile.person,
        behaviour=profile.behaviour,
        ratings=profile.raters,
        level=number(level.level),
        low=number(level.low),
        high=number(level.high),
        intended=None if profile.intended is None else number(profile.intended),
    )
