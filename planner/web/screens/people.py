"""The people of a dossier: the list, and somebody who is added to it."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.faults import fault_at
from planner.dossier.editing import Edit
from planner.dossier.joining import added, listed, new_person_id
from planner.resources.catalogue import marked
from planner.store.told import recorded
from planner.web.addresses import know_ids
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, save
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import roles_in
from planner.web.screens.person_page import profile_page
from planner.web.views.people_list import Wanted, people_view
from planner.web.views.people_roles import Roles
from planner.web.views.person_details import MOST_NAME_LETTERS
from planner.web.views.person_parts import new_parts

blueprint = Blueprint("people", __name__)
keep_reading(blueprint)
blueprint.record_once(know_ids)


@blueprint.get("/dossiers/<dossier>/people")
def show(dossier: str) -> str:
    """Show who is in the dossier, and what they carry."""
    return answer("pages/people/show.html", "fragments/people/_list.html", **_page(opened(dossier)))


@blueprint.post("/dossiers/<dossier>/people")
def add(dossier: str) -> Response | tuple[str, int]:
    """Add somebody, as a candidate, in a circle or on an empty seat."""
    found = opened(dossier)
    name = request.form.get("name", "").strip()
    person = new_person_id(name, {each.id for each in found.dossier.people})
    try:
        edits = _edits_of_new(found, person, name)
        save(found, edits, recorded("{person} added", person=name))
    except Refused as refused:
        page = render_template("pages/people/show.html", **_page(found, refused.refusal))
        return page, 422
    address = url_for("people.profile", dossier=dossier, person=person, edit="levels")
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.get("/dossiers/<dossier>/people/<id:person>")
def profile(dossier: str, person: str) -> str:
    """Show somebody's levels beside what a task asks, and what they add."""
    return profile_page(opened(dossier), person)


def _page(found: Opened, refusal: Refusal | None = None) -> dict[str, object]:
    roles = roles_in(found.dossier)
    wanted = _wanted(roles)
    return {
        "dossier": found,
        "people": people_view(roles, wanted),
        "wanted": wanted,
        "parts": [(choice.value, choice.label) for choice in new_parts(roles)],
        "refusal": refusal,
        "cautious": is_cautious(),
        "has_intervals": has_intervals(found.dossier),
    }


def _wanted(roles: Roles) -> Wanted:
    page = request.args.get("page", "1")
    seat = request.args.get("seat", "")
    group = request.args.get("group", "")
    return Wanted(
        search=request.args.get("q", "")[:200],
        group=group if group in ("members", "circle", "candidates", "others") else "",
        seat=seat if seat in roles.situation.seats else "",
        page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
    )


def _edits_of_new(found: Opened, person: str, name: str) -> dict[str, Edit]:
    if not name:
        raise Refused(Refusal({"name": (fault_at("name", "must not be empty"),)}))
    if len(name) > MOST_NAME_LETTERS:
        template = marked("is longer than {most} letters")
        raise Refused(Refusal({"name": (fault_at("name", template, most=MOST_NAME_LETTERS),)}))
    edits = {"name": added(person, name)}
    asked = request.form.get("part", "")
    if asked == "none":
        return edits
    choice = next((c for c in new_parts(roles_in(found.dossier)) if c.value == asked), None)
    if choice is None:
        raise Refused(Refusal({"part": (fault_at("part", "is no part that is free here"),)}))
    if choice.value.startswith("seat:"):
        return {**edits, "part": Edit(choice.place, person)}
    return {**edits, "part": listed(found.raw, choice.place, person)}
