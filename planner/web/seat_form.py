"""The form of a seat: the edits that a sent form asks for, beside the version it was made from."""

from typing import Any

from flask import request

from planner.domain.typed_numbers import typed_number
from planner.dossier.editing import ABSENT, Edit, Place, value_at
from planner.web.own_words import text_edit
from planner.web.screens.opened import Opened


def seat_edits(loaded: Opened, team: str, seat: str, language: str) -> dict[str, Edit]:
    """Return the edits that the sent form asks for, each by the name of its field."""
    place = ("teams", team, "seats", seat)
    now = value_at(loaded.raw, place)
    edits: dict[str, Edit] = {}
    for key in ("title", "note"):
        edit = text_edit(loaded.raw, (*place, key), language, request.form.get(key, ""))
        if key in request.form and edit is not None:
            edits[key] = edit
    if "incumbent" in request.form:
        incumbent = request.form["incumbent"] or None
        if incumbent != now.get("incumbent"):
            edits["incumbent"] = Edit((*place, "incumbent"), incumbent)
    if "sent" in request.form:
        for key in ("locked", "optional"):
            if (key in request.form) != now.get(key, False):
                edits[key] = Edit((*place, key), key in request.form)
    edits |= _candidates(now, place)
    return edits | _minimums(loaded, now, place)


def _candidates(now: dict[str, Any], place: Place) -> dict[str, Edit]:
    """Return the edit of who may take the seat: all candidates of the dossier, or those named."""
    who, listed = request.form.get("who"), now.get("candidates")
    if who == "all" and listed is not None:
        return {"candidates": Edit((*place, "candidates"), ABSENT)}
    if who != "some":
        return {}
    ticked = request.form.getlist("candidates")
    if listed is not None and set(ticked) == set(listed):
        return {}
    first = [each for each in listed or () if each in ticked]
    return {
        "candidates": Edit(
            (*place, "candidates"), [*first, *(each for each in ticked if each not in first)]
        )
    }


def _minimums(loaded: Opened, now: dict[str, Any], place: Place) -> dict[str, Edit]:
    """Return the edits of the minimum levels: changed, taken away, and one that is new."""
    edits: dict[str, Edit] = {}
    minimum = now.get("minimum", {})
    behaviours = loaded.dossier.whole_repertoire.behaviours
    for position, behaviour in enumerate(behaviours):
        name = f"minimum-{position}"
        if behaviour.id not in minimum or name not in request.form:
            continue
        typed = request.form[name].strip()
        level = typed_number(typed) if typed else ABSENT
        if level != minimum[behaviour.id]:
            edits[name] = Edit((*place, "minimum", behaviour.id), level)
    added, level = request.form.get("minimum_of", ""), request.form.get("minimum_level", "").strip()
    if added and level and added not in minimum:
        edits["minimum_level"] = Edit((*place, "minimum", added), typed_number(level))
    return edits
