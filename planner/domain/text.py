"""A text in one language, or in several."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, StringConstraints, WithJsonSchema

from planner.domain.faults import fault, shown

PlainText = Annotated[str, StringConstraints(strict=True)]
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"


def _text(value: Any) -> str | dict[str, str]:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise fault("must be a text, or an object from language code to text")
    for language, words in value.items():
        if not isinstance(language, str) or not re.match(_LANGUAGE, language):
            raise fault("must have language codes as keys, not {value}", value=shown(language))
        if not isinstance(words, str):
            raise fault("must hold a text for each language, not {value}", value=shown(words))
    return value


Text = Annotated[
    str | dict[str, str],
    PlainValidator(_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "propertyNames": {"pattern": _LANGUAGE},
                    "additionalProperties": {"type": "string"},
                },
            ]
        }
    ),
]


def opening(text: str) -> str:
    """Return the first paragraph of a text: what stands before its first empty line."""
    return re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0]


def say(text: str | Mapping[str, str] | None, language: str, fallback: str) -> str:
    """Return a text in the language asked for, else in another it has, else `fallback` (the id)."""
    if isinstance(text, str):
        return text or fallback
    if not text:
        return fallback
    for code in (language, "nl", "en"):
        if text.get(code):
            return text[code]
    return next((words for words in text.values() if words), fallback)
