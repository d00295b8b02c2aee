"""What a dossier asks of a composition, read back in sentences."""

from dataclasses import dataclass

from planner.analysis.asked import AskedSentences
from planner.domain.items import Item
from planner.domain.names import Names
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


@dataclass(frozen=True)
class Wish:
    """One thing that is asked, in a sentence; what is easily misread; what its author noted."""

    kind: str
    sentence: str
    remark: str = ""
    note: str = ""


class Reader:
    """Reads a dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.dossier = dossier
        self.words = words
        self.sentences = AskedSentences(dossier, words)
        self._names = Names(dossier.situation(), words.language)

    def wish(self, item: Item) -> Wish:
        """Return what an item of a conflict asks."""
        wish = self.dossier.constraints[item.key] if isinstance(item.key, int) else None
        return Wish(
            self.words.say(_KINDS[item.kind]),
            # Constraints write for the terminal too; a page must not break a percentage in two.
            self.sentences.of(item).replace(" %", "\N{NO-BREAK SPACE}%"),
            "" if wish is None else wish.remark(self._names),
            "" if wish is None else say(wish.note, self.words.language, ""),
        )
