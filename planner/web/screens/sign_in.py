"""Signing in with a link that works once, or with a password and a second factor; signing out."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound, ServiceUnavailable

from planner.store.invitations import Invitations
from planner.store.throttle import Throttled
from planner.web.identity import (
    begin_session,
    current_account,
    end_session,
    is_signed_in,
    take_session,
)
from planner.web.proving import proven
from planner.web.returning import own_address, way_back
from planner.web.services import services

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def ask() -> Response | str:
    """Show how somebody signs in here."""
    if is_signed_in():
        return _to_dossiers()
    back = own_address(request.args.get("back", ""))
    return render_template("pages/sign_in/ask.html", back=back, is_wrong=False)


@blueprint.post("/sign-in")
def check() -> Response | tuple[str, int]:
    """Sign in with a password and a code."""
    if not services().settings.local_accounts:
        raise NotFound
    login, password, code = (request.form.get(name, "") for name in ("login", "password", "code"))
    account = proven(login, password, code)
    if account is None:
        return render_template("pages/sign_in/ask.html", back=way_back(""), is_wrong=True), 422
    begin_session(account)
    return _to(way_back(url_for("dossiers.show")))


@blueprint.get("/sign-in/<token>")
def enter(token: str) -> Response | tuple[str, int]:
    """Sign in by the link that the terminal printed."""
    if is_signed_in():
        return _to_dossiers()
    if is_looked_at():
        # Whoever only looks at the link must not use it up.
        raise ServiceUnavailable
    opened = None if services().settings.is_shared else services().sign_in.use(token)
    if opened is None:
        return render_template("pages/sign_in/used.html"), 410
    take_session(opened)
    return _to_dossiers()


@blueprint.post("/sign-out")
def leave() -> Response:
    """Sign out: the session ends here and in every tab."""
    _leave_no_way_back()
    end_session()
    return _to(url_for("sign_in.left"))


@blueprint.post("/sign-out/everywhere")
def leave_everywhere() -> Response:
    """Sign out in every browser."""
    account = current_account()
    if account is not None:
        services().sign_in.sessions.end_all(account.id)
    _leave_no_way_back()
    end_session()
    return _to(url_for("sign_in.left"))


def _leave_no_way_back() -> None:
    """Let no invitation of whoever signs out lead back in: others may use this machine."""
    account = current_account()
    if account is not None:
        Invitations(services().store).end(account.id)


@blueprint.get("/signed-out")
def left() -> str:
    """Say that nobody is signed in here any more, and how to come back."""
    return render_template("pages/sign_in/left.html")


@blueprint.app_errorhandler(Throttled)
def wait(error: Throttled) -> tuple[str, int, dict[str, str]]:
    """Say how long it takes until somebody may try again."""
    page = render_template("pages/sign_in/wait.html", seconds=error.seconds)
    return page, 429, {"Retry-After": str(error.seconds)}


def is_looked_at() -> bool:
    """Tell whether a program looks at an address, and nobody has opened it."""
    return request.method == "HEAD" or request.headers.get("Sec-Purpose", "").startswith("prefetch")


def _to_dossiers() -> Response:
    return _to(url_for("dossiers.show"))


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
