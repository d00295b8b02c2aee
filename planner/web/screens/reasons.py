"""Reasons: why a proposal is as it is, and why a person is not in it."""

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from planner.domain.faults import fault_at
from planner.domain.names import Names
from planner.jobs.queue import Job
from planner.web.editing import Refusal
from planner.web.language import language, words
from planner.web.named_people import MOST_OPTIONS, NotNamed, chosen_or_named
from planner.web.screens.asked_job import asked_job, start_job
from planner.web.screens.cautious import has_intervals
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.reasons import reasons_view
from planner.web.views.why_not import why_not_view

blueprint = Blueprint("reasons", __name__)


@blueprint.get("/dossiers/<dossier>/proposals/why")
def why(dossier: str) -> Response:
    """Show why a proposal is as it is; or how far that calculation is."""
    found = opened(dossier)
    job = asked_job(found, "explain")
    if job is None:
        abort(404)
    reasons = None if job.answer is None else reasons_view(job.answer, words())
    page = render_template(
        "pages/proposals/why.html",
        dossier=found,
        job=job,
        rank=job.parameters["proposal"],
        reasons=reasons,
        proposals=_search_of(found),
    )
    return make_response(page)


@blueprint.post("/dossiers/<dossier>/proposals/why")
def ask_why(dossier: str) -> Response:
    """Begin to work out why a proposal is as it is."""
    found = opened(dossier)
    search = asked_job(found, "propose")
    rank = request.form.get("proposal", "")
    if search is None or search.answer is None:
        abort(404)
    if rank not in {str(each.rank) for each in search.answer.proposals}:
        abort(400)
    asked = {key: search.parameters[key] for key in ("cautious", "seed")}
    job = start_job(found, "explain", {**asked, "proposal": int(rank)})
    address = url_for("reasons.why", dossier=dossier, job=job.id, propose_job=search.id)
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.get("/dossiers/<dossier>/proposals/why-not")
def why_not(dossier: str) -> Response:
    """Ask about a person; with `?job=`, show what it would cost to have them."""
    return _why_not_page(opened(dossier))


@blueprint.post("/dossiers/<dossier>/proposals/why-not")
def ask_why_not(dossier: str) -> Response:
    """Begin to work out what it would cost to have a person."""
    found = opened(dossier)
    situation = found.dossier.situation()
    person, seat = request.form.get("person", ""), request.form.get("seat", "")
    faults = {}
    try:
        names = Names(situation, language())
        person = chosen_or_named("person", person, situation.people, names)
    except NotNamed as error:
        faults["person"] = (error.fault,)
    if seat and seat not in situation.seats:
        faults["seat"] = (fault_at("seat", "must be one of the choices"),)
    if faults:
        return _why_not_page(found, Refusal(faults), 422)
    cautious = request.form.get("cautious") == "1"
    job = start_job(
        found, "why-not", {"person": person, "seat": seat or None, "cautious": cautious}
    )
    search = _search_of(found)
    address = url_for(
        "reasons.why_not", dossier=dossier, job=job.id, propose_job=search.id if search else None
    )
    return redirect(address, 303)  # type: ignore[return-value]


def _why_not_page(found: Opened, refusal: Refusal | None = None, status: int = 200) -> Response:
    job = None if refusal else asked_job(found, "why-not")
    situation = found.dossier.situation()
    names = Names(situation, language())
    answer = None
    if job is not None and job.answer is not None:
        answer = why_not_view(job.answer, words())
    return make_response(
        render_template(
            "pages/proposals/why_not.html",
            dossier=found,
            job=job,
            answer=answer,
            people=[(each, names.person(each)) for each in situation.people],
            are_named=len(situation.people) > MOST_OPTIONS,
            seats=[(each, names.seat(each)) for each in situation.seats],
            asked={} if job is None else job.parameters,
            who=_who(job, names),
            has_intervals=has_intervals(found.dossier),
            proposals=_search_of(found),
            refusal=refusal,
        ),
        status,
    )


def _who(job: Job | None, names: Names) -> str:
    """Return who was asked about, where they are still in the dossier."""
    person = "" if job is None else str(job.parameters["person"])
    return names.person(person) if person in names.situation.people else ""


def _search_of(found: Opened) -> Job | None:
    """Return the search that the reader came from, to lead back to it."""
    return services().jobs.find(request.args.get("propose_job", ""), found.id)
