"""The wishes of a dossier: each as its sentence, and whether the team as it sits keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.analysis.asked import AskedSentences
from planner.domain.composition import Composition
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement, requirements
from planner.figures.team_figures import Figures
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class WishView:
    """One thing that is asked.

    `index` is its place among the wishes of the dossier, `None` for what follows from the seats
    and the task. `breaches` tell how the team as it sits breaks it; nothing is judged of what
    only gives permission. `remark` says what is easily misread in the sentence.
    """

    index: int | None
    sentence: str
    remark: str
    note: str
    is_judged: bool
    breaches: tuple[str, ...]


class WishReader:
    """Reads the wishes of one dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Work out how things are today."""
        situation = dossier.situation()
        self.dossier = dossier
        self.words = words
        self._names = Names(situation, words.language)
        self._sentences = AskedSentences(dossier, words)
        self._today = Figures(situation, Composition(situation.incumbents))
        asked: Mapping[Item, Requirement] = {each.item: each for each in requirements(dossier)}
        self._asked = asked

    def wishes(self) -> tuple[WishView, ...]:
        """Return the wishes that people made, in the dossier's order."""
        return tuple(map(self.wish, range(len(self.dossier.constraints))))

    def given(self) -> tuple[WishView, ...]:
        """Return what follows from the seats and the task."""
        return tuple(
            self._view(item, None, "", "") for item in self._asked if item.kind != "constraint"
        )

    def wish(self, index: int) -> WishView:
        """Return one of the wishes that people made."""
        wish = self.dossier.constraints[index]
        note = say(wish.note, self.words.language, "")
        return self._view(Item("constraint", index), index, wish.remark(self._names), note)

    def _view(self, item: Item, index: int | None, remark: str, note: str) -> WishView:
        requirement = self._asked.get(item)
        breaches = [] if requirement is None else requirement.check(self._today, self._names)
        return WishView(
            index=index,
            sentence=_unbroken(self._sentences.of(item)),
            remark=remark,
            note=note,
            is_judged=requirement is not None,
            breaches=tuple(_unbroken(breach.text) for breach in breaches),
        )


def _unbroken(sentence: str) -> str:
    # Constraints write for the terminal too; a page must not break a percentage in two.
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")
