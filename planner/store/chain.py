"""The chain of the trail: how an entry is bound to all before it, and whether it still is."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planner.resources.catalogue import marked
from planner.store.damage import Damage, damage

# What the first entry is chained to.
BEGINNING = "0" * 64
# What an entry is called that tells of an erasure, and where it names the erased entries.
ERASURE = "person.erase"
ERASED = "abd.erased"


_WRITTEN = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True)
class Head:
    """The last entry and its hash: whoever keeps it can tell whether the trail is the same."""

    sequence: int
    hash: str

    def written(self) -> str:
        """Return it as one word that can be printed and sent."""
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head | None":
        """Return what `written` wrote; nothing where that is no head."""
        found = _WRITTEN.fullmatch(text.strip())
        return None if found is None else cls(int(found[1]), found[2])


def head_of(connection: Any) -> Head:
    """Return the last entry of the trail, and its hash."""
    row = connection.execute("SELECT sequence, hash FROM trail_head").fetchone()
    return Head(0, BEGINNING) if row is None else Head(row["sequence"], row["hash"])


def changed_since(connection: Any, head: Head) -> Iterator[Damage]:
    """Yield whether the trail no longer goes through the entry that was its last one."""
    row = connection.execute(
        "SELECT hash FROM trail WHERE sequence = ?", (head.sequence,)
    ).fetchone()
    found = BEGINNING if head.sequence == 0 else row and row["hash"]
    if found != head.hash:
        yield damage(
            marked("The trail is another one since entry {entry} was its last."),
            entry=head.sequence,
        )


def digest_of(salt: bytes, payload: str) -> str:
    """Return the SHA-256 of a salt and a payload, as hexadecimal digits."""
    return hashlib.sha256(salt + payload.encode("utf-8", "surrogateescape")).hexdigest()


def hash_of(previous: str, sequence: int, digest: str) -> str:
    """Return the hash of an entry, which the next one is chained to."""
    return hashlib.sha256(f"{previous}\n{sequence}\n{digest}".encode()).hexdigest()


def broken(connection: Any) -> Iterator[Damage]:
    """Yield everything that is wrong with the trail of a database.

    Entries that were changed, put elsewhere, taken out, taken off the end, or erased without an
    entry that tells so.
    """
    expected, previous = 1, BEGINNING
    allowed = _erasures(connection)
    for row in connection.execute(
        "SELECT t.*, e.sequence AS found, e.salt, e.payload, e.erased FROM trail t "
        "LEFT JOIN trail_entries e ON e.sequence = t.sequence ORDER BY t.sequence"
    ):
        sequence = row["sequence"]
        if sequence != expected:
            yield damage(
                marked("The trail misses entries {first} to {last}."),
                first=expected,
                last=sequence - 1,
            )
        elif row["previous"] != previous:
            yield damage(
                marked("The trail is broken between entries {before} and {entry}."),
                before=sequence - 1,
                entry=sequence,
            )
        if row["hash"] != hash_of(row["previous"], sequence, row["digest"]):
            yield damage(
                marked("Entry {entry} of the trail is not as it was written."), entry=sequence
            )
        yield from _said(row, allowed)
        expected, previous = sequence + 1, row["hash"]
    yield from _end(connection, expected - 1, previous)


def _said(row: Any, allowed: dict[int, set[int]]) -> Iterator[Damage]:
    """Yield what is wrong with what an entry says."""
    entry = row["sequence"]
    if row["found"] is None:
        yield damage(marked("What entry {entry} of the trail says is gone."), entry=entry)
    elif row["erased"] is not None:
        if entry not in allowed.get(row["erased"], set()):
            yield damage(
                marked("Entry {entry} of the trail was erased, and no entry tells why."),
                entry=entry,
            )
    elif row["digest"] != digest_of(bytes(row["salt"] or b""), row["payload"] or ""):
        yield damage(
            marked("What entry {entry} of the trail says is not what was written."), entry=entry
        )


def _erasures(connection: Any) -> dict[int, set[int]]:
    """Return the entries that tell of erasures, each with those that it erased."""
    found = {}
    for row in connection.execute(
        "SELECT sequence, payload FROM trail_entries WHERE name = ? AND payload IS NOT NULL",
        (ERASURE,),
    ):
        try:
            erased = json.loads(row["payload"])["attributes"].get(ERASED, [])
            found[row["sequence"]] = set(erased)
        except (ValueError, KeyError, TypeError, AttributeError):
            # What it says was damaged, and is told where the entry itself is looked at.
            continue
    return found


def _end(connection: Any, last: int, last_hash: str) -> Iterator[Damage]:
    """Yield whether entries were taken off the end."""
    head = head_of(connection)
    if head != Head(last, last_hash):
        yield damage(
            marked("The trail ends at entry {last}, and was at entry {kept} before."),
            last=last,
            kept=head.sequence,
        )
