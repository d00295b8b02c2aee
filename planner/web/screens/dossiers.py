"""The list of dossiers: how each stands, what waits, and finding a dossier or a person."""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for

from planner.domain.text import say
from planner.store.told import recorded
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, save
from planner.web.errands import errands
from planner.web.language import language, words
from planner.web.making import make_dossier
from planner.web.policy import dossiers_with, may_administer, may_work
from planner.web.returning import way_back
from planner.web.rights import Right
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.views.copies import copy_of
from planner.web.views.dossiers import dossiers_view, heading, own_work
from planner.web.views.titles import TextField, text_edits, text_fields, title_faults

blueprint = Blueprint("dossiers", __name__)

MOST_PEOPLE = 24
_TOUR_OVER = "tour_over"


@blueprint.get("/")
def show() -> str | Response:
    """Show the dossiers that are at work; with `?q=`, the dossiers and people that are found."""
    if may_administer() and not may_work():
        return redirect(url_for("accounts.show"))  # type: ignore[return-value]
    search = request.args.get("q", "")
    dossiers, seen = services().dossiers, dossiers_with(Right.SEE)
    found = dossiers.people(search, most=MOST_PEOPLE + 1, among=seen)
    view = dossiers_view(dossiers.all(search=search, among=seen), found, search, MOST_PEOPLE)
    cards = view.cards
    if search.strip():
        cards = dossiers_view(dossiers.all(among=seen), [], "", 0).cards
    for_me = errands()
    waiting = [each.steps for each in cards] + [each.steps for each in for_me]
    return answer(
        "pages/dossiers/list.html",
        "fragments/dossiers/_found.html",
        view=view,
        heading=heading(waiting),
        work=own_work(waiting),
        archived=dossiers.all(archived=True, among=seen),
        errands=for_me,
        offers_tour=_TOUR_OVER not in session and may_work(),
    )


@blueprint.post("/tour/over")
def end_tour() -> Response:
    """Do not offer the tour any more."""
    session[_TOUR_OVER] = True
    return _to(url_for("dossiers.show"))


@blueprint.get("/dossiers/archive")
def archive() -> str:
    """Show the dossiers that were put away."""
    listed = services().dossiers.all(archived=True, among=dossiers_with(Right.SEE))
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
    """Take a dossier out of the archive, and go on where that was asked."""
    found = opened(dossier)
    services().dossiers.archive(found.id, archived=False)
    back = way_back("")
    if not back:
        tell(words().say("“{title}” is in the list again.", title=short(found.title)))
    return _to(back or url_for("dossiers.show"))


@blueprint.post("/dossiers/<dossier>/copy")
def copy(dossier: str) -> Response:
    """Make a copy that can be changed without touching the dossier itself."""
    found = opened(dossier)
    dossiers = services().dossiers
    told = recorded("Copied from “{title}”", title=found.title)
    copied = dossiers.open(make_dossier(copy_of(found.raw), told, origin=found.id))
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
    wrong = title_faults(found.raw, typed, words())
    if wrong:
        raise Refused(Refusal(wrong))
    edits = text_edits(found.raw, typed, words())
    save(found, edits, recorded("Title or note of the dossier changed"))


def _naming(found: Opened, refusal: Refusal | None) -> str:
    return render_template(
        "pages/dossiers/rename.html", dossier=found, fields=_fields(found), refusal=refusal
    )


def _fields(found: Opened) -> list[TextField]:
    return text_fields(found.raw, words())


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
