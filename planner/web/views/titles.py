"""The title and the note of a dossier as fields: one, or one for each language that they are in."""

from dataclasses import dataclass
from typing import Any

from planner.domain.faults import Fault, fault_at
from planner.dossier.editing import Place
from planner.resources.catalogue import Translator, marked

MOST_LETTERS = 200

_LABELS = {
    "title": (marked("Title"), marked("Title in {language}")),
    "note": (marked("Note"), marked("Note in {language}")),
}
_LANGUAGES = {"nl": marked("Dutch"), "en": marked("English")}


@dataclass(frozen=True)
class TextField:
    """A text of a dossier in a form: its name there, its place in the dossier, what it says."""

    name: str
    place: Place
    label: str
    value: str

    @property
    def is_title(self) -> bool:
        """Tell whether it is the title, which cannot be left out."""
        return self.place[0] == "title"


def text_fields(raw: Any, words: Translator) -> list[TextField]:
    """Return the fields of a dossier's title and note."""
    return [field for key in _LABELS for field in _fields(raw, key, words)]


def _fields(raw: Any, key: str, words: Translator) -> list[TextField]:
    alone, in_language = _LABELS[key]
    text = raw.get(key) or ""
    if isinstance(text, str):
        return [TextField(key, (key,), words.say(alone), text)]
    return [
        TextField(
            f"{key}-{code}",
            (key, code),
            words.say(
                in_language,
                language=words.say(_LANGUAGES[code]) if code in _LANGUAGES else code,
            ),
            said,
        )
        for code, said in text.items()
    ]


def missing_title(typed: str) -> tuple[Fault, ...]:
    """Return what is wrong with a title that was typed."""
    if not typed:
        return (fault_at("title", "must not be empty"),)
    return too_long(typed)


def too_long(typed: str) -> tuple[Fault, ...]:
    """Return the mistake of a name that nobody would read to its end."""
    if len(typed) <= MOST_LETTERS:
        return ()
    return (fault_at("$", "must have at most {most} characters", most=MOST_LETTERS),)
