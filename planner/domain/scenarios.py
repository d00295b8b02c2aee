"""What scenarios answer: the format `abd-planner/scenario-results/1`."""

from typing import Literal

from planner.domain.items import ItemField
from planner.domain.result import Answer, Change, DevelopmentAnswer, Objectives, Versions


class FaultAnswer(Answer):
    """One mistake in what the edits made of the dossier: where it is, and a sentence."""

    path: str
    text: str


class Outcome(Answer):
    """What a dossier gives: its best composition, or why there is none."""

    status: Literal["optimal", "feasible", "infeasible", "unknown", "invalid"]
    objectives: Objectives | None
    coverage_percent: float | None
    assignment: dict[str, str | None] | None
    changes: list[Change]
    development: list[DevelopmentAnswer]
    conflict: list[ItemField]
    conflict_minimal: bool
    faults: list[FaultAnswer]


class Scenario(Outcome):
    """One what-if: a choice on each axis, and what comes of it.

    `rank` is by the priorities of the dossier as it is; `null` where nothing was found.
    `differs` are the seats that get somebody else than in the dossier as it is.
    """

    choices: dict[str, str]
    rank: int | None
    differs: list[Change]


class ScenarioResults(Answer):
    """The dossier as it is, and every scenario in the order of the grid."""

    format: Literal["abd-planner/scenario-results/1"] = "abd-planner/scenario-results/1"
    base: Outcome
    scenarios: list[Scenario]
    seed: int
    seconds: float
    versions: Versions
