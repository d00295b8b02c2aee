"""`abd-planner reproduce`: whether a decision's file is whole, and gives the same answer again."""

import click
from rich.table import Table

from planner.cli.console import DONE, FAULTY, INVALID, TIME_RAN_OUT, Terminal
from planner.cli.files import content_of
from planner.cli.options import json_option, time_limit_option
from planner.cli.output import tell
from planner.cli.progress import ProgressBar
from planner.decisions.decision import Decision
from planner.decisions.fingerprint import as_noted
from planner.decisions.reproducing import Outcome, ReproducedProposal, Reproduction, reproduce
from planner.decisions.writing import Checked, check_decision
from planner.domain.names import Names
from planner.dossier.strict_json import InvalidFile
from planner.solver.limits import Limits

_CODES = {True: DONE, False: FAULTY, None: TIME_RAN_OUT}


def reproduce_command(terminal: Terminal) -> click.Command:
    """Return the command."""
    words = terminal.words

    def run(file: str, noted: str | None, time_limit: float | None, as_json: bool) -> int:
        checked = _checked(file, noted, terminal)
        if checked is None:
            return INVALID
        decision = checked.decision
        with ProgressBar(terminal, decision.options.alternatives) as bar:
            answer = reproduce(decision, Limits(time_limit, listener=bar.listen))
        tell(answer, ReproductionPrinter(terminal, decision).reproduction, as_json)
        return _CODES[answer.same]

    return click.Command(
        "reproduce",
        callback=run,
        help=words.say("Check a decision's file, and run its question again."),
        params=[
            click.Argument(["file"], metavar="FILE"),
            click.Option(
                ["noted", "--fingerprint"],
                metavar="SHA256",
                help=words.say(
                    "The fingerprint as it was noted elsewhere, such as in the document."
                ),
            ),
            time_limit_option(
                terminal, words.say("Stop after so long, and say what is not known by then.")
            ),
            json_option(terminal),
        ],
    )


def _checked(file: str, noted: str | None, terminal: Terminal) -> Checked | None:
    """Return the decision, or tell everything that is wrong with its file."""
    try:
        checked = check_decision(content_of(file))
    except InvalidFile as error:
        terminal.explain_all(error, file)
        return None
    if not checked.is_as_written:
        terminal.complain(
            "{file}: warning: the content is whole, but the file is laid out in another way than "
            "it was written; another program seems to have saved it.",
            file=file,
        )
    whole = checked.decision.fingerprints.whole
    if noted is not None and as_noted(noted) != whole:
        terminal.complain(
            "{file}: this is not the file of which the fingerprint was noted; its own is {whole}.",
            file=file,
            whole=whole,
        )
        return None
    return checked


class ReproductionPrinter:
    """Prints whether one decision gives the same answer again."""

    def __init__(self, terminal: Terminal, decision: Decision) -> None:
        """Keep what is printed about."""
        self._out = terminal.out
        self._line = terminal.line
        self._words = terminal.words
        self._decision = decision
        self._names = Names(decision.case.situation(), terminal.words.language)

    def reproduction(self, answer: Reproduction) -> None:
        """Print the fingerprint, the finding, and each proposal then and now."""
        words = self._words
        title = self._names.called(self._decision.question.title, self._decision.id)
        self._out.print(title, style="bold")
        self._line(words.say("The file is whole. Fingerprint: {whole}", whole=answer.fingerprint))
        for said in answer.said:
            self._line(said.in_language(words.language))
        if not answer.proposals:
            return
        table = Table()
        table.add_column(words.say("Proposal"))
        table.add_column(words.say("In the file"))
        table.add_column(words.say("Run again"))
        table.add_column(words.say("The same?"))
        for proposal in answer.proposals:
            table.add_row(*self._cells(proposal))
        self._out.print(table)

    def _cells(self, proposal: ReproducedProposal) -> list[str]:
        return [
            str(proposal.rank),
            self._told(proposal.then),
            self._told(proposal.now),
            self._names.value(proposal.same),
        ]

    def _told(self, outcome: Outcome | None) -> str:
        if outcome is None:
            return "–"
        moves = [
            f"{self._names.seat(seat)}: {self._person(outcome.assignment[seat])}"
            for seat, before in self._names.situation.incumbents.items()
            if outcome.assignment[seat] != before
        ]
        return "\n".join([self._names.percent(outcome.coverage_percent), *moves])

    def _person(self, person: str | None) -> str:
        return self._words.say("nobody") if person is None else self._names.person(person)
