"""Beginning: a new dossier, from a preset or empty, and opening a worked example."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.domain.text import Text
from planner.dossier.beginning import new_dossier
from planner.dossier.examples import examples
from planner.dossier.presets import presets
from planner.dossier.written_json import write_json
from planner.resources.catalogue import LANGUAGES, Translator
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused
from planner.web.language import language, words
from planner.web.making import make_dossier, make_example, own_id
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.services import services
from planner.web.views.beginning import example_views, preset_views
from planner.web.views.titles import missing_title, too_long

blueprint = Blueprint("beginning", __name__)

MOST_SEATS = 40
# The screens at which an example may be opened.
SCREENS = {
    "demand": "demand.show",
    "people": "people.show",
    "team": "team.show",
    "compare": "compare.choose",
    "proposals": "proposals.show",
    "explore": "explore.show",
}


@dataclass(frozen=True)
class _Asked:
    """What the form of a new dossier asks."""

    title: str
    team: str
    seats: tuple[Text, ...]
    preset: str | None


@blueprint.get("/dossiers/new")
def show() -> str:
    """Show the ways to begin."""
    return _page(None)


@blueprint.post("/dossiers/new")
def begin() -> Response | tuple[str, int]:
    """Make the dossier, and go on to what its task asks."""
    try:
        asked = _asked()
    except Refused as error:
        return _page(error.refusal), 422
    content = new_dossier(asked.title, asked.team, asked.seats, asked.preset)
    told = (
        recorded("Begun with an empty task")
        if asked.preset is None
        else recorded("Begun with the preset “{preset}”", preset=_title_of(asked.preset))
    )
    kept = make_dossier(write_json(content), told)
    return _to("demand.show", kept.id)


def _title_of(preset: str) -> str:
    return next(view.title for view in preset_views(language()) if view.id == preset)


@blueprint.post("/dossiers/examples/<example>")
def example(example: str) -> Response:
    """Open a worked example: the one in the list, or else a fresh copy of it."""
    if example not in examples():
        abort(404)
    screen = request.form.get("screen", "team")
    if screen not in SCREENS:
        abort(400)
    own = own_id(example)
    kept = services().dossiers.find(own)
    if kept is not None and not may(Right.SEE, own):
        kept, own = None, ""
    if kept is None or kept.archived_at is not None or request.form.get("fresh") == "1":
        told = recorded("Added as a worked example")
        kept = make_example(examples()[example], told, own if kept is None else "")
    return _to(SCREENS[screen], kept.id)


def _page(refusal: Refusal | None) -> str:
    return render_template(
        "pages/dossiers/new.html",
        refusal=refusal,
        presets=preset_views(language()),
        examples=example_views(services().dossiers, language(), own_id),
        labels={
            "title": words().say("Title"),
            "team": words().say("Name of the team"),
            "count": words().say("Number of seats"),
            "seats": words().say("Titles of the seats"),
            "preset": words().say("What the task asks"),
        },
    )


def _asked() -> _Asked:
    title, team = (request.form.get(name, "").strip() for name in ("title", "team"))
    titles = [line.strip() for line in request.form.get("seats", "").splitlines() if line.strip()]
    preset = request.form.get("preset", "")
    count, miscounted = _count(request.form.get("count", "").strip(), len(titles))
    found = {
        "title": missing_title(title),
        "team": missing_title(team),
        "count": miscounted,
        "seats": next((wrong for each in titles if (wrong := too_long(each))), ()),
        "preset": () if preset in {"empty", *presets()} else _unknown_preset(),
    }
    mistakes = {name: faults for name, faults in found.items() if faults}
    if mistakes:
        raise Refused(Refusal(mistakes))
    numbered = (_numbered(number) for number in range(len(titles) + 1, count + 1))
    return _Asked(title, team, (*titles, *numbered), None if preset == "empty" else preset)


def _unknown_preset() -> tuple[Fault, ...]:
    return (fault_at("preset", "must be one of the choices"),)


def _numbered(number: int) -> Text:
    """Return what a seat is called that was given no title, in both languages."""
    return {code: Translator(code).say("Seat {number}", number=number) for code in LANGUAGES}


def _count(typed: str, titles: int) -> tuple[int, tuple[Fault, ...]]:
    """Return the number of seats: as many as are named, or more where a number says so."""
    if typed and not (typed.isascii() and typed.isdecimal()):
        return 0, (fault_at("count", "must be a whole number"),)
    count = max(int(typed[:9] or 0), titles)
    if not 1 <= count <= MOST_SEATS:
        return 0, (fault_at("count", "must be from 1 to {most}", most=MOST_SEATS),)
    return count, ()


def _to(endpoint: str, dossier: str) -> Response:
    return redirect(url_for(endpoint, dossier=dossier), 303)  # type: ignore[return-value]
