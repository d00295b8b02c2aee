"""All figures of one team, each computed once, when it is asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property

from planner.domain.composition import Composition, TeamComposition
from planner.domain.priority import Objective
from planner.domain.situation import Situation
from planner.figures.balance import balance
from planner.figures.carriers import Carriers, carriers
from planner.figures.changes import changes
from planner.figures.coverage import coverage, coverage_percent, demanded
from planner.figures.departure import departure
from planner.figures.load import Roles, load, roles
from planner.figures.moves import moves
from planner.figures.nearness import nearness


class TeamFigures:
    """The figures of one team in a composition."""

    def __init__(self, team: TeamComposition) -> None:
        """Keep the team; nothing is computed yet."""
        self.team = team
        self._worked_out: dict[Objective, int] = {}

    @cached_property
    def carriers(self) -> Carriers:
        """The carriers of each row."""
        return carriers(self.team)

    @cached_property
    def coverage(self) -> int:
        """The weighted shortfall."""
        return coverage(self.team.rows, self.carriers)

    @cached_property
    def demanded(self) -> int:
        """What the rows ask in all."""
        return demanded(self.team.rows)

    @property
    def coverage_percent(self) -> float:
        """The covered percentage, to one decimal."""
        return coverage_percent(self.coverage, self.demanded)

    @cached_property
    def moves(self) -> int:
        """The seats whose occupant differs from today's."""
        return moves(self.team)

    @cached_property
    def roles(self) -> Roles:
        """Who leads what."""
        return roles(self.team, self.carriers)

    def objective(self, objective: Objective) -> int:
        """Return one objective; nothing else is worked out for it."""
        if objective not in self._worked_out:
            self._worked_out[objective] = _OBJECTIVES[objective](self)
        return self._worked_out[objective]

    @cached_property
    def objectives(self) -> dict[Objective, int]:
        """All objectives."""
        return {objective: self.objective(objective) for objective in _OBJECTIVES}

    @property
    def _steps(self) -> int:
        """How many steps the members develop."""
        members = set(self.team.members)
        steps = self.team.composition.development
        return sum(step.steps for step in steps if step.person in members)


_OBJECTIVES: dict[Objective, Callable[[TeamFigures], int]] = {
    "coverage": lambda figures: figures.coverage,
    "departure": lambda figures: departure(figures.team, figures.carriers),
    "load": lambda figures: load(figures.roles),
    "balance": lambda figures: balance(figures.team, figures.carriers),
    "nearness": lambda figures: nearness(figures.team, figures.carriers),
    "changes": lambda figures: changes(figures.team),
    "development": lambda figures: figures._steps,
}


class Figures:
    """The figures of a whole composition: of each team, and their sums."""

    def __init__(
        self,
        situation: Situation,
        composition: Composition,
        known: Mapping[str, TeamFigures] | None = None,
    ) -> None:
        """Keep the composition; nothing is computed yet, but for the teams that are known."""
        self.situation = situation
        self.composition = composition
        known = known or {}
        self.teams = {
            team.id: known.get(team.id)
            or TeamFigures(TeamComposition(situation, team, composition))
            for team in situation.teams
        }

    def with_occupant(self, seat: str, person: str | None) -> "Figures":
        """Return the figures with somebody (or nobody) on a seat; who moves leaves a gap.

        Teams in which nobody moves have the same figures, and they are not computed again.
        """
        moved = self.composition.with_occupant(seat, person)
        teams = self.situation.team_of_seat
        touched = {
            teams[each].id
            for each, occupant in moved.assignment.items()
            if occupant != self.composition.assignment[each]
        }
        same = {team: figures for team, figures in self.teams.items() if team not in touched}
        return Figures(self.situation, moved, same)

    @cached_property
    def objectives(self) -> dict[Objective, int]:
        """The sums over the teams; `development` counts every step of the composition."""
        sums: dict[Objective, int] = {}
        for team in self.teams.values():
            for objective, value in team.objectives.items():
                sums[objective] = sums.get(objective, 0) + value
        sums["development"] = sum(step.steps for step in self.composition.development)
        return sums

    @property
    def moves(self) -> int:
        """The seats whose occupant differs from today's, over all teams."""
        return sum(team.moves for team in self.teams.values())

    @property
    def coverage_percent(self) -> float:
        """The percentage from the sums over all teams."""
        return coverage_percent(
            sum(team.coverage for team in self.teams.values()),
            sum(team.demanded for team in self.teams.values()),
        )
