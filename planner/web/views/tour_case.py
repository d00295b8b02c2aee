"""The case that the tour walks through: a worked example, and its figures in one language."""

from dataclasses import dataclass
from functools import cached_property

from planner.analysis.compare import compare
from planner.analysis.findings import Findings
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.questions import Compared
from planner.domain.team import Demand, Seat
from planner.dossier.dossier import Dossier
from planner.figures.coverage import coverage_percent
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.compass import Compass


@dataclass(frozen=True)
class Cell:
    """A cell of a table: what it says, and whether it is the one to look at."""

    said: str
    stands_out: bool = False


@dataclass(frozen=True)
class Table:
    """Figures beside a step: what the table is about, its columns, and its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Step:
    """A step: what is found, what it means, the figures, and the screen where to see it.

    `screen` is empty where there is nothing more to see.
    """

    heading: str
    said: tuple[str, ...]
    table: Table | None = None
    compass: Compass | None = None
    wishes: tuple[str, ...] = ()
    screen: str = ""
    leads_to: str = ""


def cells(*said: str, stands_out: bool = False) -> tuple[Cell, ...]:
    """Return a row; the mark goes to its last cell."""
    *first, last = said
    return (*map(Cell, first), Cell(last, stands_out))


class Case:
    """The first team of a dossier as it sits, with one seat to fill."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.dossier = dossier
        self.words = words
        self.situation = dossier.situation()
        self.names = Names(self.situation, words.language)
        self.today = Composition(self.situation.incumbents)
        self.findings = Findings(self.figures_of(self.today), self.names, words)

    def figures_of(self, composition: Composition) -> TeamFigures:
        """Return the figures of the team in a composition."""
        return Figures(self.situation, composition).teams[self.situation.teams[0].id]

    def percent(self, value: float) -> str:
        """Return a percentage as people write it."""
        return self.findings.percent(value)

    def level(self, tenths: int | None) -> str:
        """Return a level with its one decimal; a dash where it is not known."""
        if tenths is None:
            return "\N{EN DASH}"
        return self.words.say("{whole}.{tenth}", whole=tenths // 10, tenth=tenths % 10)

    @property
    def covered(self) -> str:
        """What is covered today."""
        return self.percent(self.findings.figures.coverage_percent)

    @cached_property
    def seat(self) -> Seat:
        """The seat that is empty."""
        return self.findings.empty_seats[0]

    @cached_property
    def row(self) -> Demand:
        """A row to explain carriers by: short, and carried by somebody."""
        carriers = self.findings.figures.carriers
        return next(row for row in self.findings.short_rows if carriers[row.behaviour])

    @cached_property
    def compared(self) -> list[Compared]:
        """Everybody who may take the empty seat, the best for the team first."""
        return compare(self.dossier, self.seat.id, language=self.words.language).people

    @cached_property
    def best_fit(self) -> Compared:
        """The one who fits the job best."""
        return min(self.compared, key=lambda person: person.job_fit_rank or len(self.compared))

    @cached_property
    def costliest(self) -> str:
        """The member whose departure costs most."""
        losses = self.findings.losses
        return max(losses, key=losses.__getitem__)

    def without(self, person: str) -> str:
        """Return what stays covered when a member leaves."""
        figures = self.findings.figures
        left = coverage_percent(figures.coverage + self.findings.losses[person], figures.demanded)
        return self.percent(left)

    def with_and_without(self, person: str | None, leaving: str | None) -> str:
        """Return what is covered with somebody on the empty seat, and with somebody gone."""
        composition = self.today
        if person is not None:
            composition = composition.with_occupant(self.seat.id, person)
        if leaving is not None:
            left = next(s for s, who in composition.assignment.items() if who == leaving)
            composition = composition.with_occupant(left, None)
        return self.percent(self.figures_of(composition).coverage_percent)
