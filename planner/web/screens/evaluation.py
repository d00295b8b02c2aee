"""Looking back over decisions: what was followed, what came of it, and whom it falls out worse for.

The numbers by group are given for that purpose alone: they are kept nowhere, and touch no dossier.
"""

from functools import lru_cache

from flask import Blueprint, Response, make_response, render_template, request
from pydantic_core import PydanticCustomError

from planner.decisions.evaluation import DecisionOverTime, decision_over_time, together
from planner.decisions.writing import read_decision
from planner.domain.faults import Fault, fault_at
from planner.domain.table_text import decoded
from planner.domain.text import say
from planner.resources.catalogue import marked
from planner.store.decisions import Closed, Decisions
from planner.web.editing import Refusal
from planner.web.language import language, words
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.uploads import takes_files
from planner.web.views.adverse_impact import ImpactLine, impact_lines, read_groups
from planner.web.views.evaluation import EvaluationView, evaluation_view

blueprint = Blueprint("evaluation", __name__)

_MOST_BYTES = 256 * 1024
_UNREADABLE = marked("holds letters that cannot be read. Save it once more as CSV (UTF-8)")
_TOO_LARGE = marked("is too large for a table of groups")


@blueprint.get("/evaluation")
def show() -> Response:
    """Show what decisions come to, of all those that whoever asks may read."""
    return _page()


@blueprint.post("/evaluation/impact")
@takes_files
def impact() -> Response:
    """Say what numbers by group say; they are not kept."""
    text, faults = _given()
    lines: list[ImpactLine] = []
    if not faults:
        groups, faults = read_groups(text)
        if not faults:
            try:
                lines = impact_lines(groups, words())
            except PydanticCustomError as error:
                faults = [fault_at("", error.message_template)]
    refusal = Refusal({"numbers": tuple(faults)}) if faults else None
    return _page(lines, refusal, text, 422 if faults else 200)


def _given() -> tuple[str, list[Fault]]:
    """Return the numbers: those of the file where there is one, else those that were typed."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("numbers", ""), []
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        return "", [fault_at("", _TOO_LARGE)]
    try:
        return decoded(content), []
    except UnicodeDecodeError:
        return "", [fault_at("", _UNREADABLE)]


def _page(
    lines: list[ImpactLine] | None = None,
    refusal: Refusal | None = None,
    numbers: str = "",
    status: int = 200,
) -> Response:
    return make_response(
        render_template(
            "pages/evaluation/show.html",
            view=_view(),
            lines=lines or [],
            refusal=refusal,
            numbers=numbers,
        ),
        status,
    )


def _view() -> EvaluationView:
    decisions = Decisions(services().store).all(dossiers_with(Right.DECISION))
    standing = [each for each in decisions if each.withdrawn_by is None]
    dossiers = {each.dossier: opened(each.dossier) for each in standing}
    answer = together([_over_time(each, dossiers[each.dossier]) for each in standing])
    titled = [
        (each, dossiers[each.dossier].title, _teams(dossiers[each.dossier])) for each in standing
    ]
    return evaluation_view(titled, answer, len(decisions) - len(standing), words())


def _teams(found: Opened) -> dict[str, str]:
    return {team.id: say(team.title, language(), team.id) for team in found.dossier.teams}


def _over_time(closed: Closed, found: Opened) -> DecisionOverTime:
    later = None if found.version == closed.version else found.kept.fingerprint
    return _worked_out(closed.dossier, closed.number, closed.fingerprint, later)


@lru_cache(maxsize=1000)
def _worked_out(dossier: str, number: int, fingerprint: str, later: str | None) -> DecisionOverTime:
    """Return what came of a decision; the fingerprints say of which, and of which dossier since.

    What is remembered names nobody.
    """
    decisions = Decisions(services().store)
    closed = decisions.find(dossier, number)
    assert closed is not None
    assert closed.fingerprint == fingerprint
    decision = read_decision(decisions.content(closed))
    return decision_over_time(decision, opened(dossier).dossier if later else None)
