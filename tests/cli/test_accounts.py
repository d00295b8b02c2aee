"""`account`: what it prints, in both languages, and what of it a browser can use."""

import re

import pytest

from planner.cli import serving
from planner.store.accounts import Accounts
from planner.store.clock import stopwatch
from planner.store.database import FILE_NAME, Store
from planner.store.links import ENROLMENT, Links
from planner.web import server

DUTCH = "Geef deze link alleen aan Anna. Daarmee kiest die persoon een wachtwoord"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def account(call, data):
    """Return a function that calls a command on the accounts of the data folder."""

    def run(*arguments):
        return call("account", *arguments, "--data", data)

    return run


def test_the_first_administrator_gets_a_link_that_works(account, data):
    ended = account("add", "Anna", "Anna@example.org", "--administrator")
    assert (ended.code, ended.err) == (0, "")
    first, second = [line for line in ended.out.splitlines() if line][:2]
    assert first == "Het account van Anna is gemaakt."
    assert second.startswith(DUTCH)
    token = re.search(r"http://127\.0\.0\.1:8080/enrol/(\S{43})\n", ended.out)[1]
    store = Store(data)
    anna = Accounts(store).by_login("anna@example.org")
    assert anna.is_administrator
    assert Links(store, stopwatch()).find(ENROLMENT, token) == anna.id
    store.close()
    again = account("link", "anna@example.org", "--port", "9090")
    assert "http://127.0.0.1:9090/enrol/" in again.out


def test_the_list_has_everybody_with_what_is_special(account):
    account("add", "Anna", "anna@example.org", "--administrator")
    account("add", "Bram", "bram@example.org")
    account("disable", "BRAM@example.org")
    ended = account("list")
    assert ended.out.splitlines() == [
        "Anna  anna@example.org  beheerder",
        "Bram  bram@example.org  uitgeschakeld",
    ]
    assert account("list", "--lang", "en").out.endswith("disabled\n")


def test_disabling_enabling_and_a_new_link(account):
    account("add", "Anna", "anna@example.org", "--administrator")
    account("add", "Bram", "bram@example.org")
    assert account("disable", "bram@example.org").out == "Bram kan zich niet meer aanmelden.\n"
    ended = account("link", "bram@example.org", "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "This account is disabled. Enable it first.\n"
    assert account("enable", "bram@example.org").out == "Bram kan zich weer aanmelden.\n"
    assert "/enrol/" in account("link", "bram@example.org").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Anna", "anna@example.org"), "Iemand anders meldt zich daar al mee aan."),
        (("add", "", "x"), "NAME: ontbreekt"),
        (("add", "X", "two words"), "LOGIN: moet één woord zijn"),
        (("disable", "anna@example.org"), "Dit is de enige beheerder."),
        (("disable", "nobody"), "Niemand meldt zich aan als nobody."),
        (("link", "nobody"), "Niemand meldt zich aan als nobody."),
    ],
)
def test_what_cannot_be_is_told_on_standard_error(account, arguments, said):
    account("add", "Anna", "anna@example.org", "--administrator")
    ended = account(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_the_settings_say_where_people_come(call, tmp_path):
    (tmp_path / "secret").write_text("s" * 40, encoding="utf-8")
    file = tmp_path / "planner.toml"
    shared = f"""
    data = "{tmp_path / "data"}"
    hosts = ["planner.example.org"]
    behind_tls = true
    """
    file.write_text(f"{shared}local_accounts = true", encoding="utf-8")
    ended = call("account", "add", "Anna", "anna@example.org", "--config", file)
    assert "https://planner.example.org/enrol/" in ended.out
    provider = f"""
    [oidc]
    issuer = "https://login.example.org"
    client_id = "planner"
    client_secret_file = "{tmp_path / "secret"}"
    """
    file.write_text(shared + provider, encoding="utf-8")
    ended = call("account", "add", "Bram", "bram@example.org", "--config", file)
    assert "/enrol/" not in ended.out
    assert "moet bram@example.org kennen als e-mailadres" in ended.out


def test_mistakes_in_the_settings_are_told_with_their_place(call, tmp_path):
    file = tmp_path / "planner.toml"
    file.write_text('hosts = ["planner.example.org"]\nsurprise = 1', encoding="utf-8")
    for command in (("account", "list"), ("run",)):
        ended = call(*command, "--config", file)
        assert ended.code == 2
        assert f"{file}: surprise: " in ended.err
    file.write_text('hosts = ["planner.example.org"]', encoding="utf-8")
    ended = call("run", "--config", file)
    assert f"{file}: hosts: " in ended.err
    assert f"{file}: behind_tls: " in ended.err


def test_a_data_folder_that_cannot_be_used_is_told(call, tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"something else altogether, and longer than a header" * 9)
    ended = call("account", "list", "--data", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert str(tmp_path / FILE_NAME) in ended.err
    assert "Something" not in ended.err


def test_help_names_the_commands(call):
    ended = call("account", "--help", "--lang", "en")
    assert ended.code == 0
    for name in ("add", "disable", "enable", "link", "list"):
        assert re.search(rf"^  {name} ", ended.out, re.MULTILINE)


def test_the_first_administrator_is_asked_for_where_there_is_none(
    call, account, data, tmp_path, monkeypatch
):
    settings = tmp_path / "abd-planner.toml"
    settings.write_text("local_accounts = true\n", encoding="utf-8")
    monkeypatch.setattr(server, "serve", lambda *_, announce, **__: announce("http://x"))
    monkeypatch.setattr(serving, "write_logs", lambda _: None)
    account("add", "Bram", "bram@example.org")
    asked = "Maak de eerste beheerder"
    assert asked in call("run", "--data", data, "--config", settings).out
    account("add", "Anna", "anna@example.org", "--administrator")
    assert asked not in call("run", "--data", data, "--config", settings).out
