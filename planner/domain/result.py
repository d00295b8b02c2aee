"""What the optimiser answers: proposals, in the format of model.md 6."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from planner.domain.exact import NeverNull
from planner.domain.items import ItemField
from planner.domain.level import WrittenTenths
from planner.domain.priority import Objective

Objectives = dict[Objective, int]


class Answer(BaseModel):
    """The base of every answer: exactly the keys that its format has."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def written(self) -> dict[str, Any]:
        """Return the answer as its format has it."""
        return self.model_dump(mode="json", by_alias=True)


class Versions(Answer):
    """Which program and which solvers gave an answer."""

    abd_planner: str = Field(alias="abd-planner")
    ortools: str


class RowAnswer(Answer):
    """One row of a team: who carries it, and what it lacks."""

    carriers: list[str]
    required: int
    shortfall: int


class TeamAnswer(Answer):
    """The figures of one team in a composition."""

    objectives: Objectives
    coverage_percent: float
    coverage: dict[str, RowAnswer]
    roles: dict[str, list[str]]
    contributions: dict[str, float]
    marginals: dict[str, int]


class Change(Answer):
    """A seat whose occupant differs from today's."""

    seat: str
    before: str | None = Field(alias="from")
    to: str | None


class DevelopmentAnswer(Answer):
    """One person who develops one behaviour."""

    person: str
    behaviour: str
    start: WrittenTenths = Field(alias="from")
    end: WrittenTenths = Field(alias="to")
    steps: int


class Proposal(Answer):
    """A composition with its figures, and how far it is proven to be the best."""

    rank: int
    proven: bool
    assignment: dict[str, str | None]
    objectives: Objectives
    bounds: Objectives
    coverage_percent: float
    teams: dict[str, TeamAnswer]
    changes: list[Change]
    development: list[DevelopmentAnswer]


class ViolationAnswer(Answer):
    """One item that a composition breaks, in words."""

    item: ItemField
    text: str


class Result(Answer):
    """Proposals, or why there are none (model.md 6)."""

    format: Literal["abd-planner/result/1"] = "abd-planner/result/1"
    status: Literal["optimal", "feasible", "infeasible", "unknown", "evaluated"]
    proposals: list[Proposal]
    exhausted: bool
    conflict: list[ItemField]
    conflict_minimal: bool
    violations: Annotated[list[ViolationAnswer] | None, NeverNull()] = None
    seed: int
    seconds: float
    versions: Versions

    def written(self) -> dict[str, Any]:
        """Return the result as its format has it: only an evaluation has violations."""
        without = {"violations"} if self.violations is None else set()
        return self.model_dump(mode="json", by_alias=True, exclude=without)
