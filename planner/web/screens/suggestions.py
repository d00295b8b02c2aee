"""Presets beside a team's task: suggestions with their reasons, taken over row by row or not."""

from flask import Blueprint, Response, abort, request

from planner.domain.names import Names
from planner.dossier.editing import Edit
from planner.dossier.presets import presets
from planner.store.told import recorded
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused, as_loaded, save
from planner.web.language import language, words
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.demand import chosen_team, team_titles, to_demand
from planner.web.screens.opened import Opened, opened
from planner.web.views.suggestions import preset_choices, suggested_row, suggestion_view

blueprint = Blueprint("suggestions", __name__)
keep_reading(blueprint)


@blueprint.get("/dossiers/<dossier>/demand/suggestions")
def show(dossier: str) -> str:
    """Show the kinds of tasks; with `?preset=` one of them, beside what is asked now."""
    found = opened(dossier)
    return _page(found, chosen_team(found))


@blueprint.post("/dossiers/<dossier>/demand/suggestions")
def take(dossier: str) -> Response | tuple[str, int]:
    """Take over the rows that were ticked."""
    found = opened(dossier)
    loaded = as_loaded(found)
    team = chosen_team(loaded)
    preset = _chosen_preset(loaded)
    if preset is None:
        abort(404)
    ticked = set(request.form.getlist("take"))
    edits, labels = {}, []
    names = Names(loaded.dossier.situation(), language())
    for position, row in enumerate(presets()[preset].demand):
        if str(position) not in ticked or row.behaviour not in names.situation.repertoire.by_id:
            continue
        place = ("teams", team, "demand", row.behaviour)
        edits[f"take-{position}"] = Edit(place, suggested_row(preset, position, loaded.raw, place))
        labels.append(names.behaviour(row.behaviour))
    if not edits:
        return _page(loaded, team, nothing=True), 422
    told = recorded(
        "Suggestions taken over for {team}: {behaviours}",
        team=names.team(team),
        behaviours=names.listed(labels),
    )
    try:
        save(found, edits, told)
    except Refused as error:
        return _page(loaded, team, refusal=error.refusal), 422
    return to_demand(found, team, found.version)


def _chosen_preset(found: Opened) -> str | None:
    """Return the preset that is asked for; 404 where it is none of those that fit."""
    asked = request.values.get("preset", "")
    if not asked:
        return None
    if asked not in {choice.id for choice in preset_choices(found.dossier, words())}:
        abort(404)
    return asked


def _page(
    found: Opened, team: str, *, refusal: Refusal | None = None, nothing: bool = False
) -> str:
    preset = _chosen_preset(found)
    situation = found.dossier.situation(is_cautious())
    return answer(
        "pages/demand/suggestions.html",
        "fragments/demand/_suggestions.html",
        dossier=found,
        team=team,
        teams=team_titles(found),
        title=team_titles(found)[team],
        choices=preset_choices(found.dossier, words()),
        view=None if preset is None else suggestion_view(situation, team, preset, words()),
        cautious=is_cautious(),
        has_intervals=has_intervals(found.dossier),
        tick_new=request.args.get("tick") == "new",
        refusal=refusal,
        nothing=nothing,
    )
