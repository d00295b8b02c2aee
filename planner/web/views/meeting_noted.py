"""All that a committee noted in a meeting, each with what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain.text import say
from planner.store.notes import About, Note
from planner.web.views.meeting import Topic
from planner.web.views.meeting_names import Called


@dataclass(frozen=True)
class Noted:
    """What was noted, and what about."""

    kind: str
    label: str
    text: str


def noted(called: Called, topics: Sequence[Topic], notes: Iterable[Note]) -> list[Noted]:
    """Return what was noted: in general, of candidates by their letters, then of behaviours.

    A note about what is talked about no more comes after the others.
    """
    order = [About(), *(About("candidate", person) for person in called.meeting.people)]
    order += [About("behaviour", topic.row.behaviour) for topic in topics]
    place = {about: position for position, about in enumerate(order)}
    written = [note for note in notes if note.text]
    written.sort(key=lambda note: (place.get(note.about, len(order)), note.about.subject))
    return [
        Noted(note.about.kind, _label(called, note.about), called.masked(note.text))
        for note in written
    ]


def _label(called: Called, about: About) -> str:
    words = called.words
    if about.kind == "general":
        return words.say("In general")
    if about.kind == "candidate":
        return called.full_name(about.subject)
    known = called.dossier.whole_repertoire.by_id.get(about.subject)
    return about.subject if known is None else say(known.label, words.language, known.id)
