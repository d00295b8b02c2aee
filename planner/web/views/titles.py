"""The title and the note of a dossier as fields: one for each language in which they can be read.

A text that is the same in every language has a field of its own, and an empty one beside it for
whoever reads the other language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from planner.domain.faults import Fault, fault_at
from planner.dossier.editing import ABSENT, Edit, Place
from planner.resources.catalogue import Translator, marked

Faults: TypeAlias = tuple[Fault, ...]
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
    # Whether it may say in another language what a text says that is the same in all.
    is_other: bool = False

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
    is_alike = isinstance(text, str)
    said: Mapping[str, str] = {words.language: text} if isinstance(text, str) else text
    fields = []
    for code in dict.fromkeys((*said, *_LANGUAGES)):
        if is_alike and code == words.language:
            fields.append(TextField(key, (key,), words.say(alone), text))
            continue
        language = words.say(_LANGUAGES[code]) if code in _LANGUAGES else code
        label = words.say(in_language, language=language)
        fields.append(TextField(f"{key}-{code}", (key, code), label, said.get(code, ""), is_alike))
    return fields


def text_edits(raw: Any, typed: Mapping[str, str], words: Translator) -> dict[str, Edit]:
    """Return the edits that typed texts ask for, by the names of their fields."""
    edits: dict[str, Edit] = {}
    for key in _LABELS:
        fields = [field for field in _fields(raw, key, words) if field.name in typed]
        others = {str(field.place[-1]): typed[field.name] for field in fields if field.is_other}
        if any(others.values()):
            own = {words.language: typed.get(key, raw.get(key) or "")}
            said = {code: text for code, text in {**own, **others}.items() if text}
            edits[key] = Edit((key,), said)
        elif fields and not any(typed[field.name] for field in fields):
            edits[key] = Edit((key,), ABSENT)
        else:
            edits |= {
                field.name: Edit(field.place, typed[field.name] or ABSENT)
                for field in fields
                if typed[field.name] != field.value
            }
    return edits


def title_faults(raw: Any, typed: Mapping[str, str], words: Translator) -> dict[str, Faults]:
    """Return what is wrong with the titles that were typed, by the names of their fields.

    One language is enough, and where the title is the same in all that is the field of its own.
    """
    titles = [field for field in _fields(raw, "title", words) if field.name in typed]
    found = {field.name: too_long(typed[field.name]) for field in titles}
    if titles and not any(typed[field.name] for field in titles if not field.is_other):
        found[titles[0].name] = missing_title("")
    return {name: faults for name, faults in found.items() if faults}


def missing_title(typed: str) -> Faults:
    """Return what is wrong with a title that was typed."""
    if not typed:
        return (fault_at("title", "must not be empty"),)
    return too_long(typed)


def too_long(typed: str) -> Faults:
    """Return the mistake of a name that nobody would read to its end."""
    if len(typed) <= MOST_LETTERS:
        return ()
    return (fault_at("$", "must have at most {most} characters", most=MOST_LETTERS),)
