"""The form of one wish: its fields, what it says so far, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from constraints.base import Constraint
from planner.domain.faults import Fault
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.dossier.grounds import faults_of_ground
from planner.dossier.rereading import Reading
from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import Translator
from planner.web.editing import Refusal
from planner.web.views.wish_fields import PREFIX, FieldMaker
from planner.web.views.wish_form import NOTE, Form, filled_in, written_wish
from planner.web.views.wishes import WishReader, WishView

# Where the mistakes of a wish stand in a dossier: at the wish, or at one of its parameters.
_PLACE = re.compile(r"^constraints\[(\d+)\](?:\.([^.\[]+))?")


@dataclass(frozen=True)
class Attempt:
    """A dossier with a wish put in, or what would be wrong with it."""

    dossier: Dossier | None
    faults: tuple[Fault, ...]


def tried(reading: Reading, index: int | None, wish: Mapping[str, Any]) -> Attempt:
    """Return the dossier with a wish at an index, or with one more (`None`)."""
    listed = list(reading.raw.get("constraints", ()))
    listed[len(listed) if index is None else index : None if index is None else index + 1] = [wish]
    try:
        return Attempt(reading.tried({**reading.raw, "constraints": listed}), ())
    except InvalidFile as error:
        return Attempt(None, tuple(error.faults))


class WishPage:
    """The form of a wish of one kind: one of the dossier's, or a new one (`index` is `None`)."""

    def __init__(
        self,
        reading: Reading,
        kind: type[Constraint],
        index: int | None,
        words: Translator,
    ) -> None:
        """Make the fields."""
        self._reading, self._kind, self._index, self._words = reading, kind, index, words
        self._situation = reading.dossier.situation()
        self._names = Names(self._situation, words.language)
        self._place = len(reading.dossier.constraints) if index is None else index
        self.fields = FieldMaker(self._situation, words).fields(kind)

    @property
    def _kept(self) -> Mapping[str, Any] | None:
        """The wish as the dossier has it; nothing for a new one."""
        if self._index is None:
            return None
        kept: Mapping[str, Any] = self._reading.raw["constraints"][self._index]
        return kept

    def values(self) -> dict[str, Any]:
        """Return what each field shows before anybody types."""
        return filled_in(self.fields, self._kept, self._names)

    def labels(self) -> dict[str, str]:
        """Return what each field is called, for the summary of mistakes."""
        named = {field.name: field.label for field in self.fields}
        return {**named, NOTE: self._words.say("Note")}

    def written(self, form: Form) -> dict[str, Any]:
        """Return the wish that a form asks for, as the dossier's file has it."""
        return written_wish(
            self._kind, self.fields, form, self._situation, self._names, self._kept or {}
        )

    def beginning(self) -> dict[str, Any]:
        """Return the wish as the form shows it before anybody types."""
        shown: MultiDict[str, str] = MultiDict()
        for name, value in self.values().items():
            for each in value if isinstance(value, tuple) else [value]:
                shown.add(name, ("1" if each else "") if isinstance(each, bool) else str(each))
        return self.written(shown)

    def said(self, wish: Mapping[str, Any]) -> WishView | None:
        """Return a wish as its sentence; nothing while it cannot be read."""
        attempt = tried(self._reading, self._index, wish)
        if attempt.dossier is None:
            return None
        return WishReader(attempt.dossier, self._words).wish(self._place)

    def refusal(self, wish: Mapping[str, Any]) -> Refusal | None:
        """Return why a wish is not taken: its mistakes and its ground; nothing where it is."""
        faults = tried(self._reading, self._index, wish).faults
        ground = [
            Fault(f"constraints[{self._place}].{fault.path}", fault.template, fault.values)
            for fault in faults_of_ground(wish)
        ]
        found = [*faults, *ground]
        return self._at_fields(found) if found else None

    def placed(self, refusal: Refusal) -> Refusal:
        """Return a refusal with its mistakes at the fields of this form."""
        named = [fault for faults in refusal.fields.values() for fault in faults]
        return self._at_fields([*named, *refusal.others])

    def _at_fields(self, faults: Iterable[Fault]) -> Refusal:
        names = self.labels()
        fields: dict[str, list[Fault]] = {}
        others: list[Fault] = []
        for fault in faults:
            place = _PLACE.match(fault.path)
            name = PREFIX + (place[2] or "") if place and int(place[1]) == self._place else ""
            if name in names:
                fields.setdefault(name, []).append(fault)
            else:
                others.append(fault)
        return Refusal({name: tuple(found) for name, found in fields.items()}, tuple(others))
