"""What a list of dossiers shows of each, and what a search looks through."""

from dataclasses import asdict, dataclass
from typing import Any

from planner.domain.composition import Composition
from planner.domain.text import Text
from planner.dossier.dossier import Dossier
from planner.dossier.task import outsiders
from planner.figures.team_figures import Figures
from planner.store.searching import folded


@dataclass(frozen=True)
class Summary:
    """How a dossier stands, without opening it. `percent` is `None` where nothing is asked."""

    title: Text
    note: Text | None
    teams: int
    seats: int
    empty: int
    people: int
    percent: float | None
    # Who is in it without a seat or a part in a circle.
    outsiders: int = 0

    def written(self) -> dict[str, Any]:
        """Return the summary as JSON."""
        return asdict(self)


def summary_of(dossier: Dossier) -> Summary:
    """Return how a dossier stands."""
    situation = dossier.situation()
    figures = Figures(situation, Composition(situation.incumbents))
    return Summary(
        title=dossier.title,
        note=dossier.note,
        teams=len(situation.teams),
        seats=len(situation.seats),
        empty=sum(incumbent is None for incumbent in situation.incumbents.values()),
        people=len(situation.people),
        percent=figures.coverage_percent if any(t.demand for t in situation.teams) else None,
        outsiders=len(outsiders(dossier)),
    )


def searched_text(dossier: Dossier) -> str:
    """Return every title and name of a dossier, in both languages, to be looked through."""
    texts: list[Text | str | None] = [dossier.title, dossier.note]
    texts += [person.name or person.id for person in dossier.people]
    for team in dossier.teams:
        texts += [team.title or team.id, *(seat.title or seat.id for seat in team.seats)]
    words = [
        word
        for text in texts
        if text is not None
        for word in (text.values() if isinstance(text, dict) else (text,))
    ]
    return folded("\n".join(map(str, words)))
