"""Signing in with a link that works once, and signing out."""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import ServiceUnavailable

from planner.web.security import SESSION_KEY, is_signed_in, session_id
from planner.web.services import services

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in/<token>")
def enter(token: str) -> Response | tuple[str, int]:
    """Sign in by the link that the terminal printed."""
    if is_signed_in():
        return _to_dossiers()
    if request.method == "HEAD" or request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        # Whoever only looks at the link must not use it up.
        raise ServiceUnavailable
    opened = services().sign_in.use(token)
    if opened is None:
        return render_template("pages/sign_in/used.html"), 410
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    session.permanent = True
    session[SESSION_KEY] = opened
    return _to_dossiers()


@blueprint.post("/sign-out")
def leave() -> Response:
    """Sign out: the session ends here and in every tab."""
    opened = session_id()
    if opened is not None:
        services().sign_in.close(opened)
    session.pop(SESSION_KEY, None)
    return redirect(url_for("sign_in.left"), 303)  # type: ignore[return-value]


@blueprint.get("/signed-out")
def left() -> str:
    """Say that nobody is signed in here any more, and how to come back."""
    return render_template("pages/sign_in/left.html")


def _to_dossiers() -> Response:
    return redirect(url_for("dossiers.show"), 303)  # type: ignore[return-value]
