"""The tour: a worked example in a few steps, for whoever is here for the first time."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from planner.web.language import language
from planner.web.making import own_id
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.beginning import SCREENS
from planner.web.services import services
from planner.web.views.tour import EXAMPLE, tour

blueprint = Blueprint("tour", __name__)


@blueprint.get("/tour")
def begin() -> Response:
    """Lead to the first step."""
    return redirect(url_for("tour.show", step=1))  # type: ignore[return-value]


@blueprint.get("/tour/<int:step>")
def show(step: int) -> str:
    """Show one step, with the way to the screen that it is about."""
    steps = tour(language())
    if not 1 <= step <= len(steps):
        abort(404)
    chosen = steps[step - 1]
    own = own_id(EXAMPLE)
    kept = services().dossiers.find(own) if may(Right.SEE, own) else None
    return render_template(
        "pages/tour/show.html",
        step=chosen,
        number=step,
        steps=steps,
        example=EXAMPLE,
        address=url_for(SCREENS[chosen.screen], dossier=own) if chosen.screen else "",
        is_in_list=kept is not None and kept.archived_at is None,
        was_changed=kept is not None and kept.version > 1,
    )
