"""Saving what a form asks: edits of a dossier, or mistakes at the fields where they belong."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request

from planner.domain.faults import Fault
from planner.dossier.dossier import Dossier
from planner.dossier.editing import Edit, edited, path_of
from planner.dossier.strict_json import InvalidFile
from planner.store.errors import Unknown
from planner.store.kept import Kept
from planner.store.told import Done
from planner.web.screens.opened import Opened
from planner.web.services import services

# The field that says why a task that was fixed is changed.
REASON = "change_reason"
_MOST_REASON_LETTERS = 1000


@dataclass(frozen=True)
class Refusal:
    """Why a form was not taken: the mistakes at each field, and those that stand elsewhere."""

    fields: Mapping[str, tuple[Fault, ...]]
    others: tuple[Fault, ...] = ()

    def typed(self, name: str) -> str:
        """Return what was typed in a field."""
        return request.form.get(name, "")

    def is_ticked(self, name: str, value: str = "1") -> bool:
        """Tell whether a box was ticked, or an option chosen."""
        return value in request.form.getlist(name)


class Refused(Exception):
    """A form that cannot be taken as it is; the page is shown again with what was typed."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the mistakes."""
        super().__init__()
        self.refusal = refusal


def based_on() -> int:
    """Return the version of the dossier that the form was made from; 400 where it names none."""
    value = request.form.get("version", "")
    if not value.isdecimal() or len(value) > 9:
        abort(400)
    return int(value)


def reason() -> str:
    """Return why the form changes what was fixed; nothing where it does not say."""
    return request.form.get(REASON, "").strip()[:_MOST_REASON_LETTERS]


def save(found: Opened, edits: Mapping[str, Edit], told: Done) -> Kept:
    """Save the edits of a form, each by the name of the field that asks for it.

    Raises:
        Refused: the dossier would not be valid; with the mistakes at their fields.
        Overtaken: somebody else changed the same places; the answer shows both, with a choice.
        NoSuchPlace: what was to be changed is not there any more.
        TaskIsFixed: it changes a task that was fixed, and does not say why; the answer asks that.
    """
    try:
        return services().dossiers.edit(found.id, based_on(), edits.values(), told, reason())
    except InvalidFile as error:
        raise Refused(_at_fields(found, edits, error.faults)) from None


def tried(found: Opened, edits: Mapping[str, Edit]) -> Dossier:
    """Return the dossier as edits would make it; nothing is saved.

    Raises:
        Refused: it would not be valid; with the mistakes at their fields.
        NoSuchPlace: what was to be changed is not there any more.
    """
    try:
        return found.reading.tried(edited(found.raw, edits.values()))
    except InvalidFile as error:
        raise Refused(_at_fields(found, edits, error.faults)) from None


def as_loaded(found: Opened) -> Opened:
    """Return the dossier as it was when the form was made.

    Raises:
        Unknown: there is no such version.
    """
    version = based_on()
    if version == found.version:
        return found
    kept = services().dossiers.find(found.id, version)
    if kept is None:
        raise Unknown
    return Opened(kept, services().dossiers.open(kept))


def _at_fields(found: Opened, edits: Mapping[str, Edit], faults: list[Fault]) -> Refusal:
    changed = edited(found.raw, edits.values())
    paths = {name: path_of(changed, edit.place) for name, edit in edits.items()}
    fields: dict[str, list[Fault]] = {}
    others: list[Fault] = []
    for fault in faults:
        name = _field_of(fault.path, paths)
        if name is None:
            others.append(fault)
        else:
            fields.setdefault(name, []).append(fault)
    return Refusal({name: tuple(found) for name, found in fields.items()}, tuple(others))


def _field_of(path: str, paths: Mapping[str, str]) -> str | None:
    """Return the field that a mistake belongs to: the one that names its place most exactly."""
    around = [
        name
        for name, place in paths.items()
        if path == place or path.startswith((f"{place}.", f"{place}["))
    ]
    return max(around, key=lambda name: len(paths[name]), default=None)
