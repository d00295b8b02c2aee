"""Browsers in which somebody has signed in before: their failures are counted apart.

Otherwise whoever knows a login could keep its owner out by failing again and again in their name.
"""

import secrets

from planner.web.signing import SignedCookie

_COOKIE = SignedCookie("known_browser", 90 * 24 * 60 * 60, "Strict")


def known_browser(account: str) -> str | None:
    """Return what this browser is counted by, where an account has signed in here lately."""
    match _COOKIE.read():
        case [str(known), str(browser)] if known == account:
            return browser
    return None


def know_this_browser(account: str) -> None:
    """Let the browser that is answered be known as one in which an account has signed in."""
    _COOKIE.keep([account, known_browser(account) or secrets.token_urlsafe(16)])
