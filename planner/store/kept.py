"""What is kept of a dossier: a version with its content, a line in a list or in the history."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from planner.dossier.editing import Place
from planner.store.clock import now
from planner.store.summary import Summary
from planner.store.told import Done
from planner.store.unpacking import unpacked


@dataclass(frozen=True)
class Kept:
    """One version of a dossier: its content as a file has it, and how it came about."""

    id: str
    version: int
    # As the database has it: most who ask for a version never look at the bytes.
    packed: bytes = field(repr=False)
    fingerprint: str
    done: Done
    at: str
    undo: int | None
    redo: int | None
    archived_at: str | None

    @cached_property
    def content(self) -> bytes:
        """The content, byte for byte."""
        return unpacked(self.packed)

    def holding(self, content: bytes, fingerprint: str | None = None) -> "Kept":
        """Return the version with another content; its fingerprint is that of the bytes."""
        fingerprint = fingerprint or hashlib.sha256(content).hexdigest()
        return replace(self, packed=zlib.compress(content), fingerprint=fingerprint)

    @classmethod
    def first(cls, dossier: str, content: bytes, done: Done) -> "Kept":
        """Return the first version of a dossier."""
        return cls(dossier, 1, b"", "", done, now(), None, None, None).holding(content)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Kept":
        """Return a version from its row, and when the dossier was archived."""
        return cls(
            id=row["dossier"],
            version=row["version"],
            packed=row["content"],
            fingerprint=row["fingerprint"],
            done=Done.read(row["done"]),
            at=row["at"],
            undo=row["undo"],
            redo=row["redo"],
            archived_at=row["archived_at"],
        )

    def written(self) -> dict[str, Any]:
        """Return the version's row."""
        return {
            "dossier": self.id,
            "version": self.version,
            "content": self.packed,
            "fingerprint": self.fingerprint,
            "done": self.done.written(),
            "at": self.at,
            "undo": self.undo,
            "redo": self.redo,
        }


@dataclass(frozen=True)
class Listed:
    """A dossier in a list."""

    id: str
    version: int
    summary: Summary
    done: Done
    changed_at: str
    archived_at: str | None


@dataclass(frozen=True)
class Change:
    """A version in the history of a dossier, without its content."""

    version: int
    done: Done
    at: str


@dataclass(frozen=True)
class Clash:
    """A place that two people changed: what it was, what stands there now, what was asked."""

    place: Place
    before: Any
    theirs: Any
    mine: Any


class Overtaken(Exception):
    """Somebody else changed the same places meanwhile; nothing was saved."""

    def __init__(self, kept: Kept, clashes: Sequence[Clash]) -> None:
        """Keep the version that stands, and what clashes with it."""
        super().__init__()
        self.kept = kept
        self.clashes = tuple(clashes)
