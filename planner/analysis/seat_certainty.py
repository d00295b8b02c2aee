"""How sure it is whom a seat gains most by: people two by two, in draws of the levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from planner.analysis.sentences.uncertainty import as_good_as_equal
from planner.analysis.uncertainty import draw, short_of
from planner.domain.composition import Composition
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures

DRAWS = 100


@dataclass(frozen=True)
class Duel:
    """In how many draws each of two people covers more; in the others they cover equally much."""

    first: str
    second: str
    first_better: int
    second_better: int
    draws: int

    @property
    def equal(self) -> int:
        """In how many draws both cover equally much."""
        return self.draws - self.first_better - self.second_better

    @property
    def is_undecided(self) -> bool:
        """Tell whether the levels are not sure enough to tell the two apart."""
        shares = {
            self.first: self.first_better + self.equal / 2,
            self.second: self.second_better + self.equal / 2,
        }
        return len(as_good_as_equal(shares)) == 2


@dataclass(frozen=True)
class SeatCertainty:
    """What is short in each draw with each person on the seat."""

    draws: int
    shorts: Mapping[str, tuple[int, ...]]
    has_intervals: bool

    def duel(self, first: str, second: str) -> Duel:
        """Return how often each of two people covers more than the other."""
        pairs = list(zip(self.shorts[first], self.shorts[second], strict=True))
        return Duel(
            first,
            second,
            first_better=sum(one < other for one, other in pairs),
            second_better=sum(one > other for one, other in pairs),
            draws=self.draws,
        )

    def best_share(self, person: str) -> float:
        """Return in which part of the draws most is covered with a person; who tie share it.

        Counted as the analysis of uncertainty does (model.md 8), among those who are compared.
        """
        shared = Fraction(0)
        for shorts in zip(*self.shorts.values(), strict=True):
            least = min(shorts)
            if shorts[self._place[person]] == least:
                shared += Fraction(1, shorts.count(least))
        return float(shared / self.draws)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {person: place for place, person in enumerate(self.shorts)}


def seat_certainty(
    situation: Situation, seat: str, people: Sequence[str], *, draws: int = DRAWS, seed: int = 0
) -> SeatCertainty:
    """Return what each of some people would leave short on a seat, draw by draw.

    Levels are drawn as the analysis of uncertainty draws them. Everybody else stays where they
    sit; the same seed gives the same draws.
    """
    concerned = _concerned(situation, seat, people)
    has_intervals = any(
        level is not None and level.low != level.high
        for person in concerned.people.values()
        for level in person.levels.values()
    )
    shorts: dict[str, list[int]] = {person: [] for person in people}
    # Without intervals every draw is the same.
    for number in range(draws if has_intervals else 1):
        drawn = draw(concerned, seed, number)
        for person, short in _shorts(drawn, seat, people).items():
            shorts[person].append(short)
    return SeatCertainty(
        draws,
        {
            person: tuple(short) if has_intervals else tuple(short) * draws
            for person, short in shorts.items()
        },
        has_intervals,
    )


def _shorts(drawn: Situation, seat: str, people: Sequence[str]) -> dict[str, int]:
    """Return what is short with each person on the seat, in one draw.

    Who counts nowhere yet only adds to what there is with an empty seat, which is quicker to work
    out than the whole team with each of them. Who comes from elsewhere leaves something behind.
    """
    today = Composition(drawn.incumbents)
    empty = Figures(drawn, today.with_occupant(seat, None))
    short = sum(team.coverage for team in empty.teams.values())
    figures = empty.teams[drawn.team_of_seat[seat].id]
    lacking = [row for row in figures.team.rows if shortfall(row, figures.carriers)]
    settled = {one for team in drawn.teams for one in team.circle} | (
        {one for other, one in drawn.incumbents.items() if other != seat}
    )
    return {
        person: short_of(drawn, today.with_occupant(seat, person))[0]
        if person in settled
        else short - sum(row.importance for row in lacking if _carries(drawn, person, row))
        for person in people
    }


def _carries(drawn: Situation, person: str, row: Demand) -> bool:
    level = drawn.level(person, row.behaviour)
    return level is not None and level >= row.level


def _concerned(situation: Situation, seat: str, people: Sequence[str]) -> Situation:
    """Return the situation without the teams and the people that make no difference here."""
    chosen = set(people)
    teams = tuple(
        team
        for team in situation.teams
        if any(one.id == seat or one.incumbent in chosen for one in team.seats)
    )
    counting = chosen.union(*(team.circle for team in teams)) | {
        one.incumbent for team in teams for one in team.seats
    }
    return replace(
        situation,
        teams=teams,
        people={one: person for one, person in situation.people.items() if one in counting},
    )
