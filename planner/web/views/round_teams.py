"""The teams of a round: what each covers, what stays short, and which of them are looked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.analysis.findings import Findings
from planner.domain.composition import Composition, Development
from planner.domain.names import Names
from planner.domain.rounds import RoundReport
from planner.domain.situation import Situation
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator, marked
from planner.web.compass import Compass
from planner.web.views.rows import compass_of, directions_of


@dataclass(frozen=True)
class Standing:
    """How a team stands, now or then: its covered percentage, empty seats, and what is short."""

    percent: float
    coverage: int
    empty: int
    short: tuple[str, ...]


@dataclass(frozen=True)
class TeamRow:
    """One team of a round; `then` is nothing where there is no proposal."""

    id: str
    title: str
    now: Standing
    then: Standing | None
    moving: int
    words: str

    @property
    def gain(self) -> int:
        """By how many points of importance the team is less short than now."""
        return 0 if self.then is None else self.now.coverage - self.then.coverage

    @property
    def gain_percent(self) -> float:
        """By how many percentage points the team covers more than now."""
        return 0.0 if self.then is None else round(self.then.percent - self.now.percent, 1)

    @property
    def shown(self) -> Standing:
        """How the team stands in the end: then where there is a proposal, else now."""
        return self.then or self.now


def _every(_: TeamRow) -> bool:
    return True


_SHOWN: Mapping[str, tuple[str, Callable[[TeamRow], bool]]] = {
    "all": (marked("All teams"), _every),
    "gain": (marked("Teams that gain"), lambda row: row.gain > 0),
    "less": (marked("Teams that cover less"), lambda row: row.gain < 0),
    "moves": (marked("Teams where somebody comes or goes"), lambda row: row.moving > 0),
    "empty": (marked("Teams with an empty seat"), lambda row: row.shown.empty > 0),
    "short": (marked("Teams with something short"), lambda row: bool(row.shown.short)),
}
_OF_PROPOSALS = ("gain", "less", "moves")


class RoundTeams:
    """The teams of a dossier as they sit, and as a round would have them."""

    def __init__(self, situation: Situation, report: RoundReport | None, words: Translator) -> None:
        """Work out the figures; there is nothing to compare with where no proposal was found."""
        self._situation = situation
        self._words = words
        self._names = Names(situation, words.language)
        self.now = Figures(situation, Composition(situation.incumbents))
        self.then = None
        if report is not None and report.assignment is not None:
            self.then = Figures(situation, _composition(report, report.assignment))

    @cached_property
    def rows(self) -> list[TeamRow]:
        """The teams: the greatest gain first; without a proposal, what covers least."""
        rows = [self._row(team.id) for team in self._situation.teams]
        # The sort is stable: equals stay in the order of the dossier.
        if self.then is None:
            return sorted(rows, key=lambda row: row.now.percent)
        return sorted(rows, key=lambda row: -row.gain)

    def choices(self) -> list[tuple[str, str]]:
        """Return what can be chosen to be shown, with words; no gains without a proposal."""
        return [
            (name, self._words.say(label))
            for name, (label, _) in _SHOWN.items()
            if self.then is not None or name not in _OF_PROPOSALS
        ]

    def pictures(self, team: str) -> list[Compass]:
        """Return the compass of a team now, and then where there is a proposal."""
        return [
            compass_of(directions_of(of, Findings(of, self._names, self._words)))
            for figures in (self.now, self.then)
            if figures is not None
            for of in (figures.teams[team],)
        ]

    def _row(self, team: str) -> TeamRow:
        now = self.now.teams[team]
        then = None if self.then is None else self.then.teams[team]
        title = self._names.team(team)
        return TeamRow(
            id=team,
            title=title,
            now=self._standing(now),
            then=None if then is None else self._standing(then),
            moving=0 if then is None else then.moves,
            words=" ".join((title, *self._said(now), *self._said(then))).casefold(),
        )

    def _said(self, figures: TeamFigures | None) -> Sequence[str]:
        """Return what a team can be found by: its seats, and the people on them."""
        if figures is None:
            return ()
        seats = [self._names.seat(seat.id) for seat in figures.team.team.seats]
        return [*seats, *map(self._names.person, figures.team.members)]

    def _standing(self, figures: TeamFigures) -> Standing:
        rows = sorted(figures.team.rows, key=lambda row: -row.importance)
        return Standing(
            percent=figures.coverage_percent,
            coverage=figures.coverage,
            empty=len(figures.team.team.seats) - len(figures.team.members),
            short=tuple(
                self._names.behaviour(row.behaviour)
                for row in rows
                if shortfall(row, figures.carriers)
            ),
        )


def found(rows: Sequence[TeamRow], search: str, show: str) -> list[TeamRow]:
    """Return the teams in which every word of a search stands, and which are to be shown."""
    _, wanted = _SHOWN.get(show, _SHOWN["all"])
    asked = search.casefold().split()
    return [row for row in rows if wanted(row) and all(word in row.words for word in asked)]


def _composition(report: RoundReport, assignment: Mapping[str, str | None]) -> Composition:
    steps = tuple(
        Development(step.person, step.behaviour, step.start, step.end, step.steps)
        for step in report.development
    )
    return Composition(assignment, steps)
