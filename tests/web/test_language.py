"""Two languages: texts, numbers, and the choice that stays."""

import re
from urllib.parse import quote

import pytest

from tests.web.cases import keep, small
from tests.web.conftest import page

TEAM = "/dossiers/mt-uitvoering/team"


def test_dutch_unless_chosen_otherwise(client):
    text = page(client, TEAM)
    assert '<html lang="nl">' in text
    assert "Dit team draagt 82,9\u00a0% van wat de opgave vraagt" in text


def test_english_by_a_link_that_comes_back_to_the_same_page(client):
    answer = client.get(f"{TEAM}?cautious=1&lang=en")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{TEAM}?cautious=1"
    text = page(client, TEAM)
    assert '<html lang="en">' in text
    assert "This team carries 82.9\u00a0% of what its task asks" in text
    page(client, f"{TEAM}?lang=nl", 302)
    assert '<html lang="nl">' in page(client, TEAM)


def test_a_language_that_is_not_there_changes_nothing(client):
    assert '<html lang="nl">' in page(client, f"{TEAM}?lang=fr")


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example"])
def test_choosing_a_language_never_leads_to_another_site(client, path):
    location = client.get(path, query_string={"lang": "en"}).headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_pages_without_a_session_speak_both_languages(visitor):
    assert "Deze link werkt niet meer" in page(visitor, "/sign-in/used", 410)
    visitor.get("/method?lang=en")
    assert "What it does not do" in page(visitor, "/method")
    assert "This link does not work any more" in page(visitor, "/sign-in/used", 410)
    assert "You are not signed in" in page(visitor, "/", 401)


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%20b", "a&b c", "ë+"])
def test_a_language_link_leads_back_to_a_dossier_with_an_odd_name(client, store, name):
    keep(store, name, small())
    path = f"/dossiers/{quote(name)}/team"
    location = client.get(f"{path}?lang=en").headers["Location"]
    assert location == path
    assert "This team carries" in page(client, location)
    link = re.search(r'href="([^"]+)" lang="nl"', page(client, location))[1]
    assert link == f"{path}?lang=nl"
