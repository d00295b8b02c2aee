"""Managing accounts: what belongs to a step happens with it, and somebody always manages."""

import pyotp
import pytest

from planner.store.accounts import Accounts, LoginTaken
from planner.store.administration import Administration, Disabled, LastAdministrator
from planner.store.clock import Stopwatch
from planner.store.credentials import Credentials, new_secret
from planner.store.errors import Unknown
from planner.store.links import ENROLMENT, Links
from planner.store.secrets import KEY_NAME, derived, installation_key
from planner.store.sessions import Sessions
from planner.store.verifying import verify
from tests.store.test_sessions import Count


@pytest.fixture
def count() -> Count:
    return Count()


@pytest.fixture
def watch(count) -> Stopwatch:
    return Stopwatch("now", count)


@pytest.fixture
def administration(store, watch) -> Administration:
    return Administration(store, watch)


@pytest.fixture
def boss(store):
    return Accounts(store).add("Boss", "boss@example.org", is_administrator=True)


@pytest.fixture
def ann(store):
    return Accounts(store).add("Ann", "Ann@Example.org ")


def test_a_login_is_somebodys_however_it_is_typed(store, ann):
    accounts = Accounts(store)
    assert ann.login == "ann@example.org"
    assert accounts.by_login(" ANN@example.org") == ann
    with pytest.raises(LoginTaken):
        accounts.add("Other", "ANN@EXAMPLE.ORG")
    assert len(accounts.all()) == 1


def test_who_was_invited_and_who_works_alone_are_not_managed(store, administration, ann, boss):
    invited, owner = Accounts(store).add("Guest"), Accounts(store).owner()
    assert administration.all() == [ann, boss]
    for account in (invited, owner):
        for step in (administration.disable, administration.appoint, administration.new_link):
            with pytest.raises(Unknown):
                step(account.id)


def test_the_last_administrator_stays(store, administration, ann, boss):
    for step in (administration.disable, administration.dismiss):
        with pytest.raises(LastAdministrator):
            step(boss.id)
    administration.appoint(ann.id)
    administration.dismiss(boss.id)
    with pytest.raises(LastAdministrator):
        administration.disable(ann.id)
    # One who cannot sign in manages nothing.
    administration.appoint(boss.id)
    administration.disable(boss.id)
    with pytest.raises(LastAdministrator):
        administration.dismiss(ann.id)
    assert Accounts(store).find(ann.id).is_administrator


def test_disabling_ends_sessions_and_links(store, administration, ann, watch):
    token, link = Sessions(store, watch).begin(ann.id), administration.new_link(ann.id)
    administration.disable(ann.id)
    assert Sessions(store, watch).find(token) is None
    assert Links(store, watch).find(ENROLMENT, link) is None
    with pytest.raises(Disabled):
        administration.new_link(ann.id)
    administration.enable(ann.id)
    assert administration.new_link(ann.id)
    assert Sessions(store, watch).find(token) is None


def test_a_newer_link_makes_the_older_useless_and_using_one_signs_out(
    store, administration, ann, watch, count
):
    credentials = Credentials(store, b"k" * 32, count)
    old, new = administration.new_link(ann.id), administration.new_link(ann.id)
    token, secret = Sessions(store, watch).begin(ann.id), new_secret()
    given = (credentials, credentials.hashed("kaas tussen sterren"), secret)
    code = pyotp.TOTP(secret).at(count.now)
    assert administration.enrol(old, *given, code) is None
    account, codes = administration.enrol(new, *given, code)
    assert (account, len(codes)) == (ann.id, 10)
    (told,) = store.rows("SELECT account FROM trail_entries WHERE name = 'account.credentials'")
    assert told["account"] == ann.id
    assert administration.enrol(new, *given, code) is None
    assert Sessions(store, watch).find(token) is None


def test_a_link_to_set_up_works_for_a_day(administration, ann, watch, store, count):
    link = administration.new_link(ann.id)
    count.now += 24 * 60 * 60
    assert Links(store, watch).find(ENROLMENT, link) == ann.id
    count.now += 1
    assert Links(store, watch).find(ENROLMENT, link) is None


def test_each_step_is_in_the_trail(store, administration, ann, boss):
    administration.appoint(ann.id)
    administration.dismiss(ann.id)
    administration.disable(ann.id)
    administration.enable(ann.id)
    administration.new_link(ann.id)
    administration.sign_out(ann.id)
    names = ("add", "appoint", "dismiss", "disable", "enable", "link", "sign_out")
    payloads = [row["payload"] for row in store.rows("SELECT payload FROM trail_entries")]
    of_ann = [payload for payload in payloads if f"accounts/{ann.id}" in payload]
    for name, payload in zip(names, of_ann, strict=True):
        assert f'"account.{name}"' in payload
        assert "Ann" not in payload
        assert "example.org" not in payload
    assert verify(store.path).damages == ()


def test_the_installations_key_is_made_once_for_its_owner_alone(store):
    key = installation_key(store)
    file = store.folder / KEY_NAME
    assert len(key) == 43
    assert file.stat().st_mode & 0o777 == 0o600
    assert installation_key(store) == key
    assert derived(key, "cookies") != derived(key, "throttle")
    assert key.encode() not in store.path.read_bytes()
