"""What two people changed at once, said so that whoever came second can choose."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT
from planner.resources.catalogue import Translator
from planner.store.kept import Overtaken
from planner.web.returning import way_back
from planner.web.views.places import PlaceReader


@dataclass(frozen=True)
class ClashView:
    """One place: what it is, what it was, what stands there now, and what was asked."""

    what: str
    before: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class OvertakenView:
    """The clashes; the fields that send the same again, over what stands now; the way back."""

    clashes: tuple[ClashView, ...]
    again: tuple[tuple[str, str], ...]
    last: str
    back: str


def overtaken_view(error: Overtaken, dossier: Dossier, words: Translator) -> OvertakenView:
    """Return what the page shows."""
    places = PlaceReader(dossier, words)

    def shown(value: Any) -> str:
        return words.say("nothing") if value is ABSENT else places.value(value)

    sent = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "version")
    ]
    return OvertakenView(
        clashes=tuple(
            ClashView(
                places.place(clash.place),
                shown(clash.before),
                shown(clash.theirs),
                shown(clash.mine),
            )
            for clash in error.clashes
        ),
        again=(*sent, ("version", str(error.kept.version))),
        last=error.kept.done.said(words),
        back=way_back(url_for("team.show", dossier=error.kept.id)),
    )
