"""The teams of a dossier: their titles, seats and circles; teams come and go here too."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.domain.names import Names
from planner.dossier.editing import Edit
from planner.dossier.new_ids import new_id
from planner.store.told import Done, recorded
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, as_loaded, save
from planner.web.language import language, words
from planner.web.own_words import text_edit
from planner.web.screens.demand import chosen_team, team_titles
from planner.web.screens.opened import Opened, opened
from planner.web.screens.taking_away import TakingAway, removal_page, taken_away
from planner.web.views.structure import team_structure

blueprint = Blueprint("structure", __name__)


@blueprint.get("/dossiers/<dossier>/demand/teams")
def show(dossier: str) -> str:
    """Show one team: its title and note, its seats, its circle."""
    found = opened(dossier)
    return _page(found, chosen_team(found))


@blueprint.post("/dossiers/<dossier>/demand/teams")
def change(dossier: str) -> Response | tuple[str, int]:
    """Change a team's title, note and circle."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = chosen_team(loaded)
    edits: dict[str, Edit] = {}
    for key in ("title", "note"):
        edit = text_edit(loaded.raw, ("teams", team, key), language(), request.form.get(key, ""))
        if key in request.form and edit is not None:
            edits[key] = edit
    circle = _circle(loaded, team)
    if circle is not None:
        edits["circle"] = Edit(("teams", team, "circle"), circle)
    told = recorded("Team {team} changed", team=team_titles(loaded)[team])
    return _saved(found, loaded, team, edits, told)


def _circle(loaded: Opened, team: str) -> list[str] | None:
    """Return the circle that was ticked, those who were in it first; nothing where it is as was."""
    if "circle-sent" not in request.form:
        return None
    ticked = request.form.getlist("circle")
    now = next(one.circle for one in loaded.dossier.teams if one.id == team)
    if set(ticked) == set(now):
        return None
    return [*(each for each in now if each in ticked), *(e for e in ticked if e not in now)]


@blueprint.post("/dossiers/<dossier>/demand/seats/add")
def add_seat(dossier: str) -> Response | tuple[str, int]:
    """Add an empty seat to a team."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = chosen_team(loaded)
    title = request.form.get("seat_title", "").strip()
    if not title:
        return _page(loaded, team, _missing("seat_title")), 422
    taken = {
        seat.id for case in (found, loaded) for one in case.dossier.teams for seat in one.seats
    }
    seat = new_id(title, taken, "seat")
    place = ("teams", team, "seats", seat)
    told = recorded("Seat {seat} added to {team}", seat=title, team=team_titles(loaded)[team])
    edits = {"seat_title": Edit(place, {"id": seat, "title": title})}
    try:
        save(found, edits, told)
    except Refused as error:
        return _page(loaded, team, error.refusal), 422
    address = url_for("seats.show", dossier=dossier, seat=seat)
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/demand/teams/add")
def add_team(dossier: str) -> Response | tuple[str, int]:
    """Add a team without seats, whose task asks nothing yet."""
    found = opened(dossier)
    loaded = as_loaded(found)
    title = request.form.get("team_title", "").strip()
    if not title:
        return _page(loaded, chosen_team(loaded), _missing("team_title")), 422
    taken = {team.id for case in (found, loaded) for team in case.dossier.teams}
    team = new_id(title, taken, "team")
    value = {"id": team, "title": title, "demand": [], "seats": []}
    edits = {"team_title": Edit(("teams", team), value)}
    try:
        save(found, edits, recorded("Team {team} added", team=title))
    except Refused as error:
        return _page(loaded, chosen_team(loaded), error.refusal), 422
    return _to(dossier, team)


@blueprint.get("/dossiers/<dossier>/demand/teams/remove")
def ask_removal(dossier: str) -> str:
    """Say what goes with a team that is taken away, and ask whether that is meant."""
    found = opened(dossier)
    return removal_page(TakingAway(found, chosen_team(found)))


@blueprint.post("/dossiers/<dossier>/demand/teams/remove")
def remove(dossier: str) -> Response | tuple[str, int]:
    """Take a team away, with the wishes that speak of it alone."""
    found = opened(dossier)
    loaded = as_loaded(found)
    refused = taken_away(found, TakingAway(loaded, chosen_team(loaded)))
    return refused or _to(dossier, None)


def _missing(name: str) -> Refusal:
    faults: Mapping[str, tuple[Fault, ...]] = {name: (fault_at(name, "must not be empty"),)}
    return Refusal(faults)


def _saved(
    found: Opened, loaded: Opened, team: str, edits: dict[str, Edit], told: Done
) -> Response | tuple[str, int]:
    if edits:
        try:
            save(found, edits, told)
        except Refused as error:
            return _page(loaded, team, error.refusal), 422
    return _to(found.id, team)


def _to(dossier: str, team: str | None) -> Response:
    address = url_for("structure.show", dossier=dossier, team=team)
    return redirect(address, 303)  # type: ignore[return-value]


def _page(found: Opened, team: str, refusal: Refusal | None = None) -> str:
    names = Names(found.dossier.situation(), language())
    return answer(
        "pages/demand/structure.html",
        "fragments/demand/_structure.html",
        dossier=found,
        team=team,
        teams=team_titles(found),
        view=team_structure(found, names, team, words()),
        refusal=refusal,
    )
