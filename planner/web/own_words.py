"""Texts in a form: what a text says in the reader's language, and what a new one makes of it."""

from typing import Any

from planner.domain.text import say
from planner.dossier.editing import ABSENT, Absent, Edit, Place, value_at


def own_words(text: Any, language: str) -> str:
    """Return what a text of a file says in a language; nothing where there is none."""
    return "" if text is ABSENT or text is None else say(text, language, "")


def with_own_words(text: Any, language: str, said: str) -> str | dict[str, str] | Absent:
    """Return a text of a file with other words in one language; other languages stay."""
    if not isinstance(text, dict):
        return said or ABSENT
    changed = {code: words for code, words in text.items() if code != language}
    if said:
        changed[language] = said
    return changed or ABSENT


def text_edit(raw: Any, place: Place, language: str, typed: str) -> Edit | None:
    """Return the edit that a typed text asks for; nothing where it says what stood there."""
    text = value_at(raw, place)
    said = typed.replace("\r\n", "\n").strip()
    if said == own_words(text, language).strip():
        return None
    return Edit(place, with_own_words(text, language, said))
