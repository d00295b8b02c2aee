"""Develop or recruit, for people: what each gives alone, and a table of all choices."""

from collections.abc import Iterable

from rich.table import Table

from planner.cli.console import Terminal
from planner.domain.choices import Choice, DevelopOrRecruit, Gap, Obstacle, Way
from planner.domain.names import Names
from planner.domain.result import DevelopmentAnswer
from planner.domain.said import Said
from planner.dossier.dossier import Dossier


class ChoicePrinter:
    """Prints what a team of one dossier can choose between."""

    def __init__(self, terminal: Terminal, dossier: Dossier) -> None:
        """Keep what is printed about."""
        self._out = terminal.out
        self._words = terminal.words
        self._dossier = dossier
        self._names = Names(dossier.situation(), terminal.words.language)

    def _line(self, text: str, style: str | None = None) -> None:
        """Print a sentence; where it goes to a file or program it stays on one line."""
        self._out.print(text, style=style, soft_wrap=not self._out.is_terminal)

    def _said(self, said: Said) -> None:
        self._line(said.in_language(self._words.language))

    def _bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._line(f"  • {text}")

    def _obstacles(self, obstacles: list[Obstacle]) -> None:
        self._bullets(one.text.in_language(self._words.language) for one in obstacles)

    def choices(self, answer: DevelopOrRecruit) -> None:
        """Print today, the two pure ways, the front, the mixes, and what stays out of reach."""
        words = self._words
        self._line(self._names.called(self._dossier.title, ""), "bold")
        for assumption in answer.assumptions:
            self._said(assumption)
        self._out.print()
        self._today(answer)
        if answer.status == "infeasible":
            self._conflict(answer)
            return
        self._way(words.say("Recruitment only"), answer.recruitment_only)
        self._way(words.say("Development only"), answer.development_only)
        self._front(answer.points)
        self._out.print()
        for mix in answer.mixes:
            self._said(mix)
        self._out_of_reach(answer)

    def _today(self, answer: DevelopOrRecruit) -> None:
        today = answer.today
        self._said(today.text)
        if today.short:
            rows = self._names.listed(map(self._row, today.short))
            self._line(self._words.say("Short of carriers: {rows}.", rows=rows))
        if today.violations:
            self._line(self._words.say("This breaks:"))
            self._obstacles(today.violations)

    def _row(self, gap: Gap) -> str:
        behaviour = self._words.say(
            "‘{behaviour}’ ({have} of {required})",
            behaviour=self._names.behaviour(gap.behaviour),
            have=gap.carriers,
            required=gap.required,
        )
        if len(self._dossier.teams) == 1:
            return behaviour
        return f"{self._names.team(gap.team)}: {behaviour}"

    def _conflict(self, answer: DevelopOrRecruit) -> None:
        self._out.print()
        self._line(
            self._words.say("These cannot hold together; leave any one out and the rest fits:")
            if answer.conflict_minimal
            else self._words.say("These cannot hold together; perhaps fewer of them clash already:")
        )
        self._obstacles(answer.conflict)

    def _way(self, title: str, way: Way) -> None:
        self._out.print()
        self._line(title, "bold")
        self._said(way.text)
        if way.choice is not None:
            self._bullets((*self._moves(way.choice), *self._steps(way.choice.development)))
        elif way.in_the_way:
            self._line(self._words.say("This stands in the way:"))
            self._obstacles(way.in_the_way)

    def _moves(self, choice: Choice) -> list[str]:
        return [
            f"{self._names.seat(change.seat)}: {self._person(change.before)} → "
            f"{self._person(change.to)}"
            for change in choice.changes
        ]

    def _person(self, person: str | None) -> str:
        return self._words.say("nobody") if person is None else self._names.person(person)

    def _steps(self, development: list[DevelopmentAnswer]) -> list[str]:
        return [
            self._words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=self._names.person(step.person),
                behaviour=self._names.behaviour(step.behaviour),
                start=self._names.number(step.start / 10),
                end=self._names.number(step.end / 10),
            )
            for step in development
        ]

    def _front(self, points: list[Choice]) -> None:
        if not points:
            return
        words = self._words
        self._out.print()
        table = Table(title=words.say("All choices that no other beats"), title_justify="left")
        table.add_column(words.say("Seats changed"), justify="right")
        table.add_column(words.say("Steps"), justify="right")
        table.add_column(words.say("Covers"), justify="right")
        table.add_column(words.say("Who goes where, and who develops what"))
        for point in points:
            told = [*self._moves(point), *self._steps(point.development)]
            percent = self._names.percent(point.coverage_percent)
            table.add_row(str(point.moves), str(point.steps), percent, "\n".join(told) or "–")
        self._out.print(table)
        if not all(point.proven for point in points):
            self._line(
                words.say(
                    "The time ran out: what each choice covers is proven, but not that nobody else "
                    "would do as well with better further figures."
                )
            )

    def _out_of_reach(self, answer: DevelopOrRecruit) -> None:
        words = self._words
        if answer.out_of_reach is None:
            self._line(words.say("The time ran out before it was known what stays out of reach."))
        elif answer.out_of_reach:
            self._out.print()
            self._line(words.say("Out of reach of both"), "bold")
            self._bullets(one.text.in_language(words.language) for one in answer.out_of_reach)
