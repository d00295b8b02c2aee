"""The list of dossiers, and finding one."""

import pytest

from planner.store.dossiers import Dossiers
from tests.web.cases import EXAMPLES, hostile, keep, small
from tests.web.conftest import page


def test_every_dossier_is_listed(client):
    text = page(client, "/")
    for name in EXAMPLES:
        assert f"/dossiers/{name}/team" in text


def empty_list(store):
    for listed in Dossiers(store).all():
        Dossiers(store).archive(listed.id)


@pytest.mark.parametrize(
    ("empty", "full", "sentence"),
    [
        (1, 0, "Daarin is minstens één stoel leeg."),
        (2, 0, "In allebei is minstens één stoel leeg."),
        (3, 0, "In alle drie is minstens één stoel leeg."),
        (1, 1, "In één ervan is minstens één stoel leeg."),
        (2, 3, "In twee ervan is minstens één stoel leeg."),
    ],
)
def test_in_how_many_dossiers_a_seat_is_empty(client, store, empty, full, sentence):
    empty_list(store)
    taken = small()
    del taken["teams"][0]["seats"][1]
    for number in range(empty):
        keep(store, f"leeg-{number}", small())
    for number in range(full):
        keep(store, f"vol-{number}", taken)
    assert sentence in page(client, "/")


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/unknown/team",
        "/dossiers/../team",
        "/dossiers/..%2f..%2fetc%2fpasswd/team",
        "/dossiers/%2e%2e/team",
        "/dossiers/mt-uitvoering.json/team",
        "/dossiers/.hidden/team",
        "/dossiers/mt-uitvoering%00/team",
        "/dossiers/unknown/proposals",
        "/dossiers/mt-uitvoering/team?team=unknown",
        "/dossiers/mt-uitvoering/team?job=unknown",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    page(client, address, 404)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ["/", "/dossiers/markup/team", "/dossiers/markup/proposals"])
def test_markup_in_a_dossier_stays_text(client, store, address, language):
    keep(store, "markup", hostile())
    client.get(f"/?lang={language}")
    text = page(client, address)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "\"'&<b>" not in text
