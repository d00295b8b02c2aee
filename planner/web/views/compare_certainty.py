"""How sure a comparison is, as bars: two people at a time, and who is best how often."""

from dataclasses import dataclass

from planner.domain.questions import PersonShare, Uncertainty
from planner.web.views.compare_case import Case
from planner.web.views.compare_words import duel, told


@dataclass(frozen=True)
class DuelBar:
    """The first beside somebody else: in how many draws each covers more, and in how many none."""

    name: str
    more: int
    equal: int
    less: int
    sentence: str
    is_undecided: bool


@dataclass(frozen=True)
class ShareBar:
    """In which part of the draws somebody is best, as a percentage of them."""

    name: str
    percent: float
    sentence: str


@dataclass(frozen=True)
class Certain:
    """Everybody who is shown beside the first; whether levels have intervals at all."""

    first: str
    draws: int
    has_intervals: bool
    duels: tuple[DuelBar, ...]


@dataclass(frozen=True)
class Shares:
    """What the analysis of uncertainty found for the seat."""

    draws: int
    finding: str
    bars: tuple[ShareBar, ...]


def certain(case: Case) -> Certain | None:
    """Return the first beside everybody else who is shown; nothing where they are alone."""
    if len(case.shown) < 2 or not case.rows:
        return None
    first = case.best[0].person
    others = [one.person for one in case.shown if one.person != first]
    return Certain(
        first=case.names.person(first),
        draws=case.certainty.draws,
        has_intervals=case.certainty.has_intervals,
        duels=tuple(_bar(case, first, other) for other in others),
    )


def _bar(case: Case, first: str, other: str) -> DuelBar:
    result = case.certainty.duel(first, other)
    return DuelBar(
        name=case.names.person(other),
        more=result.first_better,
        equal=result.equal,
        less=result.second_better,
        sentence=duel(case, first, other),
        is_undecided=result.is_undecided,
    )


def shares(case: Case, answer: Uncertainty) -> Shares | None:
    """Return who is best how often on the seat; nothing where there was nobody to choose."""
    if case.seat not in answer.seats:
        return None
    # An answer about an older version may speak of people who are gone.
    return Shares(
        draws=answer.draws,
        finding=told(case, answer.seats_said[case.seat]),
        bars=tuple(_share(case, one) for one in answer.seats[case.seat]),
    )


def _share(case: Case, one: PersonShare) -> ShareBar:
    name = case.names.person(one.person) if one.person in case.situation.people else one.person
    return ShareBar(name, 100 * one.best_share, told(case, one.said) if one.said else "")
