"""The method page says what the constants are."""

from planner.ratings.method import method_sentences
from planner.resources.catalogue import Translator


def test_the_method_is_told_with_its_numbers():
    told = [sentence.said(Translator("nl")) for sentence in method_sentences()]
    assert len(told) == 11
    assert not any("{" in sentence for sentence in told)
    for number in ("0,36", "0,64", "0,08", "0,7", "0,8", "10 of meer", "90 %", "20 beoordelaars"):
        assert any(number in sentence for sentence in told), number
    assert any("0.36" in sentence.said(Translator("en")) for sentence in method_sentences())
