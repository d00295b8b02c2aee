"""Answers for people: tables and sentences on a terminal."""

from rich.table import Table

from planner.analysis.asked import AskedSentences
from planner.analysis.words import STATUS_LABELS, objective_label
from planner.cli.console import Terminal
from planner.domain.names import Names
from planner.domain.priority import OBJECTIVES
from planner.domain.questions import (
    Comparison,
)
from planner.domain.result import (
    Proposal,
    Result,
    TeamAnswer,
    ViolationAnswer,
)
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import marked

_COMPARED = (
    marked("Rank"),
    marked("Covers"),
    marked("Gain"),
    marked("Contribution"),
    marked("Job fit"),
    marked("Job-fit rank"),
)


class Printer:
    """Prints answers about one dossier."""

    def __init__(self, terminal: Terminal, dossier: Dossier) -> None:
        """Keep what is printed about."""
        self._out = terminal.out
        self._line = terminal.line
        self._words = terminal.words
        self._dossier = dossier
        self._asked = AskedSentences(dossier, terminal.words)
        self._names = Names(dossier.situation(), terminal.words.language)

    def result(self, result: Result) -> None:
        """Print proposals, an evaluation, or what clashes."""
        words = self._words
        title = self._names.called(self._dossier.title, "")
        self._out.print(title, style="bold")
        self._out.print(words.say(STATUS_LABELS[result.status]))
        for proposal in result.proposals:
            self._out.print()
            if result.status != "evaluated":
                self._heading(proposal)
            self._proposal(proposal)
        if result.exhausted:
            self._out.print(words.say("There are no more proposals that differ enough."))
        if result.status == "infeasible":
            self._conflict(result)
        if result.violations is not None:
            self._violations(result.violations)

    def _heading(self, proposal: Proposal) -> None:
        if proposal.proven and proposal.rank == 1:
            text = self._words.say("Proposal {rank}, proven best", rank=proposal.rank)
        elif proposal.proven:
            text = self._words.say(
                "Proposal {rank}, proven best after the earlier ones", rank=proposal.rank
            )
        else:
            text = self._words.say("Proposal {rank}, best found so far", rank=proposal.rank)
        self._out.print(text, style="bold")

    def _proposal(self, proposal: Proposal) -> None:
        percent = self._names.percent(proposal.coverage_percent)
        self._out.print(self._words.say("Covers {percent} of what is asked.", percent=percent))
        for change in proposal.changes:
            before = self._person(change.before)
            after = self._person(change.to)
            seat = self._names.seat(change.seat)
            self._out.print(f"  {seat}: {before} → {after}")
        for step in proposal.development:
            text = self._words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=self._names.person(step.person),
                behaviour=self._names.behaviour(step.behaviour),
                start=self._names.number(step.start / 10),
                end=self._names.number(step.end / 10),
            )
            self._out.print(f"  {text}")
        self._out.print(self._figures(proposal))
        for team, answer in proposal.teams.items():
            self._out.print(self._rows(team, answer))

    def _person(self, person: str | None) -> str:
        return self._words.say("nobody") if person is None else self._names.person(person)

    def _figures(self, proposal: Proposal) -> Table:
        table = Table(title=self._words.say("Figures"), title_justify="left")
        table.add_column(self._words.say("Figure"))
        table.add_column(self._words.say("Value"), justify="right")
        if proposal.bounds:
            table.add_column(self._words.say("Smallest proven"), justify="right")
        for objective in OBJECTIVES:
            if objective == "development" and self._dossier.development is None:
                continue
            cells = [objective_label(objective, self._words), str(proposal.objectives[objective])]
            if proposal.bounds:
                cells.append(str(proposal.bounds.get(objective, "–")))
            table.add_row(*cells)
        return table

    def _rows(self, team: str, answer: TeamAnswer) -> Table:
        table = Table(title=self._names.team(team), title_justify="left")
        table.add_column(self._words.say("Behaviour"))
        table.add_column(self._words.say("Carriers"), justify="right")
        table.add_column(self._words.say("Who carries it"))
        for behaviour, row in answer.coverage.items():
            mark = "▲" if row.shortfall else " "
            count = self._words.say(
                "{have} of {required}", have=len(row.carriers), required=row.required
            )
            people = ", ".join(map(self._names.person, row.carriers)) or "–"
            table.add_row(self._names.behaviour(behaviour), f"{mark} {count}", people)
        return table

    def _conflict(self, result: Result) -> None:
        self._out.print(
            self._words.say("These cannot hold together; leave any one out and the rest fits:")
            if result.conflict_minimal
            else self._words.say(
                "These cannot hold together; perhaps fewer of them clash already:"
            ),
        )
        for item in result.conflict:
            self._line(f"  • {self._asked.of(item)}")

    def _violations(self, violations: list[ViolationAnswer]) -> None:
        if not violations:
            self._out.print(self._words.say("This breaks nothing that is asked."))
            return
        self._out.print(self._words.say("This breaks:"))
        for violation in violations:
            self._line(f"  • {violation.text}")

    def comparison(self, comparison: Comparison) -> None:
        """Print everybody who may take a seat, side by side."""
        words, names = self._words, self._names
        seat, team = names.seat(comparison.seat), names.team(comparison.team)
        self._out.print(f"{team}: {seat}", style="bold")
        for said in comparison.said:
            self._line(said.in_language(words.language))
        if not comparison.people:
            return
        several = len(self._dossier.teams) > 1
        table = Table()
        table.add_column(words.say("Person"))
        for column in _COMPARED:
            table.add_column(words.say(column), justify="right")
        table.add_column(words.say("Carries alone"))
        if several:
            table.add_column(words.say("All teams cover"), justify="right")
        shared = _shared_by_all(comparison)
        for person in comparison.people:
            cells = [
                names.person(person.person),
                str(person.rank),
                names.percent(person.figures.coverage_percent),
                str(person.gain),
                names.number(round(person.contribution, 1)),
                "–" if person.job_fit is None else names.number(person.job_fit),
                "–" if person.job_fit_rank is None else str(person.job_fit_rank),
                ", ".join(map(names.behaviour, person.unique)) or "–",
            ]
            if several:
                cells.append(names.percent(person.dossier.coverage_percent))
            table.add_row(*cells)
        self._out.print(table)
        self._each(comparison)
        self._broken(comparison, shared)

    def _each(self, comparison: Comparison) -> None:
        """Print what there is to say about each person: the place first, the rest below it."""
        for person in comparison.people:
            first, *further = (said.in_language(self._words.language) for said in person.said)
            self._line(first)
            for sentence in further:
                self._line(f"  • {sentence}")

    def _broken(self, comparison: Comparison, shared: list[ViolationAnswer]) -> None:
        """Print what choices break: what they all do once, then what each does besides."""
        if shared:
            self._out.print(self._words.say("Whoever sits there, this is broken:"))
            for violation in shared:
                self._line(f"  • {violation.text}")
        own = any(v not in shared for person in comparison.people for v in person.violations)
        if own:
            self._out.print(self._words.say("And with these people, this is broken:"))
        for person in comparison.people:
            for violation in person.violations:
                if violation not in shared:
                    self._line(f"  • {self._names.person(person.person)}: {violation.text}")


def _shared_by_all(comparison: Comparison) -> list[ViolationAnswer]:
    if not comparison.people:
        return []
    first, *others = (person.violations for person in comparison.people)
    return [violation for violation in first if all(violation in other for other in others)]
