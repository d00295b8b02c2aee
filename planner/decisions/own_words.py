"""What the program itself fills in where people are named: said in whatever language is read.

A decision's file holds such words as they stood on the page when it was closed. They are known
again by what they are in any language, so that a document is in one language as a whole.
"""

from collections.abc import Mapping
from functools import cache

from planner.resources.catalogue import LANGUAGES, Translator, marked

THE_PROGRAM = marked("the program itself")
ALONE = marked("somebody who works alone")
NO_REASON = marked("No reason was asked: this is a worked example.")
DECIDES = marked("decides")
# What each role in a dossier is called.
ROLE_NAMES: Mapping[str, str] = {
    "secretary": marked("Secretary"),
    "chair": marked("Chair"),
    "member": marked("Committee member"),
    "reader": marked("Reader of the decision"),
    "rater": marked("Rater"),
    "person": marked("Somebody whom it is about"),
}
_OWN = (THE_PROGRAM, ALONE, NO_REASON, DECIDES, *ROLE_NAMES.values())


def in_the_language(text: str, words: Translator) -> str:
    """Return a text in a reader's language, where the program wrote it; else as it is."""
    template = _known().get(text)
    return text if template is None else words.say(template)


@cache
def _known() -> Mapping[str, str]:
    return {
        Translator(language).say(template): template for language in LANGUAGES for template in _OWN
    }
