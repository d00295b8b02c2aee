"""Error pages: what went wrong, and what to do now; a fragment where htmx asks for one."""

import logging

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from planner.dossier.editing import NoSuchPlace
from planner.jobs.kinds import InvalidParameters
from planner.jobs.queue import TooManyJobs
from planner.resources.whereabouts import whereabouts
from planner.store.errors import StoreError, Unknown
from planner.store.kept import Overtaken
from planner.store.unpacking import Damaged
from planner.web.answering import wants_fragment
from planner.web.archived import Archived
from planner.web.identity import is_signed_in
from planner.web.language import words
from planner.web.policy import NotAllowed, RoundIsBlind
from planner.web.services import services
from planner.web.views.overtaken import OvertakenView, overtaken_view

logger = logging.getLogger(__name__)


def explain_errors(app: Flask) -> None:
    """Give every error a page of its own words."""
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(Exception, _unexpected)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(RoundIsBlind, _blind)
    app.register_error_handler(Archived, _archived)
    app.register_error_handler(Overtaken, _overtaken)
    app.register_error_handler(NoSuchPlace, _no_such_place)
    app.register_error_handler(Unknown, _unknown)
    app.register_error_handler(StoreError, _not_saved)
    app.register_error_handler(Damaged, _damaged)
    app.register_error_handler(TooManyJobs, _too_many_jobs)
    app.register_error_handler(InvalidParameters, _not_asked)


def _explain(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    failed = getattr(error, "original_exception", None)
    if isinstance(failed, Damaged):
        return (*_damaged(failed), [])
    if isinstance(failed, StoreError):
        # Flask hands on as a fault of the program what fails once a page is ready: its entry in
        # the log could not be written, so it is not given out.
        return (*_not_saved(failed), [])
    kept = ("Allow", "Retry-After")
    headers = [pair for pair in error.get_headers(request.environ) if pair[0] in kept]
    return _page(code, str(code)), code, headers


def _expired_form(_: CSRFError) -> tuple[str, int]:
    return _page(400, "expired_form"), 400


def _not_allowed(_: NotAllowed) -> tuple[str, int]:
    return _page(403, "not_allowed"), 403


def _blind(_: RoundIsBlind) -> tuple[str, int]:
    return _page(403, "blind"), 403


def _archived(_: Archived) -> tuple[str, int]:
    return _page(409, "archived"), 409


def _overtaken(error: Overtaken) -> tuple[str, int]:
    """Show what somebody else did meanwhile, and what was asked, with a choice between them."""
    dossier = services().dossiers.open(error.kept)
    return _page(409, "overtaken", overtaken=overtaken_view(error, dossier, words())), 409


def _no_such_place(_: NoSuchPlace) -> tuple[str, int]:
    return _page(409, "gone"), 409


def _unknown(_: Unknown) -> tuple[str, int]:
    return _page(404, "404"), 404


def _not_saved(error: StoreError) -> tuple[str, int]:
    logger.error("Nothing was saved: %s", type(error).__name__)
    return _page(503, "not_saved"), 503


def _damaged(error: Damaged) -> tuple[str, int]:
    logger.error("What is kept is damaged: %s", ", ".join(whereabouts(error)))
    return _page(500, "damaged"), 500


def _too_many_jobs(_: TooManyJobs) -> tuple[str, int]:
    return _page(503, "too_many_jobs"), 503


def _not_asked(_: InvalidParameters) -> tuple[str, int]:
    return _page(422, "not_asked"), 422


def _unexpected(error: Exception) -> tuple[str, int]:
    # The kind of error and its place alone: a message could hold names of people.
    logger.error("A request failed: %s (%s)", type(error).__name__, ", ".join(whereabouts(error)))
    return _page(InternalServerError.code, "500"), InternalServerError.code


def _page(code: int, reason: str, overtaken: OvertakenView | None = None) -> str:
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    signed_in = code != 400 and is_signed_in()
    return render_template(
        template, code=code, reason=reason, signed_in=signed_in, overtaken=overtaken
    )
