"""What a round over many teams comes to: the format `abd-planner/round/1`."""

from typing import Literal

from pydantic import Field

from planner.domain.choices import Obstacle
from planner.domain.priority import Objective
from planner.domain.questions import FiguresAnswer, ShortRow
from planner.domain.result import Answer, DevelopmentAnswer, Objectives, Versions
from planner.domain.said import Said

WhyEmpty = Literal["nobody", "elsewhere", "not_allowed", "no_gain"]


class TeamInRound(Answer):
    """A team as it sits and as proposed, and the rows that stay short in the proposal."""

    before: FiguresAnswer
    after: FiguresAnswer | None
    short: list[ShortRow]


class PersonMove(Answer):
    """Somebody who sits elsewhere than today; `null` is outside: they come, or they go.

    `teams` are those of the two seats, each once.
    """

    person: str
    origin: str | None = Field(alias="from")
    to: str | None
    teams: list[str]


class CoveredAnswer(Answer):
    """How much of some teams' demand is short, and the percentage that is covered."""

    coverage: int
    coverage_percent: float


class ChainAnswer(Answer):
    """Moves that hang together through seats, in the order in which they happen.

    The first fills a vacancy or leaves a seat; each next one fills the seat that the one before
    left, until somebody comes from outside or a seat `stays_empty`. A `closed` chain is a circle:
    whom it begins with takes the seat that the last one leaves. `before` and `after` are what its
    teams cover today, and if this chain alone were made and nobody developed; `after` is `null`
    where that `breaks` something that is not broken today.
    """

    moves: list[PersonMove]
    closed: bool
    stays_empty: str | None
    teams: list[str]
    before: CoveredAnswer
    after: CoveredAnswer | None
    breaks: list[Obstacle]
    text: Said


class EmptySeat(Answer):
    """A seat that stays empty, who may sit there, and why nobody does where that can be told.

    `nobody` is open to it; everybody who is sits `elsewhere`; whoever does not is `not_allowed`
    by what is asked; or is no improvement (`no_gain`). `null` where none of these holds.
    """

    seat: str
    team: str
    optional: bool
    open_to: list[str]
    why: WhyEmpty | None
    text: Said


class LosesSeat(Answer):
    """Somebody who sits today, and who ends up without a seat."""

    person: str
    seat: str
    team: str


class RoundReport(Answer):
    """A round: every team before and after, who moves, what stays empty, how near it is proven.

    `gap` is 0 for an objective that is proven, else the part of its value that could still be
    taken off. `before` is as people sit today; `after` is `null` where there is no proposal.
    """

    format: Literal["abd-planner/round/1"] = "abd-planner/round/1"
    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    proven: bool
    text: Said
    before: FiguresAnswer
    after: FiguresAnswer | None
    bounds: Objectives
    gap: dict[Objective, float]
    assignment: dict[str, str | None] | None
    teams: dict[str, TeamInRound]
    moves: list[PersonMove]
    chains: list[ChainAnswer]
    unfilled: list[EmptySeat]
    without_seat: list[LosesSeat]
    development: list[DevelopmentAnswer]
    conflict: list[Obstacle]
    conflict_minimal: bool
    seed: int
    seconds: float
    versions: Versions
