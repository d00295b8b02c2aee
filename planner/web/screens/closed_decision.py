"""Finding a closed decision of a dossier, and reading its file."""

from dataclasses import dataclass

from flask import abort

from planner.decisions.decision import Decision
from planner.decisions.letters import candidates
from planner.decisions.writing import read_decision
from planner.store.decisions import Closed, Decisions
from planner.web.screens.opened import Opened, opened
from planner.web.services import services


@dataclass(frozen=True)
class OpenedDecision:
    """A closed decision, its dossier as it is now, and what its file holds."""

    found: Opened
    closed: Closed
    content: bytes
    decision: Decision

    def note(self, name: str, *people: str) -> None:
        """Tell in the trail what is done with it; about all candidates where nobody is named."""
        about = people or candidates(self.decision)
        Decisions(services().store).note(name, self.closed, about)

    def document(self, language: str) -> bytes:
        """Return its document in a language as PDF, as it was made when it was closed."""
        return Decisions(services().store).document(self.closed, language)


def opened_decision(dossier: str, number: int) -> OpenedDecision:
    """Return a closed decision; 404 where there is none of that number in the dossier."""
    found, decisions = opened(dossier), Decisions(services().store)
    closed = decisions.find(found.id, number)
    if closed is None:
        abort(404)
    content = decisions.content(closed)
    return OpenedDecision(found, closed, content, read_decision(content))
