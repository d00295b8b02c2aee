"""A dossier with the content that it was read from, and what comes of both after an edit.

Reading and writing ten thousand people takes seconds, and an edit touches one of them. What an edit
leaves alone is the very same object before and after it (`editing.edited`): by that the people and
teams who were validated, and the people who were written, are known again. Everything else is read
as in a file, with the same mistakes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from planner.domain.record import Record
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Edit, edited
from planner.dossier.reading import validated, validated_as
from planner.dossier.references import cross_check
from planner.dossier.strict_json import decode, parse
from planner.dossier.written_json import as_written, write_piece, write_with


@dataclass(frozen=True, eq=False)
class Origin:
    """The file from which readings come that share their people; its size in bytes."""

    size: int


@dataclass(frozen=True, eq=False)
class Reading:
    """A valid dossier and its content, parsed; neither of them is ever changed."""

    raw: Any
    dossier: Dossier
    origin: Origin

    def tried(self, changed: Any) -> Dossier:
        """Return what changed content holds; what it shares with this one is not read again.

        Raises:
            InvalidFile: with every mistake, just as reading all of it would tell them.
        """
        if not isinstance(changed, dict):
            return validated(changed)
        people = _known(self._people, self.dossier.people)
        teams = _known(self.raw["teams"], self.dossier.teams)
        parts = _taken_over(changed, "people", people) | _taken_over(changed, "teams", teams)
        sound: Mapping[int, Record] = {}
        if changed.get("repertoire") is self.raw["repertoire"]:
            parts["repertoire"] = self.dossier.repertoire
            sound = people
        return validated_as(
            Dossier, changed, cross_check=partial(cross_check, sound=sound), parts=parts
        )

    def after(self, edits: Iterable[Edit]) -> "Reading":
        """Return the dossier after edits; this very one where they change nothing.

        Raises:
            NoSuchPlace: what an edit is about is not there.
            InvalidFile: the dossier would not be valid; with every mistake and its path.
        """
        changed = edited(self.raw, map(_as_kept, edits))
        if changed == self.raw:
            return self
        read = Reading(changed, self.tried(changed), self.origin)
        known = _known(self._people, self._pieces)
        pieces = [known.get(id(each)) or write_piece(each, 2) for each in read._people]
        # What the property would work out, had it nothing to go by.
        vars(read)["_pieces"] = pieces
        return read

    def written(self) -> bytes:
        """Return the content as a file, in our way of writing (`write_json`)."""
        return write_with(self.raw, "people", self._pieces)

    @property
    def _people(self) -> Sequence[Any]:
        people: Sequence[Any] = self.raw.get("people", ())
        return people

    @cached_property
    def _pieces(self) -> list[bytes]:
        """Each person as the file has them."""
        return [write_piece(each, 2) for each in self._people]


def read_whole(content: bytes) -> Reading:
    """Return what a file holds.

    Raises:
        InvalidFile: with every mistake in it.
    """
    raw, faults = parse(decode(content))
    return Reading(raw, validated(raw, faults), Origin(len(content)))


def _as_kept(edit: Edit) -> Edit:
    """Return an edit with its value as the file will have it, so that edits can follow on it."""
    return edit if edit.value is ABSENT else replace(edit, value=as_written(edit.value))


def _known(items: Sequence[Any], of_each: Sequence[Any]) -> dict[int, Any]:
    """Return what was made of each item, by the identity of the item."""
    return {id(item): made for item, made in zip(items, of_each, strict=True)}


def _taken_over(changed: Any, key: str, known: Mapping[int, Record]) -> dict[str, Any]:
    """Return a list of changed content with the records of what is known in it."""
    listed = changed.get(key)
    return {key: [known.get(id(item), item) for item in listed]} if isinstance(listed, list) else {}
