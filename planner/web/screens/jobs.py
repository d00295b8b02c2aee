"""Calculations: how far one is, all of a dossier, stopping one, and asking again."""

from urllib.parse import urlsplit

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

from planner.domain.names import Names
from planner.jobs.queue import Job
from planner.web.answering import answer, wants_fragment
from planner.web.language import language, words
from planner.web.returning import own_address, way_back
from planner.web.screens.asked_job import changes_since, is_stale, start_job, with_job
from planner.web.screens.opened import Opened, opened
from planner.web.screens.weighed_answer import answer_page, has_page
from planner.web.services import services
from planner.web.views.jobs import jobs_view, reason_of, title_of
from planner.web.views.progress import ProgressView, progress_view

blueprint = Blueprint("jobs", __name__)

# A search stops within a moment; whoever waits that long sees at once what it kept.
_MOMENT = 2.0
# The screens that show answers; the others have a page of their own.
_ANSWERED_AT = {
    "propose": "proposals.show",
    "explain": "reasons.why",
    "why-not": "reasons.why_not",
    "develop-or-recruit": "choices.show",
    "round": "rounds.show",
}

blueprint.app_template_global("changes_since")(changes_since)
blueprint.app_template_global("is_stale")(is_stale)


@blueprint.app_template_global("job_progress")
def job_progress(job: Job) -> ProgressView:
    """Return how far a calculation is, in the reader's language."""
    return progress_view(job, words())


@blueprint.app_template_global("job_title")
def job_title(job: Job) -> str:
    """Return what a calculation is about, in the reader's language."""
    return title_of(job, words())


@blueprint.app_template_global("job_reason")
def job_reason(job: Job) -> str:
    """Return why a calculation gave no answer, in the reader's language."""
    return reason_of(job, words())


@blueprint.app_template_global("jobs_at_work")
def jobs_at_work(dossier: str) -> int:
    """Return how many calculations of a dossier wait or run."""
    return services().jobs.unfinished(dossier)


@blueprint.get("/dossiers/<dossier>/jobs")
def of_dossier(dossier: str) -> str:
    """Show the calculations of a dossier: those that run, and those that are over."""
    found = opened(dossier)
    jobs = services().jobs.of_dossier(found.id)
    stale = {job.id for job in jobs if is_stale(job, found)}
    return answer(
        "pages/jobs/list.html",
        "fragments/jobs/_list.html",
        dossier=found,
        jobs=jobs_view(jobs, _names(found), _addresses(found, jobs), stale, words()),
    )


@blueprint.get("/dossiers/<dossier>/jobs/<job>")
def show(dossier: str, job: str) -> Response:
    """Show how far a calculation is; once it is over, its answer or the way to it."""
    found, one = _asked(dossier, job)
    if one.is_over and "back" not in request.args and has_page(one):
        return make_response(answer_page(found, one))
    back = own_address(request.args.get("back", "")) or url_for("jobs.of_dossier", dossier=found.id)
    if not one.is_over and wants_fragment():
        progress = progress_view(one, words())
        announce = request.args.get("announced") != progress.key
        text = render_template(
            "fragments/jobs/_progress.html",
            dossier=found,
            job=one,
            back=back,
            progress=progress,
            announce=announce,
        )
        return make_response(text)
    if not one.is_over:
        return make_response(
            render_template("pages/jobs/show.html", dossier=found, job=one, back=back)
        )
    if wants_fragment():
        return _loading(back)
    return redirect(back, 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/jobs/<job>/stop")
def stop(dossier: str, job: str) -> Response:
    """Stop a calculation; it keeps the best that it has found."""
    found, one = _asked(dossier, job)
    services().jobs.stop(one.id)
    services().jobs.wait(one.id, _MOMENT)
    return _back(found)


@blueprint.post("/dossiers/<dossier>/jobs/<job>/again")
def again(dossier: str, job: str) -> Response:
    """Ask the same once more, about the dossier as it stands now."""
    found, one = _asked(dossier, job)
    new = start_job(found, one.kind, dict(one.parameters))
    address = way_back(url_for("jobs.of_dossier", dossier=found.id))
    return redirect(with_job(address, new, one), 303)  # type: ignore[return-value]


def _asked(dossier: str, job: str) -> tuple[Opened, Job]:
    found = opened(dossier)
    one = services().jobs.find(job, found.id)
    if one is None:
        abort(404)
    return found, one


def _back(found: Opened) -> Response:
    address = way_back(url_for("jobs.of_dossier", dossier=found.id))
    return redirect(address, 303)  # type: ignore[return-value]


def _loading(address: str) -> Response:
    """Let htmx load a page; where the reader is on it already it keeps its place."""
    response = make_response("")
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    wanted = urlsplit(address)
    # The same page with another `#place` would only be moved to there, and not be loaded.
    if (shown.path, shown.query) == (wanted.path, wanted.query):
        response.headers["HX-Refresh"] = "true"
    else:
        response.headers["HX-Redirect"] = address
    return response


def _addresses(found: Opened, jobs: list[Job]) -> dict[str, str]:
    """Return the pages that show the answers of calculations, by the calculations' ids."""
    done = [job for job in jobs if job.state == "done"]
    return {
        job.id: with_job(url_for(_ANSWERED_AT[job.kind], dossier=found.id), job)
        if job.kind in _ANSWERED_AT
        else url_for("jobs.show", dossier=found.id, job=job.id)
        for job in done
    }


def _names(found: Opened) -> dict[str, str]:
    situation = found.dossier.situation()
    names = Names(situation, language())
    people = {person: names.person(person) for person in situation.people}
    return {seat: names.seat(seat) for seat in situation.seats} | people
