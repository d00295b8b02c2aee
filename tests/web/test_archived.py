"""Dossiers in the archive: every page says so, and nothing is changed until they are out."""

import re
from contextlib import closing

import pytest

from planner.store.dossiers import Dossiers
from planner.store.scenarios import Explorations
from planner.web.archived import _STILL_ANSWERED
from tests.web.conftest import form_token, page
from tests.web.pages import SAMPLES, pages

CASE = "mt-uitvoering"
NOTICE = "This dossier is in the archive"


@pytest.fixture
def archived(client, store):
    for dossier in (CASE, "twee-directies-carrousel"):
        Dossiers(store).archive(dossier)
    client.get("/?lang=en")


def writes(app):
    """Return the address of everything that may change a dossier, by its endpoint."""
    found = {}
    # What names something besides: it need not be there, for it is refused before it is looked for.
    with app.test_request_context() as context:
        for rule in app.url_map.iter_rules():
            if "POST" in (rule.methods or ()) and "dossier" in rule.arguments:
                inside = {name: SAMPLES.get(name, 1) for name in rule.arguments}
                found[rule.endpoint] = context.url_adapter.build(rule.endpoint, inside)
    return found


def test_every_page_of_it_says_so_with_the_way_out(client, app, archived):
    # Whom a dossier is about sees their own profile, in which they change nothing anyhow.
    of_a_dossier = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "dossier" in rule.arguments and not rule.endpoint.startswith("mine.")
    }
    looked_at = 0
    for endpoint, address in pages(app).items():
        if endpoint not in of_a_dossier:
            continue
        with closing(client.get(address)) as answer:
            text = answer.get_data(as_text=True)
            if answer.status_code == 303:
                text = page(client, answer.headers["Location"])
            elif answer.mimetype != "text/html":
                continue
        assert NOTICE in text, endpoint
        assert "/bring-back" in text, endpoint
        looked_at += 1
    assert looked_at > 20


def test_no_write_is_taken_and_the_refusal_says_why(client, app, store, archived):
    token = form_token(client, f"/dossiers/{CASE}/team")
    before = Dossiers(store).find(CASE)
    refused = 0
    for endpoint, address in writes(app).items():
        if endpoint in _STILL_ANSWERED:
            continue
        with closing(client.post(address, data={"csrf_token": token, "version": "1"})) as answer:
            assert answer.status_code == 409, endpoint
            text = answer.get_data(as_text=True)
        assert NOTICE in text, endpoint
        assert "nothing has been changed" in text
        assert f'action="/dossiers/{CASE}/bring-back"' in text
        refused += 1
    assert refused > 30
    assert Dossiers(store).find(CASE) == before


def test_what_is_answered_all_the_same_is_there(app):
    assert set(writes(app)) >= _STILL_ANSWERED


def test_htmx_gets_the_refusal_as_a_piece(client, archived):
    token = form_token(client, f"/dossiers/{CASE}/team")
    address, headers = f"/dossiers/{CASE}/explore/steps", {"HX-Request": "true"}
    answer = client.post(address, data={"csrf_token": token}, headers=headers)
    assert answer.status_code == 409
    assert "<html" not in answer.get_data(as_text=True)


def test_no_exploration_begins_by_address(client, store, archived):
    address = f"/dossiers/{CASE}/explore?seat=bedrijfsvoering&person=kaya"
    assert NOTICE in page(client, address, 409)
    assert Explorations(store).of_dossier(CASE, "") == []


def test_a_copy_can_be_made_of_it(client, archived, store):
    token = form_token(client, f"/dossiers/{CASE}/team")
    assert client.post(f"/dossiers/{CASE}/copy", data={"csrf_token": token}).status_code == 303
    assert len(Dossiers(store).all()) > len(Dossiers(store).all(archived=True))


def test_once_it_is_out_the_same_page_is_there_again(client, archived):
    address = f"/dossiers/{CASE}/people"
    shown = page(client, address)
    back = re.search(r'name="back" value="([^"]+)"', shown[shown.index("bring-back") :])[1]
    assert back == address
    form = {"csrf_token": form_token(client, address), "back": back}
    answer = client.post(f"/dossiers/{CASE}/bring-back", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert NOTICE not in page(client, address)
    named = {"csrf_token": form["csrf_token"], "version": "1", "name": "N. Ieuw", "part": "none"}
    assert client.post(address, data=named).status_code == 303
