"""What a team can choose between: recruiting, developing, and the mixes of both."""

from typing import Literal

from planner.domain.items import ItemField
from planner.domain.level import WrittenTenths
from planner.domain.result import Answer, Change, DevelopmentAnswer, Objectives, Versions
from planner.domain.said import Said


class Gap(Answer):
    """A row of a team's demand that lacks carriers."""

    team: str
    behaviour: str
    carriers: int
    required: int
    shortfall: int


class Obstacle(Answer):
    """Something that is asked, and that is broken or stands in the way; what, in words."""

    item: ItemField
    text: Said


class Today(Answer):
    """The team as it sits, without any move or step; vacancies may be vacant."""

    assignment: dict[str, str | None]
    objectives: Objectives
    coverage: int
    coverage_percent: float
    short: list[Gap]
    violations: list[Obstacle]
    text: Said


class Choice(Answer):
    """One way to go: so many moves and steps, and the smallest shortfall that they allow.

    That no fewer moves or steps give this coverage is proven for every choice; `proven` says
    whether its composition is the best of its equals by the dossier's further priorities too.
    """

    moves: int
    steps: int
    coverage: int
    coverage_percent: float
    proven: bool
    assignment: dict[str, str | None]
    objectives: Objectives
    changes: list[Change]
    development: list[DevelopmentAnswer]
    short: list[Gap]
    text: Said


class Way(Answer):
    """The most that recruitment alone, or development alone, gives; else what forbids it.

    Without a choice and without anything in the way, the time ran out before it was known.
    """

    choice: Choice | None
    in_the_way: list[Obstacle]
    text: Said


class OutOfReach(Answer):
    """A row that no allowed composition fills: `most` carriers is all that it can have."""

    team: str
    behaviour: str
    most: int
    required: int
    text: Said


class DevelopOrRecruit(Answer):
    """Recruitment only, development only, and every mix that nothing else beats.

    `status` is `optimal` where every point of the front is known and proven, `feasible` where
    some are, `infeasible` where no composition keeps what must hold (`conflict` says why),
    `unknown` where the time ran out with nothing found. `out_of_reach` is `null` where the time
    ran out before it was known.
    """

    format: Literal["abd-planner/develop-or-recruit/1"] = "abd-planner/develop-or-recruit/1"
    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    step: WrittenTenths
    most_steps: int
    may_stay_vacant: list[str]
    assumptions: list[Said]
    today: Today
    recruitment_only: Way
    development_only: Way
    points: list[Choice]
    mixes: list[Said]
    out_of_reach: list[OutOfReach] | None
    conflict: list[Obstacle]
    conflict_minimal: bool
    seed: int
    seconds: float
    versions: Versions
