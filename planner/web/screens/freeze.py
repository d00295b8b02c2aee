"""Fixing the task: until then candidates' profiles are closed, after that a change says why."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.dossier.task import task_fingerprint
from planner.store.freezes import Freezes, TaskIsFixed
from planner.web.answering import wants_fragment
from planner.web.editing import REASON, as_loaded
from planner.web.gate import candidates_closed
from planner.web.language import words
from planner.web.returning import way_back
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.freeze import TaskView, task_view

blueprint = Blueprint("freeze", __name__)


blueprint.app_template_global("candidates_closed")(candidates_closed)


@blueprint.app_template_global("task_of")
def task_of(dossier: str) -> TaskView:
    """Return how the task of a dossier stands, in the reader's language."""
    return task_view(services().store, dossier, words())


@blueprint.post("/dossiers/<dossier>/demand/fix")
def fix(dossier: str) -> Response | tuple[str, int]:
    """Fix the task as whoever asks has seen it."""
    found = opened(dossier)
    if not _asks_anything(found):
        return _closed(found, 422)
    if task_fingerprint(as_loaded(found).dossier) != task_fingerprint(found.dossier):
        return _closed(found, 409, was_changed=True)
    Freezes(services().store).fix(found.id, found.version, found.dossier)
    address = way_back(url_for("demand.show", dossier=found.id))
    return redirect(address, 303)  # type: ignore[return-value]


def closed(dossier: str) -> tuple[str, int]:
    """Show why the profiles of candidates are closed still, and what opens them."""
    return _closed(opened(dossier), 409)


def _closed(found: Opened, status: int, *, was_changed: bool = False) -> tuple[str, int]:
    return render_template(
        "fragments/freeze/_closed.html" if wants_fragment() else "pages/freeze/closed.html",
        dossier=found,
        asks_anything=_asks_anything(found),
        was_changed=was_changed,
    ), status


def _asks_anything(found: Opened) -> bool:
    return any(team.demand for team in found.dossier.teams)


@blueprint.app_errorhandler(TaskIsFixed)
def ask_reason(_: TaskIsFixed) -> tuple[str, int]:
    """Ask why the fixed task is to be changed; what was sent is kept, and sent again with it."""
    dossier = (request.view_args or {}).get("dossier")
    if dossier is None:
        abort(400)
    sent = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", REASON)
    ]
    return render_template(
        "fragments/freeze/_reason.html" if wants_fragment() else "pages/freeze/reason.html",
        dossier=opened(dossier),
        sent=sent,
        action=request.full_path if request.query_string else request.path,
        was_empty=REASON in request.form,
        back=way_back(url_for("demand.show", dossier=dossier)),
    ), 422
