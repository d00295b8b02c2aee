"""Mijn profiel: what somebody sees of themselves, asks to correct, and agrees to."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.domain.faults import fault_at
from planner.domain.person import Person
from planner.domain.text import say
from planner.ratings.showing import Reader
from planner.resources.catalogue import marked
from planner.store.consents import Consents
from planner.store.corrections import Corrections
from planner.store.memberships import Memberships, Role
from planner.store.personal.part import Subject
from planner.web.editing import Refusal
from planner.web.identity import current_account
from planner.web.language import language, words
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import person_in
from planner.web.screens.rating_page import names_in
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.consent import consent_view
from planner.web.views.mine import own_profile
from planner.web.views.rating_basis import Basis, basis_of, own_rounds

blueprint = Blueprint("mine", __name__)

MOST_LETTERS = 2000
# What somebody may ask besides a correction: the words with which its form begins.
_REQUESTS = {
    "held": marked("I would like to see all that is kept about me."),
    "erase": marked("I would like all that is kept about me to be erased."),
}


@blueprint.get("/mine")
def show() -> Response | str:
    """Lead to somebody's own profile; where there are several, show in which dossiers."""
    account = current_account()
    held = [] if account is None else Memberships(services().store).of_account(account.id)
    own = [each.dossier for each in held if each.role is Role.PERSON]
    if len(own) == 1:
        return _to_profile(own[0])
    listed = [(each, say(opened(each).dossier.title, language(), each)) for each in own]
    return render_template("pages/mine/list.html", listed=listed)


@blueprint.get("/dossiers/<dossier>/mine")
def profile(dossier: str) -> str:
    """Show somebody what is known of them in a dossier."""
    return _page(opened(dossier))


@blueprint.post("/dossiers/<dossier>/mine/corrections")
def ask(dossier: str) -> Response | tuple[str, int]:
    """Ask to correct something; whoever runs the dossier answers."""
    found = opened(dossier)
    account, asked = current_account(), request.form.get("asked", "").strip()
    person = _own_person(found)
    if not asked or account is None:
        refusal = Refusal({"asked": (fault_at("asked", "must not be empty"),)})
        return _page(found, refusal), 422
    if len(asked) > MOST_LETTERS:
        template = marked("is longer than {most} letters")
        refusal = Refusal({"asked": (fault_at("asked", template, most=MOST_LETTERS),)})
        return _page(found, refusal), 422
    Corrections(services().store).ask(found.id, person, account.id, asked)
    tell(words().say("Your request was sent. The answer comes on this page."))
    return _to_profile(found.id)


@blueprint.post("/dossiers/<dossier>/mine/consent")
def agree(dossier: str) -> Response:
    """Agree to have one's ratings kept longer."""
    found = opened(dossier)
    Consents(services().store).give(found.id, _own_person(found))
    tell(words().say("Noted: you agree. You can take it back here at any time."))
    return _to_profile(found.id)


@blueprint.post("/dossiers/<dossier>/mine/consent/withdraw")
def withdraw_consent(dossier: str) -> Response:
    """Take it back that one's ratings are kept longer."""
    found = opened(dossier)
    Consents(services().store).withdraw(found.id, _own_person(found))
    tell(words().say("Noted: you agree no more. The ordinary term holds again."))
    return _to_profile(found.id)


def _own_person(found: Opened) -> str:
    """Return whom of a dossier somebody is; 404 where they are nobody there."""
    account = current_account()
    own = account and Memberships(services().store).person_in(account.id, found.id)
    if not own:
        abort(404)
    return own


def _page(found: Opened, refusal: Refusal | None = None) -> str:
    person = person_in(found.dossier, _own_person(found))
    store = services().store
    return render_template(
        "pages/mine/show.html",
        title=found.title,
        dossier_id=found.id,
        name=person.name or person.id,
        profile=own_profile(store, found.id, person, _basis(found, person), names_in(found)),
        rounds=own_rounds(store, found.id, person.id, names_in(found)),
        consent=consent_view(
            store, Subject(found.id, person.id), services().settings.retention, words()
        ),
        corrections=Corrections(store).of_person(found.id, person.id),
        refusal=refusal,
        most=MOST_LETTERS,
        begun=_begun(),
    )


def _basis(found: Opened, person: Person) -> Mapping[str, Basis]:
    reader = Reader("person", person.id)
    return basis_of(services().store, found.id, person, reader, names_in(found))


def _begun() -> str:
    """Return with which words the form begins, as the link to it says."""
    asked = _REQUESTS.get(request.args.get("ask", ""))
    return words().say(asked) if asked else ""


def _to_profile(dossier: str) -> Response:
    return redirect(url_for("mine.profile", dossier=dossier), 303)  # type: ignore[return-value]
