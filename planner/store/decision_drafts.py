"""What is being written of a decision, until it is closed.

Every version is kept, so that two people who write in different places both get their way; those
who write in the same place are shown both. Once the decision is closed its draft goes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.identifiers import Identifier
from planner.domain.record import Record
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed

Place = tuple[str, ...]
_SEATS = "seats"


class Attendee(Record):
    """Somebody who was there, and in which role."""

    name: str
    role: str


class Drafted(Record):
    """What is written of a decision so far; whatever is missing still is asked when it is closed.

    `withdraws` is the number of an earlier decision, and `withdrawal` why that no longer stands.
    """

    seats: dict[Identifier, Identifier | None]
    reasons: str = ""
    departure: str = ""
    present: tuple[Attendee, ...] = ()
    withdraws: int | None = None
    withdrawal: str = ""


@dataclass(frozen=True)
class Draft:
    """A version of what is written of the decision that will have this number."""

    dossier: str
    number: int
    # 0 where nothing has been saved.
    version: int
    drafted: Drafted
    at: str | None = None


@dataclass(frozen=True)
class DraftClash:
    """A place that two people wrote in: what stands there now, and what was asked."""

    place: Place
    theirs: Any
    mine: Any


class DraftOvertaken(Exception):
    """Somebody else wrote in the same places meanwhile; nothing was saved."""

    def __init__(self, draft: Draft, clashes: Sequence[DraftClash]) -> None:
        """Keep the draft that stands, and what clashes with it."""
        super().__init__()
        self.draft = draft
        self.clashes = tuple(clashes)


class DraftClosed(Exception):
    """There is no such draft: the decision was closed meanwhile; nothing was saved."""


class DecisionDrafts:
    """The drafts of a store: one at most for each dossier."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def number(self, dossier: str) -> int:
        """Return the number that the next decision of a dossier will have."""
        row = self._store.row(
            "SELECT max(number) AS last FROM decisions WHERE dossier = ?", dossier
        )
        return 1 + int((row and row["last"]) or 0)

    def latest(self, dossier: str) -> Draft | None:
        """Return what is written of the next decision; nothing where nobody began."""
        row = self._store.row(
            "SELECT * FROM decision_drafts WHERE dossier = ? ORDER BY number, version DESC LIMIT 1",
            dossier,
        )
        return None if row is None else _draft(row)

    def save(self, begun: Draft, version: int, mine: Drafted) -> Draft:
        """Save what somebody wrote, over what others wrote elsewhere meanwhile.

        Args:
            begun: the decision as it is before anybody writes, at version 0.
            version: the version that was written on.
            mine: the whole of it, as it is to be.

        Raises:
            DraftClosed: there is no such version any more: the decision was closed.
            DraftOvertaken: somebody else wrote something else in the same places.
        """
        with self._store.writing() as tables:
            base = begun if version == 0 else self._at(begun, version)
            if base is None or begun.number != self.number(begun.dossier):
                raise DraftClosed
            stands = self.latest(begun.dossier) or begun
            merged, clashes = _merged(base.drafted, stands.drafted, mine)
            if clashes:
                raise DraftOvertaken(stands, clashes)
            if merged == stands.drafted and stands.version:
                return stands
            saved = Draft(begun.dossier, begun.number, stands.version + 1, merged, now())
            row = {
                **vars(saved),
                "drafted": json.dumps(merged.model_dump(mode="json"), ensure_ascii=False),
                "account": actor().account,
            }
            tables.table("decision_drafts").insert(sealed(row))
        return saved

    def clear(self, dossier: str) -> None:
        """Let go of the draft of a dossier, in the write that closes the decision."""
        with self._store.writing() as tables:
            tables.table("decision_drafts").delete_where("dossier = ?", [dossier])

    def _at(self, begun: Draft, version: int) -> Draft | None:
        row = self._store.row(
            "SELECT * FROM decision_drafts WHERE dossier = ? AND number = ? AND version = ?",
            *(begun.dossier, begun.number, version),
        )
        return None if row is None else _draft(row)


def _merged(base: Drafted, theirs: Drafted, mine: Drafted) -> tuple[Drafted, list[DraftClash]]:
    """Return what two people made of the same version, and the places where they clash."""
    was, other, own = (_places(each) for each in (base, theirs, mine))
    merged, clashes = dict(other), []
    for place, value in own.items():
        if value == was.get(place) or value == other.get(place):
            continue
        if place in other and other[place] != was.get(place):
            clashes.append(DraftClash(place, other[place], value))
        merged[place] = value
    return _of_places(merged), clashes


def _places(drafted: Drafted) -> dict[Place, Any]:
    fields: dict[str, Any] = drafted.model_dump(mode="json")
    seats = fields.pop(_SEATS)
    return {
        **{(_SEATS, seat): person for seat, person in seats.items()},
        **{(name,): value for name, value in fields.items()},
    }


def _of_places(places: Mapping[Place, Any]) -> Drafted:
    seats = {place[1]: value for place, value in places.items() if place[0] == _SEATS}
    fields = {place[0]: value for place, value in places.items() if place[0] != _SEATS}
    return Drafted.model_validate({**fields, _SEATS: seats})


def _draft(row: Mapping[str, Any]) -> Draft:
    drafted = Drafted.model_validate_json(row["drafted"])
    return Draft(row["dossier"], row["number"], row["version"], drafted, row["at"])
