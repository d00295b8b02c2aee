"""The model of a whole situation: the teams, and what may be asked of them."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition
from planner.domain.priority import Objective
from planner.domain.situation import Situation
from planner.domain.team import Seat
from planner.model.differing import differ
from planner.model.occupancy import Occupancy
from planner.model.permission import Permission
from planner.model.program import Expression, Program, is_number, total
from planner.model.team_model import TeamModel

# The name of a decision, the same however it is put to a solver; and what is 1 where it is taken.
Decision: TypeAlias = tuple[tuple[str, ...], mathopt.Variable]


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
        # Earlier proposals by their people, and how far this one has to be from them.
        self.differences: list[tuple[Collection[str], int]] = []
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
        with self.program.part(objective):
            if objective == "development":
                return self.development_steps
            return total(getattr(team, objective) for team in self.teams.values())

    def certain(self, objective: Objective) -> int:
        """Return what every composition has of an objective, besides its linear face."""
        return sum(team.surplus() for team in self.teams.values()) if objective == "coverage" else 0

    def keep_objective(self, objective: Objective, most: int) -> None:
        """Ensure that an objective is at most a limit, until the program lets go."""
        self.program.hold(self.objective(objective), most=most - self.certain(objective))

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
    def moves(self) -> Expression:
        """How many seats get another occupant than today's, or none; filled vacancies too."""
        return total(team.moves for team in self.teams.values())

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
        """Ensure that the set of people on seats differs enough from an earlier one."""
        self.differences.append((people, difference))
        differ(self, people, difference)

    def decisions(self) -> Iterator[Decision]:
        """Return every decision by its name: who takes which seat, and which steps are made."""
        for place, indicator in self.occupancy.places():
            yield ("seat", *place), indicator
        for (person, behaviour), states in self.occupancy.development.all_states().items():
            for state in states:
                yield ("step", person, behaviour, str(state.steps)), state.indicator

    def number_of_decisions(self) -> int:
        """Return how many decisions there are."""
        return sum(1 for _ in self.decisions())

    def read(self, values: Mapping[int, float]) -> Composition:
        """Return the composition that a solution is; `values` are by the variables' ids."""
        return self.occupancy.read(values)

    def hint(self, composition: Composition) -> dict[mathopt.Variable, float]:
        """Return where a search may start: the decisions of a composition."""
        return self.occupancy.hint(composition)
