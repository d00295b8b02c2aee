"""Rounds of rating: who is rated on what, who rates, and whether all may see what all gave.

A round is blind until it is opened: everybody sees what they gave themselves, and nothing else.
Once it is open each sees what their role may, and a rating changes with a reason alone. A closed
round stays as it is; one that is closed while it was blind is never seen by anybody.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.domain.repertoire import Scale
from planner.ratings.rating import Instrument
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

State = Literal["blind", "open", "closed", "stopped"]


@dataclass(frozen=True)
class RatingRound:
    """A round in which people of a dossier are rated on behaviours."""

    id: str
    dossier: str
    title: str
    instrument: Instrument
    # The ends of the scale, in tenths.
    minimum: int
    maximum: int
    people: tuple[str, ...]
    behaviours: tuple[str, ...]
    begun_at: str
    begun_by: str | None
    opened_at: str | None = None
    opened_by: str | None = None
    # Why it was opened though somebody had not rated yet.
    reason: str | None = None
    closed_at: str | None = None

    @property
    def state(self) -> State:
        """How it stands; `stopped` was closed without ever being opened."""
        if self.closed_at is not None:
            return "stopped" if self.opened_at is None else "closed"
        return "blind" if self.opened_at is None else "open"

    @property
    def is_seen(self) -> bool:
        """Tell whether all may see what all gave."""
        return self.opened_at is not None

    @property
    def scale(self) -> Scale:
        """The scale on which its ratings lie."""
        return Scale.model_construct(minimum=self.minimum, maximum=self.maximum)


class NotNow(Exception):
    """What is asked cannot be done to a round that stands as it does; nothing was changed."""


class StillMissing(Exception):
    """Somebody has not rated yet, and no reason is given to go on without them."""


class RatingRounds:
    """The rounds of rating of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def find(self, round_: str, dossier: str) -> RatingRound | None:
        """Return a round of a dossier; nothing where it has none by that id."""
        row = self._store.row(
            "SELECT * FROM rating_rounds WHERE id = ? AND dossier = ?", round_, dossier
        )
        return None if row is None else read_round(row)

    def of_dossier(self, dossier: str) -> list[RatingRound]:
        """Return the rounds of a dossier, the latest first."""
        rows = self._store.rows(
            "SELECT * FROM rating_rounds WHERE dossier = ? ORDER BY begun_at DESC, id", dossier
        )
        return [read_round(row) for row in rows]

    def begin(
        self,
        dossier: str,
        title: str,
        instrument: Instrument,
        scale: Scale,
        people: Sequence[str],
        behaviours: Sequence[str],
        round_: str | None = None,
    ) -> RatingRound:
        """Begin a round, in which nobody rates yet.

        Args:
            dossier: the id of the dossier.
            title: what people call it.
            instrument: on what its ratings rest.
            scale: on which its ratings lie.
            people: the ids of those who are rated.
            behaviours: the ids of what they are rated on.
            round_: its id; by default one that tells nothing.
        """
        begun = RatingRound(
            id=round_ or secrets.token_hex(6),
            dossier=dossier,
            title=title,
            instrument=instrument,
            minimum=scale.minimum,
            maximum=scale.maximum,
            people=tuple(dict.fromkeys(people)),
            behaviours=tuple(dict.fromkeys(behaviours)),
            begun_at=now(),
            begun_by=actor().account,
        )
        with self._store.writing():
            self._write(begun)
            note(self._store, "round.begin", begun)
        return begun

    def widen(self, round_: RatingRound, people: Sequence[str], behaviours: Sequence[str]) -> None:
        """Let a blind round be about more people or behaviours, those of a table that comes in."""
        wider = replace(
            round_,
            people=tuple(dict.fromkeys((*round_.people, *people))),
            behaviours=tuple(dict.fromkeys((*round_.behaviours, *behaviours))),
        )
        if wider != round_:
            self._write(wider)

    def open(self, dossier: str, round_: str, reason: str = "") -> RatingRound:
        """Let all see what all gave.

        Raises:
            Unknown: the dossier has no such round.
            NotNow: it is not blind any more.
            StillMissing: somebody has not rated yet, and no reason is given.
        """
        with self._store.writing():
            found = self.must_find(round_, dossier)
            if found.state != "blind":
                raise NotNow
            is_missing = self._is_missing_any(round_)
            if is_missing and not reason:
                raise StillMissing
            opened = replace(
                found,
                opened_at=now(),
                opened_by=actor().account,
                reason=reason if is_missing else None,
            )
            self._write(opened)
            note(self._store, "round.open", opened, reason=opened.reason)
        return opened

    def close(self, dossier: str, round_: str) -> RatingRound:
        """Let nothing of a round change any more; one that was blind is never seen by anybody.

        Raises:
            Unknown: the dossier has no such round.
            NotNow: it is closed already.
        """
        with self._store.writing():
            found = self.must_find(round_, dossier)
            if found.closed_at is not None:
                raise NotNow
            closed = replace(found, closed_at=now())
            self._write(closed)
            note(self._store, "round.close" if found.is_seen else "round.stop", closed)
        return closed

    def must_find(self, round_: str, dossier: str) -> RatingRound:
        """Return a round of a dossier.

        Raises:
            Unknown: the dossier has no such round.
        """
        found = self.find(round_, dossier)
        if found is None:
            raise Unknown
        return found

    def _is_missing_any(self, round_: str) -> bool:
        row = self._store.row(
            "SELECT 1 FROM rating_raters WHERE round = ? AND withdrawn_at IS NULL "
            "AND done_at IS NULL LIMIT 1",
            round_,
        )
        return row is not None

    def _write(self, round_: RatingRound) -> None:
        row = {
            **vars(round_),
            "people": json.dumps(round_.people, ensure_ascii=False),
            "behaviours": json.dumps(round_.behaviours, ensure_ascii=False),
        }
        with self._store.writing() as tables:
            tables.table("rating_rounds").upsert(sealed(row), pk="id")


def note(
    store: Store,
    name: str,
    round_: RatingRound,
    inside: str = "",
    *,
    person: str | None = None,
    reason: str | None = None,
) -> None:
    """Tell in the trail what was done in a round; levels are told nowhere in it."""
    record = f"dossiers/{round_.dossier}/ratings/{round_.id}"
    Trail(store).note(
        name,
        f"{record}/{inside}" if inside else record,
        dossier=round_.dossier,
        person=person,
        reason=reason,
    )


def read_round(row: dict[str, Any]) -> RatingRound:
    """Return a round from its row."""
    fields = unsealed(row)
    lists = {name: tuple(json.loads(row[name])) for name in ("people", "behaviours")}
    return RatingRound(**{**fields, **lists})
