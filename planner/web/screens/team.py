"""The team now, or as a proposal would make it: who carries what."""

from flask import Blueprint, abort, request

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.result import Proposal
from planner.jobs.queue import Job
from planner.web.answering import answer
from planner.web.gate import candidates_closed
from planner.web.language import language, words
from planner.web.screens.asked_job import asked_job, case_of
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.opened import Opened, opened
from planner.web.views.proposal import composition_of
from planner.web.views.team import team_view

blueprint = Blueprint("team", __name__)
keep_reading(blueprint)


@blueprint.get("/dossiers/<dossier>/team")
def show(dossier: str) -> str:
    """Show one team of a dossier, as it sits or as a proposal has it."""
    found = opened(dossier)
    proposed = _proposed(found)
    case, cautious = found.dossier, is_cautious()
    if proposed is not None:
        case, cautious = case_of(proposed[0], found), proposed[0].parameters["cautious"]
    situation = case.situation(cautious)
    composition = (
        Composition(situation.incumbents) if proposed is None else composition_of(proposed[1])
    )
    names = Names(situation, language())
    teams = {team.id: names.team(team.id) for team in situation.teams}
    chosen = request.args.get("team", next(iter(teams)))
    if chosen not in teams:
        abort(404)
    return answer(
        "pages/team/show.html",
        "fragments/team/_team.html",
        dossier=found,
        team=team_view(situation, composition, chosen, words(), candidates_closed(found.id)),
        teams=teams,
        chosen=chosen,
        cautious=cautious,
        has_intervals=has_intervals(case),
        rank=None if proposed is None else proposed[1].rank,
        job=request.args.get("job"),
    )


def _proposed(found: Opened) -> tuple[Job, Proposal] | None:
    """Return the proposal that the address names; 404 where it names one that is not there."""
    if "job" not in request.args:
        return None
    job = asked_job(found, "propose")
    rank = request.args.get("proposal", "1")
    if job is None or job.answer is None:
        abort(404)
    matching = [each for each in job.answer.proposals if str(each.rank) == rank]
    if not matching:
        abort(404)
    return job, matching[0]
