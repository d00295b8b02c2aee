"""A log line for each request: by the rule of its address, never by what somebody filled in."""

import logging
import time
from contextlib import ExitStack

from flask import Flask, Response, g, request

from planner.store.acting import Actor, acting
from planner.web.log_lines import FIELDS

logger = logging.getLogger(__name__)

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
# What is fetched with every page, or asked every few seconds, would bury all the rest.
_UNREMARKABLE = frozenset(
    {"static", "assets.htmx", "assets.favicon", "health.live", "health.ready", "metrics.show"}
)


def log_requests(app: Flask) -> None:
    """Log each request once it is answered. Comes first, so that it counts all of the time."""
    app.before_request(_begin)
    app.after_request(_told)
    app.teardown_request(_end)


def rule() -> str:
    """Return the rule of the request's address, such as `/dossiers/<dossier>/team`."""
    return "none" if request.url_rule is None else request.url_rule.rule


def method() -> str:
    """Return the request's method; what is none has one name, for anybody can send anything."""
    return request.method if request.method in _METHODS else "other"


def seconds() -> float:
    """Return how long the request has been worked at."""
    return time.monotonic() - float(g.begun)


def _begin() -> None:
    g.begun = time.monotonic()
    # Whatever is logged, and whatever the trail notes, has the same trace id from here on.
    g.acting = ExitStack()
    g.acting.enter_context(acting(Actor()))


def _end(_: BaseException | None) -> None:
    if "acting" in g:
        g.acting.close()


def _told(response: Response) -> Response:
    level = logging.DEBUG if request.endpoint in _UNREMARKABLE else logging.INFO
    fields = {
        "method": method(),
        "rule": rule(),
        "status": response.status_code,
        "milliseconds": round(1000 * seconds(), 1),
    }
    logger.log(level, "request", extra={FIELDS: fields})
    return response
