"""Browsers in which somebody has signed in before: their failures are counted apart.

Otherwise whoever knows a login could keep its owner out by failing again and again in their name.
"""

import secrets

from flask import Response, after_this_request, request
from itsdangerous import BadSignature

from planner.web.services import services
from planner.web.signing import signer

_NAME = "known_browser"
_PURPOSE = "known browser"
_SECONDS = 90 * 24 * 60 * 60


def known_browser(account: str) -> str | None:
    """Return what this browser is counted by, where an account has signed in here lately."""
    try:
        known, browser = signer(_PURPOSE).loads(
            request.cookies.get(_cookie(), ""), max_age=_SECONDS
        )
    except (BadSignature, ValueError, TypeError):
        return None
    return str(browser) if known == account else None


def know_this_browser(account: str) -> None:
    """Let the browser that is answered be known as one in which an account has signed in."""
    browser = known_browser(account) or secrets.token_urlsafe(16)
    settings = services().settings

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            _cookie(),
            signer(_PURPOSE).dumps([account, browser]),
            max_age=_SECONDS,
            secure=settings.behind_tls,
            httponly=True,
            samesite="Strict",
        )
        return response


def _cookie() -> str:
    return f"__Host-{_NAME}" if services().settings.behind_tls else _NAME
