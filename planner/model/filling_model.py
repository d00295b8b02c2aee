"""The same choice in other words: which of the fillings that may matter each team gets.

One indicator a filling, one filling a team, nobody in two. A filling's figures are plain numbers,
so every objective is a sum without any further variable: that is what makes the relaxation of a
round over many teams nearly exact, where maxima over members and rows make that of `PlanModel`
loose.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.math_opt.python import mathopt

from planner.domain.composition import Composition, TeamComposition
from planner.domain.priority import Objective
from planner.domain.team import Team
from planner.figures.team_figures import TeamFigures
from planner.model.differing import differ
from planner.model.fillings import Filling
from planner.model.plan_model import Decision, PlanModel
from planner.model.program import Expression, Program, total


@dataclass(frozen=True, eq=False)
class Choice:
    """A filling that a team may get, with its figures and the indicator that it does."""

    team: Team
    filling: Filling
    figures: TeamFigures
    indicator: mathopt.Variable

    @property
    def people(self) -> Iterator[str]:
        """Whoever sits in the team."""
        return (person for person in self.filling if person is not None)


class FillingModel:
    """The linear face of a situation, by fillings; it speaks as `PlanModel` does."""

    def __init__(self, plan: PlanModel, fillings: Mapping[str, Collection[Filling]]) -> None:
        """Make the choices; `fillings` are by team, and hold what may matter for each."""
        self.situation = plan.situation
        self.program = Program()
        self._plan = plan
        self._choices: dict[int, Choice] = {}
        self._least_values: dict[Objective, dict[str, int]] = {}
        teams = self.situation.teams_by_id
        for team, found in fillings.items():
            made = [self._new_choice(teams[team], filling) for filling in found]
            self.program.exactly(total(choice.indicator for choice in made), 1)
        for seats in self.on_any_seat.values():
            self.program.at_most(seats, 1)
        for people, difference in plan.differences:
            self.differ(people, difference)

    def _new_choice(self, team: Team, filling: Filling) -> Choice:
        assignment = dict(zip((seat.id for seat in team.seats), filling, strict=True))
        composed = TeamComposition(self.situation, team, Composition(assignment))
        choice = Choice(team, filling, TeamFigures(composed), self.program.indicator())
        self._choices[choice.indicator.id] = choice
        return choice

    @property
    def choices(self) -> Iterable[Choice]:
        """The choices that are left."""
        return self._choices.values()

    def drop(self, identifiers: Iterable[int]) -> None:
        """Take away choices that can no longer matter, by the ids of their indicators."""
        for identifier in identifiers:
            self.program.mathopt.delete_variable(self._choices.pop(identifier).indicator)
        self.__dict__.pop("on_any_seat", None)

    def objective(self, objective: Objective) -> Expression:
        """Return what the chosen fillings have of an objective, besides `certain`."""
        least = self._least(objective)
        return total(
            more * choice.indicator
            for choice in self.choices
            if (more := choice.figures.objective(objective) - least[choice.team.id])
        )

    def certain(self, objective: Objective) -> int:
        """Return what every choice has of an objective: it may be any number, so it is kept out."""
        return sum(self._least(objective).values())

    def _least(self, objective: Objective) -> dict[str, int]:
        """Return the smallest value that each team could get when this was first asked."""
        if objective not in self._least_values:
            least = self._least_values.setdefault(objective, {})
            for choice in self.choices:
                value = choice.figures.objective(objective)
                least[choice.team.id] = min(value, least.get(choice.team.id, value))
        return self._least_values[objective]

    def keep_objective(self, objective: Objective, most: int) -> None:
        """Ensure that an objective is at most a limit."""
        self.program.at_most(self.objective(objective), most - self.certain(objective))

    @cached_property
    def on_any_seat(self) -> dict[str, Expression]:
        """For everybody who may sit somewhere: 1 where they do."""
        seats: dict[str, list[mathopt.Variable]] = defaultdict(list)
        for choice in self.choices:
            for person in choice.people:
                seats[person].append(choice.indicator)
        return {person: total(indicators) for person, indicators in seats.items()}

    def differ(self, people: Collection[str], difference: int) -> None:
        """Ensure that the set of people on seats differs enough from an earlier one."""
        differ(self, people, difference)

    def decisions(self) -> Iterator[Decision]:
        """Return what a choice decides, as `PlanModel` would put it."""
        for choice in self.choices:
            for seat, person in zip(choice.team.seats, choice.filling, strict=True):
                if person is not None:
                    name = self._plan.occupancy.name_of_place(seat.id, person)
                    yield ("seat", *name), choice.indicator

    def number_of_decisions(self) -> int:
        """Return how many decisions there are, as `PlanModel` counts them."""
        return self._plan.number_of_decisions()

    def read(self, values: Mapping[int, float]) -> Composition:
        """Return the composition that a solution is; `values` are by the variables' ids."""
        assignment: dict[str, str | None] = dict.fromkeys(self.situation.seats)
        for identifier, choice in self._choices.items():
            if values[identifier] > 0.5:
                assignment.update(choice.figures.team.composition.assignment)
        return self._plan.occupancy.dealt(assignment)

    def hint(self, composition: Composition) -> dict[mathopt.Variable, float]:
        """Return where a search may start: the choices that make a composition."""
        return {
            choice.indicator: float(self._is_of(choice, composition)) for choice in self.choices
        }

    def _is_of(self, choice: Choice, composition: Composition) -> bool:
        inside = {p for p in composition.members(choice.team) if p is not None}
        if inside != set(choice.people):
            return False
        names = self._plan.occupancy.name_of_place
        placed = {names(s, p) for s, p in composition.assignment.items() if p in inside}
        seats = zip(choice.team.seats, choice.filling, strict=True)
        return placed == {names(seat.id, person) for seat, person in seats if person is not None}
