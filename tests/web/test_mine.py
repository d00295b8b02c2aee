"""Mijn profiel: one's own levels, nobody else's, and corrections that are asked and answered."""

import re

import pytest

from planner.store.consents import Consents
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
    links = [each for each in re.findall(r'href="([^"]+)"', main) if "mine" not in each]
    assert links == ["/method/processing"]


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
    assert "1 verzoek van iemand over wie het gaat wacht" in page(secretary, "/")
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
    assert "iemand over wie het gaat wacht" not in page(secretary, "/")


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


def test_somebody_asks_what_is_kept_of_them_and_the_secretary_is_led_to_it(person, secretary):
    begun = re.search(r"<textarea[^>]*>([^<]+)<", page(person, f"{MINE}?ask=held"))[1]
    assert begun.startswith("Ik wil graag zien wat er over mij bewaard wordt")
    assert "mij wordt gewist" in page(person, f"{MINE}?ask=erase")
    ask(person, begun)
    shown = page(secretary, f"/dossiers/{DOSSIER}/people/{PERSON}")
    assert begun in shown
    assert f"/dossiers/{DOSSIER}/people/{PERSON}/held" in shown


@pytest.mark.parametrize("asked", ["", " \n", "x" * 2001])
def test_a_request_says_something(person, store, asked):
    assert ask(person, asked).status_code == 422
    assert Corrections(store).open_in(DOSSIER) == []


def test_members_do_not_see_what_somebody_asked(app, sign_in, people, person):
    ask(person)
    member = client_of(app, sign_in, people["member"])
    assert WRONG not in page(member, f"/dossiers/{DOSSIER}/people/{PERSON}")
    assert "iemand over wie het gaat" not in page(member, "/")


def test_what_is_asked_is_shown_as_text(person, secretary):
    ask(person, "<script>alert(1)</script>")
    for client, address in ((person, MINE), (secretary, f"/dossiers/{DOSSIER}/people/{PERSON}")):
        assert "<script>alert" not in page(client, address)


def post(client, at, address, **data):
    return client.post(address, data={"csrf_token": form_token(client, at), **data})


def test_somebody_agrees_to_be_kept_longer_and_takes_it_back(person, store):
    assert "Mogen uw beoordelingen langer blijven?" in page(person, MINE)
    assert post(person, MINE, f"{MINE}/consent").status_code == 303
    assert Consents(store).people(DOSSIER) == {PERSON}
    assert "U gaf toestemming op" in page(person, MINE)
    assert post(person, MINE, f"{MINE}/consent/withdraw").status_code == 303
    assert Consents(store).people(DOSSIER) == frozenset()
    assert "U gaf toestemming op" not in page(person, MINE)


HELD = f"/dossiers/{DOSSIER}/people/{PERSON}/held"
CONSENT = HELD.replace("held", "consent")


def test_the_secretary_notes_what_somebody_told_and_they_take_it_back(person, secretary, store):
    told = {"given_on": "2026-01-31", "how": "Per brief van die dag"}
    assert post(secretary, HELD, CONSENT, **told).status_code == 303
    for client, address in ((secretary, HELD), (person, MINE)):
        assert "31 januari 2026" in page(client, address)
    post(person, MINE, f"{MINE}/consent/withdraw")
    assert Consents(store).people(DOSSIER) == frozenset()
    post(secretary, HELD, CONSENT, **told)
    assert post(secretary, HELD, f"{CONSENT}/withdraw").status_code == 303
    assert Consents(store).people(DOSSIER) == frozenset()


@pytest.mark.parametrize(
    ("given_on", "how"),
    [("", "Per brief"), ("31-1", "Per brief"), ("2999-01-01", "Per brief"), ("2026-01-31", " ")],
)
def test_a_note_of_consent_says_when_and_how(secretary, store, given_on, how):
    answer = post(secretary, HELD, CONSENT, given_on=given_on, how=how)
    assert answer.status_code == 422
    assert "Nog niet opgeslagen" in answer.text
    assert f'value="{given_on}"' in answer.text
    assert Consents(store).of_person(DOSSIER, PERSON) == []


def test_nobody_agrees_for_another(app, sign_in, people, person, store):
    for role in ("chair", "member", "reader", "rater", "elsewhere"):
        client = client_of(app, sign_in, people[role])
        for address in (f"{MINE}/consent", CONSENT):
            token = form_token(client, "/")
            assert client.post(address, data={"csrf_token": token}).status_code in (403, 404)
    assert post(person, MINE, CONSENT).status_code == 404
    assert Consents(store).of_person(DOSSIER, PERSON) == []
