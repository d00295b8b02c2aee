"""What the screens of one dossier share: finding it, and where the reader is in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import abort, request

from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.written_json import read_json
from planner.store.clock import moment
from planner.store.dossiers import Kept
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
    def raw(self) -> Any:
        """The content as the file has it, for whoever edits it."""
        return read_json(self.kept.content)

    @property
    def title(self) -> str:
        """The dossier's title in the reader's language."""
        return say(self.dossier.title, language(), self.id)

    @property
    def note(self) -> str:
        """What its author noted."""
        return say(self.dossier.note, language(), "")


def opened(dossier: str) -> Opened:
    """Return a dossier; 404 where there is none by that id."""
    kept = services().dossiers.find(dossier)
    if kept is None:
        abort(404)
    return Opened(kept, services().dossiers.open(kept))


def is_cautious() -> bool:
    """Tell whether the address asks to read levels at the low end of their interval."""
    return request.args.get("cautious") == "1"


def has_intervals(dossier: Dossier) -> bool:
    """Tell whether any level has an interval: only then does the cautious reading differ."""
    return any(
        level is not None and level.low is not None
        for person in dossier.people
        for level in person.levels.values()
    )
