"""What was done to a dossier, how it stood at each version, and going back there."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from planner.store.told import recorded
from planner.web.editing import based_on, reason
from planner.web.language import words
from planner.web.returning import way_back
from planner.web.screens.opened import opened
from planner.web.services import services
from planner.web.views.version import version_view

blueprint = Blueprint("history", __name__)


@blueprint.get("/dossiers/<dossier>/history")
def show(dossier: str) -> str:
    """Show every change, the latest first."""
    found = opened(dossier)
    changes = [
        (change, change.done.said(words())) for change in services().dossiers.history(dossier)
    ]
    return render_template("pages/history/show.html", dossier=found, changes=changes)


@blueprint.get("/dossiers/<dossier>/history/<int(max=999999999):version>")
def version(dossier: str, version: int) -> str:
    """Show how the dossier stood at a version; nothing can be changed there."""
    found = opened(dossier)
    then = services().dossiers.find(found.id, version)
    if then is None:
        abort(404)
    return render_template(
        "pages/history/version.html",
        dossier=found,
        then=then,
        done=then.done.said(words()),
        view=version_view(services().dossiers.open(then), found.dossier, words()),
    )


@blueprint.post("/dossiers/<dossier>/history/<int(max=999999999):version>")
def put_back(dossier: str, version: int) -> Response:
    """Let the dossier stand as it stood at a version."""
    found = opened(dossier)
    told = recorded("Version {version} put back", version=version)
    services().dossiers.put_back(found.id, version, based_on(), told, reason())
    return redirect(url_for("history.show", dossier=found.id), 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/undo")
def undo(dossier: str) -> Response:
    """Take the last change back."""
    found = opened(dossier)
    services().dossiers.undo(found.id, based_on(), reason())
    return _back(dossier)


@blueprint.post("/dossiers/<dossier>/redo")
def redo(dossier: str) -> Response:
    """Do again what was taken back last."""
    found = opened(dossier)
    services().dossiers.redo(found.id, based_on(), reason())
    return _back(dossier)


def _back(dossier: str) -> Response:
    address = way_back(url_for("history.show", dossier=dossier))
    return redirect(address, 303)  # type: ignore[return-value]
