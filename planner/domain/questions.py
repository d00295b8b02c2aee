"""What the analyses answer: the formats of model.md 9."""

from typing import Annotated, Any, Literal

from pydantic import Field, InstanceOf
from pydantic.json_schema import SkipJsonSchema

from planner.domain.exact import NeverNull
from planner.domain.items import ItemField
from planner.domain.priority import Objective
from planner.domain.result import (
    Answer,
    DevelopmentAnswer,
    Objectives,
    Versions,
    ViolationAnswer,
)
from planner.domain.said import Said

# What there is to say about a finding, for people. It goes with the answer inside the program
# and is no part of a format: neither written nor read, and in no schema.
Sentence = Annotated[InstanceOf[Said] | None, Field(exclude=True), SkipJsonSchema()]
Sentences = Annotated[tuple[InstanceOf[Said], ...], Field(exclude=True), SkipJsonSchema()]
SeatSentences = Annotated[dict[str, InstanceOf[Said]], SkipJsonSchema()]


class FiguresAnswer(Answer):
    """The objectives and the covered percentage."""

    objectives: Objectives
    coverage_percent: float


class ShortRow(Answer):
    """A row that stays short."""

    behaviour: str
    carriers: int
    required: int
    shortfall: int
    said: Sentence = None


class Compared(Answer):
    """One person who may take the seat, and the team that would come of it."""

    person: str
    rank: int
    job_fit: float | None
    job_fit_rank: int | None
    gain: int
    contribution: float
    unique: list[str]
    short: list[ShortRow]
    dossier: FiguresAnswer
    figures: FiguresAnswer
    violations: list[ViolationAnswer]
    said: Sentences = ()


class Comparison(Answer):
    """Everybody who may take a seat, side by side (model.md 8 and 9)."""

    format: Literal["abd-planner/compare/1"] = "abd-planner/compare/1"
    seat: str
    team: str
    empty: FiguresAnswer
    people: list[Compared]
    seed: int
    seconds: float
    versions: Versions
    said: Sentences = ()


class FrontPoint(Answer):
    """What at most so many changes allow."""

    changes: int
    coverage: int
    coverage_percent: float
    assignment: dict[str, str | None]
    proven: bool
    development: Annotated[list[DevelopmentAnswer] | None, NeverNull()] = None
    said: Sentence = None


class Front(Answer):
    """The smallest coverage for each number of changes that improves it (model.md 8 and 9)."""

    format: Literal["abd-planner/front/1"] = "abd-planner/front/1"
    points: list[FrontPoint]
    seed: int
    seconds: float
    versions: Versions
    said: Sentence = None

    def written(self) -> dict[str, Any]:
        """Return the front as its format has it: development only where it is allowed."""
        written = super().written()
        for point in written["points"]:
            if point["development"] is None:
                del point["development"]
        return written


class Replacement(Answer):
    """Who could take over after a departure, and the coverage that leaves."""

    assignment: dict[str, str | None]
    coverage: int
    coverage_percent: float


class Departure(Answer):
    """What the team loses when one or two members leave."""

    people: list[str]
    seats: list[str]
    coverage_lost: int
    coverage: int
    coverage_percent: float
    short: list[ShortRow]
    replacement: Replacement | None
    said: Sentence = None
    replacement_said: Sentence = None


class TeamStress(Answer):
    """The figures of a sitting team, and every departure of one or two."""

    figures: FiguresAnswer
    departures: list[Departure]
    said: Sentences = ()


class Stress(Answer):
    """What departures do to each team (model.md 8 and 9)."""

    format: Literal["abd-planner/stress/1"] = "abd-planner/stress/1"
    teams: dict[str, TeamStress]
    seed: int
    seconds: float
    versions: Versions


class CompositionAnswer(Answer):
    """A composition with its figures."""

    assignment: dict[str, str | None]
    objectives: Objectives
    coverage_percent: float


class Worse(Answer):
    """The first objective that is worse, and by how much."""

    objective: Objective
    by: int


class WhyNotRow(Answer):
    """A row that is shorter with the person than in the optimum."""

    team: str
    behaviour: str
    optimum_shortfall: int
    with_shortfall: int
    said: Sentence = None


class Needs(Answer):
    """The fewest steps of development that make a person as good on the first priority."""

    steps: int
    development: list[DevelopmentAnswer]


class WhyNot(Answer):
    """What it costs to have a person, or why it cannot be (model.md 8 and 9)."""

    format: Literal["abd-planner/why-not/1"] = "abd-planner/why-not/1"
    person: str
    seat: str | None
    possible: bool
    optimum: CompositionAnswer | None
    with_them: CompositionAnswer | None = Field(alias="with")
    worse: Worse | None
    rows: list[WhyNotRow]
    conflict: list[ItemField]
    needs: Needs | None
    seed: int
    seconds: float
    versions: Versions
    said: Sentence = None
    conflict_said: Sentences = ()
    needs_said: Sentences = ()


class Percentiles(Answer):
    """The 5th, 50th and 95th percentile of a covered percentage."""

    p5: float
    p50: float
    p95: float


class ProposalUncertainty(Answer):
    """How often a proposal has the best coverage of the proposals, and how much it covers."""

    rank: int
    best_share: float
    coverage_percent: Percentiles
    said: Sentence = None


class PersonShare(Answer):
    """How often a person gives the best coverage on a seat."""

    person: str
    best_share: float
    said: Sentence = None


class Uncertainty(Answer):
    """How sure proposals and choices are, given the intervals (model.md 8 and 9)."""

    format: Literal["abd-planner/uncertainty/1"] = "abd-planner/uncertainty/1"
    draws: int
    proposals: list[ProposalUncertainty]
    seats: dict[str, list[PersonShare]]
    seed: int
    seconds: float
    versions: Versions
    said: Sentences = ()
    seats_said: SeatSentences = Field(default_factory=dict, exclude=True)
