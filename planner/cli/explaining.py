"""`abd-planner explain`: why a proposal is as it is, and what it would take to do better."""

from collections.abc import Iterable

import click

from planner.analysis.explain.answer import NoSuchProposal, explain
from planner.analysis.words import STATUS_LABELS
from planner.cli.console import INVALID, Terminal, code_of
from planner.cli.files import opened
from planner.cli.options import (
    cautious_option,
    file_argument,
    json_option,
    seed_option,
    sweep_options,
    time_limit_option,
)
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.domain.explanation import (
    ClashingItem,
    Explanation,
    Move,
    RequirementAnswer,
    StepEffect,
)
from planner.domain.names import Names
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.jobs.choosing import sweeping
from planner.solver.limits import Limits


def explain_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(
        file: str,
        proposal: int,
        time_limit: float | None,
        seed: int,
        cautious: bool,
        as_json: bool,
        workers: int | None,
        scheduler: str | None,
    ) -> int:
        dossier = opened(file, terminal)
        if dossier is None:
            return INVALID
        try:
            with sweeping(workers, scheduler) as sweep, ProgressBar(terminal, proposal) as bar:
                answer = explain(
                    dossier,
                    proposal=proposal,
                    seed=seed,
                    cautious=cautious,
                    limits=Limits(time_limit, listener=bar.listen, counter=bar.count),
                    sweep=sweep,
                )
        except NoSuchProposal as error:
            terminal.complain(
                "{file}: --proposal: there is no proposal {rank}; how many there are: {number}",
                file=file,
                rank=proposal,
                number=error.number,
            )
            return INVALID
        tell(answer, ExplanationPrinter(terminal, dossier).explanation, as_json)
        return code_of(answer.status)

    return click.Command(
        "explain",
        callback=run,
        help=words.say("Explain a proposal, or how a clash can give way."),
        params=[
            file_argument(),
            click.Option(
                ["--proposal"],
                type=click.IntRange(min=1),
                default=1,
                show_default=True,
                metavar="N",
                help=words.say("Which proposal, counted from the best."),
            ),
            time_limit_option(
                terminal, words.say("Stop after so long, and say what is not known by then.")
            ),
            seed_option(terminal),
            cautious_option(terminal),
            json_option(terminal),
            *sweep_options(terminal),
        ],
    )


class ExplanationPrinter:
    """Prints the explanation of one dossier's proposal."""

    def __init__(self, terminal: Terminal, dossier: Dossier) -> None:
        """Keep what is printed about."""
        self._out = terminal.out
        self._words = terminal.words
        self._dossier = dossier
        self._names = Names(dossier.situation(), terminal.words.language)

    def explanation(self, answer: Explanation) -> None:
        """Print what a proposal buys and costs, what binds, and what else could be."""
        words = self._words
        self._heading(self._names.called(self._dossier.title, ""))
        self._line(words.say(STATUS_LABELS[answer.status]))
        if answer.proposal is not None:
            percent = self._names.percent(answer.proposal.coverage_percent)
            self._line(
                words.say(
                    "Proposal {rank} covers {percent}.",
                    rank=answer.proposal.rank,
                    percent=percent,
                )
            )
            self._part(words.say("What each move buys and costs"))
            self._effects(answer.moves, words.say("Everybody stays where they sit."))
            if answer.steps:
                self._part(words.say("What each development buys"))
                self._effects(answer.steps, "")
            self._part(words.say("What each thing that is asked costs"))
            self._requirements(answer.requirements)
            self._part(words.say("How far each figure could go if it counted most"))
            self._points(objective.text for objective in answer.objectives)
        if answer.conflict:
            self._clash(answer)

    def _effects(self, effects: Iterable[Move | StepEffect], nothing: str) -> None:
        told = False
        for effect in effects:
            told = True
            self._line(f"• {self._in(effect.text)}")
            # What becomes short or is no longer short is what people look for first.
            rows = sorted(effect.rows, key=lambda row: row.without_shortfall == row.with_shortfall)
            self._points((row.text for row in rows), "    – ")
            if effect.needed_for:
                broken = self._words.say("Without it this is broken:")
                self._line(f"  {broken}")
                self._points((needed.text for needed in effect.needed_for), "    – ")
        if not told:
            self._line(nothing)

    def _requirements(self, requirements: list[RequirementAnswer]) -> None:
        """Print what costs something, each with what to do; and what costs nothing, in a list."""
        free = [one for one in requirements if one.binds is False]
        for requirement in requirements:
            if requirement.binds is not False:
                self._line(f"• {self._in(requirement.asks)}")
                self._line(f"  {self._in(requirement.text)}")
        if free:
            self._line(
                self._words.say(
                    "These cost nothing: leave any one of them out, and still no better "
                    "composition exists."
                )
            )
            self._points((one.asks for one in free), "  – ")

    def _clash(self, answer: Explanation) -> None:
        words = self._words
        self._part(
            words.say("These cannot hold together; leave any one out and the rest fits:")
            if answer.conflict_minimal
            else words.say("These cannot hold together; perhaps fewer of them clash already:")
        )
        for item in answer.conflict:
            self._clashing(item)

    def _clashing(self, item: ClashingItem) -> None:
        self._line(f"• {self._in(item.asks)}")
        self._line(f"  {self._in(item.text)}")

    def _points(self, sentences: Iterable[Said], mark: str = "• ") -> None:
        for sentence in sentences:
            self._line(f"{mark}{self._in(sentence)}")

    def _part(self, title: str) -> None:
        self._line("")
        self._heading(title)

    def _heading(self, text: str) -> None:
        self._out.print(text, style="bold", soft_wrap=not self._out.is_terminal)

    def _in(self, said: Said) -> str:
        return said.in_language(self._words.language)

    def _line(self, text: str) -> None:
        """Print a sentence; where it goes to a file or program it stays on one line."""
        self._out.print(text, soft_wrap=not self._out.is_terminal)
