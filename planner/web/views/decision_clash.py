"""Where two people wrote something else in the same place of a decision: both, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator, marked
from planner.store.decision_drafts import DraftClash

_PLACES = {
    "reasons": marked("The reasons"),
    "departure": marked("Why not the first proposal"),
    "present": marked("Who was there"),
    "withdraws": marked("Which decision no longer stands"),
    "withdrawal": marked("Why it no longer stands"),
}


@dataclass(frozen=True)
class DraftClashView:
    """One place: what it is, what stands there now, and what whoever asks wrote."""

    what: str
    theirs: str
    mine: str


def clash_views(
    clashes: Sequence[DraftClash], case: Dossier, words: Translator
) -> list[DraftClashView]:
    """Return each place that two people wrote in."""
    names = Names(case.situation(), words.language)
    return [_view(each, names, words) for each in clashes]


def _view(clash: DraftClash, names: Names, words: Translator) -> DraftClashView:
    if len(clash.place) == 2:
        seat = clash.place[1]
        what = names.seat(seat) if seat in names.situation.seats else seat
    else:
        what = words.say(_PLACES[clash.place[0]])
    theirs, mine = (_said(value, names, words) for value in (clash.theirs, clash.mine))
    return DraftClashView(what, theirs, mine)


def _said(value: Any, names: Names, words: Translator) -> str:
    match value:
        case None | "":
            return words.say("nothing")
        case str() if value in names.situation.people:
            return names.person(value)
        case list():
            return "; ".join(map(_attendee, value)) or words.say("nothing")
    return str(value)


def _attendee(each: Mapping[str, str]) -> str:
    return f"{each['name']} ({each['role']})"
