"""Corrections that people ask for: each is answered once, by whoever runs the dossier."""

import pytest

from planner.store.acting import Actor, acting
from planner.store.corrections import Corrections
from planner.store.errors import Unknown
from planner.store.told import recorded
from tests.store.test_dossiers import EXAMPLES


@pytest.fixture
def corrections(store, dossiers):
    for name in ("mt", "ander"):
        dossiers.add(EXAMPLES[0].read_bytes(), recorded("added"), name)
    return Corrections(store)


def test_what_is_asked_waits_until_it_is_answered(corrections):
    first = corrections.ask("mt", "feitsma", "a1", "Dit was in 2019")
    second = corrections.ask("mt", "kaya", "a2", "Dit ken ik niet")
    assert corrections.open_in("mt") == [first, second]
    with acting(Actor("secretaris")):
        answered = corrections.answer(first.id, "mt", "feitsma", "Aangepast")
    assert (answered.answer, answered.answered_by) == ("Aangepast", "secretaris")
    assert corrections.open_in("mt") == [second]
    assert corrections.of_person("mt", "feitsma") == [answered]


def test_an_answer_is_given_once(corrections):
    asked = corrections.ask("mt", "feitsma", "a1", "Dit was in 2019")
    corrections.answer(asked.id, "mt", "feitsma", "Aangepast")
    with pytest.raises(Unknown):
        corrections.answer(asked.id, "mt", "feitsma", "Toch niet")


@pytest.mark.parametrize(("dossier", "person"), [("ander", "feitsma"), ("mt", "kaya")])
def test_what_was_asked_elsewhere_is_not_answered_here(corrections, dossier, person):
    asked = corrections.ask("mt", "feitsma", "a1", "Dit was in 2019")
    with pytest.raises(Unknown):
        corrections.answer(asked.id, dossier, person, "Aangepast")
    assert corrections.open_in("mt") == [asked]


def test_the_trail_does_not_hold_what_is_asked(store, corrections):
    asked = corrections.ask("mt", "feitsma", "a1", "Dit was in 2019")
    corrections.answer(asked.id, "mt", "feitsma", "Aangepast")
    told = [row["payload"] for row in store.rows("SELECT payload FROM trail_entries")]
    assert sum('"correction.' in each for each in told) == 2
    assert not any("2019" in each or "Aangepast" in each for each in told)
