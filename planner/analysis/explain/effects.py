"""What a part of a proposal buys and costs: the proposal beside itself with that part undone.

This is plain figures on two compositions; nothing is solved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.domain.composition import Composition, Development
from planner.domain.names import Names
from planner.domain.team import Demand
from planner.dossier.requirements import Requirement
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem


@dataclass(frozen=True)
class RowDifference:
    """A row of a team, and who carries it without a part of the proposal and with it."""

    team: str
    row: Demand
    without: tuple[str, ...]
    with_it: tuple[str, ...]

    @property
    def gained(self) -> list[str]:
        """Who carries the row only with the part."""
        return [person for person in self.with_it if person not in self.without]

    @property
    def lost(self) -> list[str]:
        """Who carries the row only without the part."""
        return [person for person in self.without if person not in self.with_it]

    def short(self, carriers: tuple[str, ...]) -> int:
        """Return what the row lacks with these carriers."""
        return max(0, self.row.carriers - len(carriers))


@dataclass(frozen=True)
class Effect:
    """A proposal, and the same proposal with one part undone."""

    problem: Problem
    proposed: Figures
    undone: Figures

    @cached_property
    def rows(self) -> list[RowDifference]:
        """Every row whose carriers differ, in the order of the dossier."""
        return [
            RowDifference(team, row, before, after)
            for team, figures in self.proposed.teams.items()
            for row in figures.team.rows
            if set(before := self.undone.teams[team].carriers[row.behaviour])
            != set(after := figures.carriers[row.behaviour])
        ]

    @property
    def breaks(self) -> list[Requirement]:
        """What is asked that the proposal would break with the part undone."""
        names = Names(self.problem.situation, "en")
        return [asked for asked in self.problem.asked if asked.check(self.undone, names)]

    @property
    def is_idle(self) -> bool:
        """Tell whether no priority is worse without the part."""
        return all(
            self.undone.objectives[priority.objective]
            <= self.proposed.objectives[priority.objective]
            for priority in self.problem.priorities
        )


def moves(proposed: Figures) -> Iterator[tuple[str, ...]]:
    """Yield the changed seats in groups that hang together, in the order of the dossier.

    Two changed seats hang together where somebody who leaves the one, or comes to it, is also
    who comes to the other or leaves it, directly or through further seats. So each group can be
    undone by itself, and nobody then sits twice.
    """
    today, then = proposed.situation.incumbents, proposed.composition.assignment
    left = [seat for seat, before in today.items() if then[seat] != before]
    while left:
        group, people = [left.pop(0)], set[str | None]()
        for seat in group:
            people |= {today[seat], then[seat]} - {None}
            joined = [other for other in left if {today[other], then[other]} & people]
            group += joined
            left = [other for other in left if other not in joined]
        yield tuple(seat for seat in today if seat in group)


def without_move(problem: Problem, proposed: Figures, seats: tuple[str, ...]) -> Effect:
    """Return the proposal beside itself with a move undone: these seats as they are today.

    Who then has no seat on which they may develop does not develop.
    """
    today, composition = proposed.situation.incumbents, proposed.composition
    assignment = {
        seat: today[seat] if seat in seats else person
        for seat, person in composition.assignment.items()
    }
    kept = tuple(
        step for step in composition.development if _may_develop(problem, assignment, step)
    )
    undone = Figures(proposed.situation, Composition(assignment, kept))
    return Effect(problem, proposed, undone)


def _may_develop(problem: Problem, assignment: dict[str, str | None], step: Development) -> bool:
    team_of = problem.situation.team_of_seat
    return problem.permission is not None and any(
        person == step.person and team_of[seat].id in problem.permission.teams
        for seat, person in assignment.items()
    )


def without_step(problem: Problem, proposed: Figures, step: Development) -> Effect:
    """Return the proposal beside itself without one development."""
    composition = proposed.composition
    kept = tuple(other for other in composition.development if other != step)
    undone = Figures(proposed.situation, Composition(composition.assignment, kept))
    return Effect(problem, proposed, undone)
