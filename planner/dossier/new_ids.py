"""Ids for what people add: made of its title, so that a file stays readable."""

import re
import unicodedata
from collections.abc import Collection

_MOST_LETTERS = 40


def new_id(title: str, taken: Collection[str], otherwise: str) -> str:
    """Return an id that is not taken: the title's letters and digits, or another word.

    Args:
        title: what people call it.
        taken: the ids that are in use.
        otherwise: the word for a title without any such letter.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_LETTERS].strip("-") or otherwise
    number, found = 1, word
    while found in taken:
        number += 1
        found = f"{word}-{number}"
    return found
