"""Saving what a form asks: edits of a dossier, or mistakes at the fields where they belong."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request

from planner.domain.faults import Fault
from planner.dossier.dossier import Dossier
from planner.dossier.editing import Edit, edited, path_of
from planner.dossier.reading import validated
from planner.dossier.strict_json import InvalidFile
from planner.store.dossiers import Kept
from planner.store.errors import Unknown
from planner.store.told import Done
from planner.web.screens.opened import Opened
from planner.web.services import services


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


def save(found: Opened, edits: Mapping[str, Edit], told: Done) -> Kept:
    """Save the edits of a form, each by the name of the field that asks for it.

    Raises:
        Refused: the dossier would not be valid; with the mistakes at their fields.
        Overtaken: somebody else changed the same places; the answer shows both, with a choice.
        NoSuchPlace: what was to be changed is not there any more.
    """
    try:
        return services().dossiers.edit(found.id, based_on(), edits.values(), told)
    except InvalidFile as error:
        raise Refused(_at_fields(found, edits, error.faults)) from None


def tried(found: Opened, edits: Mapping[str, Edit]) -> Dossier:
    """Return the dossier as edits of its teams would make it; nothing is saved.

    Raises:
        Refused: it would not be valid; with the mistakes at their fields.
        NoSuchPlace: what was to be changed is not there any more.
    """
    # Without their levels, which are most of a dossier and stay as they are: this has to be quick.
    people = [{"id": person.id} for person in found.dossier.people]
    try:
        teams = validated(edited({**found.raw, "people": people}, edits.values())).teams
    except InvalidFile as error:
        raise Refused(_at_fields(found, edits, error.faults)) from None
    return found.dossier.model_copy(update={"teams": teams})


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
