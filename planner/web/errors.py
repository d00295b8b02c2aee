"""Error pages: what went wrong, and what to do now; a fragment where htmx asks for one."""

import logging

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Conflict, HTTPException, InternalServerError

from planner.web.answering import wants_fragment
from planner.web.dossier_folder import StoredDossier
from planner.web.security import is_signed_in

logger = logging.getLogger(__name__)


class FaultyDossier(Conflict):
    """The file of a dossier is there, and has mistakes: no page of it can be shown."""

    def __init__(self, stored: StoredDossier) -> None:
        """Keep the file with its mistakes, which the page lists."""
        super().__init__()
        self.stored = stored


def explain_errors(app: Flask) -> None:
    """Give every error a page of its own words."""
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(Exception, _unexpected)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(FaultyDossier, _faulty_dossier)


def _explain(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    kept = ("Allow", "Retry-After")
    headers = [pair for pair in error.get_headers(request.environ) if pair[0] in kept]
    return _page(code, str(code)), code, headers


def _expired_form(_: CSRFError) -> tuple[str, int]:
    return _page(400, "expired_form"), 400


def _faulty_dossier(error: FaultyDossier) -> tuple[str, int]:
    return _page(Conflict.code, "faulty", error.stored), Conflict.code


def _unexpected(error: Exception) -> tuple[str, int]:
    # The kind of error alone: a message could hold names of people.
    logger.error("A request failed: %s", type(error).__name__)
    return _page(InternalServerError.code, "500"), InternalServerError.code


def _page(code: int, reason: str, stored: StoredDossier | None = None) -> str:
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    signed_in = code != 400 and is_signed_in()
    return render_template(template, code=code, reason=reason, signed_in=signed_in, stored=stored)
