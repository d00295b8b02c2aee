"""Beoordelen: the rounds of a dossier, how each stands, opening one to all, and closing it."""

from flask import Blueprint, Response, redirect, render_template, url_for

from planner.store.rating_rounds import NotNow, RatingRounds, StillMissing
from planner.web.editing import Refused
from planner.web.language import words
from planner.web.screens.opened import opened
from planner.web.screens.rating_page import (
    not_now,
    round_page,
    seen_by_reader,
    to_round,
    typed_reason,
    wrong,
)
from planner.web.services import services
from planner.web.telling import tell

blueprint = Blueprint("ratings", __name__)


@blueprint.get("/dossiers/<dossier>/ratings")
def show(dossier: str) -> str:
    """Show the rounds of a dossier, and what waits in each."""
    found = opened(dossier)
    rounds = RatingRounds(services().store).of_dossier(found.id)
    views = [seen_by_reader(found, each) for each in rounds]
    return render_template("pages/ratings/show.html", dossier=found, rounds=views)


@blueprint.get("/dossiers/<dossier>/ratings/<round_>")
def look(dossier: str, round_: str) -> str:
    """Show how a round stands: who is done, and what can be done with it."""
    return round_page(opened(dossier), round_)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/open")
def open_round(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Let all see what all gave; where somebody is missing, with the reason to go on."""
    found = opened(dossier)
    try:
        RatingRounds(services().store).open(found.id, round_, typed_reason())
    except StillMissing:
        return round_page(found, round_, wrong("reason", "must not be empty"), "open"), 422
    except Refused as refused:
        return round_page(found, round_, refused.refusal, "open"), 422
    except NotNow:
        return not_now(found, round_)
    tell(words().say("The round is open: everybody who may see profiles now sees what was given."))
    return redirect(url_for("rating_talk.show", dossier=found.id, round_=round_), 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/close")
def close(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Let nothing of a round change any more."""
    found = opened(dossier)
    try:
        closed = RatingRounds(services().store).close(found.id, round_)
    except NotNow:
        return not_now(found, round_)
    say = words().say
    tell(say("The round is closed.") if closed.is_seen else say("The round was stopped."))
    return to_round(found, round_)
