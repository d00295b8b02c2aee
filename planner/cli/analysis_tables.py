"""Why not, the front, stress and uncertainty, for people: tables on a terminal."""

from rich.table import Table

from planner.analysis.asked import AskedSentences
from planner.analysis.words import objective_label
from planner.cli.console import Terminal
from planner.domain.names import Names
from planner.domain.questions import (
    Departure,
    Front,
    FrontPoint,
    Needs,
    Stress,
    Uncertainty,
    WhyNot,
)
from planner.dossier.dossier import Dossier


class AnalysisPrinter:
    """Prints analyses of one dossier."""

    def __init__(self, terminal: Terminal, dossier: Dossier) -> None:
        """Keep what is printed about."""
        self._out = terminal.out
        self._words = terminal.words
        self._asked = AskedSentences(dossier, terminal.words)
        self._names = Names(dossier.situation(), terminal.words.language)

    def front(self, front: Front) -> None:
        """Print what each further change buys."""
        words = self._words
        if not front.points:
            self._out.print(words.say("No composition keeps every wish; there is no front."))
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
            table = Table(title=title, title_justify="left")
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
        words, names = self._words, self._names
        person = names.person(answer.person)
        if answer.with_them is None:
            self._impossible(answer, person)
        elif answer.optimum is not None and answer.worse is None:
            self._out.print(words.say("{person} is part of a best composition.", person=person))
        elif answer.optimum is not None and answer.worse is not None:
            self._out.print(
                words.say(
                    "With {person} {objective} is worse by {by}; covered is {percent}, where the "
                    "best covers {best}.",
                    person=person,
                    objective=objective_label(answer.worse.objective, words).lower(),
                    by=answer.worse.by,
                    percent=names.percent(answer.with_them.coverage_percent),
                    best=names.percent(answer.optimum.coverage_percent),
                )
            )
            for row in answer.rows:
                text = words.say(
                    "{team}: ‘{behaviour}’ lacks {after} instead of {before}.",
                    team=names.team(row.team),
                    behaviour=names.behaviour(row.behaviour),
                    after=row.with_shortfall,
                    before=row.optimum_shortfall,
                )
                self._out.print(f"  • {text}")
        self._needs(person, answer.needs)

    def _impossible(self, answer: WhyNot, person: str) -> None:
        words = self._words
        if any(item.kind == "eligible" for item in answer.conflict):
            self._out.print(words.say("No seat in question is open to {person}.", person=person))
            return
        self._out.print(words.say("{person} cannot have a seat beside:", person=person))
        for item in answer.conflict:
            self._out.print(f"  • {self._asked.of(item)}")

    def _needs(self, person: str, needs: Needs | None) -> None:
        words, names = self._words, self._names
        if needs is None:
            self._out.print(
                words.say(
                    "No development makes {person} as good on what counts most.", person=person
                )
            )
            return
        if needs.steps:
            self._out.print(
                words.say_count(
                    "{number} step of development makes {person} as good on what counts most:",
                    "{number} steps of development make {person} as good on what counts most:",
                    needs.steps,
                    person=person,
                )
            )
        for step in needs.development:
            text = words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=person,
                behaviour=names.behaviour(step.behaviour),
                start=names.number(step.start / 10),
                end=names.number(step.end / 10),
            )
            self._out.print(f"  • {text}")

    def uncertainty(self, answer: Uncertainty) -> None:
        """Print how sure proposals and choices are."""
        words, names = self._words, self._names
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
            table = Table(title=names.seat(seat), title_justify="left")
            table.add_column(words.say("Person"))
            table.add_column(words.say("Best in"), justify="right")
            for one in people:
                table.add_row(names.person(one.person), names.percent(100 * one.best_share))
            self._out.print(table)
