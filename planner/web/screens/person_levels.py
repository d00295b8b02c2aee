"""Levels by hand: many rows of one person at once, or each row as soon as it is typed."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.domain.faults import Fault
from planner.domain.text import say
from planner.dossier.editing import Edit, value_at
from planner.dossier.typed_levels import (
    faults_of_levels,
    is_same_level,
    typed_level,
    within_interval,
)
from planner.store.told import Done, recorded
from planner.web.addresses import know_ids
from planner.web.editing import Refusal, Refused, based_on, save
from planner.web.language import language
from planner.web.screens.cautious import keep_reading
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import name_of, person_in, roles_in, team_asked
from planner.web.screens.person_page import profile_page
from planner.web.services import services
from planner.web.views.person_adds import adds_of
from planner.web.views.person_profile import profile_of

blueprint = Blueprint("person_levels", __name__)
keep_reading(blueprint)
blueprint.record_once(know_ids)

Faults = dict[str, tuple[Fault, ...]]


@blueprint.post("/dossiers/<dossier>/people/<id:person>/levels")
def change(dossier: str, person: str) -> Response | tuple[str, int]:
    """Save every level of the form that was changed in it."""
    found = opened(dossier)
    behaviours = found.dossier.whole_repertoire.behaviours
    numbers = [n for n in range(1, len(behaviours) + 1) if f"level-{n}" in request.form]
    try:
        _save(found, person, numbers)
    except Refused as refused:
        return profile_page(found, person, refused.refusal, "levels"), 422
    team = request.args.get("team")
    address = url_for("people.profile", dossier=dossier, person=person, team=team)
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/people/<id:person>/levels/<int:number>")
def change_row(dossier: str, person: str, number: int) -> Response | str | tuple[str, int]:
    """Save the level of one row, and show what comes of it."""
    found = opened(dossier)
    if not 1 <= number <= len(found.dossier.whole_repertoire.behaviours):
        abort(404)
    try:
        _save(found, person, [number])
        refusal = None
    except Refused as refused:
        refusal = refused.refusal
    found = opened(dossier)
    roles = roles_in(found.dossier)
    profile = profile_of(roles, person_in(found.dossier, person), team_asked(roles, person))
    page = render_template(
        "fragments/people/_row_saved.html",
        dossier=found,
        profile=profile,
        row=profile.rows[number],
        adds=adds_of(roles, person),
        refusal=refusal,
    )
    return page if refusal is None else (page, 422)


def _save(found: Opened, person: str, numbers: list[int]) -> None:
    """Save the levels of some rows that differ from what their form showed.

    Raises:
        Refused: some cannot be taken; with the mistakes at their fields.
    """
    somebody = person_in(found.dossier, person)
    edits = _edits(found, person, numbers)
    levels = [(str(edit.place[-1]), edit.value) for edit in edits.values()]
    faults: Faults = {}
    for field, told in zip(edits, faults_of_levels(found.raw, levels), strict=True):
        for fault in told:
            # In a form without intervals, what is wrong with one is told at the level.
            name = field.replace("level", fault.path)
            key = name if name in request.form else field
            faults[key] = (*faults.get(key, ()), fault)
    if faults:
        raise Refused(Refusal(faults))
    save(found, edits, _told(found, list(edits.values()), name_of(somebody)))


def _edits(found: Opened, person: str, numbers: list[int]) -> dict[str, Edit]:
    """Return the edit of each row that was changed, by the name of its field.

    What was typed is held against the version that the form was made from: a row that nobody
    touched in it must not take back what somebody else did there meanwhile.
    """
    behaviours = found.dossier.whole_repertoire.behaviours
    before = _raw_of_form(found)
    edits = {}
    for number in numbers:
        place = ("people", person, "levels", behaviours[number - 1].id)
        old = value_at(before, place)
        typed = _typed(number, old)
        if not is_same_level(old, typed):
            edits[f"level-{number}"] = Edit(place, typed)
    return edits


def _raw_of_form(found: Opened) -> Any:
    version = based_on()
    if version == found.version:
        return found.raw
    kept = services().dossiers.find(found.id, version)
    if kept is None:
        abort(404)
    return Opened(kept, found.dossier).raw


def _typed(number: int, old: Any) -> Any:
    level = request.form.get(f"level-{number}", "")
    if f"low-{number}" not in request.form:
        return within_interval(level, old)
    low, high = (request.form.get(f"{end}-{number}", "") for end in ("low", "high"))
    return typed_level(level, low, high)


def _told(found: Opened, edits: list[Edit], person: str) -> Done:
    if len(edits) == 1:
        behaviour = found.dossier.whole_repertoire.by_id[str(edits[0].place[-1])]
        label = say(behaviour.label, language(), behaviour.id)
        return recorded("{person}: level of {behaviour} changed", person=person, behaviour=label)
    return recorded("{person}: {number} levels changed", person=person, number=len(edits))
