"""`held`, `erase` and `retention`: what they print, and what is left."""

import json

import pytest

from planner.resources.files import resource_path
from planner.store.alone import alone
from planner.store.database import FILE_NAME, Store
from planner.store.dossiers import Dossiers
from planner.store.told import recorded


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    store = Store(folder)
    path = resource_path("fixtures", "dossiers", "mt-uitvoering.json")
    Dossiers(store).add(path.read_bytes(), recorded("added"), "mt")
    store.close()
    return folder


def test_all_that_is_held_about_somebody_is_printed(call, data):
    ended = call("held", "mt", "feitsma", "--data", data)
    assert (ended.code, ended.err) == (0, "")
    assert "Profiel in het dossier" in ended.out
    assert '"name": "W. Feitsma"' in ended.out
    whole = json.loads(call("held", "mt", "feitsma", "--data", data, "--json").out)
    assert (whole["dossier"], whole["person"]) == ("mt", "feitsma")
    assert whole["held"]["profile"][0]["profile"]["id"] == "feitsma"


def test_reading_all_that_is_held_is_told_in_the_trail(call, data):
    call("held", "mt", "feitsma", "--data", data)
    call("held", "mt", "niemand", "--data", data)
    store = Store(data)
    told = store.rows("SELECT * FROM trail_entries WHERE name = 'person.held'")
    store.close()
    assert [(each["dossier"], each["person"]) for each in told] == [("mt", "feitsma")]
    whole = json.loads(call("held", "mt", "feitsma", "--data", data, "--json").out)
    assert [each["name"] for each in whole["held"]["log"]] == ["person.held"]


def test_somebody_is_erased_and_stays_so_after_a_restore(call, data, tmp_path):
    backup = tmp_path / "kopie.sqlite3"
    assert call("backup", backup, "--data", data).code == 0
    ended = call("erase", "mt", "feitsma", "--data", data, "--ground", "Op verzoek")
    assert (ended.code, ended.err) == (0, "")
    assert "wat overblijft heet erased-" in ended.out
    assert call("held", "mt", "feitsma", "--data", data).code == 2
    assert b"Feitsma" not in (data / FILE_NAME).read_bytes()
    ended = call("restore", backup, "--data", data)
    assert "1 persoon was sindsdien gewist, en is opnieuw gewist." in ended.out
    assert call("held", "mt", "feitsma", "--data", data).code == 2
    assert len(list(data.glob("*-before-restore-*"))) == 1
    assert call("verify", "--data", data).code == 0


@pytest.mark.parametrize("arguments", [("held",), ("erase", "--ground", "x")])
def test_whoever_is_not_there_is_told(call, data, arguments):
    ended = call(*arguments, "mt", "niemand", "--data", data)
    assert (ended.code, ended.out) == (2, "")
    assert "staat iemand met dat id" in ended.err


def test_nobody_is_erased_while_the_planner_runs(call, data):
    with alone(data):
        ended = call("erase", "mt", "feitsma", "--data", data, "--ground", "x")
    assert ended.code == 2
    assert "draait" in ended.err


@pytest.mark.parametrize("arguments", [("held", "a", "b"), ("retention",)])
def test_no_database_is_made_where_there_is_none(call, tmp_path, arguments):
    ended = call(*arguments, "--data", tmp_path)
    assert ended.code == 2
    assert "staat geen database" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_past_its_term_is_said_and_goes(call, data, tmp_path):
    settings = tmp_path / "abd-planner.toml"
    settings.write_text("[retention]\nlog = 200\n", encoding="utf-8")
    ended = call("retention", "--data", data, "--config", settings, "--dry-run")
    assert (ended.code, ended.err) == (0, "")
    assert "200" in ended.out
    assert "Er is niets gewijzigd." in ended.out
    assert "Besluiten blijven" in ended.out
    assert call("retention", "--data", data, "--config", settings).code == 0
    settings.write_text("[retention]\nlog = 20\n", encoding="utf-8")
    ended = call("retention", "--data", data, "--config", settings)
    assert ended.code == 2
    assert "retention.log" in ended.err
