"""Mijn profiel: one's own levels, nobody else's, and corrections that are asked and answered."""

import re

import pytest

from planner.store.corrections import Corrections
from planner.store.memberships import Memberships, Role
from tests.web.cases import example
from tests.web.cast import DOSSIER, ELSEWHERE, PERSON, cast, client_of
from tests.web.conftest import form_token, page

MINE = f"/dossiers/{DOSSIER}/mine"
OTHERS = [each["name"] for each in example(DOSSIER)["people"] if each["id"] != PERSON]
WRONG = "Bij crisis staat 2, maar dat was in 2019"


@pytest.fixture
def people(store):
    return cast(store)


@pytest.fixture
def person(app, sign_in, people):
    return client_of(app, sign_in, people["person"])


@pytest.fixture
def secretary(app, sign_in, people):
    return client_of(app, sign_in, people["secretary"])


def ask(client, asked=WRONG):
    token = form_token(client, MINE)
    return client.post(f"{MINE}/corrections", data={"csrf_token": token, "asked": asked})


def test_somebody_sees_their_own_levels(person):
    assert person.get("/mine").headers["Location"] == MINE
    text = page(person, MINE)
    level = example(DOSSIER)["people"]
    own = next(each for each in level if each["id"] == PERSON)
    known = sum(value is not None for value in own["levels"].values())
    assert f"Van {known} van de 30 gedragingen is uw niveau bekend" in text
    assert own["name"] in text


def test_nobody_else_and_no_ranking_is_on_the_page(person):
    text = page(person, MINE)
    assert [name for name in OTHERS if name in text] == []
    main = re.search(r"<main.*?</main>", text, re.DOTALL)[0]
    assert [each for each in re.findall(r'href="([^"]+)"', main) if "mine" not in each] == []


def test_whoever_has_no_profile_is_told_so(client):
    assert "Over u is hier niets bekend" in page(client, "/mine")


def test_several_profiles_are_listed(person, people, store):
    Memberships(store).add(ELSEWHERE, people["person"].id, Role.PERSON, "iemand")
    text = page(person, "/mine")
    assert "U hebt een profiel in 2 dossiers" in text
    assert MINE in text


def test_somebody_who_left_the_dossier_finds_nothing(person, people, store):
    Memberships(store).add(ELSEWHERE, people["person"].id, Role.PERSON, "niemand")
    page(person, f"/dossiers/{ELSEWHERE}/mine", 404)


def test_a_correction_is_asked_seen_and_answered(person, secretary, store):
    assert ask(person).status_code == 303
    assert "Wacht op antwoord" in page(person, MINE)
    assert "1 verzoek om een correctie wacht" in page(secretary, "/")
    address = f"/dossiers/{DOSSIER}/people/{PERSON}"
    assert WRONG in page(secretary, address)
    (waiting,) = Corrections(store).open_in(DOSSIER)
    token = form_token(secretary, address)
    answer = secretary.post(
        f"{address}/corrections/{waiting.id}",
        data={"csrf_token": token, "answer": "Klopt, aangepast"},
    )
    assert answer.status_code == 303
    text = page(person, MINE)
    assert "Klopt, aangepast" in text
    assert "Wacht op antwoord" not in text
    assert "verzoek om een correctie wacht" not in page(secretary, "/")


@pytest.mark.parametrize("answer", ["", " \n", "x" * 2001])
def test_an_answer_says_something(person, secretary, store, answer):
    ask(person)
    (waiting,) = Corrections(store).open_in(DOSSIER)
    address = f"/dossiers/{DOSSIER}/people/{PERSON}"
    sent = secretary.post(
        f"{address}/corrections/{waiting.id}",
        data={"csrf_token": form_token(secretary, address), "answer": answer},
    )
    assert sent.status_code == 422
    assert Corrections(store).open_in(DOSSIER) == [waiting]


@pytest.mark.parametrize("asked", ["", " \n", "x" * 2001])
def test_a_request_says_something(person, store, asked):
    assert ask(person, asked).status_code == 422
    assert Corrections(store).open_in(DOSSIER) == []


def test_members_do_not_see_what_somebody_asked(app, sign_in, people, person):
    ask(person)
    member = client_of(app, sign_in, people["member"])
    assert WRONG not in page(member, f"/dossiers/{DOSSIER}/people/{PERSON}")
    assert "verzoek om een correctie" not in page(member, "/")


def test_what_is_asked_is_shown_as_text(person, secretary):
    ask(person, "<script>alert(1)</script>")
    for client, address in ((person, MINE), (secretary, f"/dossiers/{DOSSIER}/people/{PERSON}")):
        assert "<script>alert" not in page(client, address)
