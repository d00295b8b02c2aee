"""Prices on people whom several teams may have: what makes each team's question its own.

The choice of a filling for every team is a set partitioning program: one filling a team, nobody
in two. Its linear relaxation is solved by column generation (Dantzig and Wolfe, 1960), steadied
as Wentges (1997) does. For any prices, the cheapest fillings of the teams less the prices of all
people are a bound below every composition; the best prices make it nearly exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition
from planner.model.fillings import Filling, TeamFillings
from planner.solver.limits import Limits

_ROUNDS = 60
_CHEAPEST = 8
# How much of the best prices so far goes into the next ones.
_STEADY = 0.7
# A bound this near to what is reached, or to the best that prices can do, is near enough: the
# fillings that are left are few by then.
_NEAR = 1.0
_NEARLY_BEST = 0.25
_PROGRESS = 0.02
_PATIENCE = 8


@dataclass
class Priced:
    """Prices, what the cheapest filling of each team costs at them, and the bound they prove."""

    prices: Mapping[str, float]
    cheapest: list[float]
    bound: float


@dataclass
class Pricing:
    """The search for prices whose bound comes near to what is reached."""

    teams: Sequence[TeamFillings]
    shared: frozenset[str]
    limits: Limits
    _master: "_Master" = field(init=False)

    def run(self, reached: Composition) -> Priced | None:
        """Return the best prices found; nothing where the limits end the search before any.

        `reached` is a composition, the smaller its weighted shortfall the better.

        Raises:
            TooMany: a team has more fillings that matter than can be looked at.
        """
        self._master = _Master(self.teams, self.shared)
        coverage = 0
        for number, team in enumerate(self.teams):
            filling = tuple(reached.assignment[seat.id] for seat in team.team.seats)
            self._master.add(number, filling)
            coverage += team.shortfall(filling)
        best: Priced | None = None
        waited, steady = 0, _STEADY
        for _ in range(_ROUNDS):
            if self.limits.is_over() or waited == _PATIENCE:
                return best
            value, wanted = self._master.solve()
            known = self._master.known
            if best is not None:
                wanted = {
                    person: steady * best.prices[person] + (1 - steady) * price
                    for person, price in wanted.items()
                }
            found = self._priced(wanted)
            # Where steady prices show nothing new, the master's own are worth a look.
            steady = _STEADY if self._master.known > known else 0.0
            waited = 0 if best is None or found.bound > best.bound + _PROGRESS else waited + 1
            if best is None or found.bound > best.bound:
                best = found
            if coverage - best.bound < _NEAR or value - best.bound < _NEARLY_BEST:
                return best
        return best

    def _priced(self, prices: Mapping[str, float]) -> Priced:
        cheapest = []
        for number, team in enumerate(self.teams):
            least, fillings = team.cheapest(prices, _CHEAPEST)
            cheapest.append(least)
            for filling in fillings:
                self._master.add(number, filling)
        return Priced(prices, cheapest, sum(cheapest) - sum(prices.values()))


class _Master:
    """The relaxed choice among the fillings that are known so far; its duals are prices."""

    def __init__(self, teams: Sequence[TeamFillings], shared: frozenset[str]) -> None:
        self._teams = teams
        self._model = mathopt.Model()
        self._model.minimize(0)
        self._one = [self._model.add_linear_constraint(lb=1, ub=1) for _ in teams]
        self._seated = {
            person: self._model.add_linear_constraint(ub=1) for person in sorted(shared)
        }
        self._known: set[tuple[int, Filling]] = set()
        self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)

    def add(self, number: int, filling: Filling) -> None:
        """Make a filling of a team known."""
        if (number, filling) in self._known:
            return
        self._known.add((number, filling))
        share = self._model.add_variable(lb=0)
        self._one[number].set_coefficient(share, 1)
        for person in filling:
            if person in self._seated:
                self._seated[person].set_coefficient(share, 1)
        short = self._teams[number].shortfall(filling)
        self._model.objective.set_linear_coefficient(share, short)

    @property
    def known(self) -> int:
        """How many fillings are known."""
        return len(self._known)

    def solve(self) -> tuple[float, dict[str, float]]:
        """Return the smallest value and the price of each person."""
        result = self._solver.solve()
        duals = result.dual_values()
        prices = {person: max(0.0, -duals[row]) for person, row in self._seated.items()}
        return result.objective_value(), prices
