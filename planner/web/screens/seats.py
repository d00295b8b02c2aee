"""One seat: what it is called, who sits there, who may take it, and what it asks of them."""

from flask import Blueprint, Response, abort, redirect, url_for

from planner.domain.names import Names
from planner.store.told import recorded
from planner.web.addresses import know_ids
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, as_loaded, save
from planner.web.language import language, words
from planner.web.screens.demand import team_titles
from planner.web.screens.opened import Opened, opened
from planner.web.screens.taking_away import TakingAway, removal_page, taken_away
from planner.web.seat_form import seat_edits
from planner.web.views.structure import seat_fields

blueprint = Blueprint("seats", __name__)
blueprint.record(know_ids)


@blueprint.get("/dossiers/<dossier>/demand/seats/<id:seat>")
def show(dossier: str, seat: str) -> str:
    """Show a seat, to be changed."""
    found = opened(dossier)
    return _page(found, _team_of(found, seat), seat)


@blueprint.post("/dossiers/<dossier>/demand/seats/<id:seat>")
def change(dossier: str, seat: str) -> Response | tuple[str, int]:
    """Save what was changed about a seat."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = _team_of(loaded, seat)
    edits = seat_edits(loaded, team, seat, language())
    if edits:
        told = recorded("Seat {seat} changed", seat=_names(loaded).seat(seat))
        try:
            save(found, edits, told)
        except Refused as error:
            return _page(loaded, team, seat, error.refusal), 422
    return _to_team(dossier, team)


@blueprint.get("/dossiers/<dossier>/demand/seats/<id:seat>/remove")
def ask_removal(dossier: str, seat: str) -> str:
    """Say what goes with a seat that is taken away, and ask whether that is meant."""
    found = opened(dossier)
    return removal_page(TakingAway(found, _team_of(found, seat), seat))


@blueprint.post("/dossiers/<dossier>/demand/seats/<id:seat>/remove")
def remove(dossier: str, seat: str) -> Response | tuple[str, int]:
    """Take a seat away, with the wishes that speak of it."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = _team_of(loaded, seat)
    refused = taken_away(found, TakingAway(loaded, team, seat))
    return refused or _to_team(dossier, team)


def _team_of(found: Opened, seat: str) -> str:
    """Return the team of a seat; 404 where there is no such seat."""
    team = found.dossier.situation().team_of_seat.get(seat)
    if team is None:
        abort(404)
    return team.id


def _names(found: Opened) -> Names:
    return Names(found.dossier.situation(), language())


def _to_team(dossier: str, team: str) -> Response:
    address = url_for("structure.show", dossier=dossier, team=team)
    return redirect(f"{address}#seats-title", 303)  # type: ignore[return-value]


def _page(found: Opened, team: str, seat: str, refusal: Refusal | None = None) -> str:
    return answer(
        "pages/demand/seat.html",
        "fragments/demand/_seat.html",
        dossier=found,
        team=team,
        team_title=team_titles(found)[team],
        view=seat_fields(found, _names(found), team, seat, words()),
        refusal=refusal,
    )
