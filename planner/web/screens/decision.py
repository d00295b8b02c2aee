"""Besluit: what people choose and why, written down until it is closed."""

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

from planner.decisions.document.whole import decision_document, decision_pdfs
from planner.dossier.exploring import explore
from planner.dossier.strict_json import InvalidFile
from planner.jobs.queue import Job, TooManyJobs
from planner.resources.catalogue import marked
from planner.store.decision_drafts import DecisionDrafts, DraftClosed, Drafted, DraftOvertaken
from planner.store.decisions import Decisions, DossierMoved
from planner.store.rating_rounds import RatingRounds
from planner.store.scenarios import Explorations
from planner.web.answering import wants_fragment
from planner.web.deciding import can_be_chosen_from, decision_of, proposals_of
from planner.web.decision_form import read_draft
from planner.web.editing import Refusal, based_on
from planner.web.identity import works_as
from planner.web.language import language, words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.asked_job import start_job
from planner.web.screens.decision_page import (
    begun,
    closed_meanwhile,
    closed_of,
    current_draft,
    nothing_to_choose,
    overtaken,
    page,
    refused,
    standing,
)
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.decision import TODAY
from planner.web.views.running import Run

blueprint = Blueprint("decision", __name__)

_MOVED = marked(
    "The dossier was changed after these proposals were worked out. Work them out again, look at "
    "them, and close the decision then."
)
_WRITTEN_SINCE = marked(
    "Somebody changed what is written since you looked through it. Nothing was closed: look "
    "through it once more."
)
_BUSY = marked("So much is being worked out already that this has to wait. Try again in a minute.")


@blueprint.get("/dossiers/<dossier>/decision")
def show(dossier: str) -> Response:
    """Show what is written so far, or what was decided; who may not decide sees the latter."""
    found = opened(dossier)
    draft, closed = current_draft(found), closed_of(found)
    is_begun = bool(draft.version) or "new" in request.args or not closed
    if may(Right.DECIDE, found.id) and is_begun:
        return page(found, draft)
    return make_response(
        render_template("pages/decision/list.html", dossier=found, closed=closed, draft=draft)
    )


@blueprint.post("/dossiers/<dossier>/decision")
def save(dossier: str) -> Response:
    """Save what was written; take a composition over where that is asked, or go on to the end."""
    found = opened(dossier)
    start, stands = begun(found), current_draft(found)
    if request.form.get("number", "") != str(start.number):
        return closed_meanwhile(found)
    earlier = [each.number for each in standing(found)]
    read = read_draft(request.form, stands.drafted, found.dossier.situation(), earlier)
    if read.faults:
        return page(found, stands, Refusal(read.faults), status=422)
    try:
        drafts = DecisionDrafts(services().store)
        saved = drafts.save(start, based_on(), _with_taken(found, read.drafted))
    except DraftClosed:
        return closed_meanwhile(found)
    except DraftOvertaken as error:
        return overtaken(found, error)
    if wants_fragment():
        return page(found, saved)
    if "review" in request.form:
        return _to("decision.review", found)
    tell(words().say("What you wrote is saved."))
    anchor = "choice" if "take" in request.form else None
    return _to("decision.show", found, new=1, job=request.args.get("job"), _anchor=anchor)


@blueprint.post("/dossiers/<dossier>/decision/proposals")
def propose(dossier: str) -> Response:
    """Look for proposals to choose between, and lead back here."""
    found = opened(dossier)
    try:
        job = start_job(found, "propose", Run().parameters())
    except TooManyJobs:
        return page(found, current_draft(found), notice=_BUSY, status=503)
    return _to("decision.show", found, new=1, job=job.id)


@blueprint.get("/dossiers/<dossier>/decision/review")
def review(dossier: str) -> Response:
    """Show what would be closed, or what is missing still."""
    found = opened(dossier)
    draft = current_draft(found)
    if not draft.version:
        return _to("decision.show", found, new=1)
    if proposals_of(found) is None:
        return page(found, draft, nothing_to_choose(found, draft), status=422)
    return _reviewed(found)


@blueprint.post("/dossiers/<dossier>/decision/close")
def close(dossier: str) -> Response:
    """Close the decision: from then on nothing of it changes."""
    found = opened(dossier)
    draft, number = current_draft(found), request.form.get("number", "")
    if number != str(draft.number) and number in {str(each.number) for each in closed_of(found)}:
        # Pressed twice: the first time has done it.
        return _to("decisions.show", found, number=int(number))
    if (number, based_on()) != (str(draft.number), draft.version) or not draft.version:
        return _reviewed(found, _WRITTEN_SINCE, 409)
    job = services().jobs.find(request.form.get("job", ""), found.id)
    if job is None or not can_be_chosen_from(job, found):
        return page(found, draft, notice=_MOVED, status=409)
    try:
        decision = decision_of(found, draft, job, words())
        documents = decision_pdfs(decision)
        closed = Decisions(services().store).close(draft, found.kept, decision, documents)
    except InvalidFile as error:
        return page(found, draft, refused(found, draft, error.faults), status=422)
    except DraftClosed:
        return _reviewed(found, _WRITTEN_SINCE, 409)
    except DossierMoved:
        return page(opened(dossier), draft, notice=_MOVED, status=409)
    tell(words().say("The decision is closed."))
    return _to("decisions.show", found, number=closed.number)


def _reviewed(found: Opened, notice: str = "", status: int = 200) -> Response:
    draft, job = current_draft(found), proposals_of(found)
    if job is None:
        return page(found, draft, notice=_MOVED, status=409)
    try:
        decision = decision_of(found, draft, job, words())
    except InvalidFile as error:
        return page(found, draft, refused(found, draft, error.faults), status=422)
    return make_response(
        render_template(
            "pages/decision/review.html",
            dossier=found,
            draft=draft,
            job=job,
            document=decision_document(decision, language()),
            blind=_blind_rounds(found),
            notice=words().say(notice) if notice else "",
        ),
        status,
    )


def _blind_rounds(found: Opened) -> list[str]:
    """Return the titles of the rounds that are not open yet: the decision rests on none of them."""
    rounds = RatingRounds(services().store).of_dossier(found.id)
    return [each.title for each in rounds if each.state == "blind"]


def _with_taken(found: Opened, drafted: Drafted) -> Drafted:
    """Return a draft with the composition of a proposal or a scenario, where that is asked."""
    take = request.form.get("take", "")
    if not take:
        return drafted
    if take == TODAY:
        seats = found.dossier.situation().incumbents
    elif take == "scenario":
        seats = _of_scenario(found)
    else:
        job = services().jobs.find(request.form.get("job", ""), found.id)
        seats = _of_proposal(found, job, take.removeprefix("proposal-"))
    return drafted.model_copy(update={"seats": dict(seats)})


def _of_proposal(found: Opened, job: Job | None, rank: str) -> dict[str, str | None]:
    if job is None or not can_be_chosen_from(job, found):
        abort(404)
    taken = next((each for each in job.answer.proposals if str(each.rank) == rank), None)
    if taken is None:
        abort(404)
    return dict(taken.assignment)


def _of_scenario(found: Opened) -> dict[str, str | None]:
    listed = Explorations(services().store).of_dossier(found.id, works_as())
    taken = next((each for each in listed if each.id == request.form.get("scenario")), None)
    if taken is None:
        abort(404)
    return dict(explore(found.dossier, taken.taken).composition.assignment)


def _to(endpoint: str, found: Opened, **more: object) -> Response:
    return redirect(url_for(endpoint, dossier=found.id, **more), 303)  # type: ignore[arg-type, return-value]
