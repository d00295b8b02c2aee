"""The outcome of a round: levels with how sure they are, agreement, and taking them over."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.domain.level import written_level
from planner.dossier.editing import Edit
from planner.dossier.written_json import as_written
from planner.ratings.weighing import said_weights
from planner.store.rating_rounds import RatingRound
from planner.store.rating_takeovers import Takeovers
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused, save
from planner.web.language import words
from planner.web.round_figures import figures_of
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import names_in, reader_of, seen_by_reader, seen_round, wrong
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.views.rating_results import (
    agreement_rows,
    changes_of,
    intervals_told,
    result_rows,
    taken_levels,
)

blueprint = Blueprint("rating_results", __name__)

MOST_SHOWN = 300


@blueprint.get("/dossiers/<dossier>/ratings/<round_>/results")
def show(dossier: str, round_: str) -> str:
    """Show what came of a round, one person at a time, and how far raters agree."""
    found = opened(dossier)
    return _page(found, seen_round(found, round_))


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/results")
def take(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Take levels over in the dossier, as one change that can be undone."""
    found = opened(dossier)
    kept = seen_round(found, round_)
    names = names_in(found)
    levels = taken_levels(figures_of(kept), names)
    chosen = {
        person: levels[person] for person in request.form.getlist("people") if person in levels
    }
    if not chosen:
        return _page(found, kept, wrong("people", "must not be empty")), 422
    edits = {
        f"{position}-{behaviour}": Edit(
            ("people", person, "levels", behaviour), as_written(written_level(level))
        )
        for position, (person, taken) in enumerate(chosen.items())
        for behaviour, level in taken.items()
        if names.people[person].levels.get(behaviour) != level
    }
    told = recorded("Levels taken over from the ratings “{round}”", round=short(kept.title))
    try:
        with services().store.writing():
            after = save(found, edits, told)
            Takeovers(services().store).keep(kept, after.version, chosen)
    except Refused as refused:
        return _page(found, kept, refused.refusal), 422
    count = len(edits)
    tell(
        words().say_count(
            "{number} level was taken over.", "{number} levels were taken over.", count
        )
    )
    address = url_for("people.show", dossier=found.id)
    return redirect(address, 303)  # type: ignore[return-value]


def _page(found: Opened, round_: RatingRound, refusal: Refusal | None = None) -> str:
    names, figures = names_in(found), figures_of(round_)
    rated = [person for person in round_.people if person in figures.showing.profiles.by_person]
    person = request.args.get("person", rated[0] if rated else "")
    if rated and person not in rated:
        abort(404)
    levels = taken_levels(figures, names)
    changes = changes_of(levels, names)
    return render_template(
        "pages/ratings/results.html",
        dossier=found,
        round=seen_by_reader(found, round_),
        person=person,
        person_name=names.person(person),
        rows=result_rows(figures, person, reader_of(found), names),
        people=[(each, names.person(each)) for each in rated],
        agreements=agreement_rows(figures, round_.behaviours, names),
        many=figures.many,
        intervals=intervals_told(figures, names),
        changes=changes[:MOST_SHOWN],
        more_changes=max(0, len(changes) - MOST_SHOWN),
        new=sum(change.is_new for change in changes),
        takeable=[(each, names.person(each)) for each in levels],
        said_weights=said_weights(figures.weights, names.words),
        refusal=refusal,
    )
