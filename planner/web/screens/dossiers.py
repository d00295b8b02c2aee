"""The list of dossiers."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from planner.domain.composition import Composition
from planner.domain.faults import Fault
from planner.domain.text import say
from planner.figures.team_figures import Figures
from planner.web.dossier_folder import StoredDossier
from planner.web.language import language
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
    percent: float
    faults: tuple[Fault, ...]


@blueprint.get("/")
def show() -> str:
    """Show every dossier of the data folder."""
    listed = [_listed(stored) for stored in services().dossiers.all()]
    return render_template("pages/dossiers/list.html", dossiers=listed)


def _listed(stored: StoredDossier) -> Listed:
    if stored.dossier is None:
        return Listed(stored.id, stored.id, "", 0, 0, 0, 0, 0.0, stored.faults)
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
        percent=figures.coverage_percent,
        faults=(),
    )
