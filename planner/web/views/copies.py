"""The copy of a dossier: all that it holds, under a title that says that it is a copy."""

from typing import Any

from planner.domain.text import Text
from planner.dossier.editing import Edit, edited
from planner.dossier.written_json import write_json
from planner.resources.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Translator


def copy_of(raw: Any) -> bytes:
    """Return the content of a copy."""
    return write_json(edited(raw, [Edit(("title",), _copied(raw["title"]))]))


def _copied(title: Text) -> Text:
    if isinstance(title, str):
        return _in(DEFAULT_LANGUAGE, title)
    return {code: _in(code, said) for code, said in title.items()}


def _in(language: str, title: str) -> str:
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return Translator(known).say("{title} (copy)", title=title)
