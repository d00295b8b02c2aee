"""What a team's task asks, row by row, and what each row does to the gap of who sits now."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from planner.analysis.findings import Findings
from planner.analysis.headline import lead
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.repertoire import Behaviour
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.domain.text import say
from planner.figures.coverage import coverage_percent, shortfall
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.compass import Compass
from planner.web.views.rows import RowView, compass_of, directions_of


@dataclass(frozen=True)
class WhatIf:
    """What would be covered if one thing about a row were otherwise, and the difference."""

    percent: float
    change: str
    is_better: bool


@dataclass(frozen=True)
class RowEffect:
    """What a row does to the gap of those who sit."""

    row: RowView
    # What the row asks, in a few words.
    asked: str
    # How much of all that is asked is short here, in per cent.
    short: float
    sentence: str
    without: WhatIf
    more: WhatIf


@dataclass(frozen=True)
class AskedRow:
    """A row as it can be edited; `position` is that of its behaviour in the repertoire."""

    position: int
    number: int
    behaviour: str
    label: str
    definition: str
    anchors: tuple[tuple[str, str], ...]
    importance: int
    level: str
    carriers: int
    critical: bool
    spread: bool
    note: str


@dataclass(frozen=True)
class AskedDirection:
    """A direction with the rows that are asked in it."""

    id: str
    label: str
    rows: tuple[AskedRow, ...]
    percent: float
    points: int


@dataclass(frozen=True)
class Standing:
    """How the team that sits stands against a task: in all, and for each row by its behaviour."""

    percent: float
    # Whether anybody counts for a row; while nobody does, no row makes a difference.
    is_manned: bool
    effects: dict[str, RowEffect]
    compass: Compass


@dataclass(frozen=True)
class DemandView:
    """Everything that the page of a team's task shows."""

    title: str
    headline: str
    lead: str
    directions: tuple[AskedDirection, ...]

    @property
    def rows(self) -> list[AskedRow]:
        """All rows, in the order of the page."""
        return [row for direction in self.directions for row in direction.rows]


class DemandReader:
    """Reads the task of one team in one language, beside those who sit."""

    def __init__(
        self,
        situation: Situation,
        team: str,
        words: Translator,
        closed: Set[str] = frozenset(),
    ) -> None:
        """Work out how the sitting team stands; of those who are `closed` nothing is told."""
        self.closed = closed
        self.words = words
        self.names = Names(situation, words.language)
        self.figures = Figures(situation, Composition(situation.incumbents)).teams[team]
        self.findings = Findings(self.figures, self.names, words)
        self.repertoire = situation.repertoire

    def view(self, sees_team: bool = True) -> DemandView:
        """Return what the page shows; with `sees_team` off, of the task alone."""
        rows = self.figures.team.rows
        return DemandView(
            title=self.names.team(self.figures.team.team.id),
            headline=self._headline(sees_team),
            lead=lead(self.findings, self.closed) if rows and sees_team else "",
            directions=tuple(
                AskedDirection(
                    id=direction.id,
                    label=direction.label,
                    rows=tuple(self._asked(row) for row in direction.rows),
                    percent=direction.percent,
                    points=direction.asked,
                )
                for direction in directions_of(self.figures, self.findings)
            ),
        )

    def standing(self, numbers: dict[str, int] | None = None) -> Standing:
        """Return how the team stands; `numbers` are those that a page shows the rows by."""
        directions = [
            replace(direction, rows=tuple(_numbered(direction.rows, numbers)))
            for direction in directions_of(self.figures, self.findings)
        ]
        return Standing(
            percent=self.figures.coverage_percent,
            is_manned=bool(self.findings.counting),
            effects={
                row.demand.behaviour: self._effect(row)
                for direction in directions
                for row in direction.rows
            },
            compass=compass_of(directions),
        )

    def _headline(self, sees_team: bool) -> str:
        rows = len(self.figures.team.rows)
        if not rows:
            return self.words.say("The task of this team does not ask anything yet")
        if not sees_team:
            return self.words.say_count(
                "The task asks {number} behaviour", "The task asks {number} behaviours", rows
            )
        if not self.figures.team.members and not any(self.figures.carriers.values()):
            return self.words.say_count(
                "The task asks {number} behaviour; nobody sits in this team yet",
                "The task asks {number} behaviours; nobody sits in this team yet",
                rows,
            )
        if self.figures.coverage == 0:
            return self.words.say_count(
                "The task asks {number} behaviour; the sitting team covers it",
                "The task asks {number} behaviours; the sitting team covers them all",
                rows,
            )
        return self.words.say_count(
            "The task asks {number} behaviour; the sitting team covers {percent}",
            "The task asks {number} behaviours; the sitting team covers {percent}",
            rows,
            percent=self.findings.percent(self.figures.coverage_percent),
        )

    def _asked(self, row: RowView) -> AskedRow:
        demand = row.demand
        behaviours = self.repertoire.behaviours
        behaviour = self.repertoire.by_id[demand.behaviour]
        return AskedRow(
            position=behaviours.index(behaviour),
            number=row.number,
            behaviour=demand.behaviour,
            label=row.label,
            definition=row.definition,
            anchors=anchors_of(behaviour, self.words.language),
            importance=demand.importance,
            level=self.names.number(demand.level / 10),
            carriers=demand.carriers,
            critical=demand.critical,
            spread=demand.spread,
            note=row.note,
        )

    def _effect(self, row: RowView) -> RowEffect:
        demand, carriers = row.demand, self.figures.carriers
        more = demand.model_copy(update={"carriers": demand.carriers + 1})
        points = demand.importance * shortfall(demand, carriers)
        after = demand.importance * shortfall(more, carriers)
        return RowEffect(
            row=row,
            asked=in_words(demand, self.names, self.words),
            short=100 * points / self.figures.demanded,
            sentence=self._sentence(demand),
            without=self._what_if(-points, -demand.importance * demand.carriers),
            more=self._what_if(after - points, demand.importance),
        )

    def _sentence(self, row: Demand) -> str:
        """Return who carries a row, and where it is short who comes nearest."""
        carried = self.findings.carried_by(row) or self.words.say("Nobody who sits carries this.")
        if shortfall(row, self.figures.carriers):
            return f"{carried} {self.findings.nearest(row)}"
        return carried

    def _what_if(self, short: int, asked: int) -> WhatIf:
        """Return what would be covered with so many points more short, of so many more asked."""
        percent = coverage_percent(self.figures.coverage + short, self.figures.demanded + asked)
        return WhatIf(
            percent,
            difference(self.figures.coverage_percent, percent, self.names),
            percent > self.figures.coverage_percent,
        )


def in_words(row: Demand, names: Names, words: Translator) -> str:
    """Return what a row asks, in a few words."""
    told = [
        words.say("importance {importance}", importance=row.importance),
        words.say("level {level}", level=names.number(row.level / 10)),
        words.say_count("{number} carrier", "{number} carriers", row.carriers),
    ]
    if row.critical:
        told.append(words.say("critical"))
    if row.spread:
        told.append(words.say("circle counts"))
    return ", ".join(told)


def anchors_of(behaviour: Behaviour, language: str) -> tuple[tuple[str, str], ...]:
    """Return the anchors of a behaviour by their levels, the lowest first."""
    levels = sorted(behaviour.anchors, key=int)
    return tuple((level, say(behaviour.anchors[level], language, "")) for level in levels)


def difference(before: float, after: float, names: Names) -> str:
    """Return the difference between two percentages with its sign; `=` where there is none."""
    change = round(after - before, 1)
    if not change:
        return "="
    return ("+" if change > 0 else "−") + names.number(abs(change))


def have_of(figures: TeamFigures, row: Demand) -> int:
    """Return how many of those who sit would carry a row that is not asked, or asked otherwise."""
    team = figures.team
    return sum(
        (level := team.level(person, row.behaviour)) is not None and level >= row.level
        for person in team.counting(row)
    )


def _numbered(rows: Sequence[RowView], numbers: dict[str, int] | None) -> list[RowView]:
    if numbers is None:
        return list(rows)
    return [replace(row, number=numbers[row.demand.behaviour]) for row in rows]
