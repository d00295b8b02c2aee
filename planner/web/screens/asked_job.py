"""Jobs in the screens of a dossier: the one that an address names, and what changed since."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import abort, request

from planner.dossier.dossier import Dossier
from planner.jobs.queue import Job
from planner.web.identity import works_as
from planner.web.language import words
from planner.web.screens.opened import Opened
from planner.web.services import services


def job_field(kind: str) -> str:
    """Return what names a job of a kind in an address beside others, such as `why_not_job`."""
    return f"{kind.replace('-', '_')}_job"


def asked_job(found: Opened, kind: str) -> Job | None:
    """Return the job of a kind that the address names by `job`, or by the kind's own name."""
    for name in (job_field(kind), "job"):
        job = services().jobs.find(request.args.get(name, ""), found.id)
        if job is not None and job.kind == kind:
            return job
    return None


def start_job(found: Opened, kind: str, parameters: dict[str, Any]) -> Job:
    """Ask a question about a dossier as it stands."""
    return services().jobs.start(found.kept, kind, parameters, works_as())


def case_of(job: Job, found: Opened) -> Dossier:
    """Return the dossier as it was when the question was asked; 404 where that is not kept."""
    kept = services().dossiers.find(found.id, job.version)
    if kept is None or kept.fingerprint != job.fingerprint:
        abort(404)
    return services().dossiers.open(kept)


def is_stale(job: Job, found: Opened) -> bool:
    """Tell whether the dossier is another one than when the question was asked.

    What was asked about an exploration has a content of its own: what counts is the version of the
    dossier that it began with. A version whose changes were undone is no other dossier.
    """
    if found.version == job.version or found.kept.fingerprint == job.fingerprint:
        return False
    asked = services().dossiers.find(found.id, job.version)
    return asked is None or asked.fingerprint != found.kept.fingerprint


def changes_since(job: Job, found: Opened) -> list[str]:
    """Return what was done to the dossier since the question was asked, the latest first."""
    history = services().dossiers.history(found.id)
    return [change.done.said(words()) for change in history if change.version > job.version]


def with_job(address: str, job: Job, before: Job | None = None) -> str:
    """Return an address that names a job: in the place of an earlier one, else by its kind."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    named = [name for name, value in pairs if before is not None and value == before.id]
    fields = named or [job_field(job.kind)]
    kept = [pair for pair in pairs if pair[0] not in fields]
    query = urlencode([*kept, *((name, job.id) for name in fields)])
    return parts._replace(query=query).geturl()
