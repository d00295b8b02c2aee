"""Every way to fill the seats of one team, found by what it leaves short and what people cost.

A filling is a team's whole part of a composition. In a round over many teams, prices on the people
whom several teams may have turn the question for all teams into one for each by itself: which
fillings leave little short at these prices? The rest cannot be part of a best composition (see
`planner.solver.prices`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.model.occupancy import SeatGroup

# Who sits on each seat of the team, in the order of its seats.
Filling = tuple[str | None, ...]
Prices = Mapping[str, float]

_Numbers = NDArray[np.float64]
_Indices = NDArray[np.int16]

# Sums of prices are reckoned in doubles; a difference this small is none.
EPSILON = 1e-6
_BEAM = 50


class TooMany(Exception):
    """More fillings matter than can be looked at one by one."""


@dataclass(frozen=True)
class _Place:
    """A seat to fill: who may sit there, the rows each would carry (people x rows)."""

    seat: str
    options: tuple[str | None, ...]
    carries: NDArray[np.int8]
    # Where each option stands among all people of its group of like seats; nobody stands last.
    ranks: _Indices
    # The place before it in the same group: whoever sits there stands earlier.
    follows: int | None


@dataclass
class _Partial:
    """Fillings of the first places: who (by option), what rows still lack, what people cost."""

    chosen: _Indices
    lacking: NDArray[np.int16]
    price: _Numbers

    def __len__(self) -> int:
        return len(self.price)

    def of(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> "_Partial":
        return _Partial(self.chosen[kept], self.lacking[kept], self.price[kept])


class TeamFillings:
    """The fillings of one team: found cheapest first, or all up to a limit."""

    def __init__(
        self,
        situation: Situation,
        team: Team,
        groups: Sequence[SeatGroup],
        excluded: Collection[tuple[str, str]],
        most: int,
    ) -> None:
        """Keep the seats of a team by groups of like ones.

        `excluded` are seats and people who do not go together; `most` is how many fillings can be
        looked at, at most.
        """
        self.situation = situation
        self.team = team
        self._most = most
        self._weights = np.array([row.importance for row in team.demand], dtype=np.float64)
        self._places: list[_Place] = []
        for group in sorted(groups, key=lambda group: len(group.indicators)):
            self._add(group, excluded)

    def _add(self, group: SeatGroup, excluded: Collection[tuple[str, str]]) -> None:
        """Add the seats of a group, those that must be filled first."""
        seats = sorted(group.seats, key=lambda seat: seat not in group.required)
        rank = {person: number for number, person in enumerate(group.indicators)}
        for position, seat in enumerate(seats):
            options: list[str | None] = [p for p in group.indicators if (seat, p) not in excluded]
            if seat not in group.required:
                options.append(None)
            carries = np.array([self._carries(person) for person in options], dtype=np.int8)
            ranks = [len(rank) if person is None else rank[person] for person in options]
            self._places.append(
                _Place(
                    seat,
                    tuple(options),
                    carries.reshape(len(options), len(self.team.demand)),
                    np.array(ranks, dtype=np.int16),
                    len(self._places) - 1 if position else None,
                )
            )

    def _carries(self, person: str | None) -> list[bool]:
        """Return for each row whether a person would add a carrier by taking a seat."""
        if person is None:
            return [False] * len(self.team.demand)
        around = person in self.team.circle
        return [
            not (row.spread and around)
            and (level := self.situation.level(person, row.behaviour)) is not None
            and level >= row.level
            for row in self.team.demand
        ]

    @cached_property
    def _lacking(self) -> list[int]:
        """What rows lack with no place filled: what people of the circle do not carry."""
        situation, lacking = self.situation, []
        for row in self.team.demand:
            around = self.team.circle if row.spread else ()
            levels = [situation.level(person, row.behaviour) for person in around]
            lacking.append(row.carriers - sum(v is not None and v >= row.level for v in levels))
        return lacking

    @cached_property
    def certain(self) -> int:
        """The weighted shortfall that no filling takes away: rows may ask for any number."""
        beyond = (max(0, lacking - len(self._places)) for lacking in self._lacking)
        pairs = zip(self.team.demand, beyond, strict=True)
        return sum(row.importance * number for row, number in pairs)

    @cached_property
    def _nothing(self) -> _Partial:
        """No place filled; rows lack no more than the places could give them."""
        lacking = [min(number, len(self._places)) for number in self._lacking]
        return _Partial(
            np.zeros((1, 0), dtype=np.int16), np.array([lacking], dtype=np.int16), np.zeros(1)
        )

    @cached_property
    def _start(self) -> _Partial:
        """What every filling begins with; there is none where nobody may take one of the places."""
        return self._nothing.of(np.full(1, all(place.options for place in self._places)))

    @property
    def largest(self) -> int:
        """The weighted shortfall of an empty team, besides what is certain."""
        return int(self._short(self._nothing.lacking)[0])

    def shortfall(self, filling: Filling) -> int:
        """Return the weighted shortfall that a filling leaves, besides what is certain."""
        chosen = dict(zip((seat.id for seat in self.team.seats), filling, strict=True))
        lacking = self._nothing.lacking[0].astype(np.int64)
        for place in self._places:
            lacking -= place.carries[place.options.index(chosen[place.seat])]
        return int(np.maximum(lacking, 0) @ self._weights)

    def cheapest(self, prices: Prices, number: int) -> tuple[float, list[Filling]]:
        """Return the smallest shortfall and price together, and some of the cheapest fillings.

        What is certain of the shortfall is left out.

        The value is infinite, and there are no fillings, where the seats cannot all be filled.

        Raises:
            TooMany: more fillings matter than can be looked at.
        """
        costs = self._costs(prices)
        partial = self._start
        for depth in range(len(self._places)):
            partial = self._deeper(partial, depth, costs, np.inf)
            if len(partial) > _BEAM:
                worth = self._least(partial, depth + 1, costs)
                partial = partial.of(np.argsort(worth, kind="stable")[:_BEAM])
        if not len(partial):
            # The beam may have lost its way among seats that exclude one another.
            partial = self._all(costs, np.inf)
            if not len(partial):
                return np.inf, []
        reached = float(self._total(partial).min())
        partial = self._all(costs, reached)
        total = self._total(partial)
        order = np.argsort(total, kind="stable")[:number]
        return float(total[order[0]]), self._told(partial.of(order))

    def within(self, prices: Prices, most: float) -> list[Filling]:
        """Return every filling whose shortfall and price together are at most a limit.

        What is certain of the shortfall is left out.

        Raises:
            TooMany: there are more than can be looked at.
        """
        return self._told(self._all(self._costs(prices), most))

    def _costs(self, prices: Prices) -> list[_Numbers]:
        return [
            np.array([0.0 if p is None else prices.get(p, 0.0) for p in place.options])
            for place in self._places
        ]

    def _all(self, costs: list[_Numbers], most: float) -> _Partial:
        partial = self._start
        for depth in range(len(self._places)):
            partial = self._deeper(partial, depth, costs, most)
        return partial.of(self._total(partial) <= most + EPSILON)

    def _total(self, partial: _Partial) -> _Numbers:
        return partial.price + self._short(partial.lacking)

    def _short(self, lacking: NDArray[np.int16]) -> _Numbers:
        short: _Numbers = np.maximum(lacking, 0) @ self._weights
        return short

    def _gains(self, partial: _Partial, depth: int) -> _Numbers:
        """Return what each option of a place takes away from what is short now."""
        weight = (partial.lacking > 0) * self._weights
        gains: _Numbers = weight @ self._places[depth].carries.T
        return gains

    def _least(self, partial: _Partial, depth: int, costs: list[_Numbers]) -> _Numbers:
        """Return a bound below every filling that a partial one can become.

        Whoever comes later takes away at most what they would take away now: who carries what is
        short finds less and less of it. Nor does a row get more carriers than places are left.
        """
        value = self._total(partial)
        if depth == len(self._places):
            return value
        gained, cheapest = value.copy(), partial.price.copy()
        left = partial.lacking.copy()
        for later in range(depth, len(self._places)):
            gained -= (self._gains(partial, later) - costs[later]).max(axis=1)
            cheapest += costs[later].min()
            left -= self._places[later].carries.max(axis=0)
        return np.maximum(gained, cheapest + self._short(left))

    def _deeper(
        self, partial: _Partial, depth: int, costs: list[_Numbers], most: float
    ) -> _Partial:
        """Fill the next place in every way that can still end at or below a limit."""
        if not len(partial):
            return self._children(partial, depth, costs, np.zeros((2, 0), dtype=np.intp))
        # What is left short now, less what the option and the best of each later place take away.
        value = self._total(partial)
        for later in range(depth + 1, len(self._places)):
            value = value - (self._gains(partial, later) - costs[later]).max(axis=1)
        least = value[:, None] - (self._gains(partial, depth) - costs[depth])
        pairs = np.array(np.nonzero((least <= most + EPSILON) & self._allowed(partial, depth)))
        if pairs.shape[1] > self._most:
            raise TooMany
        children = self._children(partial, depth, costs, pairs)
        return children.of(self._least(children, depth + 1, costs) <= most + EPSILON)

    def _children(
        self, partial: _Partial, depth: int, costs: list[_Numbers], pairs: NDArray[np.intp]
    ) -> _Partial:
        before, option = pairs
        return _Partial(
            np.hstack([partial.chosen[before], option[:, None].astype(np.int16)]),
            partial.lacking[before] - self._places[depth].carries[option],
            partial.price[before] + costs[depth][option],
        )

    def _allowed(self, partial: _Partial, depth: int) -> NDArray[np.bool_]:
        """Tell who is not seated yet; of like seats each next one takes somebody further on."""
        place = self._places[depth]
        allowed = np.ones((len(partial), len(place.options)), dtype=bool)
        for earlier, other in enumerate(self._places[:depth]):
            taken = partial.chosen[:, earlier]
            if earlier == place.follows:
                nobody = np.array([person is None for person in place.options])
                allowed &= (place.ranks > other.ranks[taken][:, None]) | nobody
            else:
                same = np.array([[p and p == o for p in place.options] for o in other.options])
                allowed &= ~same.astype(bool)[taken]
        return allowed

    def _told(self, partial: _Partial) -> list[Filling]:
        order = {place.seat: position for position, place in enumerate(self._places)}
        columns = [order[seat.id] for seat in self.team.seats]
        return [
            tuple(self._places[column].options[row[column]] for column in columns)
            for row in partial.chosen
        ]
