"""What a dossier asks of a composition, read back in sentences."""

from dataclasses import dataclass

from planner.analysis.asked import AskedSentences
from planner.domain.items import Item
from planner.domain.priority import Objective
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator, marked

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


@dataclass(frozen=True)
class Wish:
    """One thing that is asked, in a sentence; and what its author noted."""

    kind: str
    sentence: str
    note: str = ""


class Reader:
    """Reads a dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.dossier = dossier
        self.words = words
        self.sentences = AskedSentences(dossier, words)

    def wish(self, item: Item) -> Wish:
        """Return what an item of a conflict asks."""
        note = self.dossier.constraints[item.key].note if isinstance(item.key, int) else None
        return Wish(
            self.words.say(_KINDS[item.kind]),
            # Constraints write for the terminal too; a page must not break a percentage in two.
            self.sentences.of(item).replace(" %", "\N{NO-BREAK SPACE}%"),
            say(note, self.words.language, ""),
        )
