"""Erasing a person: out of every record that is kept, and told in the trail without their name."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planner.dossier.editing import Edit
from planner.dossier.erasing import Erasure
from planner.dossier.leaving import leaving
from planner.dossier.written_json import read_json
from planner.resources.catalogue import marked
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import FILE_NAME, Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError, Unknown
from planner.store.personal.consents import ConsentPart
from planner.store.personal.corrections import CorrectionPart
from planner.store.personal.decisions import DecisionPart
from planner.store.personal.dossiers import DossierPart, profiles_of, versions_of
from planner.store.personal.explorations import ExplorationPart
from planner.store.personal.jobs import JobPart
from planner.store.personal.memberships import MembershipPart, accounts_left
from planner.store.personal.notes import NotePart
from planner.store.personal.part import Held, Part, Subject
from planner.store.personal.ratings import RatingPart
from planner.store.personal.trail import TrailPart, entries_of
from planner.store.told import recorded
from planner.store.trail import Trail
from planner.store.unpacking import unpacked

# Every part of the store that holds something about people; the trail is the last.
PARTS: tuple[Part, ...] = (
    DossierPart(),
    ExplorationPart(),
    JobPart(),
    # Before the roles: by these it knows what somebody rated.
    RatingPart(),
    MembershipPart(),
    CorrectionPart(),
    ConsentPart(),
    DecisionPart(),
    NotePart(),
    TrailPart(),
)
# Who was erased, unreadably: a backup that is put back is rid of them again.
ERASURES_NAME = "erasures.jsonl"


STILL_NAMED = marked(
    "What is left: the account {accounts}, with its name in the log of what was done with it. "
    "An administrator can disable it and take its name away."
)


@dataclass(frozen=True)
class Erased:
    """What an erasure did: under which pseudonym, in how many records, and which files it took."""

    pseudonym: str
    records: int
    copies: tuple[Path, ...] = ()
    # What still calls them by name, and is not the dossier's: accounts by which people sign in.
    accounts: tuple[str, ...] = ()


def held_about(store: Store, subject: Subject) -> list[Held]:
    """Return all that is kept about somebody, part by part.

    Raises:
        Unknown: there is nobody by that id, in any version of the dossier.
    """
    called = _erasure(store, subject)
    return [part.held(store, subject, called) for part in PARTS]


def erase(store: Store, subject: Subject, ground: str) -> Erased:
    """Take somebody out of all that is kept, as one write; copies of the database go too.

    Args:
        store: where all is kept.
        subject: whom.
        ground: why; it stands in the trail and may not name them.

    Raises:
        Unknown: there is nobody by that id, in any version of the dossier.
        StoreError: the ground names them, or nothing could be written.
    """
    with store.writing():
        erased = _erase(store, subject, ground)
        # Before it is final: an erasure that nobody remembers would be undone by an old backup.
        _remember(store.folder, subject, ground)
    copies = tuple(_without_copies(store.folder))
    _overwrite(store)
    return replace(erased, copies=copies)


def erase_again(store: Store) -> int:
    """Erase whoever was erased before a backup was put back; return how many that were."""
    erased = 0
    for line in _erased_before(store.folder):
        for person in _people(store, line["dossier"]):
            subject = Subject(line["dossier"], person)
            if _fingerprint(subject) == line["person"]:
                _erase(store, subject, line["ground"])
                erased += 1
    if erased:
        _overwrite(store)
    return erased


def _erase(store: Store, subject: Subject, ground: str) -> Erased:
    with store.writing():
        erasure = _erasure(store, subject)
        if erasure.names_them(ground):
            raise StoreError(marked("The ground names the person. Say why, without a name."))
        left = tuple(accounts_left(store, subject, erasure))
        entries = entries_of(store, subject, erasure)
        records = sum(part.erase(store, subject, erasure) for part in PARTS)
        _leave(store, subject.dossier, erasure.pseudonym)
        record = f"dossiers/{subject.dossier}/people/{erasure.pseudonym}"
        Trail(store).erase(entries, record, ground, dossier=subject.dossier)
    return Erased(erasure.pseudonym, records, accounts=left)


def _erasure(store: Store, subject: Subject) -> Erasure:
    """Return by which names somebody is spoken of, and the pseudonym that would take their place.

    Raises:
        Unknown: there is nobody by that id, in any version of the dossier.
    """
    profiles = [profile for _, profile in profiles_of(store, subject)]
    if not profiles:
        raise Unknown
    names = tuple(dict.fromkeys(each["name"] for each in profiles if "name" in each))
    return Erasure.of(subject.person, names, _others(store, subject))


def _people(store: Store, dossier: str) -> set[str]:
    """Return the ids of everybody in any version of a dossier."""
    return {
        person["id"]
        for row in versions_of(store, dossier)
        for person in read_json(unpacked(row["content"])).get("people", [])
    }


def _others(store: Store, subject: Subject) -> tuple[str, ...]:
    rows = store.rows(
        "SELECT name FROM dossier_people WHERE dossier = ? AND person <> ?",
        subject.dossier,
        subject.person,
    )
    return tuple(row["name"] for row in rows)


def _leave(store: Store, dossier: str, pseudonym: str) -> None:
    """Take what is left of somebody out of the dossier as it stands."""
    dossiers = Dossiers(store)
    kept = dossiers.find(dossier)
    assert kept is not None
    raw = read_json(kept.content)
    if not any(each["id"] == pseudonym for each in raw.get("people", [])):
        return
    read = dossiers.open(kept)
    edits = [
        Edit(("teams", team.id, "seats", seat.id, "locked"), False)
        for team in read.teams
        for seat in team.seats
        if seat.locked and seat.incumbent == pseudonym
    ]
    edits += leaving(read, raw, pseudonym).edits.values()
    told = recorded("A person was erased: {person}", person=pseudonym)
    dossiers.edit(dossier, kept.version, edits, told)


def _fingerprint(subject: Subject) -> str:
    return hashlib.sha256(f"{subject.dossier}\n{subject.person}".encode()).hexdigest()


def _remember(folder: Path, subject: Subject, ground: str) -> None:
    line = {
        "dossier": subject.dossier,
        "person": _fingerprint(subject),
        "ground": ground,
        "account": actor().account,
        "at": now(),
    }
    file = folder / ERASURES_NAME
    file.touch(mode=0o600)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


def _erased_before(folder: Path) -> list[dict[str, str]]:
    file = folder / ERASURES_NAME
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _without_copies(folder: Path) -> Iterator[Path]:
    """Delete the copies that the program made of the database; each still holds the person."""
    stem, suffix = FILE_NAME.rsplit(".", 1)
    for copy in sorted(folder.glob(f"{stem}-before-*.{suffix}*")):
        copy.unlink()
        yield copy


def _overwrite(store: Store) -> None:
    """Leave nothing of what was deleted in the file, nor in its log."""
    store.connection.execute("VACUUM")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
