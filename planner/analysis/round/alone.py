"""What one chain of a round brings if nothing else changes: plain figures, nothing is solved."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.analysis.round.chains import Chain
from planner.analysis.round.nearby import nearby
from planner.analysis.sentences.voice import Covered
from planner.domain.names import Names
from planner.dossier.requirements import Requirement
from planner.figures.team_figures import Figures, TeamFigures
from planner.solver.problem import Problem


def covered(teams: Iterable[TeamFigures]) -> Covered:
    """Return what some teams cover together."""
    listed = list(teams)
    short = sum(team.coverage for team in listed)
    return Covered(short, sum(team.demanded for team in listed))


class AsTheySit:
    """The teams as they sit, and what is asked that they keep today."""

    def __init__(self, problem: Problem, today: Figures) -> None:
        """Keep the sitting teams; vacancies that must be filled are among what is broken today."""
        self.problem = problem
        self.figures = today
        self.names = Names(problem.situation, "en")
        self.kept = [asked for asked in problem.asked if not asked.check(today, self.names)]


@dataclass(frozen=True)
class Alone:
    """A chain that is made by itself, while everybody else stays and nobody develops."""

    chain: Chain
    today: AsTheySit
    proposed: Figures

    @cached_property
    def figures(self) -> Figures:
        """The figures of all teams then."""
        then = self.proposed.composition.assignment
        return nearby(self.today.figures, {seat: then[seat] for seat in self.chain.seats})

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """The teams of the chain, in the order of the dossier."""
        situation = self.proposed.situation
        touched = {situation.team_of_seat[seat].id for seat in self.chain.seats}
        return tuple(team for team in situation.teams_by_id if team in touched)

    @property
    def before(self) -> Covered:
        """What the chain's teams cover today."""
        return covered(self.today.figures.teams[team] for team in self.teams)

    @property
    def after(self) -> Covered:
        """What the chain's teams cover if it is made by itself."""
        return covered(self.figures.teams[team] for team in self.teams)

    @cached_property
    def breaks(self) -> list[Requirement]:
        """What is asked and kept today, and is not if this chain is made by itself."""
        return [asked for asked in self.today.kept if asked.check(self.figures, self.today.names)]
