"""Who sits where, and what they have developed: the decisions of the model."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition, Development
from planner.domain.situation import Situation
from planner.domain.team import Seat
from planner.model.permission import Permission
from planner.model.program import Expression, Program, is_number, total


class Occupancy:
    """One indicator for each seat and person who may sit there, and for each step of development.

    Ensures that a seat has at most one occupant, a person at most one seat, and that only
    people on seats develop.
    """

    def __init__(
        self,
        program: Program,
        situation: Situation,
        open_to: Mapping[str, tuple[str, ...]],
        permission: Permission | None = None,
    ) -> None:
        """Add the indicators; `open_to` says for each seat who may sit there."""
        self.program = program
        self.situation = situation
        self.permission = permission
        self.indicators: dict[tuple[str, str], mathopt.Variable] = {}
        self.seats_of: dict[str, list[str]] = defaultdict(list)
        for seat, people in open_to.items():
            for person in people:
                self.indicators[seat, person] = program.indicator()
                self.seats_of[person].append(seat)
        self.open_to = open_to
        self.steps: dict[tuple[str, str], list[mathopt.Variable]] = {}
        self._reached: dict[tuple[str, str, str, int], Expression] = {}
        for seat in open_to:
            program.at_most(self.filled(seat), 1)
        for person, seats in self.seats_of.items():
            if len(seats) > 1:
                program.at_most(total(self.indicators[seat, person] for seat in seats), 1)

    def sits(self, seat: str, person: str) -> Expression:
        """Return 1 where the person sits on the seat; 0 where that is not open to them."""
        return self.indicators.get((seat, person), 0)

    def filled(self, seat: str) -> Expression:
        """Return 1 where somebody sits on the seat."""
        return total(self.indicators[seat, person] for person in self.open_to[seat])

    def seated(self, person: str, seats: tuple[Seat, ...]) -> Expression:
        """Return 1 where the person sits on one of the seats."""
        return total(
            self.indicators[seat.id, person]
            for seat in seats
            if (seat.id, person) in self.indicators
        )

    @cached_property
    def _highest_asked(self) -> dict[str, int]:
        """The highest level that anything asks of each behaviour; steps beyond it buy nothing."""
        asked: dict[str, int] = {}
        for team in self.situation.teams:
            levels = [(row.behaviour, row.level) for row in team.demand]
            levels += [pair for seat in team.seats for pair in seat.minimum.items()]
            for behaviour, level in levels:
                asked[behaviour] = max(asked.get(behaviour, level), level)
        return asked

    def raise_indicators(self, person: str, behaviour: str) -> list[mathopt.Variable]:
        """Return indicators "developed by at least 1, 2, ... steps", as far as that is useful."""
        key = (person, behaviour)
        if key not in self.steps:
            self.steps[key] = self._new_steps(person, behaviour)
        return self.steps[key]

    def _new_steps(self, person: str, behaviour: str) -> list[mathopt.Variable]:
        if self.permission is None or behaviour not in self._highest_asked:
            return []
        most = self.permission.most_steps(self.situation, person, behaviour)
        useful = self._steps_to(person, behaviour, self._highest_asked[behaviour], most)
        seats = [
            seat
            for seat in self.seats_of.get(person, [])
            if self.situation.team_of_seat[seat].id in self.permission.teams
        ]
        if not seats:
            return []
        before: Expression = total(self.indicators[seat, person] for seat in seats)
        steps = []
        for _ in range(useful):
            step = self.program.indicator()
            self.program.at_most(step - before, 0)
            steps.append(step)
            before = step
        return steps

    def _steps_to(self, person: str, behaviour: str, level: int, most: int) -> int:
        """Return how many steps bring a person to a level; `most` where none do."""
        assert self.permission is not None
        for steps in range(most):
            rise = self.permission.rise(self.situation, person, behaviour, steps) if steps else 0
            known = self.situation.level(person, behaviour, rise)
            if known is not None and known >= level:
                return steps
        return most

    def rises(self, person: str, behaviour: str) -> list[tuple[int, Expression]]:
        """Return the levels that a person can reach, lowest first, each with its indicator.

        The first is the level as it is, with 1; none where the level is unknown.
        """
        now = self.situation.level(person, behaviour)
        if now is None:
            return []
        result: list[tuple[int, Expression]] = [(now, 1)]
        for position, step in enumerate(self.raise_indicators(person, behaviour)):
            assert self.permission is not None
            rise = self.permission.rise(self.situation, person, behaviour, position + 1)
            level = self.situation.level(person, behaviour, rise)
            assert level is not None
            result.append((level, step))
        return result

    def able(self, person: str, behaviour: str, level: int) -> Expression:
        """Return 1 where a person has the level or more, developed or not, wherever they sit."""
        for reached, indicator in self.rises(person, behaviour):
            if reached >= level:
                return indicator
        return 0

    def reaches(self, seat: str, person: str, behaviour: str, level: int) -> Expression:
        """Return 1 where the person sits on the seat and has the level or more."""
        sits = self.sits(seat, person)
        able = self.able(person, behaviour, level)
        if is_number(able):
            return sits if able else 0
        key = (seat, person, behaviour, level)
        if key not in self._reached:
            # Who develops sits on a seat: where there is just one to sit on, the step says it.
            alone = self.seats_of[person] == [seat]
            self._reached[key] = able if alone else self.program.both(sits, able)
        return self._reached[key]

    def development_steps(self) -> Expression:
        """Return how many steps of development are taken."""
        return total(step for steps in self.all_steps().values() for step in steps)

    def all_steps(self) -> dict[tuple[str, str], list[mathopt.Variable]]:
        """Return the indicators of every step that is allowed and useful."""
        if self.permission is not None:
            for person in self.seats_of:
                for behaviour in self.situation.people[person].levels:
                    self.raise_indicators(person, behaviour)
        return {key: steps for key, steps in self.steps.items() if steps}

    def read(self, values: Mapping[int, float]) -> Composition:
        """Return the composition that a solution is; `values` are by the variables' ids."""
        assignment: dict[str, str | None] = dict.fromkeys(self.open_to)
        for (seat, person), indicator in self.indicators.items():
            if values[indicator.id] > 0.5:
                assignment[seat] = person
        development: list[Development] = []
        for (person, behaviour), indicators in self.steps.items():
            steps = sum(values[step.id] > 0.5 for step in indicators)
            if steps and self.permission is not None:
                development.append(
                    self.permission.develop(self.situation, person, behaviour, steps)
                )
        order = self.situation.order
        rank = {behaviour.id: i for i, behaviour in enumerate(self.situation.repertoire.behaviours)}
        development.sort(key=lambda step: (order[step.person], rank[step.behaviour]))
        return Composition(assignment, tuple(development))
