"""Ratings: what one rater saw of one person on one behaviour, and a round of them."""

import datetime
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from planner.domain.faults import fault, shown
from planner.domain.level import ONE_DECIMAL, from_tenths, tenths
from planner.domain.record import Record
from planner.domain.repertoire import Scale

Source = Literal["self", "superior", "peer", "report", "stakeholder", "assessor", "committee"]
SOURCES: tuple[Source, ...] = get_args(Source)
SELF: Source = "self"
# Everybody but the person: only what others perceive feeds a level.
PERCEIVING: tuple[Source, ...] = tuple(source for source in SOURCES if source != SELF)
# People who depend on the person, or on whom the person depends: never shown one by one.
ANONYMOUS: frozenset[Source] = frozenset({"peer", "report"})

Instrument = Literal["interview", "feedback_360", "assessment", "dossier"]
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)

MOST_LETTERS_OF_NAME = 200
MOST_LETTERS_OF_EVIDENCE = 4000
# Control characters, halves of a letter, and what no XML file can hold.
_NO_LETTER = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_NOT_ON_ONE_LINE = re.compile(rf"[{_NO_LETTER}\t\n]")
_NOT_IN_TEXT = re.compile(rf"[{_NO_LETTER}]")


def is_name(value: str) -> bool:
    """Tell whether a text can be the name or id of somebody: short, on one line, of letters."""
    return (
        bool(value)
        and value == value.strip()
        and len(value) <= MOST_LETTERS_OF_NAME
        and not _NOT_ON_ONE_LINE.search(value)
    )


def _on_one_line(value: str) -> str:
    if not is_name(value):
        raise fault(
            "must be a text on one line, of 1 to {most} letters, without control characters",
            most=MOST_LETTERS_OF_NAME,
        )
    return value


def _told(value: str) -> str:
    text = value.strip().replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_LETTERS_OF_EVIDENCE or _NOT_IN_TEXT.search(text):
        raise fault(
            "must be a text of at most {most} letters, without control characters",
            most=MOST_LETTERS_OF_EVIDENCE,
        )
    return text


def _rated_level(value: Any) -> int | None:
    return None if value is None else tenths(value)


def _written_level(value: int | None) -> float | int | None:
    return None if value is None else from_tenths(value)


Name = Annotated[str, Field(strict=True), AfterValidator(_on_one_line)]
RaterName = Annotated[str, Field(strict=True), AfterValidator(str.strip), *Name.__metadata__]
Told = Annotated[str, Field(strict=True), AfterValidator(_told)]
RatedLevel = Annotated[
    int | None,
    PlainValidator(_rated_level),
    PlainSerializer(_written_level),
    WithJsonSchema({"anyOf": [ONE_DECIMAL, {"type": "null"}]}),
]


class Evidence(Record):
    """What a rating rests on: where it was, what the person did, and what came of it."""

    situation: Told = ""
    behaviour: Told = ""
    effect: Told = ""

    @property
    def is_given(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.situation or self.behaviour or self.effect)


NO_EVIDENCE = Evidence()


class Rating(Record):
    """One rater's level for one person on one behaviour; `None` is not observed."""

    person: Name
    behaviour: Name
    level: RatedLevel
    source: Source
    rater: RaterName
    date: datetime.date
    instrument: Instrument
    evidence: Evidence = NO_EVIDENCE

    @model_validator(mode="after")
    def _self_is_the_person(self) -> "Rating":
        if (self.source == SELF) != (self.rater == self.person):
            raise fault("must have the person as its rater where the source is self, and only then")
        return self

    @property
    def key(self) -> tuple[str, str, str]:
        """Who is rated, on what and by whom: a round holds one rating of each."""
        return self.person, self.behaviour, self.rater


class Round(Record):
    """The ratings that are read together, on one scale."""

    scale: Scale
    ratings: tuple[Rating, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> "Round":
        self._check_levels()
        self._check_doubles()
        return self

    def _check_levels(self) -> None:
        for rating in self.ratings:
            if rating.level is not None and not self.scale.holds(rating.level):
                raise fault(
                    "must lie between {minimum} and {maximum}, and is {value}",
                    minimum=from_tenths(self.scale.minimum),
                    maximum=from_tenths(self.scale.maximum),
                    value=from_tenths(rating.level),
                )

    def _check_doubles(self) -> None:
        sources: dict[tuple[str, str], Source] = {}
        for rating in self.ratings:
            if sources.setdefault((rating.person, rating.rater), rating.source) != rating.source:
                raise fault(
                    "must have each rater in one source for a person, and {rater} is in two",
                    rater=shown(rating.rater),
                )
        if len(self.by_key) < len(self.ratings):
            raise fault("must hold one rating of a rater for each person and behaviour")

    @cached_property
    def by_key(self) -> dict[tuple[str, str, str], Rating]:
        """The ratings by person, behaviour and rater."""
        return {rating.key: rating for rating in self.ratings}

    @cached_property
    def by_subject(self) -> dict[tuple[str, str], tuple[Rating, ...]]:
        """The ratings of each person on each behaviour, those not observed included."""
        found: dict[tuple[str, str], list[Rating]] = {}
        for rating in self.ratings:
            found.setdefault((rating.person, rating.behaviour), []).append(rating)
        return {subject: tuple(ratings) for subject, ratings in found.items()}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Those who are rated, in the order of the ratings."""
        return tuple(dict.fromkeys(rating.person for rating in self.ratings))

    @cached_property
    def behaviours(self) -> tuple[str, ...]:
        """What is rated, in the order of the ratings."""
        return tuple(dict.fromkeys(rating.behaviour for rating in self.ratings))

    def with_ratings(self, ratings: Iterable[Rating]) -> "Round":
        """Return the round with ratings added, or in place of those of the same rater."""
        merged = self.by_key | {rating.key: rating for rating in ratings}
        return Round(scale=self.scale, ratings=tuple(merged.values()))


def perceived(ratings: Iterable[Rating]) -> dict[Source, list[int]]:
    """Return the levels, in tenths, that others gave, by their source."""
    found: dict[Source, list[int]] = {}
    for rating in ratings:
        if rating.source != SELF and rating.level is not None:
            found.setdefault(rating.source, []).append(rating.level)
    return found
