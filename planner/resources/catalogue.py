"""The catalogue: every visible text in the reader's language.

Texts stand in the code in English and are looked up in `templates/translations/<language>/`, a
`.po` file for each part of the program. They are read as they are: nothing has to be compiled, so
what a translator changes is what people see.
"""

import io
from functools import cache
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from planner.resources.files import resource_path
from planner.resources.written_numbers import written

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = LANGUAGES[0]


@cache
def translations(language: str) -> Translations:
    """Return the catalogue of a language; English is what the code says itself."""
    if language == "en":
        return Translations()
    catalogue = Catalog(locale=language)
    for path in sorted(resource_path("templates", "translations", language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


class Translator:
    """Says texts in one language. The catalogue finds them by the names of these methods."""

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        """Keep the language, which must be one of `LANGUAGES`."""
        self.language = language
        self._translations = translations(language)

    def say(self, template: str, **values: Any) -> str:
        """Return a text with its `{values}` filled in."""
        text = self._translations.ugettext(template)
        return text.format(**values) if values else text

    def say_count(self, one: str, more: str, number: int, **values: Any) -> str:
        """Return the singular or plural of a text, with `{number}` and other values filled in."""
        text = self._translations.ungettext(one, more, number)
        return text.format(number=written(number, self.language), **values)


def marked(template: str) -> str:
    """Return a text as it is, and show it to the catalogue: it is said elsewhere."""
    return template
