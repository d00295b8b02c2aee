"""Explorations and scenarios beside each other: their names, and up to four compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.dossier.exploring import Explored
from planner.resources.catalogue import Translator
from planner.store.scenarios import Exploration
from planner.web.views.difference import Difference, differences
from planner.web.views.explore_reasons import wishes
from planner.web.views.explore_words import ExploreWords
from planner.web.views.proposal import Picture
from planner.web.views.rows import compass_of, directions_of

MOST_COMPARED = 4


@dataclass(frozen=True)
class Pill:
    """An exploration that one can go to."""

    id: str
    label: str
    is_shown: bool


@dataclass(frozen=True)
class ScenarioFigure:
    """One figure of one scenario, and whether none of the others has a better one."""

    value: str
    is_best: bool


@dataclass(frozen=True)
class FigureRow:
    """One figure over the scenarios."""

    label: str
    unit: str
    values: tuple[ScenarioFigure, ...]


@dataclass(frozen=True)
class SeatRow:
    """Who sits on a seat in each of the scenarios, and whether that is another than today."""

    seat: str
    occupants: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class ScenarioView:
    """One of the scenarios side by side."""

    id: str
    label: str
    question: str
    percent: float
    pictures: tuple[Picture, ...]
    broken: tuple[str, ...]
    developments: tuple[str, ...]
    # What the task asks otherwise than today.
    asked: tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """Scenarios beside each other."""

    headline: str
    scenarios: tuple[ScenarioView, ...]
    figures: tuple[FigureRow, ...]
    seats: tuple[SeatRow, ...]


def label_of(kept: Exploration, words: Translator) -> str:
    """Return what an exploration is called."""
    return kept.name or words.say("Exploration {number}", number=kept.number)


def pills(
    listed: Sequence[Exploration], shown: Exploration | None, words: Translator
) -> list[Pill]:
    """Return today and the explorations, to switch between."""
    today = Pill("today", words.say("Today"), shown is None)
    return [
        today,
        *(
            Pill(each.id, label_of(each, words), shown is not None and each.id == shown.id)
            for each in listed
        ),
    ]


def side_by_side(
    dossier: Dossier, named: Sequence[tuple[str, str, Explored]], words: Translator
) -> SideBySide:
    """Return scenarios beside each other, each with its id and what it is called."""
    names = Names(dossier.situation(), words.language)
    views = tuple(_scenario(dossier, *each, words) for each in named)
    explored = [each for _, _, each in named]
    return SideBySide(
        headline=_headline(views, words),
        scenarios=views,
        figures=tuple(_figures(explored, words, names)),
        seats=tuple(
            SeatRow(
                names.seat(seat),
                tuple(_occupant(each, seat, names, words) for each in explored),
            )
            for seat in names.situation.seats
        ),
    )


def _occupant(explored: Explored, seat: str, names: Names, words: Translator) -> tuple[str, bool]:
    person = explored.composition.assignment[seat]
    name = words.say("empty") if person is None else names.person(person)
    return name, seat in explored.moved


def _scenario(
    dossier: Dossier, name: str, label: str, explored: Explored, words: Translator
) -> ScenarioView:
    voice = ExploreWords(explored, words)
    asked = wishes(explored, dossier, words)
    return ScenarioView(
        id=name,
        label=label,
        question=voice.words.say("As it is today") if explored.is_today else voice.question(),
        percent=explored.figures.coverage_percent,
        pictures=tuple(
            Picture(
                team,
                voice.names.team(team),
                compass_of(directions_of(figures, voice.findings(team))),
                figures.coverage_percent,
            )
            for team, figures in explored.figures.teams.items()
        ),
        broken=(*asked.broken, *asked.still),
        developments=tuple(voice.developments()),
        asked=tuple(voice.asked()),
    )


def _headline(views: Sequence[ScenarioView], words: Translator) -> str:
    most = max(view.percent for view in views)
    best = [view.label for view in views if view.percent == most]
    if len(best) == len(views) > 1:
        return words.say("All of these cover the same")
    if len(best) > 1:
        return words.say("{number} of these tie for covering most", number=len(best))
    return words.say("‘{scenario}’ covers most", scenario=best[0])


def _figures(explored: Sequence[Explored], words: Translator, names: Names) -> list[FigureRow]:
    """Return every figure; a figure is the best where no other scenario improves on it."""
    columns = [differences(each.today, each.figures, words, names, whole=True) for each in explored]
    rows = []
    for row in zip(*columns, strict=True):
        best = _best(row)
        rows.append(
            FigureRow(
                row[0].label,
                row[0].unit,
                tuple(
                    ScenarioFigure(each.after, position in best)
                    for position, each in enumerate(row)
                ),
            )
        )
    return rows


def _best(row: Sequence[Difference]) -> set[int]:
    """Return which of the figures are the best; none where all are equal."""
    gains = [each.gain for each in row]
    if len(set(gains)) == 1:
        return set()
    most: Decimal = max(gains)
    return {position for position, gain in enumerate(gains) if gain == most}
