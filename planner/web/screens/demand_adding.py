"""Adding a behaviour to a team's task: those that are not asked yet, to read and to choose."""

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.domain.names import Names
from planner.dossier.editing import Edit
from planner.store.told import recorded
from planner.web.answering import answer
from planner.web.editing import as_loaded, save
from planner.web.language import language, words
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.demand import chosen_team, team_titles
from planner.web.screens.opened import opened
from planner.web.views.demand_open import open_behaviours, usual_row

blueprint = Blueprint("demand_adding", __name__)
keep_reading(blueprint)


@blueprint.get("/dossiers/<dossier>/demand/add")
def show(dossier: str) -> str:
    """Show the behaviours of the repertoire that the task does not ask yet."""
    found = opened(dossier)
    team = chosen_team(found)
    return answer(
        "pages/demand/add.html",
        "fragments/demand/_add.html",
        dossier=found,
        team=team,
        teams=team_titles(found),
        cautious=is_cautious(),
        has_intervals=has_intervals(found.dossier),
        view=open_behaviours(found.dossier.situation(is_cautious()), team, words()),
    )


@blueprint.post("/dossiers/<dossier>/demand/add")
def add(dossier: str) -> Response:
    """Ask one behaviour more; how it is asked can be changed on the page of the task."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = chosen_team(loaded)
    typed = request.form.get("behaviour", "")
    behaviours = loaded.dossier.whole_repertoire.behaviours
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 6:
        abort(400)
    if int(typed) >= len(behaviours):
        abort(404)
    behaviour = behaviours[int(typed)].id
    asked = {row.behaviour for one in loaded.dossier.teams if one.id == team for row in one.demand}
    if behaviour not in asked:
        names = Names(loaded.dossier.situation(), language())
        row = usual_row(loaded.dossier.situation(), team, behaviour)
        save(
            found,
            {"behaviour": Edit(("teams", team, "demand", behaviour), row)},
            recorded(
                "Asked of {team}: {behaviour}",
                team=names.team(team),
                behaviour=names.behaviour(behaviour),
            ),
        )
    address = url_for("demand.show", dossier=found.id, team=team, since=found.version)
    anchor = _number_of(dossier, team, behaviour)
    return redirect(f"{address}#row-{anchor}", 303)  # type: ignore[return-value]


def _number_of(dossier: str, team: str, behaviour: str) -> int:
    """Return the number by which the page of the task shows a row."""
    case = opened(dossier).dossier
    repertoire = case.whole_repertoire
    asked = [row.behaviour for one in case.teams if one.id == team for row in one.demand]
    order = {direction.id: place for place, direction in enumerate(repertoire.directions)}
    asked.sort(key=lambda each: order[repertoire.direction_of(each)])
    return asked.index(behaviour) + 1 if behaviour in asked else 1
