"""Scenarios, for people: one table in the order of the grid."""

from rich.table import Table

from planner.analysis.words import STATUS_LABELS
from planner.cli.console import Terminal
from planner.domain.names import Names
from planner.domain.result import Change
from planner.domain.scenarios import Outcome, Scenario, ScenarioResults
from planner.dossier.dossier import Dossier
from planner.dossier.scenarios import Axis, Grid

# The best scenarios, in a column of its own.
_BEST = "★"


class ScenarioPrinter:
    """Prints the scenarios of one grid on one dossier."""

    def __init__(self, terminal: Terminal, dossier: Dossier, grid: Grid) -> None:
        """Keep what is printed about."""
        self._terminal = terminal
        self._words = terminal.words
        self._grid = grid
        self._names = Names(dossier.situation(), terminal.words.language)

    def results(self, results: ScenarioResults) -> None:
        """Print the dossier as it is, every scenario, and the mistakes of those that have any."""
        words = self._words
        title = self._names.called(self._grid.title, words.say("Scenarios"))
        table = Table(title=title, title_justify="left")
        for axis in self._grid.axes:
            table.add_column(self._names.called(axis.title, axis.id))
        table.add_column("")
        table.add_column(words.say("Outcome"))
        table.add_column(words.say("Covers"), justify="right")
        table.add_column(words.say("Shortfall"), justify="right")
        table.add_column(words.say("Changes"), justify="right")
        table.add_column(words.say("Other than as it is"))
        as_it_is = [words.say("as it is"), *("" for _ in self._grid.axes[1:])]
        table.add_row(*as_it_is, "", *self._cells(results.base), "", end_section=True)
        for scenario in results.scenarios:
            chosen = [self._choice(axis, scenario) for axis in self._grid.axes]
            mark = _BEST if scenario.rank == 1 else ""
            differs = "\n".join(map(self._moved, scenario.differs)) or "–"
            table.add_row(*chosen, mark, *self._cells(scenario), differs)
        self._terminal.out.print(table)
        if any(scenario.rank == 1 for scenario in results.scenarios):
            text = words.say("{mark} best by the priorities of the dossier as it is", mark=_BEST)
            self._terminal.line(text)

    def _choice(self, axis: Axis, scenario: Scenario) -> str:
        choice = next(one for one in axis.choices if one.id == scenario.choices[axis.id])
        return self._names.called(choice.title, choice.id)

    def _cells(self, outcome: Outcome) -> list[str]:
        words = self._words
        status = (
            words.say("Not a valid dossier")
            if outcome.status == "invalid"
            else words.say(STATUS_LABELS[outcome.status])
        )
        if outcome.objectives is None or outcome.coverage_percent is None:
            return [status, "–", "–", "–"]
        return [
            status,
            self._names.percent(outcome.coverage_percent),
            str(outcome.objectives["coverage"]),
            str(outcome.objectives["changes"]),
        ]

    def _moved(self, change: Change) -> str:
        seat = change.seat
        if seat in self._names.situation.seats:
            seat = self._names.seat(seat)
        return f"{seat}: {self._person(change.before)} → {self._person(change.to)}"

    def _person(self, person: str | None) -> str:
        if person is None:
            return self._words.say("nobody")
        # Somebody whom a scenario added is known there only.
        known = person in self._names.situation.people
        return self._names.person(person) if known else self._names.called(person, person)
