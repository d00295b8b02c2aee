"""The rows of a team's task as the matrix and the compass show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from planner.analysis.findings import Findings
from planner.domain.team import Demand
from planner.domain.text import say
from planner.figures.balance import rows_by_direction
from planner.figures.coverage import coverage, coverage_percent, demanded
from planner.figures.team_figures import TeamFigures
from planner.web.compass import Compass, DirectionRows, WedgeRow, compass

State = Literal["ample", "enough", "short"]


@dataclass(frozen=True)
class Cell:
    """One person on one behaviour: a level in tenths, or that it is unknown or does not count."""

    level: int | None
    carries: bool
    counts: bool
    developed: bool


@dataclass(frozen=True)
class RowView:
    """One behaviour that the task asks."""

    number: int
    demand: Demand
    label: str
    definition: str
    anchor: str
    note: str
    carriers: tuple[str, ...]
    state: State
    hangs: bool
    cells: tuple[Cell, ...]
    findings: Findings = field(repr=False, compare=False)

    @cached_property
    def reason(self) -> str:
        """Why it stands so; most who draw the rows do not say it."""
        return self.findings.row_reason(self.demand)


@dataclass(frozen=True)
class DirectionView:
    """A direction with its rows, and how much of what they ask is covered."""

    id: str
    label: str
    rows: tuple[RowView, ...]
    percent: float
    short: int
    asked: int


def state_of(row: Demand, carriers: Sequence[str]) -> State:
    """Return whether a row has more carriers than asked, enough, or too few."""
    if len(carriers) < row.carriers:
        return "short"
    return "ample" if len(carriers) > row.carriers else "enough"


def hangs(figures: TeamFigures, row: Demand) -> bool:
    """Tell whether a row falls short, or further short, when one of its carriers leaves.

    People of the circle do not leave, so a row that they alone carry hangs on nobody.
    """
    people = figures.carriers[row.behaviour]
    return len(people) <= row.carriers and any(p in figures.team.members for p in people)


def directions_of(
    figures: TeamFigures, findings: Findings, people: Sequence[str] = ()
) -> list[DirectionView]:
    """Return every direction of the repertoire with its rows, numbered through."""
    grouped = rows_by_direction(figures.team)
    views, number = [], 0
    for direction in figures.team.situation.repertoire.directions:
        demands = grouped.get(direction.id, ())
        rows = []
        for demand in demands:
            number += 1
            rows.append(_row(figures, findings, demand, number, people))
        short, asked = coverage(demands, figures.carriers), demanded(demands)
        views.append(
            DirectionView(
                id=direction.id,
                label=findings.names.direction(direction.id),
                rows=tuple(rows),
                percent=coverage_percent(short, asked),
                short=short,
                asked=asked,
            )
        )
    return views


def _row(
    figures: TeamFigures, findings: Findings, demand: Demand, number: int, people: Sequence[str]
) -> RowView:
    language = findings.names.language
    behaviour = figures.team.situation.repertoire.by_id[demand.behaviour]
    anchor = behaviour.anchors.get(str(demand.level // 10))
    return RowView(
        number=number,
        demand=demand,
        label=findings.names.behaviour(demand.behaviour),
        definition=say(behaviour.definition, language, ""),
        anchor=say(anchor, language, ""),
        note=say(demand.note, language, ""),
        carriers=figures.carriers[demand.behaviour],
        state=state_of(demand, figures.carriers[demand.behaviour]),
        hangs=hangs(figures, demand),
        cells=tuple(_cell(figures, demand, person) for person in people),
        findings=findings,
    )


def _cell(figures: TeamFigures, demand: Demand, person: str) -> Cell:
    team = figures.team
    return Cell(
        level=team.level(person, demand.behaviour),
        carries=person in figures.carriers[demand.behaviour],
        counts=person in team.counting(demand),
        developed=(person, demand.behaviour) in team.composition.rises,
    )


def compass_of(directions: Sequence[DirectionView]) -> Compass:
    """Return the picture of a team's rows."""
    return compass(
        [
            DirectionRows(
                id=direction.id,
                label=direction.label,
                rows=[
                    WedgeRow(
                        number=row.number,
                        label=row.label,
                        importance=row.demand.importance,
                        asked=row.demand.carriers,
                        carriers=len(row.carriers),
                        hangs=row.hangs,
                    )
                    for row in direction.rows
                ],
            )
            for direction in directions
        ]
    )
