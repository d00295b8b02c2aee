"""A round over the teams of a dossier: who moves where, and what each team covers then."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.domain.rounds import RoundReport
from planner.dossier.dossier import Dossier
from planner.jobs.queue import Job
from planner.web.answering import answer
from planner.web.language import words
from planner.web.paging import paged
from planner.web.screens.asked_job import asked_job, start_job
from planner.web.screens.cautious import has_intervals
from planner.web.screens.opened import opened
from planner.web.services import services
from planner.web.views.round_teams import found as looked_for
from planner.web.views.rounds import RoundReader

blueprint = Blueprint("rounds", __name__)

KIND = "round"
_TEAMS_A_PAGE = 25
# So few teams need no search, and each can be shown by its compass.
_FEW_TEAMS = 6


@blueprint.get("/rounds/<dossier>")
def show(dossier: str) -> str:
    """Show the teams as they sit, and what the latest round (or that of `?job=`) proposes."""
    kept = opened(dossier)
    job = asked_job(kept, KIND) or services().jobs.latest(kept.id, KIND)
    report = job.answer if job is not None and isinstance(job.answer, RoundReport) else None
    # A round is about the dossier as it was: people and seats may have gone since.
    case = kept.dossier if report is None or job is None else _as_it_was(job)
    cautious = job is not None and job.parameters.get("cautious") is True
    reader = RoundReader(case.situation(cautious and report is not None), report, words())
    search, chosen = request.args.get("q", ""), request.args.get("show", "all")
    matching = looked_for(reader.teams.rows, search, chosen)
    teams = paged(matching, request.args.get("page", ""), _TEAMS_A_PAGE)
    shown = {row.id for row in teams.items}
    return answer(
        "pages/rounds/show.html",
        "fragments/rounds/_found.html",
        dossier=kept,
        job=job,
        round=reader,
        report=report,
        cautious=cautious,
        has_intervals=has_intervals(kept.dossier),
        search=search,
        chosen=chosen,
        teams=teams,
        chains=[chain for chain in reader.chains if chain.team_ids & shown],
        has_search=len(case.teams) > _FEW_TEAMS or bool(search) or chosen != "all",
        has_pictures=len(matching) <= _FEW_TEAMS,
    )


@blueprint.post("/rounds/<dossier>")
def start(dossier: str) -> Response:
    """Start a round; its address shows how far it is, and later what came of it."""
    kept = opened(dossier)
    parameters = {"cautious": request.form.get("cautious") == "1"}
    job = start_job(kept, KIND, parameters)
    address = url_for("rounds.show", dossier=kept.id, job=job.id)
    return redirect(address, 303)  # type: ignore[return-value]


def _as_it_was(job: Job) -> Dossier:
    """Return the dossier that a job was about."""
    kept = services().dossiers.find(job.dossier, job.version)
    if kept is None:
        abort(404)
    return services().dossiers.open(kept)
