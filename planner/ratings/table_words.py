"""The words of a table of ratings: its heads, sources and instruments, in every language."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, TypeVar

from planner.ratings.rating import Instrument, Source
from planner.resources.catalogue import LANGUAGES, Translator, marked

Layout = Literal["rating_a_row", "person_a_row"]

Column = Literal[
    "id",
    "name",
    "behaviour",
    "level",
    "source",
    "rater",
    "date",
    "instrument",
    "situation",
    "observed",
    "effect",
]
Word = TypeVar("Word", bound=str)

HEADS: dict[Column, str] = {
    "id": marked("id"),
    "name": marked("name"),
    "behaviour": marked("behaviour"),
    "level": marked("level"),
    "source": marked("source"),
    "rater": marked("rater"),
    "date": marked("date"),
    "instrument": marked("instrument"),
    "situation": marked("situation"),
    "observed": marked("what the person did"),
    "effect": marked("effect"),
}
# Which of the columns a row has where a person is a row: the behaviours are its other columns.
COLUMNS: dict[Layout, tuple[Column, ...]] = {
    "rating_a_row": tuple(HEADS),
    "person_a_row": ("id", "name", "source", "rater", "date", "instrument"),
}
SOURCE_WORDS: dict[Source, str] = {
    "self": marked("self"),
    "superior": marked("superior"),
    "peer": marked("peer"),
    "report": marked("report"),
    "stakeholder": marked("stakeholder"),
    "assessor": marked("assessor"),
    "committee": marked("committee"),
}
INSTRUMENT_WORDS: dict[Instrument, str] = {
    "interview": marked("interview"),
    "feedback_360": marked("360 feedback"),
    "assessment": marked("assessment"),
    "dossier": marked("dossier"),
}
NOT_OBSERVED = marked("not observed")

# What other programs write for the same; never written here.
_MORE_HEADS: dict[Column, tuple[str, ...]] = {
    "id": ("person id", "persoon id", "personeelsnummer"),
    "name": ("person", "persoon"),
    "behaviour": ("behavior", "competence", "competency", "competentie"),
    "level": ("score", "rating"),
    "rater": ("rated by", "beoordeeld door"),
}
_MORE_SOURCES: dict[Source, tuple[str, ...]] = {
    "self": ("zelfbeoordeling", "self rating"),
    "superior": ("manager", "boss", "chef", "supervisor"),
    "peer": ("colleague",),
    "report": ("direct report", "subordinate", "ondergeschikte"),
    "committee": ("interviewer",),
}
_MORE_INSTRUMENTS: dict[Instrument, tuple[str, ...]] = {"feedback_360": ("360",)}
_MORE_NOT_OBSERVED = ("-", "–", "—", "?", "n.v.t.", "nvt", "n/a", "onbekend", "unknown")


def plain(text: str) -> str:
    """Return a word as words are compared: small letters, single spaces in place of marks."""
    return re.sub(r"[\s_]+", " ", text).strip().casefold()


def _every_way(words: Mapping[Word, str], more: Mapping[Word, tuple[str, ...]]) -> dict[str, Word]:
    """Return what each way to write a word stands for: its code, in every language, and others."""
    found: dict[str, Word] = {}
    for code, template in words.items():
        ways = [Translator(language).say(template) for language in LANGUAGES]
        for way in (str(code), *ways, *more.get(code, ())):
            found[plain(way)] = code
    return found


@cache
def columns_by_head() -> dict[str, Column]:
    """Return the column that each head stands for; heads as `plain` has them."""
    return _every_way(HEADS, _MORE_HEADS)


@cache
def sources_by_word() -> dict[str, Source]:
    """Return the source that each word stands for."""
    return _every_way(SOURCE_WORDS, _MORE_SOURCES)


@cache
def instruments_by_word() -> dict[str, Instrument]:
    """Return the instrument that each word stands for."""
    return _every_way(INSTRUMENT_WORDS, _MORE_INSTRUMENTS)


@cache
def words_for_not_observed() -> frozenset[str]:
    """Return every way to write that something was not observed."""
    said: Iterable[str] = (Translator(language).say(NOT_OBSERVED) for language in LANGUAGES)
    return frozenset(map(plain, (*said, *_MORE_NOT_OBSERVED)))
