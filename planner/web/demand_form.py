"""The form of a team's task: which field asks what, and the edits that a sent form asks for.

Fields are named by the position of their behaviour in the repertoire. A sent form is read beside
the version that it was made from: only what is different there was changed by whoever sent it.
"""

from typing import Any

from flask import request

from planner.domain.typed_numbers import typed_number
from planner.dossier.editing import ABSENT, Edit, Place, value_at
from planner.web.own_words import text_edit
from planner.web.screens.opened import Opened

_NUMBERS = ("importance", "level", "carriers")
_FLAGS = ("critical", "spread")


def asked_edits(loaded: Opened, team: str, language: str) -> dict[str, Edit]:
    """Return the edits that the sent form asks for, each by the name of its field."""
    sent = set(request.form.getlist("row"))
    edits: dict[str, Edit] = {}
    for position, behaviour in enumerate(loaded.dossier.whole_repertoire.behaviours):
        place = ("teams", team, "demand", behaviour.id)
        row = value_at(loaded.raw, place)
        if str(position) in sent and row is not ABSENT:
            edits |= _row_edits(loaded.raw, row, place, position, language)
    return edits


def _row_edits(
    raw: Any, row: dict[str, Any], place: Place, position: int, language: str
) -> dict[str, Edit]:
    removal = f"remove-{position}"
    if removal in request.form:
        return {removal: Edit(place, ABSENT)}
    edits: dict[str, Edit] = {}
    for key in _NUMBERS:
        name = f"{key}-{position}"
        typed = typed_number(request.form.get(name, str(row[key])))
        if typed != row[key]:
            edits[name] = Edit((*place, key), typed)
    for key in _FLAGS:
        name = f"{key}-{position}"
        if (name in request.form) != row.get(key, False):
            edits[name] = Edit((*place, key), name in request.form)
    name = f"note-{position}"
    if name in request.form:
        edit = text_edit(raw, (*place, "note"), language, request.form[name])
        if edit is not None:
            edits[name] = edit
    return edits
