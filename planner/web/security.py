"""The guards of every request and the headers of every answer, all in this one place."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, Forbidden

from planner.web.identity import act_as_whoever_asks
from planner.web.services import services

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Probes come to this machine's address, whatever its name; the answers hold nothing.
_ANY_HOST = frozenset({"health.live", "health.ready", "metrics.show"})

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
# At least a year, and for all names below (OWASP ASVS 5.0.0, 3.4.1).
_STRICT_TRANSPORT = f"max-age={2 * 365 * 24 * 60 * 60}; includeSubDomains"
_KEPT_ENDPOINTS = frozenset({"static", "assets.htmx", "assets.favicon"})


def guard(app: Flask) -> None:
    """Let only this machine's own pages speak to the application; put headers on every answer."""
    app.before_request(_refuse_other_hosts)
    app.before_request(_refuse_other_origins)
    app.before_request(_tell_who_acts)
    app.after_request(_with_headers)


def _refuse_other_hosts() -> None:
    """Refuse names that are not the planner's own: another site may point its name here."""
    is_own = _hostname(request.host) in services().settings.hosts
    if not is_own and request.endpoint not in _ANY_HOST:
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
    scheme = "https" if services().settings.behind_tls else request.scheme
    own = f"{scheme}://{request.host}"
    if site not in (None, "same-origin", "none"):
        raise Forbidden
    if origin is not None and origin != own and (origin != "null" or site is None):
        raise Forbidden


def _tell_who_acts() -> None:
    if request.endpoint not in _KEPT_ENDPOINTS | _ANY_HOST:
        act_as_whoever_asks()


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if services().settings.behind_tls:
        response.headers["Strict-Transport-Security"] = _STRICT_TRANSPORT
    if request.endpoint not in _KEPT_ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("HX-Request", "Cookie"))
    return response
