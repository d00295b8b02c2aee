"""The model of a whole situation: the teams, and what may be asked of them."""

from collections.abc import Collection, Mapping
from functools import cached_property

from planner.domain.priority import Objective
from planner.domain.situation import Situation
from planner.domain.team import Seat
from planner.model.occupancy import Occupancy
from planner.model.permission import Permission
from planner.model.program import Expression, Program, is_number, total
from planner.model.team_model import TeamModel


class PlanModel:
    """What constraints and objectives speak to: people on seats, teams, requirements."""

    def __init__(
        self,
        situation: Situation,
        open_to: Mapping[str, tuple[str, ...]],
        permission: Permission | None = None,
        coached: str | None = None,
    ) -> None:
        """Make the decisions; `open_to` says for each seat who may sit there."""
        self.situation = situation
        self.program = Program()
        self.occupancy = Occupancy(self.program, situation, open_to, permission, coached)
        self.teams = {team.id: TeamModel(self.occupancy, team) for team in situation.teams}
        if permission is not None:
            self.program.at_most(self.development_steps, permission.budget)

    def fill(self, seat: Seat) -> None:
        """Ensure that somebody sits on the seat."""
        self.occupancy.fill(seat.id)

    def keep_minimum(self, seat: Seat) -> None:
        """Ensure that whoever sits there meets the seat's minimums."""
        for behaviour, level in seat.minimum.items():
            for person in self.occupancy.open_to[seat.id]:
                able = self.occupancy.development.able(person, behaviour, level)
                if not is_number(able, 1):
                    self.program.at_most(self.occupancy.sits(seat.id, person) - able, 0)

    def objective(self, objective: Objective) -> Expression:
        """Return the linear face of an objective: the sum over the teams, besides `certain`."""
        if objective == "development":
            return self.development_steps
        return total(getattr(team, objective) for team in self.teams.values())

    def certain(self, objective: Objective) -> int:
        """Return what every composition has of an objective, besides its linear face."""
        return sum(team.surplus() for team in self.teams.values()) if objective == "coverage" else 0

    def keep_objective(self, objective: Objective, most: int) -> None:
        """Ensure that an objective is at most a limit."""
        self.program.at_most(self.objective(objective), most - self.certain(objective))

    @cached_property
    def development_steps(self) -> Expression:
        """How many steps of development are taken."""
        return total(
            state.steps * state.indicator
            for states in self.occupancy.development.all_states().values()
            for state in states
            if state.steps
        )

    @cached_property
    def coached_steps(self) -> Expression:
        """How many steps of 1.0 the coached person takes besides."""
        return total(
            state.coached * state.indicator
            for states in self.occupancy.development.all_states().values()
            for state in states
            if state.coached
        )

    @cached_property
    def on_any_seat(self) -> dict[str, Expression]:
        """For everybody who may sit somewhere: 1 where they do."""
        return {person: self.occupancy.anywhere(person) for person in self.occupancy.groups_of}

    def differ(self, people: Collection[str], difference: int) -> None:
        """Ensure that the set of people on seats differs enough from an earlier one (model.md 4).

        A and B differ by max(|A minus B|, |B minus A|).
        """
        seated = total(self.on_any_seat.values())
        shared = total(self.on_any_seat[p] for p in sorted(people) if p in self.on_any_seat)
        new_ones = seated - shared
        gone = len(people) - shared
        if all(not seat.optional for seat in self.situation.seats.values()):
            self.program.at_least(gone, difference)
            return
        by_gone = self.program.indicator()
        enough = min(difference, len(self.situation.seats) + 1)
        self.program.at_least(gone - enough * by_gone, 0)
        self.program.at_least(new_ones - enough * (1 - by_gone), 0)
