"""One team in a composition, with everything that its page shows."""

from collections.abc import Set
from dataclasses import dataclass

from planner.analysis.findings import Findings
from planner.analysis.headline import headline, lead
from planner.analysis.top_figures import Finding, busiest, departure, shortage
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.text import say
from planner.figures.team_figures import Figures
from planner.resources.catalogue import Translator
from planner.web.compass import Compass
from planner.web.views.people import (
    Column,
    EmptySeat,
    PersonView,
    columns_of,
    empty_seats_of,
    people_of,
)
from planner.web.views.rows import DirectionView, compass_of, directions_of

# From so many columns on, the table scrolls by itself and not with the page.
_WIDE = 5
# And from so many rows on, its head would be out of sight.
_TALL = 16


@dataclass(frozen=True)
class Gap:
    """A behaviour that is short: how many carriers it has, and who comes nearest."""

    number: int
    label: str
    have: int
    asked: int
    critical: bool
    nearest: str


@dataclass(frozen=True)
class TeamView:
    """Everything that the page of one team shows."""

    title: str
    note: str
    headline: str
    lead: str
    percent: float
    findings: tuple[Finding, ...]
    directions: tuple[DirectionView, ...]
    compass: Compass
    members: tuple[Column, ...]
    circle: tuple[Column, ...]
    people: tuple[PersonView, ...]
    around: tuple[PersonView, ...]
    empty: tuple[EmptySeat, ...]
    gaps: tuple[Gap, ...]
    alone: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_wide(self) -> bool:
        """Tell whether the matrix has too many columns to stand on a page by itself."""
        return len(self.members) + len(self.circle) > _WIDE

    @property
    def is_tall(self) -> bool:
        """Tell whether the matrix has so many rows that its head must stay in sight."""
        return sum(len(direction.rows) for direction in self.directions) > _TALL

    @property
    def has_rows(self) -> bool:
        """Tell whether the task asks anything."""
        return any(direction.rows for direction in self.directions)


def team_view(
    situation: Situation,
    composition: Composition,
    team: str,
    words: Translator,
    closed: Set[str] = frozenset(),
) -> TeamView:
    """Return what the page of a team shows; nothing of what those are like who are `closed`."""
    figures = Figures(situation, composition).teams[team]
    findings = Findings(figures, Names(situation, words.language), words)
    members, circle = columns_of(figures, findings)
    people, around = people_of(figures, findings)
    columns = [column.person for column in (*members, *circle)]
    directions = directions_of(figures, findings, columns)
    numbers = {row.demand.behaviour: row.number for d in directions for row in d.rows}
    # Where nothing is asked, a figure would say that all of it is covered.
    figured = (shortage, departure, busiest) if figures.team.rows else ()
    shown = [figure(findings) for figure in figured]
    return TeamView(
        title=findings.names.team(team),
        note=say(figures.team.team.note, words.language, ""),
        headline=headline(findings),
        lead=lead(findings, closed),
        percent=figures.coverage_percent,
        findings=tuple(finding for finding in shown if finding is not None),
        directions=tuple(directions),
        compass=compass_of(directions),
        members=tuple(members),
        circle=tuple(circle),
        people=tuple(people),
        around=tuple(around),
        empty=tuple(empty_seats_of(findings, closed)),
        gaps=tuple(
            Gap(
                number=numbers[row.behaviour],
                label=findings.names.behaviour(row.behaviour),
                have=len(figures.carriers[row.behaviour]),
                asked=row.carriers,
                critical=row.critical,
                nearest=findings.nearest(row),
            )
            for row in findings.short_rows
        ),
        alone=tuple((person.name, person.alone) for person in people if person.alone),
    )
