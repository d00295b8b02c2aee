"""Scenarios: explorations that are kept by a name, copied, dropped, and made dossiers."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.domain.text import say
from planner.dossier.editing import Edit, edited
from planner.dossier.explored_file import explored_file
from planner.dossier.written_json import write_json
from planner.resources.catalogue import LANGUAGES, marked
from planner.store.told import recorded
from planner.web.language import words
from planner.web.making import make_dossier as make_own
from planner.web.screens.cautious import keep_reading
from planner.web.screens.exploring import (
    changed,
    explorations,
    exploring,
    find_kept,
    owner,
    page,
    see,
    written,
)
from planner.web.telling import short, tell
from planner.web.views.scenarios import label_of

blueprint = Blueprint("scenarios", __name__)
keep_reading(blueprint)

LONGEST_NAME = 80
_NO_NAME = marked("A scenario needs a name, of {most} letters at most. Nothing was kept yet.")


@blueprint.post("/dossiers/<dossier>/explore/name")
def name(dossier: str) -> Response:
    """Keep an exploration as a scenario, or call it something else."""
    given = " ".join(request.form.get("name", "").split())
    if not given or len(given) > LONGEST_NAME or not given.isprintable():
        shown = exploring(dossier)
        if shown.kept is None:
            abort(404)
        return page(shown, status=422, name_refused=words().say(_NO_NAME, most=LONGEST_NAME))
    return changed(
        dossier,
        lambda now, version: explorations().name(now.id, now.dossier, version, given),
        words().say("Kept as the scenario ‘{name}’, for everybody.", name=given),
    )


@blueprint.post("/dossiers/<dossier>/explore/copy")
def copy(dossier: str) -> Response:
    """Go on with a copy, so that the exploration itself stays as it is."""
    shown = exploring(dossier)
    if shown.kept is None:
        abort(404)
    kept = shown.kept
    return written(
        shown,
        lambda: explorations().copy(kept.id, kept.dossier, owner()),
        words().say(
            "This is a copy of ‘{name}’, yours alone.", name=short(label_of(kept, words()))
        ),
    )


@blueprint.post("/dossiers/<dossier>/explore/drop")
def drop(dossier: str) -> Response:
    """Put an exploration away; what is told then has a button that takes it back."""
    shown = exploring(dossier)
    if shown.kept is None:
        abort(404)
    label = short(label_of(shown.kept, words()))
    return changed(
        dossier,
        lambda now, version: explorations().drop(now.id, now.dossier, version),
        words().say("‘{name}’ has been deleted.", name=label),
        url_for("scenarios.take_back", dossier=dossier, exploration=shown.kept.id),
    )


@blueprint.post("/dossiers/<dossier>/explore/<exploration>/take-back")
def take_back(dossier: str, exploration: str) -> Response:
    """Take back what was put away."""
    kept = find_kept(dossier, exploration)
    if kept is None:
        abort(404)
    back = explorations().drop(kept.id, kept.dossier, kept.version, dropped=False)
    return see(back.dossier, back.id)


@blueprint.post("/dossiers/<dossier>/explore/dossier")
def make_dossier(dossier: str) -> Response:
    """Make a dossier of its own of what is explored; the dossier itself stays as it is."""
    shown = exploring(dossier)
    found = shown.found
    label = "" if shown.kept is None else label_of(shown.kept, words())
    raw = explored_file(found.raw, shown.explored)
    titles = {
        language: f"{say(found.dossier.title, language, found.id)} – {label}".rstrip(" –")
        for language in LANGUAGES
    }
    content = write_json(edited(raw, [Edit(("title",), titles)]))
    told = recorded("Made of what was explored: {what}", what=label or found.title)
    made = make_own(content, told, origin=found.id)
    tell(words().say("This is a separate dossier now; the other one stays as it is."))
    address = url_for("team.show", dossier=made.id)
    return redirect(address, 303)  # type: ignore[return-value]
