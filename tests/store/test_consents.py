"""Consent to keep ratings longer: it is given, stands, is taken back, and has its term."""

from datetime import datetime, timedelta

import pytest

from planner.decisions.writing import read_decision
from planner.resources.files import resource_path
from planner.store.acting import Actor, acting
from planner.store.consents import Consents
from planner.store.decisions import Decisions
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase, held_about
from planner.store.notes import About, Meetings
from planner.store.personal.part import Subject
from planner.store.rating_rounds import RatingRounds
from planner.store.retention import Terms, due, let_go
from planner.store.told import recorded
from planner.store.verifying import verify
from tests.deciding import closed
from tests.store.test_ratings import BEHAVIOURS, CASE, PEOPLE, SCALE, give, rater

RATINGS, NOTES = "Ratings of people who were not chosen", "Notes about people who were not chosen"


@pytest.fixture
def consents(store):
    content = resource_path("fixtures", "dossiers", f"{CASE}.json").read_bytes()
    Dossiers(store).add(content, recorded("added"), CASE)
    return Consents(store)


@pytest.fixture
def not_chosen(store, consents):
    """Two who were rated and talked about, and not chosen; and when that was decided."""
    begun = RatingRounds(store).begin(CASE, "Ronde", "interview", SCALE, PEOPLE, BEHAVIOURS)
    account = rater(store, begun, "Ann")
    meeting = Meetings(store).begin(CASE, "bedrijfsvoering", PEOPLE, hidden=False)
    for person in PEOPLE:
        give(store, begun, account, person=person)
        Meetings(store).save(meeting, About("candidate", person), 0, "Gezegd")
    decided = closed(store, CASE)
    chosen = set(read_decision(Decisions(store).content(decided)).choice.assignment.values())
    left = sorted({"kaya", "osei"} - chosen)
    return left, datetime.fromisoformat(decided.at) + timedelta(hours=1)


def waiting(store, at):
    found = {each.kind: each.records for each in due(store, Terms(), at)}
    return [found[f"{kind}{more}"] for kind in (RATINGS, NOTES) for more in ("", ", with consent")]


def test_a_consent_stands_until_it_is_taken_back(store, consents):
    with acting(Actor("ann")):
        given = consents.give(CASE, "kaya", given_on="2026-01-31", ground="Per brief")
        assert consents.give(CASE, "kaya") == given
        assert consents.people(CASE) == {"kaya"}
    with acting(Actor("kaya-zelf")):
        consents.withdraw(CASE, "kaya")
        consents.withdraw(CASE, "kaya")
        assert consents.people(CASE) == frozenset()
        again = consents.give(CASE, "kaya")
    assert (again.number, again.ground) == (2, None)
    assert [each.withdrawn_by for each in consents.of_person(CASE, "kaya")] == [None, "kaya-zelf"]
    rows = store.rows("SELECT * FROM trail_entries WHERE name LIKE 'consent.%' ORDER BY sequence")
    assert [(row["name"], row["person"], row["account"]) for row in rows] == [
        ("consent.give", "kaya", "ann"),
        ("consent.withdraw", "kaya", "kaya-zelf"),
        ("consent.give", "kaya", "kaya-zelf"),
    ]
    assert "Per brief" not in str(rows)
    assert verify(store.path).damages == ()


def test_without_consent_all_of_it_goes_after_four_weeks(store, consents, not_chosen):
    people, decided = not_chosen
    number = len(people)
    assert number
    assert waiting(store, decided + timedelta(days=27)) == [0, 0, 0, 0]
    assert waiting(store, decided + timedelta(days=28)) == [number, 0, number, 0]


def test_with_consent_it_goes_after_a_year(store, consents, not_chosen):
    people, decided = not_chosen
    for person in people:
        consents.give(CASE, person)
    number = len(people)
    let_go(store, Terms(), decided + timedelta(days=364))
    assert waiting(store, decided + timedelta(days=364)) == [0, 0, 0, 0]
    assert waiting(store, decided + timedelta(days=365)) == [0, number, 0, number]
    let_go(store, Terms(), decided + timedelta(days=365))
    left = {row["person"] for row in store.rows("SELECT person FROM ratings")}
    assert left == set(PEOPLE) - set(people)


def test_consent_that_is_taken_back_leaves_the_ordinary_term(store, consents, not_chosen):
    people, decided = not_chosen
    consents.give(CASE, people[0])
    consents.withdraw(CASE, people[0])
    assert waiting(store, decided + timedelta(days=28))[:2] == [len(people), 0]


def test_consent_never_makes_the_term_shorter():
    assert Terms(ratings_of_people_not_chosen=400).longest_for_ratings == 400
    assert Terms(ratings_with_consent=500).longest_for_ratings == 500


def test_it_is_part_of_what_is_held_and_goes_with_the_person(store, consents):
    consents.give(CASE, "kaya", given_on="2026-01-31", ground="Met F. Kaya besproken")
    consents.give(CASE, "osei", ground="F. Kaya was erbij")
    held = {each.name: each.records for each in held_about(store, Subject(CASE, "kaya"))}
    record, named = held["Consent to keep ratings longer"]
    assert (record["since"], record["how"]) == ("2026-01-31", "Met F. Kaya besproken")
    assert named["text"] == "F. Kaya was erbij"
    erased = erase(store, Subject(CASE, "kaya"), "asked for")
    assert consents.of_person(CASE, "kaya") == []
    (other,) = consents.of_person(CASE, "osei")
    assert other.ground == f"{erased.pseudonym} was erbij"
    assert verify(store.path).damages == ()
