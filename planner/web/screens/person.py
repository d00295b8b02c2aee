"""Changing what is noted of somebody beside their levels, and taking them out."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.dossier.editing import Edit
from planner.dossier.leaving import leaving
from planner.store.told import Done, recorded
from planner.web.addresses import know_ids
from planner.web.editing import Refusal, Refused, save
from planner.web.language import words
from planner.web.returning import way_back
from planner.web.screens.cautious import keep_reading
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import name_of, person_in, roles_in
from planner.web.screens.person_page import fields_of, profile_page
from planner.web.telling import tell
from planner.web.views.person_details import (
    LANGUAGES,
    MOST_NAME_LETTERS,
    NEW_ATTRIBUTES,
    attribute_edits,
    note_edit,
    note_texts,
)
from planner.web.views.person_leaves import said_mentions
from planner.web.views.person_parts import part_choices, part_edits

blueprint = Blueprint("person", __name__)
keep_reading(blueprint)
blueprint.record_once(know_ids)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/details")
def describe(dossier: str, person: str) -> Response | tuple[str, int]:
    """Change somebody's name and note."""
    found = opened(dossier)
    somebody = person_in(found.dossier, person)
    name = request.form.get("name", "").strip()
    faults: dict[str, tuple[Fault, ...]] = {}
    if not name:
        faults["name"] = (fault_at("name", "must not be empty"),)
    elif len(name) > MOST_NAME_LETTERS:
        faults["name"] = (
            fault_at("name", "is longer than {most} letters", most=MOST_NAME_LETTERS),
        )
    typed = {code: request.form.get(f"note-{code}", "") for code in LANGUAGES}
    edits: dict[str, Edit] = {}
    if name != (somebody.name or somebody.id):
        edits["name"] = Edit(("people", person, "name"), name)
    if {code: text.strip() for code, text in typed.items()} != note_texts(somebody):
        edits["note-nl"] = note_edit(found.raw, person, typed)
    told = recorded("Name or note of {person} changed", person=name_of(somebody))
    return _saved(found, person, edits, told, "details", faults)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/attributes")
def attribute(dossier: str, person: str) -> Response | tuple[str, int]:
    """Change somebody's attributes."""
    found = opened(dossier)
    somebody = person_in(found.dossier, person)
    shown = {field.name: field.value for field in fields_of(somebody) if field.name}
    count = len(shown) + NEW_ATTRIBUTES
    typed = [
        (position, request.form.get(f"name-{position}", ""), request.form.get(key, ""))
        for position in range(count)
        if (key := f"value-{position}") in request.form
    ]
    edits, faults = attribute_edits(found.raw, person, typed, shown)
    told = recorded("Attributes of {person} changed", person=name_of(somebody))
    return _saved(found, person, edits, told, "attributes", faults)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/parts")
def part(dossier: str, person: str) -> Response | tuple[str, int]:
    """Make somebody a candidate or of a circle, or no longer."""
    found = opened(dossier)
    somebody = person_in(found.dossier, person)
    ticked = frozenset(request.form.getlist("parts"))
    choices = part_choices(roles_in(found.dossier), person)
    edits = part_edits(found.raw, person, choices, ticked)
    told = recorded("What {person} is a candidate for changed", person=name_of(somebody))
    return _saved(found, person, edits, told, "parts", {})


def _saved(
    found: Opened,
    person: str,
    edits: dict[str, Edit],
    told: Done,
    form: str,
    faults: dict[str, tuple[Fault, ...]],
) -> Response | tuple[str, int]:
    try:
        if faults:
            raise Refused(Refusal(faults))
        save(found, edits, told)
    except Refused as refused:
        return profile_page(found, person, refused.refusal, form), 422
    address = way_back(url_for("people.profile", dossier=found.id, person=person))
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.get("/dossiers/<dossier>/people/<id:person>/remove")
def confirm_removal(dossier: str, person: str) -> str:
    """Show what refers to somebody, before they are taken out."""
    found = opened(dossier)
    return _removal_page(found, person)


def _removal_page(found: Opened, person: str, refusal: Refusal | None = None) -> str:
    somebody, roles = person_in(found.dossier, person), roles_in(found.dossier)
    gone = leaving(found.dossier, found.raw, person)
    return render_template(
        "pages/people/remove.html",
        dossier=found,
        person=person,
        name=roles.names.person(somebody.id),
        mentions=said_mentions(roles, found.dossier, gone),
        locked=None if gone.locked is None else roles.names.seat(gone.locked),
        refusal=refusal,
    )


@blueprint.post("/dossiers/<dossier>/people/<id:person>/remove")
def remove(dossier: str, person: str) -> Response | tuple[str, int]:
    """Take somebody out, with everything that refers to them."""
    found = opened(dossier)
    somebody = person_in(found.dossier, person)
    gone = leaving(found.dossier, found.raw, person)
    try:
        if gone.locked is not None:
            raise Refused(Refusal({}))
        save(found, gone.edits, recorded("{person} taken out", person=name_of(somebody)))
    except Refused as refused:
        return _removal_page(found, person, refused.refusal), 422
    tell(words().say("{person} was taken out of this dossier.", person=name_of(somebody)))
    address = url_for("people.show", dossier=dossier)
    return redirect(address, 303)  # type: ignore[return-value]
