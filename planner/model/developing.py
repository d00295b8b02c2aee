"""Who may develop what: the states that people may come to, and the levels those give."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.math_opt.python import mathopt

from planner.domain.composition import Development
from planner.domain.situation import Situation
from planner.model.permission import Permission
from planner.model.program import Expression, Program, total

COACHED_STEP = 10


@dataclass(frozen=True)
class State:
    """A developed state of one person's behaviour: the steps to it, and the level it gives.

    `rise` is by how much the level rises and `level` what figures then read, both in tenths.
    """

    steps: int
    coached: int
    rise: int
    level: int
    indicator: mathopt.Variable


class Developing:
    """The developed states of people on seats; each person and behaviour comes to one at most."""

    def __init__(
        self,
        program: Program,
        situation: Situation,
        permission: Permission | None,
        coached: str | None,
        places: Callable[[str, frozenset[str]], list[mathopt.Variable]],
    ) -> None:
        """Keep what is allowed; `places` gives a person's indicators on the seats of teams."""
        self._program = program
        self._situation = situation
        self.permission = permission
        self._coached = coached
        self._places = places
        self._states: dict[tuple[str, str], list[State]] = {}
        self._reachable: dict[tuple[str, str], list[tuple[int, Expression]]] = {}

    @cached_property
    def _highest_asked(self) -> dict[str, int]:
        """The highest level that anything asks of each behaviour; steps beyond it buy nothing."""
        asked: dict[str, int] = {}
        for team in self._situation.teams:
            levels = [(row.behaviour, row.level) for row in team.demand]
            levels += [pair for seat in team.seats for pair in seat.minimum.items()]
            for behaviour, level in levels:
                asked[behaviour] = max(asked.get(behaviour, level), level)
        return asked

    def states(self, person: str, behaviour: str) -> list[State]:
        """Return the developed states that somebody may come to, as far as they are useful."""
        key = (person, behaviour)
        if key not in self._states:
            self._states[key] = self._new_states(person, behaviour)
        return self._states[key]

    def _new_states(self, person: str, behaviour: str) -> list[State]:
        if behaviour not in self._highest_asked:
            return []
        allowed = self.permission.teams if self.permission else frozenset()
        permitted = self._places(person, allowed)
        anywhere = self._places(person, frozenset(self._situation.teams_by_id))
        states = [
            State(steps, coached, rise, level, self._program.indicator())
            for steps, coached, rise, level in self._ladder(
                person, behaviour, steps=bool(permitted), coached=bool(anywhere)
            )
        ]
        if states:
            chosen = total(state.indicator for state in states)
            self._program.at_most(chosen - total(anywhere), 0)
            permitted_states = [state.indicator for state in states if state.steps]
            if permitted_states:
                self._program.at_most(total(permitted_states) - total(permitted), 0)
        return states

    def _ladder(
        self, person: str, behaviour: str, *, steps: bool, coached: bool
    ) -> Iterator[tuple[int, int, int, int]]:
        """Yield (steps, coached steps, rise, level) of each state that no smaller one matches."""
        known = self._situation.people[person].levels.get(behaviour)
        if known is None:
            return
        room = self._situation.repertoire.scale.maximum - known.level
        step = self.permission.step if self.permission else 0
        most = (
            self.permission.most_steps(self._situation, person, behaviour)
            if self.permission and steps
            else 0
        )
        most_coached = -(-room // COACHED_STEP) if coached and person == self._coached else 0
        levels: dict[tuple[int, int], int] = {}
        for taken in range(most + 1):
            for extra in range(most_coached + 1):
                rise = min(room, taken * step + extra * COACHED_STEP)
                level = self._situation.level(person, behaviour, rise)
                assert level is not None
                levels[taken, extra] = min(level, self._highest_asked[behaviour])
                smaller = [levels.get((taken - 1, extra)), levels.get((taken, extra - 1))]
                if (taken or extra) and levels[taken, extra] not in smaller:
                    yield taken, extra, rise, level

    def reachable(self, person: str, behaviour: str) -> list[tuple[int, Expression]]:
        """Return the levels that a person can have, lowest first, each with its indicator.

        The first is the level as it is, with 1; there is none where the level is unknown.
        """
        key = (person, behaviour)
        if key not in self._reachable:
            self._reachable[key] = self._new_levels(person, behaviour)
        return self._reachable[key]

    def _new_levels(self, person: str, behaviour: str) -> list[tuple[int, Expression]]:
        now = self._situation.level(person, behaviour)
        if now is None:
            return []
        states = self.states(person, behaviour)
        higher = sorted({state.level for state in states if state.level > now})
        return [(now, 1)] + [
            (level, total(state.indicator for state in states if state.level >= level))
            for level in higher
        ]

    def able(self, person: str, behaviour: str, level: int) -> Expression:
        """Return 1 where a person has the level or more, developed or not, wherever they sit."""
        for reached, indicator in self.reachable(person, behaviour):
            if reached >= level:
                return indicator
        return 0

    def all_states(self) -> dict[tuple[str, str], list[State]]:
        """Return every developed state that is allowed and useful, by person and behaviour."""
        if self.permission is not None or self._coached is not None:
            for person in self._situation.people:
                for behaviour in self._situation.people[person].levels:
                    self.states(person, behaviour)
        return {key: states for key, states in self._states.items() if states}

    def read(self, values: Mapping[int, float]) -> tuple[Development, ...]:
        """Return the development that a solution chooses; `values` are by the variables' ids."""
        developed = [
            Development(person, behaviour, start, start + state.rise, state.steps)
            for (person, behaviour), state in self.chosen_states(values).items()
            if state.steps
            for start in (self._level_now(person, behaviour),)
        ]
        order = self._situation.order
        rank = {b.id: position for position, b in enumerate(self._situation.repertoire.behaviours)}
        developed.sort(key=lambda step: (order[step.person], rank[step.behaviour]))
        return tuple(developed)

    def _level_now(self, person: str, behaviour: str) -> int:
        level = self._situation.people[person].levels[behaviour]
        assert level is not None
        return level.level

    def chosen_states(self, values: Mapping[int, float]) -> dict[tuple[str, str], State]:
        """Return the developed state that a solution chooses, by person and behaviour."""
        return {
            key: state
            for key, states in self._states.items()
            for state in states
            if values[state.indicator.id] > 0.5
        }
