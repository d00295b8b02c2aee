"""What explains a proposal: moves, steps, requirements, objectives; or how a clash can give way."""

from typing import Any, Literal

from pydantic import Field

from planner.domain.items import ItemField
from planner.domain.priority import Objective
from planner.domain.questions import FiguresAnswer
from planner.domain.result import (
    Answer,
    Change,
    DevelopmentAnswer,
    Objectives,
    Proposal,
    Versions,
)
from planner.domain.said import Said


class RowEffect(Answer):
    """A row whose carriers differ: without the move or step, and with it, as proposed."""

    team: str
    behaviour: str
    required: int
    without_carriers: list[str]
    with_carriers: list[str]
    without_shortfall: int
    with_shortfall: int
    text: Said


class NeededFor(Answer):
    """An item that the proposal would break without a move or step, in words."""

    item: ItemField
    text: Said


class Move(Answer):
    """Changed seats that hang together through people, and what they buy and cost.

    `without_it` are the figures of the proposal with these seats as they are today, `with_it`
    those of the proposal itself.
    """

    changes: list[Change]
    without_it: FiguresAnswer = Field(alias="without")
    with_it: FiguresAnswer = Field(alias="with")
    rows: list[RowEffect]
    needed_for: list[NeededFor]
    text: Said


class StepEffect(Answer):
    """One development of the proposal, and what it buys."""

    development: DevelopmentAnswer
    without_it: FiguresAnswer = Field(alias="without")
    with_it: FiguresAnswer = Field(alias="with")
    rows: list[RowEffect]
    needed_for: list[NeededFor]
    text: Said


class Improvement(Answer):
    """The first objective, in the order of the priorities, whose smallest value is smaller."""

    objective: Objective
    before: int
    after: int


class Reached(Answer):
    """A composition that something else would allow; `changes` are against what is told beside."""

    assignment: dict[str, str | None]
    objectives: Objectives
    coverage_percent: float
    changes: list[Change]
    development: list[DevelopmentAnswer]


class Relaxed(Answer):
    """A requirement that asks less, in words (`null`: it is left out), and the optimum then.

    `instead` are the parameters that differ, as a dossier has them. `improves` is `null` where so
    little weakening gives nothing better. The changes of the composition are against the proposal
    that is explained.
    """

    asks: Said | None
    instead: dict[str, Any] | None
    improves: Improvement | None
    composition: Reached


class RequirementAnswer(Answer):
    """One thing that is asked, and whether a better composition exists without it.

    `binds` is `null` where the time ran out first; `left_out` is what improves without it.
    """

    item: ItemField
    asks: Said
    binds: bool | None
    left_out: Improvement | None
    relaxed: Relaxed | None
    text: Said


class ObjectiveAnswer(Answer):
    """One priority: its value in the proposal, and its smallest value if it came first.

    `best` is `null` where the time ran out first. `then` is the composition that is optimal if it
    came first, without slack for it; its changes are against the proposal.
    """

    objective: Objective
    value: int
    best: int | None
    then: Reached | None
    text: Said


class Loosened(Answer):
    """The smallest weakening of an item that is enough, in words (`null`: it is left out).

    `instead` are the parameters that differ, as a dossier has them. `composition` is the optimum
    with it, its changes against today; `null` where the rest of the dossier still clashes.
    """

    asks: Said | None
    instead: dict[str, Any] | None
    composition: Reached | None


class ClashingItem(Answer):
    """One item of a conflict, and how little it must give way.

    `scope` tells for what that is enough: for the whole `dossier`, or only for the other items of
    this `conflict`, where another clash remains whatever becomes of this item; `null` where the
    time ran out first.
    """

    item: ItemField
    asks: Said
    scope: Literal["dossier", "conflict"] | None
    smallest: Loosened | None
    text: Said


class Explanation(Answer):
    """Why a proposal is as it is, and what it would take to do better (or to do it at all)."""

    format: Literal["abd-planner/explain/1"] = "abd-planner/explain/1"
    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    proposal: Proposal | None
    moves: list[Move]
    steps: list[StepEffect]
    requirements: list[RequirementAnswer]
    objectives: list[ObjectiveAnswer]
    conflict: list[ClashingItem]
    conflict_minimal: bool
    seed: int
    seconds: float
    versions: Versions
