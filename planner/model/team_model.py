"""One team in the model: the linear faces of its figures, each added when first asked for."""

from functools import cached_property

from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.model.balance import keep_worst
from planner.model.departure import departure, hold_after_departures
from planner.model.load import load
from planner.model.nearness import distance
from planner.model.occupancy import Occupancy
from planner.model.program import Expression, Program, total
from planner.model.row import Row


class TeamModel:
    """The linear face of one team."""

    def __init__(self, occupancy: Occupancy, team: Team) -> None:
        """Make the rows; nothing is added to the program yet."""
        self.program: Program = occupancy.program
        self.occupancy = occupancy
        self.team = team
        self.rows = [Row(occupancy, team, demand) for demand in team.demand]

    @property
    def situation(self) -> Situation:
        """The situation that the team belongs to."""
        return self.occupancy.situation

    def seated(self, person: str) -> Expression:
        """Return 1 where the person sits in the team."""
        return self.occupancy.seated(person, self.team.id)

    @property
    def members(self) -> dict[str, Expression]:
        """For everybody who may sit in the team: 1 where they do."""
        return {person: self.seated(person) for person in self.occupancy.people_of[self.team.id]}

    def rows_of(self, direction: str | None) -> list[Row]:
        """Return the rows of a direction; all of them for `None`."""
        direction_of = self.situation.repertoire.direction_of
        return [
            row
            for row in self.rows
            if direction is None or direction_of(row.demand.behaviour) == direction
        ]

    def shortfall(self, direction: str | None = None) -> Expression:
        """Return the weighted shortfall over the rows of a direction, besides the surplus."""
        return total(row.demand.importance * row.shortfall for row in self.rows_of(direction))

    def surplus(self, direction: str | None = None) -> int:
        """Return the weighted shortfall that no composition can take away."""
        return sum(row.demand.importance * row.surplus for row in self.rows_of(direction))

    def keep_shortfall(self, most: int, direction: str | None = None) -> None:
        """Ensure that the weighted shortfall over the rows of a direction is at most a limit."""
        self.program.at_most(self.shortfall(direction), most - self.surplus(direction))

    @cached_property
    def coverage(self) -> Expression:
        """The weighted shortfall over all rows, besides the surplus."""
        return self.shortfall()

    @cached_property
    def departure(self) -> Expression:
        """What the team loses when the one member leaves who matters most."""
        return departure(self.program, self.rows, self.members)

    def hold_after_departures(self, count: int, most: int) -> None:
        """Ensure that whichever `count` members leave, the weighted shortfall is at most `most`."""
        limit = most - self.surplus()
        hold_after_departures(self.program, self.rows, self.members, count, self.coverage, limit)

    @cached_property
    def load(self) -> Expression:
        """The largest number of rows that one person leads."""
        return load(self.program, self.rows, len(self.team.seats))

    @cached_property
    def balance(self) -> Expression:
        """The worst-covered direction, in per mille short."""
        worst = self.program.count(1000)
        for direction in self.situation.repertoire.directions:
            rows = self.rows_of(direction.id)
            if rows:
                keep_worst(self.program, rows, worst)
        return worst

    @cached_property
    def nearness(self) -> Expression:
        """How far below the demanded levels the best stay."""
        return total(row.demand.importance * distance(row) for row in self.rows)

    @cached_property
    def changes(self) -> Expression:
        """How many seats lose their incumbent."""
        return total(
            1 - self.occupancy.sits(seat.id, seat.incumbent)
            for seat in self.team.seats
            if seat.incumbent is not None
        )

    @cached_property
    def moves(self) -> Expression:
        """How many seats get another occupant than today's, or none; filled vacancies too."""
        return total((self.changes, self.occupancy.filled_vacancies(self.team.id)))
