"""What the screens of one dossier share: finding it, and where the reader is in it."""

from dataclasses import dataclass

from flask import abort, request

from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.jobs.registry import Job
from planner.web.dossier_folder import StoredDossier
from planner.web.errors import FaultyDossier
from planner.web.language import language
from planner.web.security import session_id
from planner.web.services import services


@dataclass(frozen=True)
class Opened:
    """A dossier that can be worked with."""

    stored: StoredDossier
    dossier: Dossier

    @property
    def id(self) -> str:
        """The dossier's id in addresses."""
        return self.stored.id

    @property
    def title(self) -> str:
        """The dossier's title in the reader's language."""
        return say(self.dossier.title, language(), self.id)

    @property
    def note(self) -> str:
        """What its author noted."""
        return say(self.dossier.note, language(), "")


@dataclass(frozen=True)
class Search:
    """What a job is about: the dossier as it was when the search began."""

    dossier_id: str
    fingerprint: str
    dossier: Dossier
    cautious: bool


def opened(dossier: str) -> Opened:
    """Return a dossier; 404 where there is none by that id, its mistakes where it has any."""
    stored = services().dossiers.find(dossier)
    if stored is None:
        abort(404)
    if stored.dossier is None:
        raise FaultyDossier(stored)
    return Opened(stored, stored.dossier)


def is_cautious() -> bool:
    """Tell whether the address asks to read levels at the low end of their interval."""
    return request.args.get("cautious") == "1"


def has_intervals(dossier: Dossier) -> bool:
    """Tell whether any level has an interval: only then does the cautious reading differ."""
    return any(
        level is not None and level.low is not None
        for person in dossier.people
        for level in person.levels.values()
    )


def asked_job(dossier: str) -> tuple[Job, Search] | None:
    """Return the search that the address names, where it is this session's and this dossier's."""
    job = services().jobs.find(request.args.get("job", ""), session_id() or "")
    if job is None or not isinstance(job.subject, Search) or job.subject.dossier_id != dossier:
        return None
    return job, job.subject
