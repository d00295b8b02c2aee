"""Sessions and links: how long they last, what is kept of their secrets, and what ends them."""

import time

import pytest

from planner.store import clock as clocks
from planner.store.accounts import Accounts
from planner.store.acting import Actor, acting
from planner.store.clock import Stopwatch, stopwatch
from planner.store.errors import StoreError
from planner.store.links import ENROLMENT, SIGN_IN, Links
from planner.store.sessions import Sessions, sign_everybody_out
from planner.store.verifying import verify

HOUR = 60 * 60


class Count:
    """Seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def count() -> Count:
    return Count()


@pytest.fixture
def account(store) -> str:
    return Accounts(store).add("Ann", "ann@example.org").id


@pytest.fixture
def sessions(store, count) -> Sessions:
    return Sessions(store, Stopwatch("now", count))


@pytest.fixture
def links(store, count) -> Links:
    return Links(store, Stopwatch("now", count))


def kept(store) -> str:
    """Return all that the database holds, its free pages included."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store.path.read_bytes().decode("latin-1")


def test_a_session_is_found_by_its_token_and_by_nothing_else(sessions, account):
    token = sessions.begin(account)
    found = sessions.find(token)
    assert found.account == account
    assert sessions.find(found.id) is None
    assert sessions.find(token[:-1]) is None
    assert sessions.find("") is None
    assert sessions.begin(account) != token


def test_no_secret_is_in_the_database(store, sessions, links, account):
    secrets = [sessions.begin(account), links.make(SIGN_IN, account, 600)]
    content = kept(store)
    assert "ann@example.org" in content
    assert [secret for secret in secrets if secret in content] == []


def test_half_an_hour_without_work_ends_a_session_to_the_second(sessions, account, count):
    token = sessions.begin(account)
    count.now += 30 * 60
    assert sessions.find(token)
    count.now += 30 * 60 + 1
    assert sessions.find(token) is None
    count.now -= 60
    assert sessions.find(sessions.begin(account)) is not None


def test_work_is_written_once_a_minute_and_so_costs_less_than_a_minute(
    store, sessions, account, count
):
    token = sessions.begin(account)
    began = count.now
    rows = []
    for second in (10, 59, 60, 61, 119):
        count.now = began + second
        assert sessions.find(token)
        rows.append(store.row("SELECT seen FROM sessions")["seen"] - began)
    assert rows == [0, 0, 60, 60, 60]
    # Last seen at 119 s and written at 60 s: it ends between 29 and 30 minutes after the former.
    count.now = began + 119 + 29 * 60
    assert sessions.find(token)
    count.now += 30 * 60 + 1
    assert sessions.find(token) is None


def test_twelve_hours_end_a_session_however_much_is_done(sessions, account, count):
    token = sessions.begin(account)
    for _ in range(12 * 3):
        assert sessions.find(token)
        count.now += 20 * 60
    assert sessions.find(token)
    count.now += 1
    assert sessions.find(token) is None


def test_a_count_that_was_set_back_ends_sessions_and_links(sessions, links, account, count):
    token, link = sessions.begin(account), links.make(SIGN_IN, account, 600)
    count.now -= 1
    assert sessions.find(token) is None
    assert links.find(SIGN_IN, link) is None


def test_a_set_clock_does_not_touch_what_a_machine_counts(store, account, monkeypatch):
    watch = stopwatch()
    sessions = Sessions(store, watch)
    token = sessions.begin(account)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    before = watch.seconds()
    assert watch.era != "clock"
    assert sessions.find(token)
    assert 0 <= watch.seconds() - before < 60
    assert stopwatch().era == watch.era


def test_where_a_machine_counts_nothing_the_clock_itself_does(monkeypatch, tmp_path):
    monkeypatch.setattr(clocks, "_BOOT", tmp_path / "gone")
    watch = stopwatch()
    assert watch.era == "clock"
    assert abs(watch.seconds() - time.time()) < 60


def test_another_start_of_the_machine_ends_sessions_and_links(
    store, sessions, links, account, count
):
    token, link = sessions.begin(account), links.make(SIGN_IN, account, 600)
    later = Stopwatch("later", count)
    assert Sessions(store, later).find(token) is None
    assert Links(store, later).find(SIGN_IN, link) is None


def test_a_session_that_is_ended_is_over_for_whoever_stole_its_token(sessions, account, count):
    token, other = sessions.begin(account), sessions.begin(account)
    sessions.end(sessions.find(token))
    assert sessions.find(token) is None
    assert sessions.find(other)
    # Nor does a request bring it back that had found it just before.
    stale = sessions.find(other)
    sessions.end(stale)
    count.now += 120
    assert sessions._touched(stale, count.now) is None
    assert sessions.find(other) is None


def test_all_sessions_of_an_account_end_at_once_and_no_others(store, sessions, account):
    tokens = [sessions.begin(account) for _ in range(3)]
    other = sessions.begin(Accounts(store).add("Ben", "ben@example.org").id)
    assert len(sessions.of_account(account)) == 3
    sessions.end_all(account)
    assert [sessions.find(token) for token in tokens] == [None] * 3
    assert sessions.of_account(account) == []
    assert sessions.find(other)


def test_sessions_that_ended_are_not_kept(store, sessions, account, count):
    sessions.begin(account)
    count.now += HOUR
    assert sessions.of_account(account) == []
    sessions.begin(account)
    assert len(store.rows("SELECT * FROM sessions")) == 1


def test_where_nothing_can_be_written_a_session_still_stands(
    store, sessions, account, count, monkeypatch
):
    token = sessions.begin(account)
    count.now += 120

    def full():
        raise StoreError("Nothing was saved: {reason}.", reason="disk full")

    monkeypatch.setattr(store, "writing", full)
    assert sessions.find(token)


def test_a_link_works_once_within_its_time_for_its_purpose(links, account, count):
    link = links.make(SIGN_IN, account, 600)
    assert links.use(ENROLMENT, link) is None
    assert links.find(SIGN_IN, link) == account
    count.now += 600
    assert links.use(SIGN_IN, link) == account
    assert links.use(SIGN_IN, link) is None
    late = links.make(SIGN_IN, account, 600)
    count.now += 600.5
    assert links.use(SIGN_IN, late) is None
    assert links.use(SIGN_IN, "forged") is None


def test_links_of_one_purpose_can_be_dropped(links, account):
    enrolment, sign_in = links.make(ENROLMENT, account, 600), links.make(SIGN_IN, account, 600)
    links.drop(ENROLMENT, account)
    assert links.find(ENROLMENT, enrolment) is None
    assert links.find(SIGN_IN, sign_in) == account


def test_everybody_is_signed_out_at_once(sessions, links, account, store):
    token, link = sessions.begin(account), links.make(ENROLMENT, account, 600)
    sign_everybody_out(store)
    assert sessions.find(token) is None
    assert links.find(ENROLMENT, link) is None


def test_the_trail_tells_who_came_and_went(store, sessions, account, count):
    sessions.end(sessions.find(sessions.begin(account)))
    sessions.begin(account)
    with acting(Actor("boss")):
        sessions.end_all(account)
    noted = store.rows("SELECT * FROM trail_entries ORDER BY sequence")
    told = [(row["account"], row["payload"]) for row in noted if '"session.' in row["payload"]]
    assert [who for who, _ in told] == [account, None, account, "boss"]
    assert all(f"accounts/{account}" in payload for _, payload in told)
    assert verify(store.path).damages == ()
