"""Somebody who is erased from a decision's file: nothing of them is left, and the rest holds."""

import datetime
import json

import pytest

from planner.decisions.blocks import plain_text
from planner.decisions.document.whole import decision_document
from planner.decisions.erasing import decision_without
from planner.decisions.reproducing import reproduce
from planner.decisions.writing import check_decision, write_decision
from planner.dossier.erasing import Erasure
from planner.dossier.examples import examples
from tests.decisions.making import decided, example, small

MOMENT = datetime.datetime(2026, 4, 1, 9, 30, tzinfo=datetime.UTC)
RANKS = {"mt-uitvoering": 2, "twee-directies-carrousel": 2, "crisisteam": 0}


def everybody():
    return [
        (name, person["id"], person["name"])
        for name in RANKS
        for person in json.loads(examples()[name])["people"]
    ]


def erasure(decision, person):
    called = {each.id: each.name for each in decision.case.people}
    return Erasure.of(person, (called.pop(person),), tuple(called.values()))


@pytest.mark.parametrize(("name", "person", "called"), everybody())
def test_nothing_of_somebody_is_left_and_the_file_is_whole(name, person, called):
    decision = example(name, RANKS[name])
    gone = erasure(decision, person)
    left = decision_without(decision, gone, MOMENT)
    written = write_decision(left).decode()
    assert called not in written
    assert json.dumps(person) not in written
    assert json.dumps(json.dumps(person))[1:-1] not in written
    checked = check_decision(written.encode())
    assert (checked.is_as_written, checked.decision.written()) == (True, left.written())
    [note] = left.erased
    assert (note.pseudonym, note.former) == (gone.pseudonym, decision.fingerprints.whole)
    assert left.fingerprints.whole != decision.fingerprints.whole


def test_reasons_speak_of_them_by_the_pseudonym_and_nothing_else_is_lost():
    decision = decided(small(), reasons="Kandidaat 1 past hier het best.")
    [person] = [each.id for each in decision.case.people if each.name == "Kandidaat 1"]
    gone = erasure(decision, person)
    left = decision_without(decision, gone, MOMENT)
    assert left.choice.reasons == f"{gone.pseudonym} past hier het best."
    assert left.present == decision.present
    assert left.answer.proposals[0].objectives == decision.answer.proposals[0].objectives


def test_the_document_calls_them_as_a_reader_can_read_it():
    decision = decided(small(), reasons="Kandidaat 1 past hier het best.")
    gone = erasure(decision, "p1")
    left = decision_without(decision, gone, MOMENT)
    text = plain_text(decision_document(left, "nl"))
    assert "gewist persoon 1 past hier het best." in text
    assert text.count(gone.pseudonym) == 1
    assert f"gewist persoon 1, en in het gegevensbestand {gone.pseudonym}" in text


def test_who_is_not_in_it_leaves_it_as_it_is():
    decision = example()
    assert decision_without(decision, Erasure("nobody-at-all", "erased-1"), MOMENT) is decision


def test_two_erasures_are_both_told():
    decision = example()
    first = decision_without(decision, erasure(decision, "osei"), MOMENT)
    second = decision_without(first, erasure(first, "kaya"), MOMENT)
    assert [each.former for each in second.erased] == [
        decision.fingerprints.whole,
        first.fingerprints.whole,
    ]


@pytest.mark.parametrize(("language", "told"), [("nl", "gewist"), ("en", "was erased")])
def test_the_document_and_the_reproduction_say_so(language, told):
    decision = example()
    left = decision_without(decision, erasure(decision, "kaya"), MOMENT)
    text = plain_text(decision_document(left, language))
    assert told in text
    assert decision.fingerprints.whole in text
    again = reproduce(left)
    assert again.same is False
    assert any(told in said.in_language(language) for said in again.said)
    assert not any(told in said.in_language(language) for said in reproduce(decision).said)
