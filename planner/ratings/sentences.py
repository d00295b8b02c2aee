"""Sentences for people: a template of the catalogue with its values, said in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Sentence:
    """A sentence; `template` is English, and known to the catalogue (`marked`).

    A value is a text or a number; a `Sentence`, which is said in the same language; or a tuple
    of templates, which become a list of words.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def said(self, words: Translator) -> str:
        """Return the sentence in the translator's language."""
        return words.say(
            self.template, **{name: _said(value, words) for name, value in self.values.items()}
        )


def _said(value: Any, words: Translator) -> str:
    if isinstance(value, Sentence):
        return value.said(words)
    if isinstance(value, tuple):
        return ", ".join(words.say(template) for template in value)
    if isinstance(value, float | Fraction | Decimal):
        return decimal_text(value, words.language)
    return str(value)


def decimal_text(value: float | Fraction | Decimal, language: str, decimals: int = 2) -> str:
    """Return a number with at most so many decimals, a comma before them in Dutch."""
    text = f"{float(value):.{decimals}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "nl" else text
