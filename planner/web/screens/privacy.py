"""What is kept about one person: seeing it, giving it to them, and erasing it."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.domain.person import Person
from planner.store.erasing import erase, held_about
from planner.store.errors import StoreError, Unknown
from planner.store.finding import FoundPerson
from planner.store.personal.part import Subject, written
from planner.store.trail import Trail
from planner.web.addresses import know_ids
from planner.web.editing import Refusal
from planner.web.language import words
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import name_of, person_in
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.held import sections

_MOST_ELSEWHERE = 20

blueprint = Blueprint("privacy", __name__)
blueprint.record_once(know_ids)


@blueprint.get("/dossiers/<dossier>/people/<id:person>/held")
def show(dossier: str, person: str) -> str:
    """Show all that is kept about somebody."""
    return _page(opened(dossier), person, None)


@blueprint.get("/dossiers/<dossier>/people/<id:person>/held/download")
def download(dossier: str, person: str) -> Response:
    """Give all that is kept about somebody along as a file."""
    found = opened(dossier)
    person_in(found.dossier, person)
    subject = Subject(found.id, person)
    held = held_about(services().store, subject)
    Trail(services().store).note(
        "person.held", f"dossiers/{found.id}/people", dossier=found.id, person=person
    )
    headers = {"Content-Disposition": 'attachment; filename="held.json"'}
    return Response(written(subject, held), mimetype="application/json", headers=headers)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/erase")
def erase_person(dossier: str, person: str) -> Response | tuple[str, int]:
    """Take somebody out of all that is kept; it asks why, and cannot be undone."""
    found = opened(dossier)
    person_in(found.dossier, person)
    ground = request.form.get("ground", "").strip()
    if not ground:
        fault = fault_at("ground", "must not be empty")
        return _page(found, person, _refusal(fault)), 400
    for job in services().jobs.of_dossier(found.id):
        services().jobs.stop(job.id)
    try:
        erase(services().store, Subject(found.id, person), ground)
    except Unknown:
        raise
    except StoreError as error:
        return _page(found, person, _refusal(fault_at("ground", error.template))), 400
    services().dossiers.forget()
    tell(words().say("Erased: nothing that is kept here names this person any more"))
    address = url_for("people.show", dossier=found.id)
    return redirect(address, 303)  # type: ignore[return-value]


def _refusal(fault: Fault) -> Refusal:
    return Refusal({"ground": (fault,)})


def _page(found: Opened, person: str, refusal: Refusal | None) -> str:
    somebody = person_in(found.dossier, person)
    held = held_about(services().store, Subject(found.id, person))
    return render_template(
        "pages/people/held.html",
        dossier=found,
        person=somebody,
        name=name_of(somebody),
        held=sections(held, found.dossier.whole_repertoire, words()),
        elsewhere=_elsewhere(found, somebody),
        refusal=refusal,
    )


def _elsewhere(found: Opened, somebody: Person) -> list[FoundPerson]:
    """Return where somebody of that name stands besides: a copy of a dossier, or another one."""
    among = dossiers_with(Right.PRIVACY)
    named = services().dossiers.people(somebody.name or "", most=_MOST_ELSEWHERE, among=among)
    return [each for each in named if each.dossier != found.id]
