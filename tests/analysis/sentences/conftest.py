"""Random dossiers, as the independent reference and as the program read them."""

import random
import re
from typing import Any

from planner.domain.names import Names
from planner.domain.result import Answer
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import Reference
from tests.oracle.writing import json_text, json_value


def drawn(seed: int) -> tuple[Reference, Dossier]:
    """Return a random dossier, for the reference and for the program."""
    text = json_text(random_dossier(random.Random(seed)))
    return Reference(json_value(text)), read_dossier(text.encode())


def english(dossier: Dossier) -> Names:
    """Return how things are called in English."""
    return Names(dossier.situation(), "en")


def percent(number: Any) -> str:
    """Return a percentage as the English sentences write it."""
    return f"{float(number):.1f}".removesuffix(".0") + " %"


def every_sentence(part: Any) -> list[Said]:
    """Return all sentences of an answer, wherever they stand."""
    if isinstance(part, Said):
        return [part]
    if isinstance(part, Answer):
        return [
            said for name in type(part).model_fields for said in every_sentence(getattr(part, name))
        ]
    if isinstance(part, dict):
        return [said for value in part.values() for said in every_sentence(value)]
    if isinstance(part, list | tuple):
        return [said for value in part for said in every_sentence(value)]
    return []


def numbers(text: str) -> list[str]:
    """Return the numbers of a sentence, as English writes them, smallest text first."""
    return sorted(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text))


def assert_both_languages(answer: Answer) -> None:
    """Both languages of each sentence end, differ, and tell the same numbers."""
    sentences = every_sentence(answer)
    assert sentences
    for said in sentences:
        assert said.nl != said.en
        assert numbers(said.nl) == numbers(said.en), said
        for text in (said.nl, said.en):
            assert re.search(r"[.:]$", text), text
            assert "{" not in text
            assert "  " not in text
