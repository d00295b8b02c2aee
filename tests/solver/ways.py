"""Small rounds, searched either way: by who sits where, or by which filling each team gets."""

import random
from dataclasses import dataclass, field

import pytest

from planner.dossier.dossier import Dossier
from planner.model.filling_model import FillingModel
from planner.solver import teamwise
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import Answers, search
from planner.solver.race import Race
from tests.oracle.many_teams import random_round
from tests.oracle.writing import json_text, json_value

from .conftest import CP_SAT


def round_at_random(seed: int, **more: int) -> dict:
    """Return a random round as parsed JSON, its decimals exact."""
    return json_value(json_text(random_round(random.Random(seed), **more)))


@dataclass
class Way:
    """One way to search; it notes each time that a search went on among fillings, and how many."""

    many: int
    sizes: list[int] = field(default_factory=list)

    @classmethod
    def teamwise(cls) -> "Way":
        """Return the search that goes on among fillings wherever it can."""
        return cls(1)

    @classmethod
    def seatwise(cls) -> "Way":
        """Return the search that never does."""
        return cls(10**9)

    @property
    def handovers(self) -> int:
        """How often a search went on among fillings."""
        return len(self.sizes)

    def answers(
        self,
        dossier: Dossier,
        *,
        cautious: bool = False,
        race: Race | None = None,
        limits: Limits | None = None,
        **options: int,
    ) -> Answers:
        """Search in this way, with one solver where no race is given."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(teamwise, "MANY_TEAMS", self.many)
            patch.setattr(teamwise, "FillingModel", self._counting(teamwise.FillingModel))
            problem = Problem.of(dossier, cautious)
            return search(problem, race=race or Race([CP_SAT]), limits=limits, **options)

    def _counting(self, model: type[FillingModel]):
        def counted(plan, fillings) -> FillingModel:
            self.sizes.append(sum(map(len, fillings.values())))
            return model(plan, fillings)

        return counted


def told(answers: Answers, wanted: int = 1) -> tuple:
    """Return all that an answer says."""
    return (
        answers.status(wanted),
        answers.exhausted,
        answers.conflict,
        answers.conflict_minimal,
        [
            (dict(one.composition.assignment), one.figures.objectives, one.bounds, one.proven)
            for one in answers.proposals
        ],
    )
