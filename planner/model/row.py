"""One row of a team's demand in the model: its carriers, what it lacks, whether it is tight."""

from functools import cached_property

from planner.domain.situation import Situation
from planner.domain.team import Demand, Team
from planner.model.occupancy import Occupancy
from planner.model.program import Expression, Program, is_number, total


class Row:
    """The linear face of a row; variables are added when a figure first needs them."""

    def __init__(self, occupancy: Occupancy, team: Team, demand: Demand) -> None:
        """Find who can carry the row; nothing is added to the program yet."""
        self.program: Program = occupancy.program
        self.occupancy = occupancy
        self.team = team
        self.demand = demand
        self.circle = team.circle if demand.spread else ()
        self._tight: dict[int, Expression] = {}

    @property
    def situation(self) -> Situation:
        """The situation that the row belongs to."""
        return self.occupancy.situation

    def reaching(self, seat: str, level: int, *, circle_too: bool) -> Expression:
        """Return 1 where the seat's occupant has a level or more.

        People of the circle count for a spread row whether they sit or not; a sum over seats
        and circle leaves them out of the seats (`circle_too` false) so that they count once.
        """
        behaviour = self.demand.behaviour
        return total(
            term
            for person in self.occupancy.open_to[seat]
            if circle_too or person not in self._circle_set
            if behaviour in self.situation.people[person].levels
            if not is_number(
                term := self.occupancy.reaches(seat, person, behaviour, level)
            )
        )

    @cached_property
    def _circle_set(self) -> frozenset[str]:
        return frozenset(self.circle)

    def present(self, level: int) -> list[Expression]:
        """Return who counts with a level or more: an indicator for each seat and circle member."""
        seats = (self.reaching(seat.id, level, circle_too=False) for seat in self.team.seats)
        circle = (
            self.occupancy.able(person, self.demand.behaviour, level) for person in self.circle
        )
        return [term for term in (*seats, *circle) if not is_number(term, 0)]

    @cached_property
    def carried_by(self) -> dict[str, Expression]:
        """For each seat: 1 where its occupant carries the row (people of the circle too)."""
        return {
            seat.id: self.reaching(seat.id, self.demand.level, circle_too=True)
            for seat in self.team.seats
        }

    @cached_property
    def _carrying(self) -> list[Expression]:
        return self.present(self.demand.level)

    @cached_property
    def carriers(self) -> Expression:
        """The number of carriers, c."""
        return total(self._carrying)

    @cached_property
    def most_carriers(self) -> int:
        """More than this many carriers there cannot be."""
        return len(self._carrying)

    @cached_property
    def sure_carriers(self) -> int:
        """So many carriers there are whoever sits: people of the circle."""
        return sum(term for term in self._carrying if is_number(term))

    @cached_property
    def shortfall(self) -> Expression:
        """What the row lacks: exactly n - c where c cannot exceed n, else at least max(0, n - c)."""
        needed = self.demand.carriers
        if self.most_carriers <= needed:
            return needed - self.carriers
        if self.sure_carriers >= needed:
            return 0
        lacking = self.program.count(needed - self.sure_carriers)
        self.program.at_least(lacking + self.carriers, needed)
        return lacking

    def tight(self, extra: int = 0) -> Expression:
        """Return an indicator that is 1 wherever c <= n + extra (it may be 1 elsewhere)."""
        if extra not in self._tight:
            enough = self.demand.carriers + extra + 1
            if self.most_carriers < enough:
                self._tight[extra] = 1
            elif self.sure_carriers >= enough:
                self._tight[extra] = 0
            else:
                indicator = self.program.indicator()
                needed = enough - self.sure_carriers
                self.program.at_least(
                    self.carriers - self.sure_carriers + needed * indicator, needed
                )
                self._tight[extra] = indicator
        return self._tight[extra]

    @cached_property
    def exact_shortfall(self) -> Expression:
        """The shortfall, held at exactly max(0, n - c)."""
        needed, most = self.demand.carriers, self.most_carriers
        shortfall = self.shortfall
        if most <= needed or self.sure_carriers >= needed:
            return shortfall
        tight = self.tight()
        self.program.at_most(shortfall - (needed - self.sure_carriers) * tight, 0)
        self.program.at_most(shortfall + self.carriers + (most - needed) * tight, most)
        return shortfall
