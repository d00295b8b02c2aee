"""Proposals: what is asked, the search for them, and what came of it."""

from dataclasses import dataclass
from functools import partial

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

from planner.analysis.propose import propose
from planner.domain.result import Result
from planner.jobs.registry import Job, TooManyJobs
from planner.solver.limits import Limits
from planner.web.answering import wants_fragment
from planner.web.language import words
from planner.web.screens.opened import (
    Opened,
    Search,
    asked_job,
    has_intervals,
    is_cautious,
    opened,
)
from planner.web.security import session_id
from planner.web.services import services
from planner.web.views.asked import Reader, Wish
from planner.web.views.progress import PROPOSALS, progress_view
from planner.web.views.proposal import Picture, ProposalReader, ProposalView

blueprint = Blueprint("proposals", __name__)


@dataclass(frozen=True)
class Outcome:
    """What a finished search gave, as the page shows it."""

    status: str
    proposals: tuple[ProposalView, ...]
    today: tuple[Picture, ...]
    exhausted: bool
    conflict: tuple[Wish, ...]
    conflict_minimal: bool
    seconds: float
    was_stopped: bool


@blueprint.get("/dossiers/<dossier>/proposals")
def show(dossier: str) -> Response:
    """Show what is asked; with `?job=`, how far the search is or what came of it."""
    found = opened(dossier)
    named = asked_job(dossier)
    if "job" not in request.args:
        return _page(found)
    if named is None:
        return _page(found, status=404, is_gone=True)
    job, search = named
    if job.is_running and wants_fragment():
        return _progress(found, job)
    return _page(found, job=job, search=search)


@blueprint.post("/dossiers/<dossier>/proposals")
def start(dossier: str) -> Response:
    """Start a search; its address shows how far it is, and later what came of it."""
    found = opened(dossier)
    cautious = request.form.get("cautious") == "1"
    search = Search(found.id, found.kept.fingerprint, found.dossier, cautious)
    try:
        job = services().jobs.start(session_id() or "", search, partial(_search, search))
    except TooManyJobs:
        return _page(found, status=503, is_busy=True)
    return _see(dossier, job)


@blueprint.post("/dossiers/<dossier>/proposals/stop")
def stop(dossier: str) -> Response:
    """Stop a search; it keeps the best that it has found."""
    opened(dossier)
    named = asked_job(dossier)
    if named is None:
        abort(404)
    job = named[0]
    job.stop()
    # A search stops within a moment; whoever waits that long sees the answer at once.
    job.finished.wait(timeout=2)
    return _see(dossier, job)


def _search(search: Search, limits: Limits) -> Result:
    return propose(search.dossier, alternatives=PROPOSALS, cautious=search.cautious, limits=limits)


def _see(dossier: str, job: Job) -> Response:
    address = url_for("proposals.show", dossier=dossier, job=job.id)
    return redirect(address, 303)  # type: ignore[return-value]


def _progress(found: Opened, job: Job) -> Response:
    progress = progress_view(job, words())
    announced = request.args.get("announced") == progress.key
    return make_response(
        render_template(
            "fragments/proposals/_progress.html",
            dossier=found,
            job=job,
            progress=progress,
            announce=not announced,
        )
    )


def _page(
    found: Opened,
    *,
    status: int = 200,
    job: Job | None = None,
    search: Search | None = None,
    is_gone: bool = False,
    is_busy: bool = False,
) -> Response:
    case = found.dossier if search is None else search.dossier
    # Asked once, and before the result: a search may end while the page is being made, and a page
    # that calls it ended without having its result would wait for ever.
    is_running = job is not None and job.is_running
    outcome = None
    if job is not None and search is not None and not is_running and job.result is not None:
        outcome = _outcome(job, search, job.result)
    template = (
        "fragments/proposals/_finished.html" if wants_fragment() else "pages/proposals/show.html"
    )
    response = make_response(
        render_template(
            template,
            dossier=found,
            asked=Reader(case, words()).asked(),
            job=job,
            is_running=is_running,
            progress=None if job is None else progress_view(job, words()),
            outcome=outcome,
            is_stale=search is not None and search.fingerprint != found.kept.fingerprint,
            is_gone=is_gone,
            is_busy=is_busy,
            cautious=is_cautious() if search is None else search.cautious,
            has_intervals=has_intervals(case),
            announce=False,
        ),
        status,
    )
    if wants_fragment():
        # The progress asked; what came of the search takes the place of the whole.
        response.headers["HX-Retarget"] = "#outcome"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def _outcome(job: Job, search: Search, result: Result) -> Outcome:
    situation = search.dossier.situation(search.cautious)
    reader = ProposalReader(situation, words())
    asked = Reader(search.dossier, words())
    return Outcome(
        status=result.status,
        proposals=tuple(reader.view(proposal) for proposal in result.proposals),
        today=tuple(reader.pictures(reader.today)),
        exhausted=result.exhausted,
        conflict=tuple(asked.wish(item) for item in result.conflict),
        conflict_minimal=result.conflict_minimal,
        seconds=result.seconds,
        was_stopped=job.was_stopped,
    )
