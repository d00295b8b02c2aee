"""The questions about an exploration that take longer: they are asked here, and shown with it."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.jobs.queue import TooManyJobs
from planner.resources.catalogue import marked
from planner.web.language import words
from planner.web.screens.cautious import keep_reading
from planner.web.screens.exploring import TODAY, exploring, owner, page
from planner.web.screens.weighed import QUESTIONS, as_kept
from planner.web.services import services

blueprint = Blueprint("weighing", __name__)
keep_reading(blueprint)

_BUSY = marked(
    "So many calculations wait already that this one has not been started. Try again in a while."
)


@blueprint.post("/dossiers/<dossier>/explore/weigh")
def start(dossier: str) -> Response:
    """Ask one of the questions, and lead back to the exploration, where the answer will stand."""
    kind = request.form.get("kind", "")
    if kind not in QUESTIONS:
        abort(400)
    shown = exploring(dossier)
    kept = as_kept(shown.found, shown.explored)
    try:
        asked = {**QUESTIONS[kind], "cautious": shown.explored.before.cautious}
        services().jobs.start(kept, kind, asked, owner())
    except TooManyJobs:
        return page(shown, status=503, notice=words().say(_BUSY))
    address = url_for(
        "explore.show",
        dossier=shown.found.id,
        exploration=TODAY if shown.kept is None else shown.kept.id,
        seat=None if shown.seat is None else shown.seat.id,
        _anchor=kind,
    )
    return redirect(address, 303)  # type: ignore[return-value]
