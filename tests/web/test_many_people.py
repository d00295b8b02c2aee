"""A dossier of more people than a list can hold: pages stay small, and people are named."""

import pytest

from planner.store.decision_drafts import DecisionDrafts
from planner.web.named_people import MOST_OPTIONS, NotNamed, person_named
from planner.web.views.compare_asked import MOST_LISTED
from tests.web.cases import keep
from tests.web.conftest import form_token, page
from tests.web.deciding import saved
from tests.web.test_compare import many, names
from tests.web.test_explore import Hands

COMPARE = "/dossiers/veel/seats/leeg/compare"
NUMBER = MOST_OPTIONS + 60


@pytest.fixture
def crowd(store):
    """A dossier of an empty seat and many who may take it, two of whom have the same name."""
    case = many(NUMBER)
    case["people"][1]["name"] = case["people"][2]["name"] = "Anna de Wit"
    keep(store, "veel", case)


def test_whoever_is_not_shown_is_found_a_page_at_a_time(crowd, client):
    first = page(client, COMPARE)
    others = NUMBER - len(names(first))
    assert first.count('name="add"') == MOST_LISTED
    last = page(client, f"{COMPARE}?page={-(-others // MOST_LISTED)}")
    assert last.count('name="add"') == others % MOST_LISTED
    assert set(listed(first)).isdisjoint(listed(last))
    found = page(client, f"{COMPARE}?find=dat%2017")
    assert all("17" in each for each in listed(found))
    assert f"Nog {others} mensen" in found
    assert "Niemand van hen heeft zo'n naam." in page(client, f"{COMPARE}?find=niemand")


def listed(text):
    """Return the ids of the people in the list of those who may be added."""
    return [part.split('"')[0] for part in text.split('type="checkbox" name="add" value="')[1:]]


def test_on_the_workbench_somebody_is_named(crowd, client):
    hands = Hands(client, "veel")
    assert hands.main.count('bench-seat"') == MOST_OPTIONS
    assert "60 more people are on the bench" in hands.text
    hands.place("leeg", "wit", status=422)
    assert "fits 2 people, such as Anna de Wit (k0), Anna de Wit (k1)." in hands.text
    hands.look()
    hands.place("leeg", "kandidaat 77")
    assert "Kandidaat 77" in hands.heading
    assert 'value="Kandidaat 77"' in hands.main


def test_a_decision_names_who_comes(crowd, client, store):
    assert saved(client, "veel", **{"seat-0": "anna de wit (k1)"}).status_code == 303
    assert DecisionDrafts(store).latest("veel").drafted.seats["leeg"] == "k1"
    shown = page(client, "/dossiers/veel/decision?new=1")
    assert 'value="Anna de Wit (k1)"' in shown
    assert shown.count("<option") < 10
    # What the field shows, sent as it stands, is the same person again.
    assert saved(client, "veel").status_code == 303
    assert DecisionDrafts(store).latest("veel").drafted.seats["leeg"] == "k1"
    refused = saved(client, "veel", **{"seat-0": "Wit"})
    assert refused.status_code == 422
    assert "past bij 2 mensen" in refused.text


def test_why_not_somebody_is_asked_by_name(crowd, client):
    address = "/dossiers/veel/proposals/why-not"
    assert page(client, address).count("<option") < 10
    data = {"csrf_token": form_token(client, address), "person": "Kandidaat 42"}
    asked = client.post(address, data=data)
    assert asked.status_code == 303
    assert "Waarom Kandidaat 42 niet?" in page(client, asked.headers["Location"])


def test_a_whole_name_wins_from_a_part_of_others():
    called = {"a": "Jan Bos", "b": "Jan Boskamp", "c": "Piet Bos"}
    assert person_named("seat", " jan  BOS ", called) == "a"
    assert person_named("seat", "kamp", called) == "b"
    for typed in ("Bos", "Klaas"):
        with pytest.raises(NotNamed):
            person_named("seat", typed, called)
