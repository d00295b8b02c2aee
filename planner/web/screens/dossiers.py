"""The list of dossiers: how each stands, what waits, and finding a dossier or a person."""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for

from planner.domain.text import say
from planner.dossier.editing import ABSENT, Edit
from planner.store.told import recorded
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, save
from planner.web.language import language, words
from planner.web.returning import way_back
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.views.copies import copy_of
from planner.web.views.dossiers import dossiers_view, heading
from planner.web.views.titles import TextField, missing_title, text_fields

blueprint = Blueprint("dossiers", __name__)

MOST_PEOPLE = 24
_TOUR_OVER = "tour_over"


@blueprint.get("/")
def show() -> str:
    """Show the dossiers that are at work; with `?q=`, the dossiers and people that are found."""
    search = request.args.get("q", "")
    dossiers = services().dossiers
    found = dossiers.people(search, most=MOST_PEOPLE + 1)
    view = dossiers_view(dossiers.all(search=search), found, search, MOST_PEOPLE)
    return answer(
        "pages/dossiers/list.html",
        "fragments/dossiers/_found.html",
        view=view,
        heading=heading(dossiers.all()),
        archived=dossiers.all(archived=True),
        offers_tour=_TOUR_OVER not in session,
    )


@blueprint.post("/tour/over")
def end_tour() -> Response:
    """Do not offer the tour any more."""
    session[_TOUR_OVER] = True
    return _to(url_for("dossiers.show"))


@blueprint.get("/dossiers/archive")
def archive() -> str:
    """Show the dossiers that were put away."""
    listed = services().dossiers.all(archived=True)
    return render_template("pages/dossiers/archive.html", view=dossiers_view(listed, [], "", 0))


@blueprint.post("/dossiers/<dossier>/archive")
def put_away(dossier: str) -> Response:
    """Put a dossier away; nothing of it is lost."""
    found = opened(dossier)
    services().dossiers.archive(found.id)
    said = words().say("“{title}” is in the archive now.", title=short(found.title))
    tell(said, undo=url_for("dossiers.bring_back", dossier=found.id))
    return _to(way_back(url_for("dossiers.show")))


@blueprint.post("/dossiers/<dossier>/bring-back")
def bring_back(dossier: str) -> Response:
    """Take a dossier out of the archive."""
    found = opened(dossier)
    services().dossiers.archive(found.id, archived=False)
    tell(words().say("“{title}” is in the list again.", title=short(found.title)))
    return _to(url_for("dossiers.show"))


@blueprint.post("/dossiers/<dossier>/copy")
def copy(dossier: str) -> Response:
    """Make a copy that can be changed without touching the dossier itself."""
    found = opened(dossier)
    dossiers = services().dossiers
    told = recorded("Copied from “{title}”", title=found.title)
    copied = dossiers.open(dossiers.add(copy_of(found.raw), told))
    title = say(copied.title, language(), found.title)
    tell(words().say("The copy is ready: “{title}”.", title=short(title)))
    return _to(url_for("dossiers.show"))


@blueprint.get("/dossiers/<dossier>/rename")
def name(dossier: str) -> str:
    """Show what a dossier is called, to be changed."""
    return _naming(opened(dossier), None)


@blueprint.post("/dossiers/<dossier>/rename")
def rename(dossier: str) -> Response | tuple[str, int]:
    """Change what a dossier is called, and the note about it."""
    found = opened(dossier)
    try:
        _renamed(found)
    except Refused as error:
        return _naming(found, error.refusal), 422
    return _to(way_back(url_for("dossiers.show")))


def _renamed(found: Opened) -> None:
    asked = [field for field in _fields(found) if field.name in request.form]
    typed = {field.name: request.form[field.name] for field in asked}
    # A browser ends the lines of what is typed as no file does.
    typed = {name: text.replace("\r\n", "\n").strip() for name, text in typed.items()}
    mistakes = {field.name: missing_title(typed[field.name]) for field in asked if field.is_title}
    wrong = {name: faults for name, faults in mistakes.items() if faults}
    if wrong:
        raise Refused(Refusal(wrong))
    edits = {
        field.name: Edit(field.place, typed[field.name] or ABSENT)
        for field in asked
        if typed[field.name] != field.value
    }
    save(found, edits, recorded("Title or note of the dossier changed"))


def _naming(found: Opened, refusal: Refusal | None) -> str:
    return render_template(
        "pages/dossiers/rename.html", dossier=found, fields=_fields(found), refusal=refusal
    )


def _fields(found: Opened) -> list[TextField]:
    return text_fields(found.raw, words())


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
