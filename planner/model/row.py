"""One row of a team's demand in the model: its carriers, what it lacks, whether it is tight."""

from functools import cached_property

from planner.domain.situation import Situation
from planner.domain.team import Demand, Team
from planner.model.occupancy import Occupancy
from planner.model.program import Expression, Program, is_number, total


class Row:
    """The linear face of a row; variables are added when a figure first needs them."""

    def __init__(self, occupancy: Occupancy, team: Team, demand: Demand) -> None:
        """Keep the row; nothing is added to the program yet."""
        self.program: Program = occupancy.program
        self.occupancy = occupancy
        self.team = team
        self.demand = demand
        self._tight: dict[int, Expression] = {}

    @property
    def situation(self) -> Situation:
        """The situation that the row belongs to."""
        return self.occupancy.situation

    @cached_property
    def people(self) -> list[str]:
        """Everybody who may count for the row and whose level is known; members first."""
        behaviour = self.demand.behaviour
        circle = self.team.circle if self.demand.spread else ()
        return [
            person
            for person in dict.fromkeys((*self.occupancy.people_of[self.team.id], *circle))
            if self.situation.people[person].levels.get(behaviour) is not None
        ]

    @cached_property
    def _circle(self) -> frozenset[str]:
        return frozenset(self.team.circle if self.demand.spread else ())

    def counting(self, person: str, level: int) -> Expression:
        """Return 1 where the person counts for the row and has a level or more.

        People of the circle count for a spread row whether they sit or not, and once.
        """
        behaviour = self.demand.behaviour
        if person in self._circle:
            return self.occupancy.development.able(person, behaviour, level)
        return self.occupancy.member_able(person, self.team.id, behaviour, level)

    def able(self, person: str) -> Expression:
        """Return 1 where the person has the demanded level, whether they count or not."""
        return self.occupancy.development.able(person, self.demand.behaviour, self.demand.level)

    @cached_property
    def carried_by(self) -> dict[str, Expression]:
        """For everybody who may carry the row: 1 where they do."""
        carrying = {person: self.counting(person, self.demand.level) for person in self.people}
        return {person: term for person, term in carrying.items() if not is_number(term, 0)}

    @cached_property
    def carriers(self) -> Expression:
        """The number of carriers, c."""
        return total(self.carried_by.values())

    @cached_property
    def most_carriers(self) -> int:
        """More than this many carriers there cannot be: seats limit how many members do."""
        around = sum(person in self._circle for person in self.carried_by)
        members = 0
        for group in self.occupancy.groups:
            if group.team == self.team.id:
                able = sum(
                    person in self.carried_by and person not in self._circle
                    for person in group.indicators
                )
                members += min(able, len(group.seats))
        return around + min(members, len(self.carried_by) - around)

    @cached_property
    def sure_carriers(self) -> int:
        """So many carriers there are whoever sits: people of the circle."""
        return sum(is_number(term, 1) for term in self.carried_by.values())

    @cached_property
    def needed(self) -> int:
        """The carriers that the row asks, n, as far as that can matter.

        Whatever is asked beyond what there can be is lacking for certain. It is left out of
        the program (see `surplus`), whose numbers stay small however large n is.
        """
        return min(self.demand.carriers, self.most_carriers + 2)

    @property
    def surplus(self) -> int:
        """What is asked beyond `needed`: it is short in every composition."""
        return self.demand.carriers - self.needed

    @cached_property
    def shortfall(self) -> Expression:
        """What the row lacks besides its surplus: exactly n - c, or at least max(0, n - c)."""
        needed = self.needed
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
            enough = self.needed + extra + 1
            if self.most_carriers < enough:
                self._tight[extra] = 1
            elif self.sure_carriers >= enough:
                self._tight[extra] = 0
            else:
                indicator = self.program.indicator()
                needed = enough - self.sure_carriers
                self.program.at_least(self.carriers + needed * indicator, enough)
                self._tight[extra] = indicator
        return self._tight[extra]

    @cached_property
    def exact_shortfall(self) -> Expression:
        """The shortfall besides the surplus, held at exactly max(0, n - c)."""
        needed, most = self.needed, self.most_carriers
        shortfall = self.shortfall
        if most <= needed or self.sure_carriers >= needed:
            return shortfall
        tight = self.tight()
        self.program.at_most(shortfall - (needed - self.sure_carriers) * tight, 0)
        self.program.at_most(shortfall + self.carriers + (most - needed) * tight, most)
        return shortfall
