"""The list of dossiers, and finding one."""

import os
import re
import shutil

import pytest

from planner.web.dossier_folder import DossierFolder
from tests.web.cases import EXAMPLES, MARKUP, example, hostile, small, write
from tests.web.conftest import page


def test_every_dossier_of_the_folder_is_listed(client):
    text = page(client, "/")
    for name in EXAMPLES:
        assert f"/dossiers/{name}/team" in text


def test_an_empty_folder_says_what_to_do(client, folder):
    shutil.rmtree(folder)
    assert "--demo" in page(client, "/")


def test_a_file_with_mistakes_is_shown_with_each_and_where_it_is(client, folder):
    broken = example("mt-uitvoering")
    broken["people"][0]["levels"]["inclusion"] = 9
    broken["teams"][0]["seats"][0]["incumbent"] = "nobody-here"
    write(folder, "kapot", broken)
    (folder / "geen-json.json").write_text("{", encoding="utf-8")
    (folder / "geen-tekst.json").write_bytes(b"\xff\xfe\xff")
    text = page(client, "/")
    assert "people[0].levels.inclusion" in text
    assert "teams[0].seats[0].incumbent" in text
    assert "geen-json.json" in text
    assert "geen-tekst.json" in text
    assert "/dossiers/mt-uitvoering/team" in text
    assert "/dossiers/kapot/team" not in text


@pytest.mark.parametrize("screen", ["team", "proposals"])
def test_a_dossier_that_has_become_invalid_says_on_its_pages_what_is_wrong(client, folder, screen):
    broken = example("mt-uitvoering")
    broken["people"][0]["levels"]["inclusion"] = 9
    broken["teams"][0]["seats"][0]["incumbent"] = "nobody-here"
    write(folder, "mt-uitvoering", broken)
    address = f"/dossiers/mt-uitvoering/{screen}"
    text = page(client, address, 409)
    assert "Dit bestand heeft 2 fouten" in text
    listed = re.search(r'<ul class="faults">.*?</ul>', page(client, "/"), re.DOTALL)[0]
    assert "people[0].levels.inclusion" in listed
    assert re.sub(r"\s+", "", listed) in re.sub(r"\s+", "", text)
    piece = page(client, address, 409, HX_Request="true")
    assert "teams[0].seats[0].incumbent" in piece
    assert "<html" not in piece


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
def test_in_how_many_dossiers_a_seat_is_empty(client, folder, empty, full, sentence):
    for path in folder.iterdir():
        path.unlink()
    taken = small()
    del taken["teams"][0]["seats"][1]
    for number in range(empty):
        write(folder, f"leeg-{number}", small())
    for number in range(full):
        write(folder, f"vol-{number}", taken)
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


def test_a_file_outside_the_folder_is_no_dossier(client, folder):
    write(folder.parent, "buiten", example("crisisteam"))
    page(client, "/dossiers/..%2fbuiten/team", 404)


def test_a_dossier_is_read_again_only_when_its_file_changes(folder):
    dossiers = DossierFolder(folder)
    first = dossiers.find("klein")
    assert dossiers.find("klein") is first
    changed = example("crisisteam")
    path = write(folder, "klein", changed)
    os.utime(path, ns=(1, 1))
    again = dossiers.find("klein")
    assert again is not first
    assert again.fingerprint != first.fingerprint


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ["/", "/dossiers/markup/team", "/dossiers/markup/proposals"])
def test_markup_in_a_dossier_stays_text(client, folder, address, language):
    write(folder, "markup", hostile())
    client.get(f"/?lang={language}")
    text = page(client, address)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "\"'&<b>" not in text


def test_markup_in_a_conflict_and_in_a_mistake_stays_text(client, folder):
    broken = hostile()
    broken["candidates"] = [MARKUP]
    broken[MARKUP] = 1
    write(folder, "markup", broken)
    text = page(client, "/")
    assert "alert(1)" in text
    assert "<script>alert" not in text
