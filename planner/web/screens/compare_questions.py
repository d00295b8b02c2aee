"""The questions about a seat that take longer: why not this person, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.domain.questions import Compared
from planner.jobs.kinds import InvalidParameters
from planner.jobs.queue import Job, TooManyJobs
from planner.web.returning import way_back
from planner.web.screens.asked_job import asked_job, start_job, with_job
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.compare_asked import MOST_QUESTIONS, WHY_NOT, Asked
from planner.web.views.compare_case import Case
from planner.web.views.compare_certainty import Shares, shares
from planner.web.views.compare_why_not import WhyNotView, why_not_view

blueprint = Blueprint("compare_questions", __name__)


@dataclass(frozen=True)
class SharesAsked:
    """The question how sure it is, where it was asked, and the answer where there is one."""

    job: Job | None
    found: Shares | None


@dataclass(frozen=True)
class WhyNotAsked:
    """The question about one person, and the answer where there is one."""

    job: Job
    person: str
    found: WhyNotView | None


@blueprint.post("/dossiers/<dossier>/seats/<seat>/compare/why-not")
def ask_why_not(dossier: str, seat: str) -> AnyResponse:
    """Ask why not this person; the page that asked shows how far the answer is."""
    found, back = _asking(dossier, seat)
    asked = {"person": request.form.get("person", ""), "seat": seat}
    return redirect(_naming(back, _started(found, "why-not", asked)), 303)


@blueprint.post("/dossiers/<dossier>/seats/<seat>/compare/certainty")
def ask_certainty(dossier: str, seat: str) -> AnyResponse:
    """Ask who is best how often; the page that asked shows how far the answer is."""
    found, back = _asking(dossier, seat)
    return redirect(with_job(back, _started(found, "uncertainty", {})), 303)


def why_not_asked(found: Opened, case: Case, asked: Asked) -> list[WhyNotAsked]:
    """Return the questions that the address names, about this seat, the latest first."""
    jobs = (services().jobs.find(job, found.id) for job in reversed(asked.why_not))
    return [
        _why_not(case, job)
        for job in jobs
        if job is not None and job.kind == "why-not" and job.parameters["seat"] == case.seat
    ]


def _why_not(case: Case, job: Job) -> WhyNotAsked:
    person = job.parameters["person"]
    # A person may be gone since.
    name = case.names.person(person) if person in case.situation.people else person
    view = None if job.answer is None else why_not_view(case, job.answer)
    return WhyNotAsked(job, name, view)


def certainty_asked(found: Opened, case: Case, others: Sequence[Compared]) -> SharesAsked:
    """Return who is best how often: what the address names, else what was asked last.

    Where everybody is shown there is nothing to ask: the page itself says it.
    """
    if not others:
        return SharesAsked(None, None)
    job = asked_job(found, "uncertainty") or services().jobs.latest(found.id, "uncertainty")
    answer = None if job is None else job.answer
    return SharesAsked(job, None if answer is None else shares(case, answer))


def running(jobs: Iterable[Job | None]) -> Job | None:
    """Return one of some jobs that is not over; nothing where all are."""
    return next((job for job in jobs if job is not None and not job.is_over), None)


def _asking(dossier: str, seat: str) -> tuple[Opened, str]:
    """Return the dossier, and where the question leads back to; 404 where there is no such seat."""
    found = opened(dossier)
    if seat not in found.dossier.situation().seats:
        abort(404)
    return found, way_back(url_for("compare.show", dossier=dossier, seat=seat))


def _started(found: Opened, kind: str, parameters: dict[str, Any]) -> Job:
    """Return the job that answers; 404 where there is no such person, 503 where too much waits."""
    cautious = request.form.get("cautious") == "1"
    try:
        return start_job(found, kind, {**parameters, "cautious": cautious})
    except InvalidParameters:
        abort(404)
    except TooManyJobs:
        abort(503)


def _naming(address: str, job: Job) -> str:
    """Return an address that names a question beside those that it names already."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    asked = [value for name, value in pairs if name == WHY_NOT and value != job.id]
    others = [pair for pair in pairs if pair[0] != WHY_NOT]
    named = [(WHY_NOT, value) for value in (*asked, job.id)[-MOST_QUESTIONS:]]
    return parts._replace(query=urlencode([*others, *named])).geturl()
