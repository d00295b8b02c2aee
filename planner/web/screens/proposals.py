"""Proposals: what is asked, the search for them, and what came of it."""

from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from planner.domain.explanation import ClashingItem
from planner.domain.result import Result
from planner.dossier.dossier import Dossier
from planner.jobs.queue import Job, TooManyJobs
from planner.web.editing import Refusal
from planner.web.language import words
from planner.web.screens.asked_job import asked_job, case_of, is_stale, start_job
from planner.web.screens.cautious import has_intervals, is_cautious
from planner.web.screens.opened import Opened, opened
from planner.web.views.clash import ClashView, clash_views
from planner.web.views.priorities import priorities_view
from planner.web.views.proposal import Picture, ProposalReader, ProposalView
from planner.web.views.running import Run, labels, read_run
from planner.web.views.wishes import WishReader

blueprint = Blueprint("proposals", __name__)


@dataclass(frozen=True)
class Outcome:
    """What a finished search gave, as the page shows it."""

    status: str
    proposals: tuple[ProposalView, ...]
    today: tuple[Picture, ...]
    exhausted: bool
    conflict: tuple[ClashView, ...]
    conflict_minimal: bool
    seconds: float
    was_stopped: bool


@blueprint.get("/dossiers/<dossier>/proposals")
def show(dossier: str) -> Response:
    """Show what is asked; with `?job=`, how far the search is or what came of it."""
    found = opened(dossier)
    if "job" not in request.args:
        return proposals_page(found)
    job = asked_job(found, "propose")
    if job is None:
        return proposals_page(found, status=404, is_gone=True)
    return proposals_page(found, job=job)


@blueprint.post("/dossiers/<dossier>/proposals")
def start(dossier: str) -> Response:
    """Start a search; its address shows how far it is, and later what came of it."""
    found = opened(dossier)
    run = read_run(request.form)
    if not isinstance(run, Run):
        return proposals_page(found, status=422, run_refusal=Refusal(run))
    return search_again(found, run)


def search_again(found: Opened, run: Run) -> Response:
    """Search in a dossier as it stands, and lead to where that can be followed."""
    try:
        job = start_job(found, "propose", run.parameters())
    except TooManyJobs:
        return proposals_page(found, status=503, is_busy=True)
    address = url_for("proposals.show", dossier=found.id, job=job.id)
    return redirect(address, 303)  # type: ignore[return-value]


def proposals_page(
    found: Opened,
    *,
    status: int = 200,
    job: Job | None = None,
    is_gone: bool = False,
    is_busy: bool = False,
    run_refusal: Refusal | None = None,
    order_refusal: Refusal | None = None,
) -> Response:
    """Return the page with what is asked of a dossier as it stands, and what a search gave."""
    case = found.dossier if job is None else case_of(job, found)
    explained = None if job is None else _explained(found, job)
    outcome = None
    if job is not None and job.answer is not None:
        answer = None if explained is None else explained.answer
        outcome = _outcome(job, case, job.answer, [] if answer is None else answer.conflict)
    reader = WishReader(found.dossier, words())
    priorities = priorities_view(found.dossier, words())
    return make_response(
        render_template(
            "pages/proposals/show.html",
            dossier=found,
            wishes=reader.wishes(),
            given=reader.given(),
            priorities=priorities,
            moved=request.args.get("moved", ""),
            job=job,
            is_running=job is not None and not job.is_over,
            has_nobody=not found.dossier.people,
            outcome=outcome,
            explained=explained,
            is_stale=job is not None and is_stale(job, found),
            is_gone=is_gone,
            is_busy=is_busy,
            run=Run(cautious=is_cautious()) if job is None else Run.of(job.parameters),
            has_intervals=has_intervals(found.dossier),
            run_refusal=run_refusal,
            order_refusal=order_refusal,
            labels={**labels(words()), **priorities.labels},
        ),
        status,
    )


def _explained(found: Opened, job: Job) -> Job | None:
    """Return the calculation of how little is enough, where a search found that wishes clash.

    It is asked at once, since whoever reads of a clash wants to know; the same question on the
    same dossier is the same calculation, however often the page is loaded. About a dossier that
    is not so any more nothing is asked.
    """
    if job.answer is None or job.answer.status != "infeasible" or is_stale(job, found):
        return None
    cautious, seed = job.parameters["cautious"], job.parameters["seed"]
    try:
        return start_job(found, "explain", {"cautious": cautious, "seed": seed})
    except TooManyJobs:
        return None


def _outcome(job: Job, case: Dossier, result: Result, clashing: list[ClashingItem]) -> Outcome:
    situation = case.situation(job.parameters["cautious"])
    reader = ProposalReader(situation, words())
    return Outcome(
        status=result.status,
        proposals=tuple(reader.view(proposal) for proposal in result.proposals),
        today=tuple(reader.pictures(reader.today)),
        exhausted=result.exhausted,
        conflict=clash_views(result.conflict, clashing, case, words()),
        conflict_minimal=result.conflict_minimal,
        seconds=result.seconds,
        was_stopped=job.was_stopped,
    )
