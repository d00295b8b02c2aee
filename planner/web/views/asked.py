"""What a dossier asks of a composition, read back in sentences."""

from dataclasses import dataclass
from decimal import Decimal

from planner.analysis.asked import AskedSentences
from planner.analysis.findings import capitalised
from planner.analysis.words import OBJECTIVE_MEANINGS
from planner.domain.items import Item
from planner.domain.priority import Objective, Priority
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.resources.catalogue import Translator, marked
from planner.web.language import number, percent

_KINDS = {
    "constraint": marked("wish"),
    "filled": marked("seat to fill"),
    "minimum": marked("minimum"),
    "locked": marked("fixed seat"),
    "critical": marked("critical behaviour"),
}

# What a search tries to reach for each objective.
GOALS: dict[Objective, str] = {
    "coverage": marked("as little as possible short"),
    "departure": marked("as little as possible lost when one leaves"),
    "load": marked("leading roles spread as far as possible"),
    "balance": marked("the weakest direction as strong as possible"),
    "nearness": marked("as near the levels as possible"),
    "changes": marked("as few people as possible leave their seat"),
    "development": marked("as few development steps as possible"),
}

# What a figure means, said as the pages show it: percentages where the search has per mille.
_MEANINGS: dict[Objective, str] = {
    **OBJECTIVE_MEANINGS,
    "balance": marked("How many per cent the weakest direction lacks."),
}


@dataclass(frozen=True)
class Wish:
    """One thing that is asked, in a sentence; and what its author noted."""

    kind: str
    sentence: str
    note: str = ""


@dataclass(frozen=True)
class PriorityView:
    """One objective in the order of importance."""

    label: str
    meaning: str
    slack: str


@dataclass(frozen=True)
class Asked:
    """Everything that holds in a search: the wishes, the seats, and what counts most."""

    wishes: tuple[Wish, ...]
    given: tuple[Wish, ...]
    priorities: tuple[PriorityView, ...]


class Reader:
    """Reads a dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.dossier = dossier
        self.words = words
        self.sentences = AskedSentences(dossier, words)

    def asked(self) -> Asked:
        """Return everything that the dossier asks, in its order."""
        wishes = [
            self.wish(Item("constraint", index)) for index in range(len(self.dossier.constraints))
        ]
        given = [
            self.wish(requirement.item)
            for requirement in requirements(self.dossier)
            if requirement.item.kind != "constraint"
        ]
        return Asked(tuple(wishes), tuple(given), tuple(self._priorities()))

    def _priorities(self) -> list[PriorityView]:
        return [
            PriorityView(
                label=capitalised(self.words.say(GOALS[priority.objective])),
                meaning=self.words.say(_MEANINGS[priority.objective]),
                slack=self._slack(priority),
            )
            for priority in self.dossier.objectives_in_order()
        ]

    def _slack(self, priority: Priority) -> str:
        """Return what may be given up, in the unit that the pages show; nothing for none."""
        if not priority.slack:
            return ""
        if priority.objective == "balance":
            return percent(Decimal(priority.slack) / 10)
        return number(Decimal(priority.slack) / (10 if priority.objective == "nearness" else 1))

    def wish(self, item: Item) -> Wish:
        """Return what an item of a conflict asks."""
        note = self.dossier.constraints[item.key].note if isinstance(item.key, int) else None
        return Wish(
            self.words.say(_KINDS[item.kind]),
            # Constraints write for the terminal too; a page must not break a percentage in two.
            self.sentences.of(item).replace(" %", "\N{NO-BREAK SPACE}%"),
            say(note, self.words.language, ""),
        )
