"""Meetings of a committee about a seat, and the notes that it makes there.

Each candidate has a letter, by the order in which the meeting has them. That order is drawn by lot
when the meeting begins and kept, so that a letter says nothing about anybody and stays theirs.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

Kind = Literal["general", "candidate", "behaviour"]


@dataclass(frozen=True)
class Meeting:
    """A meeting about a seat; `people` are the ids of the candidates, the first of them is A."""

    id: str
    dossier: str
    seat: str
    number: int
    people: tuple[str, ...]
    begun_at: str
    begun_by: str | None
    revealed_at: str | None = None
    revealed_by: str | None = None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the candidates have letters and no names as yet."""
        return self.revealed_at is None

    @property
    def record(self) -> str:
        """What the trail calls it."""
        return f"dossiers/{self.dossier}/seats/{self.seat}/meetings/{self.number}"


@dataclass(frozen=True)
class About:
    """What a note is about: a candidate or a behaviour by its id, or nothing in particular."""

    kind: Kind = "general"
    subject: str = ""


@dataclass(frozen=True)
class Note:
    """A version of what is noted; number 0 is a note that nobody has written yet."""

    about: About
    version: int = 0
    text: str = ""
    at: str | None = None
    account: str | None = None


class NoteOvertaken(Exception):
    """Somebody else wrote in the same note meanwhile; nothing was saved."""

    def __init__(self, stands: Note) -> None:
        """Keep the note as it stands."""
        super().__init__()
        self.stands = stands


class Meetings:
    """The meetings of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_seat(self, dossier: str, seat: str) -> list[Meeting]:
        """Return the meetings about a seat, the last one first."""
        rows = self._store.rows(
            "SELECT * FROM meetings WHERE dossier = ? AND seat = ? ORDER BY number DESC",
            *(dossier, seat),
        )
        return [_meeting(row) for row in rows]

    def latest(self, dossier: str, seat: str) -> Meeting | None:
        """Return the meeting about a seat that goes on; nothing where none was begun."""
        return next(iter(self.of_seat(dossier, seat)), None)

    def begin(self, dossier: str, seat: str, people: Iterable[str], *, hidden: bool) -> Meeting:
        """Begin a meeting: each candidate gets a letter by lot.

        Args:
            dossier: the id of the dossier.
            seat: the id of the seat that it is about.
            people: the ids of the candidates.
            hidden: whether they have no names until somebody asks to show them.
        """
        drawn = sorted(set(people))
        secrets.SystemRandom().shuffle(drawn)
        at, who = now(), actor().account
        with self._store.writing():
            last = self.latest(dossier, seat)
            begun = Meeting(
                id=secrets.token_hex(6),
                dossier=dossier,
                seat=seat,
                number=1 if last is None else last.number + 1,
                people=tuple(drawn),
                begun_at=at,
                begun_by=who,
                revealed_at=None if hidden else at,
                revealed_by=None if hidden else who,
            )
            self._write(begun)
            Trail(self._store).note(
                "meeting.begin", begun.record, dossier=dossier, subjects=sorted(begun.people)
            )
        return begun

    def reveal(self, meeting: Meeting) -> Meeting:
        """Show the names from now on; where somebody did already, it stays as it is."""
        with self._store.writing():
            stands = next(
                each
                for each in self.of_seat(meeting.dossier, meeting.seat)
                if each.id == meeting.id
            )
            if not stands.is_hidden:
                return stands
            shown = replace(stands, revealed_at=now(), revealed_by=actor().account)
            self._write(shown)
            Trail(self._store).note(
                "meeting.reveal", shown.record, dossier=shown.dossier, subjects=shown.people
            )
        return shown

    def notes(self, meeting: Meeting) -> dict[About, Note]:
        """Return what is noted, the last version of each, by what it is about."""
        rows = self._store.rows(
            "SELECT *, max(version) FROM meeting_notes WHERE meeting = ? GROUP BY kind, subject",
            meeting.id,
        )
        found = [_note(row) for row in rows]
        return {note.about: note for note in found}

    def versions(self, meeting: Meeting, about: About) -> list[Note]:
        """Return every version of a note, the last one first."""
        rows = self._store.rows(
            "SELECT * FROM meeting_notes WHERE meeting = ? AND kind = ? AND subject = ? "
            "ORDER BY version DESC",
            *(meeting.id, about.kind, about.subject),
        )
        return [_note(row) for row in rows]

    def save(self, meeting: Meeting, about: About, version: int, text: str) -> Note:
        """Save a note; what it was before stays in its history.

        Args:
            meeting: the meeting in which it is made.
            about: what it is about.
            version: the version that was written on; 0 where there was none.
            text: the whole of it, as it is to be.

        Raises:
            NoteOvertaken: somebody else wrote something else there since that version.
        """
        with self._store.writing() as tables:
            stands = self.notes(meeting).get(about, Note(about))
            if text == stands.text:
                return stands
            if version != stands.version:
                raise NoteOvertaken(stands)
            saved = Note(about, stands.version + 1, text, now(), actor().account)
            row = {
                "meeting": meeting.id,
                **vars(about),
                "version": saved.version,
                "text": saved.text,
                "at": saved.at,
                "account": saved.account,
            }
            tables.table("meeting_notes").insert(sealed(row))
            # What is noted is about people, and stands in its own table alone.
            Trail(self._store).note(
                "meeting.note",
                meeting.record,
                dossier=meeting.dossier,
                person=about.subject if about.kind == "candidate" else None,
                before=_fingerprint(stands) if stands.version else None,
                after=_fingerprint(saved),
            )
        return saved

    def _write(self, meeting: Meeting) -> None:
        row = {**vars(meeting), "people": json.dumps(meeting.people)}
        with self._store.writing() as tables:
            tables.table("meetings").upsert(sealed(row), pk="id")


def _fingerprint(note: Note) -> str:
    return hashlib.sha256(note.text.encode("utf-8", "surrogatepass")).hexdigest()


def _meeting(row: Mapping[str, Any]) -> Meeting:
    fields = unsealed(row)
    return Meeting(**{**fields, "people": tuple(json.loads(row["people"]))})


def _note(row: Mapping[str, Any]) -> Note:
    about = About(row["kind"], row["subject"])
    return Note(about, row["version"], row["text"], row["at"], row["account"])
