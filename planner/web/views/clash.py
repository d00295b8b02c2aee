"""Wishes that clash: what each says, how little is enough, and how it can give way."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.explanation import ClashingItem
from planner.domain.items import Item, ItemKind
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator, marked
from planner.web.views.asked import Reader, Wish

# What is done when something is not asked any more, said on the button that does it.
_NOTHING: dict[ItemKind, str] = {
    "constraint": marked("Take this wish out"),
    "locked": marked("Unlock this seat"),
    "filled": marked("Let this seat stay empty"),
    "minimum": marked("Ask no minimum for this seat"),
    "critical": marked("Do not call this behaviour critical"),
}


@dataclass(frozen=True)
class ClashView:
    """One wish of a clash; `position` is its place among them.

    `smallest` tells how little is enough, and `less` what would be asked instead; both are empty
    while that is not known, and `less` where only leaving it out is enough.
    """

    position: int
    wish: Wish
    smallest: str
    less: str
    nothing: str
    is_alone: bool


def clash_views(
    conflict: Sequence[Item],
    explained: Sequence[ClashingItem],
    dossier: Dossier,
    words: Translator,
) -> tuple[ClashView, ...]:
    """Return the wishes that clash, each with what an explanation says of it, if there is one."""
    reader = Reader(dossier, words)
    by_item = {each.item: each for each in explained}
    return tuple(
        _view(position, item, by_item.get(item), reader) for position, item in enumerate(conflict)
    )


def _view(position: int, item: Item, told: ClashingItem | None, reader: Reader) -> ClashView:
    words = reader.words
    smallest = None if told is None else told.smallest
    less = None if smallest is None else smallest.asks
    return ClashView(
        position=position,
        wish=reader.wish(item),
        smallest="" if told is None else _unbroken(told.text.in_language(words.language)),
        less="" if less is None else _unbroken(less.in_language(words.language)),
        nothing=words.say(_NOTHING[item.kind]),
        is_alone=told is not None and told.scope == "conflict",
    )


def _unbroken(sentence: str) -> str:
    # Analyses speak to the terminal too; a page must not break a percentage in two.
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")
