"""Develop or recruit: the two pure ways side by side, and every mix that nothing else beats."""

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from planner.web.language import words
from planner.web.screens.asked_job import asked_job, case_of, start_job
from planner.web.screens.cautious import has_intervals
from planner.web.screens.opened import opened
from planner.web.services import services
from planner.web.views.choices import ChoiceReader

blueprint = Blueprint("choices", __name__)

_KIND = "develop-or-recruit"


@blueprint.get("/dossiers/<dossier>/proposals/develop-or-recruit")
def show(dossier: str) -> Response:
    """Show what recruiting and developing give; the last answer, unless the address names one."""
    found = opened(dossier)
    job = asked_job(found, _KIND) or services().jobs.latest(found.id, _KIND)
    answer = None
    if job is not None and job.answer is not None:
        answer = ChoiceReader(case_of(job, found), words()).view(job.answer)
    page = render_template(
        "pages/proposals/choices.html",
        dossier=found,
        job=job,
        answer=answer,
        cautious=job is not None and job.parameters["cautious"],
        has_intervals=has_intervals(found.dossier),
    )
    return make_response(page)


@blueprint.post("/dossiers/<dossier>/proposals/develop-or-recruit")
def start(dossier: str) -> Response:
    """Begin to work out what both ways give."""
    found = opened(dossier)
    job = start_job(found, _KIND, {"cautious": request.form.get("cautious") == "1"})
    address = url_for("choices.show", dossier=dossier, job=job.id)
    return redirect(address, 303)  # type: ignore[return-value]
