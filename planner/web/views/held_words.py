"""The words and shapes in which what is kept about somebody is told to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from planner.decisions.document.voice import day_in_words
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator
from planner.web.language import level as level_text
from planner.web.views.rating_names import RoundNames

Records: TypeAlias = Sequence[Mapping[str, Any]]
# What something is called, and what it says.
Line: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Rows under heads; the first cell of a row says what the row is about."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Piece:
    """One thing that is kept: what it is, and what it says in lines or as a table."""

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class HeldWords:
    """How things of a dossier are called that is told to one of its people."""

    dossier: Dossier
    person: str
    words: Translator

    @cached_property
    def names(self) -> Names:
        """The names of the dossier as it stands."""
        return Names(self.dossier.situation(), self.words.language)

    @cached_property
    def of_round(self) -> RoundNames:
        """The words of rounds of rating."""
        return RoundNames(self.dossier, self.words)

    def moment(self, at: str) -> str:
        """Return a moment with its whole date; a day where no more than that may be told."""
        if len(at) == len("2026-01-31"):
            return day_in_words(date.fromisoformat(at), self.words.language)
        when = datetime.fromisoformat(at).astimezone()
        return f"{day_in_words(when.date(), self.words.language)} {when:%H:%M}"

    def seat(self, seat: str) -> str:
        """Return a seat's title; its id where the dossier has it no more."""
        return self.names.seat(seat) if seat in self.names.situation.seats else seat

    def seats(self, seats: Iterable[str]) -> str:
        """Return several seats in a row."""
        return self.names.listed(map(self.seat, seats))

    def team(self, team: str) -> str:
        """Return a team's title; its id where the dossier has it no more."""
        return self.names.team(team) if team in self.names.situation.teams_by_id else team

    def behaviour(self, behaviour: str) -> str:
        """Return what a behaviour is called."""
        return self.of_round.behaviour(behaviour)

    def level(self, value: Any) -> str:
        """Return a level as files have it: `3,1`, or `3,1 (2,6–3,7)` where it has an interval."""
        if value is None:
            return "–"
        if isinstance(value, Mapping):
            value = [value.get(end) for end in ("level", "low", "high")]
        if isinstance(value, list | tuple):
            ends = [self.level(end) for end in value if end is not None]
            return f"{ends[0]} ({ends[1]}–{ends[2]})" if len(ends) == 3 else ends[0]
        return level_text(round(Decimal(str(value)) * 10))

    def levels(self, levels: Mapping[str, Any]) -> Table:
        """Return levels by behaviour as a table."""
        say = self.words.say
        return Table(
            (say("Behaviour"), say("Level")),
            tuple((self.behaviour(each), self.level(value)) for each, value in levels.items()),
        )

    def texts(self, texts: Iterable[str]) -> tuple[Line, ...]:
        """Return texts that people wrote and in which somebody is named."""
        return tuple((self.words.say("Named in the text"), text) for text in texts)
