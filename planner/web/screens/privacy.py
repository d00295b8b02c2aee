"""What is kept about one person: seeing it, giving it to them, how long, and erasing it."""

from datetime import date, datetime

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.domain.person import Person
from planner.resources.catalogue import marked
from planner.store.consents import Consents
from planner.store.erasing import STILL_NAMED, erase, held_about
from planner.store.errors import StoreError, Unknown
from planner.store.finding import FoundPerson
from planner.store.personal.part import Subject, tell_of_held, written
from planner.web.addresses import know_ids
from planner.web.editing import Refusal
from planner.web.gate import candidates_closed
from planner.web.language import words
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import name_of, person_in
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.views.consent import consent_view
from planner.web.views.held import sections

_MOST_ELSEWHERE = 20
_MOST_LETTERS = 300

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
    tell_of_held(services().store, subject)
    headers = {"Content-Disposition": 'attachment; filename="held.json"'}
    return Response(written(subject, held), mimetype="application/json", headers=headers)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/consent")
def agree(dossier: str, person: str) -> Response | tuple[str, int]:
    """Note that somebody agreed to have their ratings kept longer: on which day, and how."""
    found = opened(dossier)
    person_in(found.dossier, person)
    given_on, ground = (request.form.get(each, "").strip() for each in ("given_on", "how"))
    if mistakes := _consent_mistakes(given_on, ground):
        return _page(found, person, Refusal(mistakes)), 422
    Consents(services().store).give(found.id, person, given_on=given_on, ground=ground)
    tell(words().say("Noted: this person agrees."))
    return _back(found, person)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/consent/withdraw")
def withdraw_consent(dossier: str, person: str) -> Response:
    """Note that somebody took their consent back; that needs no ground."""
    found = opened(dossier)
    person_in(found.dossier, person)
    Consents(services().store).withdraw(found.id, person)
    tell(words().say("Noted: this person agrees no more. The ordinary term holds again."))
    return _back(found, person)


def _consent_mistakes(given_on: str, ground: str) -> dict[str, tuple[Fault, ...]]:
    mistakes: dict[str, tuple[Fault, ...]] = {}
    try:
        if date.fromisoformat(given_on) > datetime.now().astimezone().date():
            mistakes["given_on"] = (fault_at("given_on", "lies in the future"),)
    except ValueError:
        mistakes["given_on"] = (fault_at("given_on", "is no day; write it like 2026-01-31"),)
    if not ground:
        mistakes["how"] = (fault_at("how", "must not be empty"),)
    elif len(ground) > _MOST_LETTERS:
        template = marked("is longer than {most} letters")
        mistakes["how"] = (fault_at("how", template, most=_MOST_LETTERS),)
    return mistakes


def _back(found: Opened, person: str) -> Response:
    address = url_for("privacy.show", dossier=found.id, person=person)
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/people/<id:person>/erase")
def erase_person(dossier: str, person: str) -> Response | tuple[str, int]:
    """Take somebody out of all that is kept; it asks why, and cannot be undone."""
    found = opened(dossier)
    person_in(found.dossier, person)
    ground = request.form.get("ground", "").strip()
    if not ground:
        fault = fault_at("ground", "must not be empty")
        return _page(found, person, _refusal(fault)), 422
    for job in services().jobs.of_dossier(found.id):
        services().jobs.stop(job.id)
    try:
        erased = erase(services().store, Subject(found.id, person), ground)
    except Unknown:
        raise
    except StoreError as error:
        return _page(found, person, _refusal(fault_at("ground", error.template))), 422
    services().dossiers.forget()
    told = [words().say("Erased: nothing in this dossier names this person any more.")]
    if erased.accounts:
        accounts = short("; ".join(erased.accounts))
        told.append(words().say(STILL_NAMED, accounts=accounts))
    tell(" ".join(told))
    address = url_for("people.show", dossier=found.id)
    return redirect(address, 303)  # type: ignore[return-value]


def _refusal(fault: Fault) -> Refusal:
    return Refusal({"ground": (fault,)})


def _page(found: Opened, person: str, refusal: Refusal | None) -> str:
    somebody = person_in(found.dossier, person)
    subject, parts = Subject(found.id, person), services()
    # Erasing and consent may not wait for the task; what is held would open a candidate's profile.
    g.closed = person in candidates_closed(found.id)
    held = [] if g.closed else held_about(parts.store, subject)
    return render_template(
        "pages/people/held.html",
        dossier=found,
        person=somebody,
        name=name_of(somebody),
        is_closed=g.closed,
        held=sections(held, found.dossier, person, words()),
        consent=consent_view(parts.store, subject, parts.settings.retention, words()),
        elsewhere=_elsewhere(found, somebody),
        refusal=refusal,
    )


def _elsewhere(found: Opened, somebody: Person) -> list[FoundPerson]:
    """Return where somebody of that name stands besides: a copy of a dossier, or another one."""
    among = dossiers_with(Right.PRIVACY)
    named = services().dossiers.people(somebody.name or "", most=_MOST_ELSEWHERE, among=among)
    return [each for each in named if each.dossier != found.id]
