"""Why not, the front, stress and uncertainty, for people: the finding first, then a table."""

from collections.abc import Iterable

from rich.table import Table

from planner.cli.console import Terminal
from planner.domain.names import Names
from planner.domain.questions import Departure, Front, FrontPoint, Stress, Uncertainty, WhyNot
from planner.domain.said import Said
from planner.dossier.dossier import Dossier


class AnalysisPrinter:
    """Prints analyses of one dossier."""

    def __init__(self, terminal: Terminal, dossier: Dossier) -> None:
        """Keep what is printed about."""
        self._terminal = terminal
        self._out = terminal.out
        self._words = terminal.words
        self._names = Names(dossier.situation(), terminal.words.language)

    def _tell(self, *said: Said | None) -> None:
        """Print sentences, each on a line of its own."""
        for one in said:
            if one is not None:
                self._terminal.line(one.in_language(self._words.language))

    def _list(self, said: Iterable[Said | None]) -> None:
        """Print sentences as a list."""
        for one in said:
            if one is not None:
                self._terminal.line(f"  • {one.in_language(self._words.language)}")

    def front(self, front: Front) -> None:
        """Print what each further change buys."""
        words = self._words
        self._tell(*(point.said for point in front.points), front.said)
        if not front.points:
            return
        table = Table(title=words.say("What more changes buy"), title_justify="left")
        table.add_column(words.say("Changes"), justify="right")
        table.add_column(words.say("Covers"), justify="right")
        table.add_column(words.say("Who goes where"))
        for point in front.points:
            percent = self._names.percent(point.coverage_percent)
            table.add_row(str(point.changes), percent, self._moves(point))
        self._out.print(table)

    def _moves(self, point: FrontPoint) -> str:
        moves = [
            f"{self._names.seat(seat)}: {self._person(before)} → {self._person(after)}"
            for seat, before in self._names.situation.incumbents.items()
            if (after := point.assignment[seat]) != before
        ]
        return "\n".join(moves) or "–"

    def _person(self, person: str | None) -> str:
        return self._words.say("nobody") if person is None else self._names.person(person)

    def stress(self, stress: Stress) -> None:
        """Print what each departure does to each team."""
        words = self._words
        for team, answer in stress.teams.items():
            percent = self._names.percent(answer.figures.coverage_percent)
            title = words.say(
                "{team}: covers {percent} now", team=self._names.team(team), percent=percent
            )
            self._out.print(title, style="bold")
            finding, *further = answer.said
            self._tell(finding)
            self._list(further)
            table = Table()
            table.add_column(words.say("Who leaves"))
            table.add_column(words.say("Then covers"), justify="right")
            table.add_column(words.say("What falls short"))
            table.add_column(words.say("Best replacement"))
            table.add_column(words.say("Covers with them"), justify="right")
            for departure in answer.departures:
                table.add_row(*self._cells(departure))
            self._out.print(table)

    def _cells(self, departure: Departure) -> list[str]:
        names, replacement = self._names, departure.replacement
        found = [] if replacement is None else [p for p in replacement.assignment.values() if p]
        return [
            names.people(departure.people),
            names.percent(departure.coverage_percent),
            ", ".join(names.behaviour(row.behaviour) for row in departure.short) or "–",
            names.people(found) if found else "–",
            "–" if replacement is None else names.percent(replacement.coverage_percent),
        ]

    def why_not(self, answer: WhyNot) -> None:
        """Print what a person costs, or why they cannot be there; and what they would need."""
        self._tell(answer.said)
        self._list([*(row.said for row in answer.rows), *answer.conflict_said])
        self._tell(*answer.needs_said[:1])
        self._list(answer.needs_said[1:])

    def uncertainty(self, answer: Uncertainty) -> None:
        """Print how sure proposals and choices are."""
        words, names = self._words, self._names
        self._tell(*answer.said)
        self._list(proposal.said for proposal in answer.proposals)
        table = Table(
            title=words.say_count(
                "Proposals, in {number} draw", "Proposals, in {number} draws", answer.draws
            ),
            title_justify="left",
        )
        table.add_column(words.say("Proposal"))
        table.add_column(words.say("Best in"), justify="right")
        table.add_column(words.say("Covers, from 5 % to 95 % of the draws"), justify="right")
        for proposal in answer.proposals:
            spread = proposal.coverage_percent
            ends = f"{names.percent(spread.p5)} – {names.percent(spread.p95)}"
            table.add_row(str(proposal.rank), names.percent(100 * proposal.best_share), ends)
        self._out.print(table)
        for seat, people in answer.seats.items():
            self._out.print(names.seat(seat), style="bold")
            self._tell(answer.seats_said.get(seat), people[0].said)
            table = Table()
            table.add_column(words.say("Person"))
            table.add_column(words.say("Best in"), justify="right")
            for one in people:
                table.add_row(names.person(one.person), names.percent(100 * one.best_share))
            self._out.print(table)
