"""One round, for people: the finding, the figures, the teams, the chains, what stays empty."""

from collections.abc import Sequence
from typing import TypeVar

from rich.table import Table

from planner.analysis.findings import some
from planner.analysis.words import STATUS_LABELS, objective_label
from planner.cli.console import Terminal
from planner.domain.names import Names
from planner.domain.questions import FiguresAnswer
from planner.domain.rounds import LosesSeat, RoundReport, TeamInRound
from planner.dossier.dossier import Dossier

# More rows than this are no table to read any more; `--all` shows them.
_MOST_ROWS = 20

Row = TypeVar("Row")


class RoundPrinter:
    """Prints the round of one dossier."""

    def __init__(self, terminal: Terminal, dossier: Dossier, *, all_rows: bool) -> None:
        """Keep what is printed about, and whether every row is shown."""
        self._terminal = terminal
        self._out = terminal.out
        self._line = terminal.line
        self._words = terminal.words
        self._dossier = dossier
        self._names = Names(dossier.situation(), terminal.words.language)
        self._all_rows = all_rows

    def report(self, report: RoundReport, heading: str | None) -> None:
        """Print the round; `heading` is the file's name, where there are several."""
        title = self._names.called(self._dossier.title, "")
        self._title(title if heading is None else f"{heading}: {title}")
        self._line(report.text.in_language(self._words.language))
        self._out.print(self._words.say(STATUS_LABELS[report.status]))
        if report.status == "infeasible":
            self._conflict(report)
        if report.after is None:
            return
        self._out.print(self._figures(report, report.after))
        self._teams(report)
        self._chains(report)
        self._said(
            self._words.say("Seats that stay empty"),
            [seat.text.in_language(self._words.language) for seat in report.unfilled],
        )
        self._said(
            self._words.say("Who sits now, and has no seat then"),
            [self._loses(one) for one in report.without_seat],
        )
        self._said(
            self._words.say("Who develops what"),
            [
                self._words.say(
                    "{person} develops {behaviour} from {start} to {end}.",
                    person=self._names.person(step.person),
                    behaviour=self._names.behaviour(step.behaviour),
                    start=self._names.number(step.start / 10),
                    end=self._names.number(step.end / 10),
                )
                for step in report.development
            ],
        )

    def _title(self, text: str) -> None:
        """Print a title; where it goes to a file or program it stays on one line."""
        self._out.print(text, style="bold", soft_wrap=not self._out.is_terminal)

    def _conflict(self, report: RoundReport) -> None:
        self._line(
            self._words.say("These cannot hold together; leave any one out and the rest fits:")
            if report.conflict_minimal
            else self._words.say("These cannot hold together; perhaps fewer of them clash already:")
        )
        for item in report.conflict:
            self._line(f"  • {item.text.in_language(self._words.language)}")

    def _figures(self, report: RoundReport, after: FiguresAnswer) -> Table:
        words = self._words
        table = Table(title=words.say("Figures"), title_justify="left")
        table.add_column(words.say("Figure"))
        for column in (
            words.say("Now"),
            words.say("Then"),
            words.say("Smallest proven"),
            words.say("Could drop by"),
        ):
            table.add_column(column, justify="right")
        for objective, bound in report.bounds.items():
            table.add_row(
                objective_label(objective, words),
                str(report.before.objectives[objective]),
                str(after.objectives[objective]),
                str(bound),
                self._names.percent(100 * report.gap[objective]) if report.gap[objective] else "–",
            )
        return table

    def _teams(self, report: RoundReport) -> None:
        words = self._words
        table = Table(title=words.say("Teams, the greatest gain first"), title_justify="left")
        table.add_column(words.say("Team"))
        table.add_column(words.say("Covers now"), justify="right")
        table.add_column(words.say("Covers then"), justify="right")
        table.add_column(words.say("Gain"), justify="right")
        table.add_column(words.say("Still short"))
        # The sort is stable: equal gains stay in the order of the dossier.
        ranked = sorted(report.teams.items(), key=lambda pair: -_gain(pair[1]))
        shown = self._shown(ranked)
        for team, figures in shown:
            table.add_row(self._names.team(team), *self._cells(figures))
        self._out.print(table)
        self._further(len(ranked) - len(shown))

    def _cells(self, team: TeamInRound) -> list[str]:
        after = team.before if team.after is None else team.after
        short = [self._names.behaviour(row.behaviour) for row in team.short]
        return [
            self._names.percent(team.before.coverage_percent),
            self._names.percent(after.coverage_percent),
            str(_gain(team)),
            some(short, self._names, self._words) or "–",
        ]

    def _chains(self, report: RoundReport) -> None:
        """Print the chains, the longest first: in those a move waits for another."""
        ranked = sorted(report.chains, key=lambda chain: -len(chain.moves))
        self._said(
            self._words.say("Who goes where after whom"),
            [chain.text.in_language(self._words.language) for chain in ranked],
        )

    def _loses(self, one: LosesSeat) -> str:
        return self._words.say(
            "{person}, now {seat} ({team})",
            person=self._names.person(one.person),
            seat=self._names.seat(one.seat),
            team=self._names.team(one.team),
        )

    def _said(self, title: str, texts: Sequence[str]) -> None:
        if not texts:
            return
        self._title(title)
        shown = self._shown(texts)
        for text in shown:
            self._line(f"  • {text}")
        self._further(len(texts) - len(shown))

    def _shown(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows if self._all_rows else rows[:_MOST_ROWS]

    def _further(self, number: int) -> None:
        if number:
            self._line(
                self._words.say_count(
                    "And {number} more; --all shows it too.",
                    "And {number} more; --all shows them too.",
                    number,
                )
            )


def _gain(team: TeamInRound) -> int:
    """Return by how many points of importance a team is less short."""
    if team.after is None:
        return 0
    return team.before.objectives["coverage"] - team.after.objectives["coverage"]
