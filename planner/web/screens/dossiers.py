"""The list of dossiers, with how each stands."""

from flask import Blueprint, render_template, request

from planner.analysis.findings import capitalised, number_word
from planner.store.dossiers import Listed
from planner.web.language import words
from planner.web.services import services

blueprint = Blueprint("dossiers", __name__)


@blueprint.get("/")
def show() -> str:
    """Show the dossiers that are at work; with `?q=`, those in which a name or title is found."""
    search = request.args.get("q", "")
    listed = services().dossiers.all(search=search)
    return render_template(
        "pages/dossiers/list.html", dossiers=listed, search=search, waiting=_waiting(listed)
    )


def _waiting(listed: list[Listed]) -> str:
    """Say in how many dossiers a seat is empty; nothing where there is no empty seat."""
    number = sum(dossier.summary.empty > 0 for dossier in listed)
    if number == 0:
        return ""
    if number < len(listed):
        return capitalised(
            words().say("In {count} of them at least one seat is empty.", count=_word(number))
        )
    if number == 1:
        return words().say("At least one seat is empty in it.")
    if number == 2:
        return words().say("In both of them at least one seat is empty.")
    return words().say("In all {count} at least one seat is empty.", count=_word(number))


def _word(number: int) -> str:
    return number_word(number, words())
