"""Opgave: what a team's task asks, and at once what each row does to the gap of who sits."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.analysis.findings import some
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.store.told import Done, recorded
from planner.web.answering import answer, wants_fragment
from planner.web.demand_form import asked_edits
from planner.web.editing import Refusal, Refused, as_loaded, save, tried
from planner.web.gate import candidates_closed
from planner.web.language import language, words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.demand import DemandReader
from planner.web.views.demand_change import ChangeView, behaviours_changed, change_view
from planner.web.views.demand_labels import field_labels

blueprint = Blueprint("demand", __name__)
keep_reading(blueprint)


@blueprint.get("/dossiers/<dossier>/demand")
def show(dossier: str) -> str:
    """Show what the task of one team asks; with `?since=` what changed since a version."""
    found = opened(dossier)
    team = chosen_team(found)
    return _page(found, team, saved=_since(found, team))


@blueprint.post("/dossiers/<dossier>/demand")
def change(dossier: str) -> Response | tuple[str, int]:
    """Save the rows that were changed."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = chosen_team(loaded)
    edits = asked_edits(loaded, team, language())
    if not edits:
        return to_demand(found, team, found.version)
    try:
        # Against the version that the form shows: what is refused there is told there.
        asked = tried(loaded, edits)
        save(found, edits, _told(loaded.dossier, asked, team))
    except Refused as error:
        return _page(loaded, team, refusal=error.refusal, touched=edits), 422
    return to_demand(found, team, found.version)


@blueprint.post("/dossiers/<dossier>/demand/look")
def look(dossier: str) -> str | tuple[str, int]:
    """Show what the changes in the form would do; nothing is saved."""
    loaded = as_loaded(opened(dossier))
    team = chosen_team(loaded)
    edits = asked_edits(loaded, team, language())
    try:
        asked = tried(loaded, edits)
    except Refused as error:
        return _page(loaded, team, refusal=error.refusal, touched=edits), 422
    return _page(loaded, team, refusal=Refusal({}), asked=asked, touched=edits)


def chosen_team(found: Opened) -> str:
    """Return the team that the address or the form names, else the first; 404 for no team."""
    teams = [team.id for team in found.dossier.teams]
    chosen = request.values.get("team", teams[0])
    if chosen not in teams:
        abort(404)
    return chosen


def team_titles(found: Opened) -> dict[str, str]:
    """Return what the teams of a dossier are called, by their ids."""
    names = Names(found.dossier.situation(), language())
    return {team.id: names.team(team.id) for team in found.dossier.teams}


def to_demand(found: Opened, team: str, since: int) -> Response:
    """Return the way to the task of a team, where it says what changed since a version."""
    address = url_for("demand.show", dossier=found.id, team=team, since=since)
    return redirect(address, 303)  # type: ignore[return-value]


def _told(before: Dossier, after: Dossier, team: str) -> Done:
    names = Names(before.situation(), language())
    changed, gone = behaviours_changed(before.situation(), after.situation(), team)
    labels = some([names.behaviour(each) for each in changed], names, words())
    if gone:
        return recorded(
            "Not asked of {team} any more: {behaviours}", team=names.team(team), behaviours=labels
        )
    return recorded(
        "Task of {team} changed: {behaviours}", team=names.team(team), behaviours=labels
    )


def _since(found: Opened, team: str) -> ChangeView | None:
    """Return what changed since the version that the address names, where there is such a one."""
    since = request.args.get("since", "")
    if not since.isascii() or not since.isdecimal() or len(since) > 9:
        return None
    kept = services().dossiers.find(found.id, int(since))
    if kept is None or kept.version >= found.version:
        return None
    before = services().dossiers.open(kept)
    cautious = is_cautious()
    then, now = before.situation(cautious), found.dossier.situation(cautious)
    return change_view(then, now, team, words())


def _page(
    found: Opened,
    team: str,
    *,
    refusal: Refusal | None = None,
    asked: Dossier | None = None,
    saved: ChangeView | None = None,
    touched: Iterable[str] = (),
) -> str:
    cautious = is_cautious()
    situation = found.dossier.situation(cautious)
    # How the team stands is worked out from levels: not for whoever rates blind.
    sees_team = may(Right.PROFILES, found.id)
    reader = DemandReader(situation, team, words(), candidates_closed(found.id))
    view, change = reader.view(sees_team), None
    if asked is None:
        standing = reader.standing()
    else:
        numbers = {row.behaviour: row.number for row in view.rows}
        after = asked.situation(cautious)
        standing = DemandReader(after, team, words()).standing(numbers)
        change = change_view(situation, after, team, words())
    values = {
        "dossier": found,
        "team": team,
        "view": view,
        "standing": standing,
        "change": change,
        "sees_team": sees_team,
        "refusal": refusal,
        "labels": field_labels(view, words()),
        # Rows of which somebody changed a field stay open.
        "touched": {name.rpartition("-")[2] for name in touched},
        "cautious": cautious,
        "has_intervals": has_intervals(found.dossier),
    }
    if request.method == "POST" and wants_fragment():
        return render_template("fragments/demand/_looked.html", **values)
    return answer(
        "pages/demand/show.html",
        "fragments/demand/_demand.html",
        teams=team_titles(found),
        saved=saved,
        **values,
    )
