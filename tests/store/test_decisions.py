"""Decisions as they are kept: drafts that several people write, and what is closed for good."""

import json

import pytest

from planner.decisions.letters import candidates
from planner.decisions.writing import check_decision, read_decision
from planner.dossier.editing import Edit
from planner.dossier.examples import examples
from planner.store.acting import Actor, acting
from planner.store.database import Store
from planner.store.decision_drafts import (
    Attendee,
    DecisionDrafts,
    Draft,
    DraftClosed,
    Drafted,
    DraftOvertaken,
)
from planner.store.decisions import Decisions, DossierMoved
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase, held_about
from planner.store.personal.part import Subject
from planner.store.told import recorded
from planner.store.verifying import verify
from tests.deciding import closed, drafted

CASE, OTHER = "mt-uitvoering", "crisisteam"
TOLD = recorded("changed")


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    for name in (CASE, OTHER):
        Dossiers(opened).add(examples()[name], recorded("added"), name)
    yield opened
    opened.close()


@pytest.fixture
def begun():
    return Draft(CASE, 1, 0, Drafted(seats={"a": None, "b": "ann"}))


def saved(store, begun, version, **fields):
    stands = DecisionDrafts(store).latest(CASE) or begun
    mine = {**stands.drafted.model_dump(), **fields}
    return DecisionDrafts(store).save(begun, version, Drafted.model_validate(mine))


def test_what_is_written_is_kept_as_a_new_version(store, begun):
    assert DecisionDrafts(store).latest(CASE) is None
    first = saved(store, begun, 0, reasons="Hierom.")
    assert (first.number, first.version, first.drafted.reasons) == (1, 1, "Hierom.")
    second = saved(store, begun, 1, departure="Daarom.")
    assert (second.version, second.drafted.reasons) == (2, "Hierom.")
    assert DecisionDrafts(store).latest(CASE) == second


def test_what_was_written_already_makes_no_new_version(store, begun):
    first = saved(store, begun, 0, reasons="Hierom.")
    assert saved(store, begun, 1) == first


def test_two_who_write_in_different_places_both_get_their_way(store, begun):
    base = saved(store, begun, 0, reasons="Begin.").drafted
    drafts = DecisionDrafts(store)
    drafts.save(begun, 1, base.model_copy(update={"reasons": "Van haar."}))
    after = drafts.save(begun, 1, base.model_copy(update={"seats": {"a": "eva", "b": "ann"}}))
    assert (after.version, after.drafted.reasons) == (3, "Van haar.")
    assert after.drafted.seats == {"a": "eva", "b": "ann"}


def test_two_seats_are_two_places(store, begun):
    base = saved(store, begun, 0, reasons="Begin.").drafted
    drafts = DecisionDrafts(store)
    drafts.save(begun, 1, base.model_copy(update={"seats": {"a": "eva", "b": "ann"}}))
    after = drafts.save(begun, 1, base.model_copy(update={"seats": {"a": None, "b": "bob"}}))
    assert after.drafted.seats == {"a": "eva", "b": "bob"}


def test_two_who_write_in_the_same_place_are_shown_both(store, begun):
    base = saved(store, begun, 0, reasons="Begin.").drafted
    drafts = DecisionDrafts(store)
    theirs = drafts.save(begun, 1, base.model_copy(update={"reasons": "Van haar."}))
    with pytest.raises(DraftOvertaken) as told:
        drafts.save(begun, 1, base.model_copy(update={"reasons": "Van mij."}))
    assert told.value.draft == theirs
    assert [(each.place, each.theirs, each.mine) for each in told.value.clashes] == [
        (("reasons",), "Van haar.", "Van mij.")
    ]
    assert drafts.latest(CASE) == theirs


def test_two_who_write_the_same_do_not_clash(store, begun):
    base = saved(store, begun, 0, reasons="Begin.").drafted
    drafts = DecisionDrafts(store)
    mine = base.model_copy(update={"present": (Attendee(name="A", role="lid"),)})
    first = drafts.save(begun, 1, mine)
    assert drafts.save(begun, 1, mine) == first


def test_closing_keeps_the_file_and_the_documents_and_ends_the_draft(store):
    with acting(Actor("ann")):
        decision = closed(store, CASE)
    decisions = Decisions(store)
    assert (decision.number, decision.account, decision.version) == (1, "ann", 1)
    assert decisions.of_dossier(CASE) == [decision]
    assert DecisionDrafts(store).latest(CASE) is None
    assert DecisionDrafts(store).number(CASE) == 2
    checked = check_decision(decisions.content(decision))
    assert checked.is_as_written
    assert checked.decision.fingerprints.whole == decision.fingerprint
    for language in ("nl", "en"):
        assert decisions.document(decision, language).startswith(b"%PDF-")
    assert decisions.document(decision, "nl") != decisions.document(decision, "en")
    assert verify(store.path).damages == ()


def test_closing_is_told_about_each_candidate(store):
    decision = closed(store, CASE)
    people = candidates(read_decision(Decisions(store).content(decision)))
    rows = store.rows("SELECT person, payload FROM trail_entries WHERE name = 'decision.close'")
    assert [row["person"] for row in rows] == [None, *people]
    attributes = json.loads(rows[0]["payload"])["attributes"]
    assert attributes["abd.record"] == f"dossiers/{CASE}/decisions/1"
    assert attributes["abd.after"] == decision.fingerprint


def test_a_decision_is_closed_once(store):
    draft = drafted(store, CASE)
    first = closed(store, CASE)
    kept = Dossiers(store).find(CASE)
    decision = read_decision(Decisions(store).content(first))
    with pytest.raises(DraftClosed):
        Decisions(store).close(draft, kept, decision, {"nl": b"", "en": b""})
    assert len(Decisions(store).of_dossier(CASE)) == 1


def test_a_draft_that_was_written_on_since_is_not_closed(store):
    draft = drafted(store, CASE)
    later = drafted(store, CASE, reasons="Toch hierom.")
    assert later.version == draft.version + 1
    kept, decision = Dossiers(store).find(CASE), read_decision_of(store)
    with pytest.raises(DraftClosed):
        Decisions(store).close(draft, kept, decision, {"nl": b"", "en": b""})
    assert Decisions(store).of_dossier(CASE) == []


def read_decision_of(store):
    """Return a decision on another dossier, for what is refused before anybody looks at it."""
    return read_decision(Decisions(store).content(closed(store, OTHER, 0)))


def test_a_dossier_that_was_changed_since_is_not_decided_on(store):
    draft, kept = drafted(store, CASE), Dossiers(store).find(CASE)
    Dossiers(store).edit(CASE, 1, [Edit(("title",), "Anders")], TOLD)
    with pytest.raises(DossierMoved):
        Decisions(store).close(draft, kept, read_decision_of(store), {"nl": b"", "en": b""})
    assert DecisionDrafts(store).latest(CASE) == draft


def test_a_draft_of_a_closed_decision_is_written_on_no_more(store):
    begun = Draft(CASE, 1, 0, Drafted(seats={}))
    draft = drafted(store, CASE)
    closed(store, CASE)
    for version in (0, draft.version):
        with pytest.raises(DraftClosed):
            DecisionDrafts(store).save(begun, version, Drafted(seats={}, reasons="Nog iets"))


def test_a_later_decision_withdraws_an_earlier_one(store):
    closed(store, CASE)
    later = closed(store, CASE, 1, departure="", withdraws=1, withdrawal="Zij trok zich terug.")
    second, first = Decisions(store).of_dossier(CASE)
    assert second == later
    assert (first.withdrawn_by, second.withdraws, second.withdrawn_by) == (2, 1, None)
    decision = read_decision(Decisions(store).content(later))
    assert decision.withdraws.reason == "Zij trok zich terug."


def test_decisions_are_listed_for_some_dossiers(store):
    mine, other = closed(store, CASE), closed(store, OTHER, 0)
    assert Decisions(store).all(None) == [mine, other]
    assert Decisions(store).all(frozenset({OTHER})) == [other]
    assert Decisions(store).find(OTHER, 2) is None


@pytest.mark.parametrize("person", ["osei", "elidrissi"])
def test_somebody_who_is_erased_goes_out_of_what_was_decided(store, person):
    before = closed(store, CASE, reasons="Wij kozen M. Osei, en Osei wil dit.")
    drafted(store, CASE, reasons="Over M. Osei: niets meer.")
    name = next(each for each in json.loads(examples()[CASE])["people"] if each["id"] == person)
    name = name["name"]
    erased = erase(store, Subject(CASE, person), "asked for")
    after = Decisions(store).find(CASE, 1)
    content = Decisions(store).content(after)
    assert after.fingerprint != before.fingerprint
    assert name not in content.decode()
    checked = check_decision(content)
    assert checked.is_as_written
    [note] = checked.decision.erased
    assert (note.pseudonym, note.former) == (erased.pseudonym, before.fingerprint)
    seats = checked.decision.choice.assignment.values()
    assert erased.pseudonym in seats
    if person == "osei":
        assert erased.pseudonym in checked.decision.choice.reasons
        assert "Osei" not in DecisionDrafts(store).latest(CASE).drafted.reasons
    assert person not in DecisionDrafts(store).latest(CASE).drafted.seats.values()
    assert verify(store.path).damages == ()


def test_somebody_who_stands_in_no_decision_leaves_it_as_it_is(store):
    before = closed(store, CASE)
    content = Decisions(store).content(before)
    other = json.loads(examples()[OTHER])["people"][0]["id"]
    erase(store, Subject(OTHER, other), "asked for")
    assert Decisions(store).find(CASE, 1) == before
    assert Decisions(store).content(before) == content


def test_what_is_held_says_in_which_decisions_somebody_stands(store):
    closed(store, CASE)
    drafted(store, CASE)
    held = {each.name: each.records for each in held_about(store, Subject(CASE, "osei"))}
    decided, draft = held["Decisions"]
    assert (decided["decision"], decided["was_candidate"]) == (1, True)
    assert decided["profile"]["id"] == "osei"
    assert draft["seats"] == decided["seats"] == ["bedrijfsvoering"]
    nobody = {each.name: each.records for each in held_about(store, Subject(OTHER, first(OTHER)))}
    assert nobody["Decisions"] == ()


def first(name):
    return json.loads(examples()[name])["people"][0]["id"]


def test_a_flipped_byte_in_a_decision_is_found(store):
    closed(store, CASE)
    with store.writing() as tables:
        tables.execute("UPDATE decisions SET fingerprint = 'x' WHERE number = 1")
    [damage] = verify(store.path).damages
    assert "decisions" in str(damage)
