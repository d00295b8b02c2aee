"""A rating as it is kept: its row, and what figures take of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.ratings.rating import NO_EVIDENCE, Evidence, Instrument, Rating, Source
from planner.store.seal import sealed

# What a rater gave, on what, and under which name they rate.
Key = tuple[str, str, str]
# The parts of evidence, by the columns that hold them.
_EVIDENCE = {"situation": "situation", "behaviour": "observed", "effect": "effect"}


@dataclass(frozen=True)
class KeptRating:
    """A rating as it is kept; the one with the highest number stands."""

    round: str
    person: str
    behaviour: str
    rater: str
    number: int
    # In tenths; nothing where it was not observed.
    level: int | None
    source: Source
    date: str
    instrument: Instrument
    at: str
    evidence: Evidence = NO_EVIDENCE
    # Whoever wrote it; with a table, whoever took that in.
    account: str | None = None
    is_gone: bool = False
    is_after_opening: bool = False
    reason: str | None = None
    # The table that it came with.
    batch: str | None = None

    @property
    def key(self) -> Key:
        """Who is rated, on what and by whom."""
        return self.person, self.behaviour, self.rater

    @property
    def is_late(self) -> bool:
        """Tell whether it was first given once all could see all."""
        return self.is_after_opening and self.number == 1

    def says_the_same(self, level: int | None, evidence: Evidence) -> bool:
        """Tell whether it is what somebody gives now."""
        return not self.is_gone and (self.level, self.evidence) == (level, evidence)


@dataclass(frozen=True)
class Given:
    """What somebody gives on one person and behaviour; the level is in tenths."""

    person: str
    behaviour: str
    level: int | None
    evidence: Evidence = field(default=NO_EVIDENCE)


def pure(kept: KeptRating) -> Rating:
    """Return a rating as figures take it. It was held to the rules when it was written."""
    return Rating.model_construct(
        person=kept.person,
        behaviour=kept.behaviour,
        level=kept.level,
        source=kept.source,
        rater=kept.rater,
        date=datetime.date.fromisoformat(kept.date),
        instrument=kept.instrument,
        evidence=kept.evidence,
    )


def read_rating(row: Mapping[str, Any]) -> KeptRating:
    """Return a rating from its row."""
    told = {part: row[column] for part, column in _EVIDENCE.items()}
    fields = {name: row[name] for name in row if name not in {"seal", *_EVIDENCE.values()}}
    flags = {name: bool(row[name]) for name in ("is_gone", "is_after_opening")}
    evidence = Evidence.model_construct(**told) if any(told.values()) else NO_EVIDENCE
    return KeptRating(**{**fields, **flags, "evidence": evidence})


def written_rating(kept: KeptRating) -> dict[str, Any]:
    """Return the row of a rating, sealed."""
    row = {name: value for name, value in vars(kept).items() if name != "evidence"}
    told = {column: getattr(kept.evidence, part) for part, column in _EVIDENCE.items()}
    flags = {"is_gone": int(kept.is_gone), "is_after_opening": int(kept.is_after_opening)}
    return sealed({**row, **told, **flags})
