"""Invitations: a link works once, for some days, and only as long as nobody takes it back."""

from datetime import UTC, datetime, timedelta

import pytest
from pysqlite3 import dbapi2 as sqlite3
from sqlite_utils import Database

from planner.store import clock
from planner.store.accounts import Accounts
from planner.store.clock import Stopwatch
from planner.store.errors import Unknown
from planner.store.invitations import Invitation, Invitations
from planner.store.memberships import Memberships, Role
from planner.store.migrations import STEPS
from planner.store.seal import is_whole, sealed
from planner.store.steps import memberships
from planner.store.told import recorded
from tests.store.test_dossiers import EXAMPLES
from tests.store.test_sessions import Count


@pytest.fixture
def invitations(store, dossiers):
    for name in ("mt", "ander"):
        dossiers.add(EXAMPLES[0].read_bytes(), recorded("added"), name)
    return Invitations(store)


def invited(invitations, role=Role.RATER, person="", days=14):
    return invitations.invite("mt", "A. Collega", role, person, days)


def expire(store):
    """Let every link be of yesterday."""
    past = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="milliseconds")
    for row in store.rows("SELECT * FROM invitations"):
        with store.writing() as tables:
            tables.table("invitations").upsert(sealed({**row, "expires_at": past}), pk="hash")


def test_a_link_lets_somebody_in_once(store, invitations):
    account, secret = invited(invitations)
    assert invitations.look(secret).account == account.id
    assert invitations.use(secret).account == account.id
    assert invitations.use(secret) is None
    assert invitations.look(secret) is None


def test_whoever_is_invited_has_that_role_and_nothing_to_sign_in_with(store, invitations):
    account, _ = invited(invitations, Role.PERSON, "feitsma")
    held = Memberships(store).of_account(account.id)
    assert [(each.dossier, each.role, each.person) for each in held] == [
        ("mt", Role.PERSON, "feitsma")
    ]
    assert (account.login, account.subject, account.is_administrator) == (None, None, False)


def test_the_secret_is_kept_nowhere(store, invitations):
    _, secret = invited(invitations)
    tables = ("invitations", "trail", "trail_entries", "accounts", "memberships")
    for table in tables:
        for row in store.rows(f"SELECT * FROM {table}"):
            assert not any(secret in str(value) for value in row.values()), table


def test_a_link_is_over_after_its_days(store, invitations):
    _, secret = invited(invitations, days=1)
    expire(store)
    assert invitations.use(secret) is None


@pytest.mark.parametrize("guess", ["", "a", "x" * 43, "\ud800", "' OR 1=1 --"])
def test_a_guess_lets_nobody_in(invitations, guess):
    invited(invitations)
    assert invitations.use(guess) is None


def test_what_was_kept_of_a_link_is_no_link(store, invitations):
    invited(invitations)
    kept = store.row("SELECT hash FROM invitations")["hash"]
    assert invitations.use(kept) is None


def test_a_new_link_ends_the_older_one(invitations):
    account, first = invited(invitations)
    second = invitations.invite_again("mt", account.id, 3)
    assert invitations.use(first) is None
    assert invitations.use(second).account == account.id


def test_whoever_was_in_can_be_let_in_again(invitations):
    account, first = invited(invitations)
    invitations.use(first)
    assert invitations.use(invitations.invite_again("mt", account.id, 3)).account == account.id


def test_an_invitation_that_is_taken_back_leaves_no_way_in(store, invitations):
    account, secret = invited(invitations)
    invitations.withdraw("mt", account.id)
    assert invitations.use(secret) is None
    assert Memberships(store).of_account(account.id) == []
    assert Accounts(store).find(account.id).disabled_at is not None


def test_an_invitation_belongs_to_its_dossier(store, invitations):
    account, secret = invited(invitations)
    for step in (invitations.withdraw, lambda d, a: invitations.invite_again(d, a, 3)):
        with pytest.raises(Unknown):
            step("ander", account.id)
    assert invitations.of_dossier("ander") == {}
    assert invitations.look(secret) is not None


def test_an_account_of_its_own_is_not_withdrawn(store, invitations):
    own = Accounts(store).add("Ann", "ann")
    Memberships(store).add("mt", own.id, Role.SECRETARY)
    with pytest.raises(Unknown):
        invitations.withdraw("mt", own.id)
    assert Accounts(store).find(own.id).disabled_at is None


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.READER])
def test_no_link_gives_more_than_rating_or_ones_own_profile(invitations, role):
    with pytest.raises(ValueError, match=role):
        invited(invitations, role)


@pytest.mark.parametrize("days", [0, -1, 31])
def test_a_link_works_for_a_month_at_most(store, invitations, days):
    with pytest.raises(ValueError, match=str(days)):
        invited(invitations, days=days)
    assert store.rows("SELECT * FROM invitations") == []
    assert [each.name for each in Accounts(store).all()] == []


def test_setting_the_clock_back_lets_nobody_in_again(store, invitations):
    count = Count()
    watch = Stopwatch("now", count)
    by_count = Invitations(store, watch)
    _, secret = by_count.invite("mt", "A. Collega", Role.RATER, "", 1)
    count.now += 24 * 60 * 60
    # By the clock it is the moment at which it was made.
    assert by_count.look(secret) is None
    count.now -= 1
    assert by_count.look(secret) is not None


def test_after_the_machine_was_started_anew_the_clock_is_asked(store, invitations, monkeypatch):
    _, secret = Invitations(store, Stopwatch("before", Count())).invite(
        "mt", "A. Collega", Role.RATER, "", 1
    )
    after = Invitations(store, Stopwatch("after", Count()))
    for hours, works in ((0, True), (23, True), (25, False), (-1, False)):

        class Moved(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(UTC) + timedelta(hours=hours)  # noqa: B023

        monkeypatch.setattr(clock, "datetime", Moved)
        assert (after.look(secret) is not None) is works, hours


def test_a_link_of_before_counts_were_kept_still_works(tmp_path):
    tables = Database(sqlite3.connect(tmp_path / "old.sqlite3"), execute_plugins=False)
    for step in STEPS[: STEPS.index(memberships.invitation_counts)]:
        step(tables)
    at = {"made_at": "2026-01-01T00:00:00.000+00:00", "expires_at": "2999-01-01T00:00:00.000+00:00"}
    row = {"hash": "a", "dossier": "mt", "account": "x", **at, "used_at": None, "revoked_at": None}
    tables.table("invitations").insert(sealed(row))
    tables.table("invitations").insert({**sealed({**row, "hash": "b"}), "account": "changed"})
    memberships.invitation_counts(tables)
    kept, damaged = tables.table("invitations").rows
    assert is_whole(kept)
    assert not is_whole(damaged)
    fields = {name: value for name, value in kept.items() if name != "seal"}
    assert Invitation(**fields).is_open(Stopwatch("now", Count()))
