"""Letters to the candidates of a decision: to be read, changed, copied and taken along."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, make_response, render_template, request

from planner.decisions.letters import Letter, NamesOthers, candidates, letter
from planner.decisions.typesetting import pdf_of
from planner.decisions.unexpected import needs_words
from planner.domain.faults import Fault, fault_at
from planner.domain.names import Names
from planner.resources.catalogue import LANGUAGES, marked
from planner.web.addresses import know_ids
from planner.web.editing import Refusal
from planner.web.identity import current_account
from planner.web.language import language, words
from planner.web.screens.closed_decision import OpenedDecision, opened_decision
from planner.web.services import services

blueprint = Blueprint("decision_letters", __name__)
blueprint.record_once(know_ids)

_MOST_LETTERS = {"signed": 200, "contact": 200, "explanation": 10_000}
_LABELS = {
    "signed": marked("Who signs it"),
    "contact": marked("Where the candidate can ask more"),
    "explanation": marked("What the committee wants to say in its own words"),
    "language": marked("Language of the letter"),
}
_UNSAID = marked(
    "must not be empty here: nothing else in the letter tells why it was not this candidate"
)
_NAMED = marked("names somebody else: {names}. A letter is about the one who gets it")


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>/letters")
def choose(dossier: str, number: int) -> str:
    """Show for whom there is a letter."""
    opened = opened_decision(dossier, number)
    names = Names(opened.decision.case.situation(), language())
    return render_template(
        "pages/decision/letters.html",
        dossier=opened.found,
        closed=opened.closed,
        people=[
            (person, names.person(person), needs_words(opened.decision, person))
            for person in _recipients(opened)
        ],
    )


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>/letters/<id:candidate>")
def show(dossier: str, number: int, candidate: str) -> Response:
    """Show the letter for one candidate, as it begins."""
    opened = _opened(dossier, number, candidate)
    account = current_account()
    present = opened.decision.present[0]
    organisation = services().settings.organisation
    signed = (
        f"{present.name}, {present.role}" if account is None or account.is_owner else account.name
    )
    contact = organisation.contact or (account.login if account is not None else None) or ""
    typed = {"signed": signed, "contact": contact, "explanation": "", "language": language()}
    return _page(opened, candidate, typed, {})


@blueprint.post("/dossiers/<dossier>/decisions/<int(max=999999):number>/letters/<id:candidate>")
def write(dossier: str, number: int, candidate: str) -> Response:
    """Show a letter as it was filled in, or give it along as a file; nothing of it is kept."""
    opened = _opened(dossier, number, candidate)
    typed = {name: request.form.get(name, "").strip() for name in _LABELS}
    faults = _faults(typed)
    is_bare = not typed["explanation"] and needs_words(opened.decision, candidate)
    if "pdf" in request.form and is_bare:
        faults["explanation"] = (fault_at("explanation", _UNSAID),)
    if faults or "pdf" not in request.form:
        return _page(opened, candidate, typed, faults)
    try:
        written = _letter(opened, candidate, typed)
    except NamesOthers as error:
        return _page(opened, candidate, typed, _named(error))
    opened.note("decision.export", candidate)
    name = f"{opened.closed.id}-letter-{typed['language']}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf_of(written.document), mimetype="application/pdf", headers=headers)


def _opened(dossier: str, number: int, candidate: str) -> OpenedDecision:
    opened = opened_decision(dossier, number)
    if candidate not in _recipients(opened):
        abort(404)
    return opened


def _recipients(opened: OpenedDecision) -> list[str]:
    """Return who gets a letter: whoever was erased since is nobody to write to."""
    erased = {each.pseudonym for each in opened.decision.erased}
    return [person for person in candidates(opened.decision) if person not in erased]


def _faults(typed: Mapping[str, str]) -> dict[str, tuple[Fault, ...]]:
    faults: dict[str, tuple[Fault, ...]] = {}
    for name, most in _MOST_LETTERS.items():
        if len(typed[name]) > most:
            faults[name] = (fault_at(name, "is longer than {most} letters", most=most),)
    for name in ("signed", "contact"):
        if not typed[name]:
            faults[name] = (fault_at(name, "must not be empty"),)
    if typed["language"] not in LANGUAGES:
        faults["language"] = (fault_at("language", "must be one of the choices"),)
    return faults


def _named(error: NamesOthers) -> dict[str, tuple[Fault, ...]]:
    told = fault_at("explanation", _NAMED, names=", ".join(error.names))
    return {"explanation": (told,)}


def _letter(opened: OpenedDecision, candidate: str, typed: Mapping[str, str]) -> Letter:
    return letter(
        opened.decision,
        candidate,
        typed["language"],
        signed=typed["signed"],
        contact=typed["contact"],
        explanation=typed["explanation"],
    )


def _page(
    opened: OpenedDecision,
    candidate: str,
    typed: Mapping[str, str],
    faults: dict[str, tuple[Fault, ...]],
) -> Response:
    written = None
    if not faults and typed["signed"] and typed["contact"]:
        try:
            written = _letter(opened, candidate, typed)
        except NamesOthers as error:
            faults = _named(error)
    names = Names(opened.decision.case.situation(), language())
    text = render_template(
        "pages/decision/letter.html",
        dossier=opened.found,
        closed=opened.closed,
        candidate=candidate,
        name=names.person(candidate),
        letter=written,
        needs_words=needs_words(opened.decision, candidate),
        typed=typed,
        languages=[(code, words().say(said)) for code, said in _LANGUAGES.items()],
        labels={name: words().say(label) for name, label in _LABELS.items()},
        refusal=Refusal(faults) if faults else None,
    )
    return make_response(text, 422 if faults else 200)


_LANGUAGES = {"nl": marked("Dutch"), "en": marked("English")}
