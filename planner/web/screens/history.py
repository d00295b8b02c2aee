"""What was done to a dossier, and taking it back."""

from flask import Blueprint, Response, redirect, render_template, url_for

from planner.web.editing import based_on
from planner.web.language import words
from planner.web.returning import way_back
from planner.web.screens.opened import opened
from planner.web.services import services

blueprint = Blueprint("history", __name__)


@blueprint.get("/dossiers/<dossier>/history")
def show(dossier: str) -> str:
    """Show every change, the latest first."""
    found = opened(dossier)
    changes = [
        (change, change.done.said(words())) for change in services().dossiers.history(dossier)
    ]
    return render_template("pages/history/show.html", dossier=found, changes=changes)


@blueprint.post("/dossiers/<dossier>/undo")
def undo(dossier: str) -> Response:
    """Take the last change back."""
    found = opened(dossier)
    services().dossiers.undo(found.id, based_on())
    return _back(dossier)


@blueprint.post("/dossiers/<dossier>/redo")
def redo(dossier: str) -> Response:
    """Do again what was taken back last."""
    found = opened(dossier)
    services().dossiers.redo(found.id, based_on())
    return _back(dossier)


def _back(dossier: str) -> Response:
    address = way_back(url_for("history.show", dossier=dossier))
    return redirect(address, 303)  # type: ignore[return-value]
