"""Giving way: one of the wishes that clash asks less, or nothing any more; then a new search."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.domain.explanation import ClashingItem
from planner.domain.items import Item
from planner.dossier.editing import Edit
from planner.dossier.giving_way import CannotGiveWay, asking_less, asking_nothing
from planner.store.told import Done, recorded
from planner.web.editing import based_on, save
from planner.web.language import words
from planner.web.screens.asked_job import asked_job, is_stale, start_job
from planner.web.screens.opened import Opened, opened
from planner.web.screens.proposals import search_again
from planner.web.services import services
from planner.web.views.asked import Reader
from planner.web.views.running import Run

blueprint = Blueprint("giving_way", __name__)

# What has been worked out already comes at once; whoever has a page without it waits this long.
_SECONDS = 10.0


@blueprint.post("/dossiers/<dossier>/proposals/give-way")
def choose(dossier: str) -> Response:
    """Let one wish of a clash give way, as an edit that can be undone; and search again."""
    found = opened(dossier)
    job = asked_job(found, "propose")
    if job is None or job.answer is None:
        abort(404)
    if is_stale(job, found) or based_on() != found.version:
        # What the clash was about is another dossier by now; the page says what has changed.
        address = url_for("proposals.show", dossier=dossier, job=job.id)
        return redirect(address, 303)  # type: ignore[return-value]
    item = _asked_item(job.answer.conflict)
    cautious, seed = job.parameters["cautious"], job.parameters["seed"]
    run = Run.of(job.parameters)
    if request.form.get("how") == "less":
        explaining = start_job(found, "explain", {"cautious": cautious, "seed": seed})
        explained = services().jobs.wait(explaining.id, _SECONDS)
        answer = None if explained is None else explained.answer
        edits, told = _less(found, item, [] if answer is None else answer.conflict)
    else:
        edits, told = _nothing(found, item)
    save(found, {f"edit-{number}": edit for number, edit in enumerate(edits)}, told)
    return search_again(opened(dossier), run)


def _asked_item(conflict: list[Item]) -> Item:
    """Return which of the wishes that clash is to give way; 400 for one that there is not."""
    position = request.form.get("position", "")
    if not position.isdecimal() or len(position) > 6 or int(position) >= len(conflict):
        abort(400)
    return conflict[int(position)]


def _less(found: Opened, item: Item, explained: list[ClashingItem]) -> tuple[list[Edit], Done]:
    smallest = next((each.smallest for each in explained if each.item == item), None)
    if smallest is None or smallest.instead is None or smallest.asks is None:
        abort(400)
    asks = smallest.asks.in_language(words().language)
    try:
        edits = asking_less(found.dossier, item, smallest.instead)
    except CannotGiveWay:
        abort(400)
    return edits, recorded("Asked less: {wish}", wish=asks)


def _nothing(found: Opened, item: Item) -> tuple[list[Edit], Done]:
    asked = Reader(found.dossier, words()).wish(item).sentence
    try:
        edits = asking_nothing(found.dossier, item)
    except CannotGiveWay:
        abort(400)
    return edits, recorded("Not asked any more: {wish}", wish=asked)
