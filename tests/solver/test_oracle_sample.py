"""Random dossiers, each answer checked against the enumeration of everything that is possible."""

import random

import pytest

from planner.analysis.compare import compare
from planner.analysis.evaluate import evaluate
from planner.analysis.propose import propose
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import Reference, check_compare, check_evaluate, check_result
from tests.oracle.run import VARIANTS
from tests.oracle.writing import json_text, json_value

from .conftest import read

SAMPLE = 60
FIRST = 5000


def as_json(answer) -> dict:
    """Return an answer as programs read it, its decimals exact."""
    return json_value(json_text(answer.written()))


def problems(number: int, variants, modes) -> list:
    """Return what is wrong with the answers about one random dossier."""
    raw = json_value(json_text(random_dossier(random.Random(number))))
    reference, dossier = Reference(raw), read(raw)
    found = []
    for cautious in modes:
        for alternatives, difference in variants:
            answer = propose(
                dossier, alternatives=alternatives, difference=difference, cautious=cautious
            )
            checked = check_result(reference, as_json(answer), alternatives, difference, cautious)
            found += [(cautious, alternatives, difference, problem) for problem in checked]
        found += check_evaluate(
            reference, None, as_json(evaluate(dossier, cautious=cautious)), cautious
        )
        for seat in dossier.situation().seats:
            answer = as_json(compare(dossier, seat, cautious=cautious))
            found += check_compare(reference, seat, answer, cautious)
    return found


@pytest.mark.parametrize("number", range(FIRST, FIRST + SAMPLE))
def test_a_random_dossier_is_answered_as_the_enumeration_says(number):
    variants = [VARIANTS[number % len(VARIANTS)]]
    assert problems(number, variants, [number % 3 == 0]) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(20_000, 20_400, 20))
def test_many_random_dossiers_are_answered_as_the_enumeration_says(start):
    for number in range(start, start + 20):
        assert problems(number, VARIANTS, [False, True]) == [], number
