"""The parts of a decision's file: what was asked, what was proposed, what was chosen and why."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from planner.decisions.fields import (
    Day,
    ItemRecord,
    Moment,
    Number,
    SaidRecord,
    Sha256,
    ToldText,
    Whole,
)
from planner.domain.exact import Count, NeverNull, PositiveCount
from planner.domain.identifiers import Identifier
from planner.domain.level import Tenths
from planner.domain.priority import Objective
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText
from planner.domain.team import Demand
from planner.domain.text import Text
from planner.ratings.profiles import SourceWeights

ObjectiveValues = dict[Objective, Whole]


class SeatInQuestion(Record):
    """A seat that the decision is about, and who sat there before."""

    id: Identifier
    title: OptionalText = None
    team: Identifier
    incumbent: Identifier | None


class TeamInQuestion(Record):
    """A team that the decision is about."""

    id: Identifier
    title: OptionalText = None


class Question(Record):
    """What was to be decided."""

    title: Text
    teams: Annotated[tuple[TeamInQuestion, ...], Field(min_length=1)]
    seats: Annotated[tuple[SeatInQuestion, ...], Field(min_length=1)]


class Frozen(Record):
    """When the task was fixed, before anybody saw the candidates' profiles, and by whom."""

    at: Moment
    by: ToldText
    fingerprint: Sha256


class TaskChange(Record):
    """A change of the task after it was fixed, with its reason."""

    at: Moment
    by: ToldText
    reason: ToldText
    fingerprint: Sha256


class Task(Record):
    """What the teams' tasks ask, as the proposals rest on it, and how it came to be fixed."""

    fingerprint: Sha256
    teams: dict[Identifier, tuple[Demand, ...]]
    frozen: Annotated[Frozen | None, NeverNull()] = None
    changes: tuple[TaskChange, ...] = ()


class RatedBehaviour(Record):
    """How one behaviour was rated over all people: how many ratings, and how far they agree.

    `measured` tells whether the reliability is what the round shows, or only what is expected of
    so many raters; it is left out where that was not recorded.
    """

    behaviour: Identifier
    people: Count
    ratings: Count
    reliability: Number | None = None
    measured: Annotated[StrictBool | None, NeverNull()] = None
    needed: Count | None = 0


class RatedLevel(Record):
    """One level as it came out of several ratings; `intended` is what the person says."""

    person: Identifier
    behaviour: Identifier
    ratings: PositiveCount
    level: Tenths
    low: Tenths
    high: Tenths
    intended: Tenths | None = None


class Ratings(Record):
    """What the levels rest on: aggregates and their limits, never a rating of one rater.

    `sources` counts ratings by source. `reliability` is that of the mean over the raters, and
    `needed` how many raters more would bring it to .70, `null` where more do not help. `weights`
    has one entry for each round in which sources did not count the same.
    """

    rounds: Count
    last: Annotated[Day | None, NeverNull()] = None
    sources: dict[Identifier, Count]
    weights: tuple[SourceWeights, ...] = ()
    behaviours: tuple[RatedBehaviour, ...] = ()
    levels: tuple[RatedLevel, ...] = ()
    limits: tuple[Text, ...] = ()


class Options(Record):
    """With what the proposals were asked for; the same options give the same proposals."""

    alternatives: PositiveCount = 3
    difference: PositiveCount = 1
    seed: Whole = 0
    cautious: StrictBool = False


class Step(Record):
    """One person who develops one behaviour."""

    person: Identifier
    behaviour: Identifier
    start: Annotated[Tenths, Field(alias="from")]
    end: Annotated[Tenths, Field(alias="to")]
    steps: PositiveCount


class Row(Record):
    """One row of a team: who carries it, and what it lacks."""

    carriers: tuple[Identifier, ...]
    required: Count
    shortfall: Count


class TeamFigures(Record):
    """The figures of one team in a composition."""

    objectives: ObjectiveValues
    coverage_percent: Number
    coverage: dict[Identifier, Row]


class Composition(Record):
    """Who sits where, who develops what, and what that comes to."""

    assignment: dict[Identifier, Identifier | None]
    development: tuple[Step, ...] = ()
    objectives: ObjectiveValues
    coverage_percent: Number
    teams: dict[Identifier, TeamFigures]


class Proposal(Composition):
    """A composition that was proposed, and whether it is proven to be the best of what is left."""

    rank: PositiveCount
    proven: StrictBool


class Broken(Record):
    """Something that was asked and is not kept, or cannot be kept together, in words."""

    item: ItemRecord
    text: SaidRecord


class Answer(Record):
    """What the optimiser answered; `exhausted` says that no further proposal exists."""

    status: Literal["optimal", "feasible", "infeasible"]
    proposals: tuple[Proposal, ...]
    exhausted: StrictBool
    conflict: tuple[Broken, ...] = ()
    conflict_minimal: StrictBool = True


class Compared(Record):
    """One person who might have taken a seat, and the team that would have come of it."""

    person: Identifier
    rank: PositiveCount
    job_fit: Number | None
    job_fit_rank: PositiveCount | None
    gain: Whole
    contribution: Number
    unique: tuple[Identifier, ...]
    short: tuple[Identifier, ...]
    coverage_percent: Number
    violations: tuple[Broken, ...] = ()


class Comparison(Record):
    """Everybody who might have taken one seat, while everybody else stays."""

    seat: Identifier
    empty_percent: Number
    people: tuple[Compared, ...]


class ShareOfProposal(Record):
    """How often a proposal covers most, and between which percentages it covers."""

    rank: PositiveCount
    best_share: Number
    p5: Number
    p50: Number
    p95: Number


class ShareOfPerson(Record):
    """How often a person gives the best coverage on a seat."""

    person: Identifier
    best_share: Number


class Certainty(Record):
    """How sure the proposals and the comparison are, given the intervals of the levels."""

    draws: PositiveCount
    seed: Whole
    proposals: tuple[ShareOfProposal, ...]
    seats: dict[Identifier, tuple[ShareOfPerson, ...]]


class ChangeOfSeat(Record):
    """A seat whose occupant differs between two compositions."""

    seat: Identifier
    before: Annotated[Identifier | None, Field(alias="from")]
    to: Identifier | None


class Departure(Record):
    """How a choice differs from the first proposal, and why people went another way."""

    changes: Annotated[tuple[ChangeOfSeat, ...], Field(min_length=1)]
    reason: ToldText


class Choice(Composition):
    """What people chose. `proposal` is the rank of the proposal that it is; `null` for none."""

    proposal: PositiveCount | None
    reasons: ToldText
    departure: Annotated[Departure | None, NeverNull()] = None
    violations: tuple[Broken, ...] = ()


class Present(Record):
    """Somebody who was there when it was decided, and in which role."""

    name: ToldText
    role: ToldText


class Withdrawal(Record):
    """An earlier decision that no longer stands: which one, by its fingerprint, and why."""

    decision: Identifier
    fingerprint: Sha256
    reason: ToldText


class Erased(Record):
    """That somebody was taken out of the file after it was closed, as they have a right to.

    They are called by the pseudonym since. `former` is the fingerprint that the file had before.
    """

    at: Moment
    pseudonym: Identifier
    former: Sha256


class DossierFile(Record):
    """The dossier that all of it rests on, byte for byte as it was, and the digest of it."""

    content: Annotated[str, Field(strict=True)]
    sha256: Sha256


class Fingerprints(Record):
    """The digest of each part of the file, and of the file as a whole."""

    parts: dict[Identifier, Sha256]
    whole: Sha256
