"""Corrections that people ask for: what waits in a dossier, and the answer with its reason."""

from flask import Blueprint, Response, redirect, request, url_for

from planner.domain.faults import fault_at
from planner.resources.catalogue import marked
from planner.store.corrections import Correction, Corrections
from planner.web.addresses import know_ids
from planner.web.editing import Refusal
from planner.web.language import words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.mine import MOST_LETTERS
from planner.web.screens.opened import opened
from planner.web.screens.person_found import person_in
from planner.web.screens.person_page import profile_page
from planner.web.services import services
from planner.web.telling import tell

blueprint = Blueprint("corrections", __name__)
blueprint.record_once(know_ids)


@blueprint.app_template_global("corrections_of")
def corrections_of(dossier: str, person: str) -> list[Correction]:
    """Return what somebody asked to correct, for whoever may answer; nothing for anybody else."""
    if not may(Right.EDIT, dossier):
        return []
    return Corrections(services().store).of_person(dossier, person)


@blueprint.post("/dossiers/<dossier>/people/<id:person>/corrections/<correction>")
def answer(dossier: str, person: str, correction: str) -> Response | tuple[str, int]:
    """Answer what somebody asked, with the reason; they read it on their own page."""
    found = opened(dossier)
    person_in(found.dossier, person)
    text = request.form.get("answer", "").strip()
    if not text:
        return profile_page(found, person, _wrong("must not be empty"), "answer"), 422
    if len(text) > MOST_LETTERS:
        template = marked("is longer than {most} letters")
        return profile_page(found, person, _wrong(template, most=MOST_LETTERS), "answer"), 422
    Corrections(services().store).answer(correction, found.id, person, text)
    tell(words().say("The answer was kept. It stands on their own page."))
    address = url_for("people.profile", dossier=found.id, person=person)
    return redirect(address, 303)  # type: ignore[return-value]


def _wrong(template: str, **values: object) -> Refusal:
    return Refusal({"answer": (fault_at("answer", template, **values),)})
