"""What the screens of one dossier share: finding it, and where the reader is in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import abort, g

from planner.domain.text import opening, say
from planner.dossier.dossier import Dossier
from planner.dossier.rereading import Reading
from planner.store.clock import moment
from planner.store.kept import Kept
from planner.web.language import language, words
from planner.web.services import services


@dataclass(frozen=True)
class Opened:
    """A dossier that can be worked with."""

    kept: Kept
    dossier: Dossier

    @property
    def id(self) -> str:
        """The dossier's id in addresses."""
        return self.kept.id

    @property
    def version(self) -> int:
        """Which version of it this is."""
        return self.kept.version

    @property
    def saved_at(self) -> datetime:
        """When this version was saved."""
        return moment(self.kept.at)

    @property
    def last_change(self) -> str:
        """What was done last."""
        return self.kept.done.said(words())

    @cached_property
    def reading(self) -> Reading:
        """The dossier with its content, for whoever edits it."""
        return services().dossiers.read(self.kept)

    @property
    def raw(self) -> Any:
        """The content as the file has it."""
        return self.reading.raw

    @property
    def title(self) -> str:
        """The dossier's title in the reader's language."""
        return say(self.dossier.title, language(), self.id)

    @property
    def note(self) -> str:
        """What its author noted to begin with: the first paragraph says what it is about."""
        return opening(say(self.dossier.note, language(), ""))


def opened(dossier: str) -> Opened:
    """Return a dossier; 404 where there is none by that id."""
    kept = services().dossiers.find(dossier)
    if kept is None:
        abort(404)
    # What the page shows is what is told of it, whatever somebody else does meanwhile.
    g.shown = kept
    return Opened(kept, services().dossiers.open(kept))
