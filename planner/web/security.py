"""The guards of every request and the headers of every answer, all in this one place."""

from urllib.parse import urlsplit

from flask import Flask, Response, request, session
from werkzeug.exceptions import BadRequest, Forbidden, Unauthorized

from planner.web.services import services

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SESSION_KEY = "session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Whoever has no session may see these: how to get in, how it works, and how it looks.
_OPEN_ENDPOINTS = frozenset(
    {"static", "assets.htmx", "assets.favicon", "sign_in.enter", "sign_in.left", "method.show"}
)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_KEPT_ENDPOINTS = frozenset({"static", "assets.htmx", "assets.favicon"})


def guard(app: Flask) -> None:
    """Let only this machine's own pages speak to the application; put headers on every answer."""
    app.before_request(_refuse_other_hosts)
    app.before_request(_refuse_other_origins)
    app.after_request(_with_headers)


def require_sign_in(app: Flask) -> None:
    """Let only whoever is signed in see anything of a dossier."""
    app.before_request(_ask_for_a_session)


def session_id() -> str | None:
    """Return the id of the session that the request's cookie names."""
    value = session.get(SESSION_KEY)
    return value if isinstance(value, str) else None


def is_signed_in() -> bool:
    """Tell whether the request comes from somebody who is signed in."""
    return services().sign_in.is_open(session_id())


def _refuse_other_hosts() -> None:
    """Refuse names that are not this machine's own: another site may point its name here."""
    if _hostname(request.host) not in LOOPBACK_NAMES:
        raise BadRequest


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _refuse_other_origins() -> None:
    """Refuse a write that another site makes a browser send.

    Under the referrer policy `no-referrer` a browser sends `Origin: null` with its own forms
    too; then `Sec-Fetch-Site` tells where the form stood. A client that sends neither is no
    browser, and needs the form's token all the same.
    """
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.host}"
    if site not in (None, "same-origin", "none"):
        raise Forbidden
    if origin is not None and origin != own and (origin != "null" or site is None):
        raise Forbidden


def _ask_for_a_session() -> None:
    # Addresses that lead nowhere ask for a session too: what exists is not told.
    if request.endpoint not in _OPEN_ENDPOINTS and not is_signed_in():
        raise Unauthorized


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if request.endpoint not in _KEPT_ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("HX-Request", "Cookie"))
    return response
