"""Exploring what would be if somebody else sat there, grew, or the task asked something else."""

from flask import Blueprint, Response, abort, make_response, request
from werkzeug.exceptions import NotFound

from planner.domain.questions import Front
from planner.domain.result import Result
from planner.dossier.exploring import Explored, Step, differing, explore, placed
from planner.store.scenarios import Exploration
from planner.web.answering import answer
from planner.web.archived import refuse_archived
from planner.web.language import fault_text, words
from planner.web.named_people import NotNamed
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.explore_steps import changes_nothing, step_of_form
from planner.web.screens.exploring import (
    TODAY,
    changed,
    explorations,
    exploring,
    find_kept,
    owner,
    page,
    see,
    written,
)
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.telling import short
from planner.web.views.proposal import composition_of, developments_of
from planner.web.views.scenarios import MOST_COMPARED, label_of, side_by_side

blueprint = Blueprint("explore", __name__)
keep_reading(blueprint)


@blueprint.get("/dossiers/<dossier>/explore")
def show(dossier: str) -> Response:
    """Show what is explored: the one that the address names, else what was explored last.

    `?seat=&person=` begins one with that person there, `?job=&proposal=` one with a proposal.
    """
    found = opened(dossier)
    if "compare" in request.args:
        return _compare(found)
    first = _first_steps(found)
    if first:
        refuse_archived(found.id)
        return see(found.id, _begun(found, first).id, request.args.get("seat"))
    if "exploration" not in request.args:
        current = explorations().current(found.id, owner())
        if current is not None:
            return see(found.id, current.id, request.args.get("seat"))
    shown = exploring(found.id)
    if shown.kept is not None and shown.kept.dropped_at is not None:
        return _dropped(found, shown.kept)
    return page(shown)


def _first_steps(found: Opened) -> tuple[Step, ...]:
    """Return the steps that the address begins with; 404 where what it names is not there."""
    if "person" in request.args:
        situation = found.dossier.situation()
        seat, person = request.args.get("seat", ""), request.args["person"]
        if seat not in situation.seats or person not in situation.people:
            abort(404)
        return (placed(situation.incumbents, seat, person),)
    return _of_answer(found) if "job" in request.args else ()


def _of_answer(found: Opened) -> tuple[Step, ...]:
    """Return the steps to a proposal, or from what is explored to a point of its front."""
    job = services().jobs.find(request.args["job"], found.id)
    result = None if job is None else job.answer
    incumbents = found.dossier.situation().incumbents
    if isinstance(result, Result):
        rank = request.args.get("proposal", "1")
        for proposal in result.proposals:
            if str(proposal.rank) == rank:
                composition = composition_of(proposal)
                return (differing(incumbents, composition.assignment, composition.development),)
    if isinstance(result, Front):
        kept = find_kept(found.id, request.args.get("exploration", ""))
        taken = () if kept is None else kept.taken
        now = explore(found.dossier, taken).composition.assignment
        for point in result.points:
            if str(point.changes) == request.args.get("point"):
                steps = developments_of(point.development or ())
                return (*taken, differing(now, point.assignment, steps))
    raise NotFound


def _begun(found: Opened, first: tuple[Step, ...]) -> Exploration:
    """Return an exploration of those steps: one that has no more than these, else a new one.

    So whoever loads the address again, or goes back to it, does not begin the same once more.
    """
    for kept in explorations().of_dossier(found.id, owner()):
        if kept.name is None and kept.steps == first and kept.done == len(first):
            return kept
    return explorations().begin(found.id, owner(), found.version, first)


def _dropped(found: Opened, kept: Exploration) -> Response:
    return make_response(
        answer(
            "pages/explore/dropped.html",
            "fragments/explore/_dropped.html",
            dossier=found,
            kept=kept,
            label=label_of(kept, words()),
        )
    )


def _compare(found: Opened) -> Response:
    """Show scenarios side by side; without any, which there are to choose from."""
    listed = explorations().of_dossier(found.id, owner())
    asked = [name.strip() for value in request.args.getlist("compare") for name in value.split(",")]
    asked = list(dict.fromkeys(filter(None, asked)))
    named: list[tuple[str, str, Explored]] = []
    for name in asked[:MOST_COMPARED]:
        kept = find_kept(found.id, name)
        steps = () if kept is None else kept.taken
        label = words().say("Today") if kept is None else label_of(kept, words())
        named.append((name, label, explore(found.dossier, steps, is_cautious())))
    return make_response(
        answer(
            "pages/explore/compare.html",
            "fragments/explore/_compare.html",
            dossier=found,
            choices=[(TODAY, words().say("Today"))]
            + [(each.id, label_of(each, words())) for each in listed],
            chosen=asked[:MOST_COMPARED],
            left_out=max(0, len(asked) - MOST_COMPARED),
            most=MOST_COMPARED,
            cautious=is_cautious(),
            has_intervals=has_intervals(found.dossier),
            view=side_by_side(found.dossier, named, words()) if named else None,
        )
    )


@blueprint.post("/dossiers/<dossier>/explore/steps")
def step(dossier: str) -> Response:
    """Take a step; from today it begins an exploration, from a scenario one that goes on there."""
    shown = exploring(dossier)
    kept, found = shown.kept, shown.found
    try:
        taken = step_of_form(shown.explored)
    except NotNamed as error:
        return page(shown, status=422, notice=fault_text(error.fault))
    if changes_nothing(shown.explored, taken):
        return see(found.id, None if kept is None else kept.id, request.form.get("seat"))
    if kept is None or kept.name is not None:
        before = () if kept is None else kept.taken
        return written(
            shown,
            lambda: explorations().begin(found.id, owner(), found.version, (*before, taken)),
            _stays(kept),
        )
    return changed(
        dossier,
        lambda now, version: explorations().take(now.id, found.id, version, taken, found.version),
    )


@blueprint.post("/dossiers/<dossier>/explore/steps/go")
def go(dossier: str) -> Response:
    """Undo or redo, until as many steps are in force as the form says."""
    done = request.form.get("done", "")
    if not (done.isdecimal() and done.isascii()) or len(done) > 6:
        abort(400)
    shown = exploring(dossier)
    kept = shown.kept
    if kept is not None and kept.name is not None:
        return written(
            shown,
            lambda: explorations().copy(kept.id, dossier, owner(), int(done)),
            _stays(kept),
        )
    return changed(
        dossier, lambda now, version: explorations().go_to(now.id, dossier, version, int(done))
    )


def _stays(kept: Exploration | None) -> str:
    """Return that a scenario stays as it was kept; nothing where it is none."""
    if kept is None:
        return ""
    return words().say(
        "The scenario ‘{name}’ stays as it was kept. You go on in a copy, yours alone.",
        name=short(label_of(kept, words())),
    )
