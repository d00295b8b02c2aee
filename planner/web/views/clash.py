"""Wishes that clash: what each says, how little is enough, and what comes of giving way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.analysis.explain.speaking import Speaking
from planner.analysis.sentences.voice import Voice
from planner.domain.explanation import ClashingItem
from planner.domain.items import Item, ItemKind
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator, marked
from planner.web.language import percent
from planner.web.views.asked import Reader, Wish
from planner.web.views.proposal import Move, moves_of

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

    `told` tells how little is enough, and `less` what would be asked instead; both are empty
    while that is not known, and `less` where only leaving it out is enough. `percent` is what
    the best team then covers, `moves` who goes where for that; nothing of it where something
    else clashes besides.
    """

    position: int
    wish: Wish
    nothing: str
    told: str = ""
    less: str = ""
    percent: str = ""
    moves: tuple[Move, ...] = ()
    steps: tuple[str, ...] = ()
    without_seat: str = ""


def clash_views(
    conflict: Sequence[Item],
    explained: Sequence[ClashingItem],
    dossier: Dossier,
    words: Translator,
) -> tuple[ClashView, ...]:
    """Return the wishes that clash, each with what an explanation says of it, if there is one."""
    reader = Reader(dossier, words)
    speaking = Speaking(dossier, Voice(Names(dossier.situation(), words.language), words))
    by_item = {each.item: each for each in explained}
    views = []
    for position, item in enumerate(conflict):
        view = ClashView(position, reader.wish(item), words.say(_NOTHING[item.kind]))
        told = by_item.get(item)
        views.append(view if told is None else _told(view, told, speaking))
    return tuple(views)


def _told(view: ClashView, told: ClashingItem, speaking: Speaking) -> ClashView:
    language, smallest = speaking.words.language, told.smallest
    asks = None if smallest is None else smallest.asks
    less = "" if asks is None else asks.in_language(language)
    then = None if smallest is None else smallest.composition
    if then is None:
        text = told.text.in_language(language)
        return replace(view, told=_unbroken(text), less=_unbroken(less))
    return replace(
        view,
        told=_unbroken(_enough(told.item, less, speaking)),
        less=_unbroken(less),
        percent=percent(then.coverage_percent),
        moves=moves_of(then.changes, speaking.names),
        steps=tuple(speaking.developing([step]) for step in then.development),
        without_seat=speaking.without_seat(then.changes),
    )


def _enough(item: Item, less: str, speaking: Speaking) -> str:
    """Return that everything else fits if this gives way; and, asking less, that it must so far."""
    say = speaking.words.say
    condition = speaking.condition(item, less or None)
    fits = say("{condition}, everything else fits.", condition=condition)
    return f"{fits} {say('Giving way less than that is not enough.')}" if less else fits


def _unbroken(sentence: str) -> str:
    # Analyses speak to the terminal too; a page must not break a percentage in two.
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")
