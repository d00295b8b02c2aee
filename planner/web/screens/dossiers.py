"""The list of dossiers."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from planner.analysis.findings import capitalised, number_word
from planner.domain.composition import Composition
from planner.domain.faults import Fault
from planner.domain.text import say
from planner.figures.team_figures import Figures
from planner.web.dossier_folder import StoredDossier
from planner.web.language import language, words
from planner.web.services import services

blueprint = Blueprint("dossiers", __name__)


@dataclass(frozen=True)
class Listed:
    """One dossier of the list: what it is about, how it stands, or what is wrong with it."""

    id: str
    title: str
    note: str
    teams: int
    seats: int
    empty: int
    people: int
    percent: float | None
    faults: tuple[Fault, ...]


@blueprint.get("/")
def show() -> str:
    """Show every dossier of the data folder."""
    listed = [_listed(stored) for stored in services().dossiers.all()]
    return render_template("pages/dossiers/list.html", dossiers=listed, waiting=_waiting(listed))


def _waiting(listed: list[Listed]) -> str:
    """Say in how many dossiers a seat is empty; nothing where there is no empty seat."""
    number = sum(dossier.empty > 0 for dossier in listed)
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


def _listed(stored: StoredDossier) -> Listed:
    if stored.dossier is None:
        return Listed(stored.id, stored.id, "", 0, 0, 0, 0, None, stored.faults)
    dossier = stored.dossier
    situation = dossier.situation()
    figures = Figures(situation, Composition(situation.incumbents))
    return Listed(
        id=stored.id,
        title=say(dossier.title, language(), stored.id),
        note=say(dossier.note, language(), ""),
        teams=len(situation.teams),
        seats=len(situation.seats),
        empty=sum(incumbent is None for incumbent in situation.incumbents.values()),
        people=len(situation.people),
        percent=figures.coverage_percent if any(t.demand for t in situation.teams) else None,
        faults=(),
    )
