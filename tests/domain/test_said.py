"""Sentences go with answers, and are no part of a format."""

import pytest
from pydantic import ValidationError

from planner.domain.questions import ShortRow, Uncertainty
from planner.domain.said import Said
from planner.dossier.schemas import schema

WORDS = Said(nl="Een zin.", en="A sentence.")
ROW = {"behaviour": "trust", "carriers": 1, "required": 2, "shortfall": 1}
ANALYSES = ("compare", "front", "stress", "uncertainty", "why-not")


def test_a_sentence_is_told_in_the_reader_s_language():
    assert WORDS.in_language("nl") == "Een zin."
    assert WORDS.in_language("en") == "A sentence."


def test_what_is_written_has_no_sentence():
    assert ShortRow(**ROW, said=WORDS).written() == ROW


def test_a_sentence_is_not_read_from_a_file():
    with pytest.raises(ValidationError, match="said"):
        ShortRow.model_validate({**ROW, "said": WORDS.written()})


@pytest.mark.parametrize("name", ANALYSES)
def test_no_schema_of_an_analysis_knows_sentences(name):
    assert "said" not in str(schema(name))


def test_each_answer_has_sentences_of_its_own():
    told = {"draws": 1, "proposals": [], "seats": {}, "seed": 0, "seconds": 0.0}
    versions = {"abd-planner": "0", "ortools": "0"}
    one, other = (Uncertainty.model_validate({**told, "versions": versions}) for _ in "ab")
    assert one.seats_said == {}
    assert one.seats_said is not other.seats_said
