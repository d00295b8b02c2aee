"""The clock is set back: nobody comes in by what is over, and the log keeps its order."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from planner.store import clock as clocks
from planner.store import dossiers, trail
from planner.store.clock import Stopwatch
from planner.store.verifying import verify
from planner.web.access import SignIn
from planner.web.app import create_app
from tests.web.conftest import form_token, page

RENAME = "/dossiers/klein/rename"


def rename(client, title, version):
    data = {"csrf_token": form_token(client, RENAME), "version": str(version), "title": title}
    return client.post(RENAME, data=data).status_code


@pytest.fixture
def set_clock(monkeypatch):
    """Sets the time of day of the whole program, by hours from now."""

    def set_clock(hours):
        class Moved(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(UTC) + timedelta(hours=hours)

        monkeypatch.setattr(clocks, "datetime", Moved)
        monkeypatch.setattr("time.time", lambda: datetime.now(UTC).timestamp() + hours * 3600)

    return set_clock


def test_however_the_clock_is_set_whoever_signs_in_again_is_in(store, jobs, set_clock):
    sign_in = SignIn(store)
    app = create_app(store, sign_in=sign_in, jobs=jobs)
    client = app.test_client()
    for hours in (0, -48, 48, -9000):
        set_clock(hours)
        # The cookie says when it was signed: one of another time is not taken.
        assert client.get("/").status_code == 401, hours
        assert client.get(f"/sign-in/{sign_in.new_token()}").status_code == 303
        assert client.get("/").status_code == 200, hours
        set_clock(hours + 0.2)
        assert client.get("/").status_code == 200, hours


def test_a_link_that_was_used_stays_used(store, jobs, set_clock):
    sign_in = SignIn(store)
    app = create_app(store, sign_in=sign_in, jobs=jobs)
    link = f"/sign-in/{sign_in.new_token()}"
    assert app.test_client().get(link).status_code == 303
    set_clock(-48)
    other = app.test_client()
    assert other.get(link).status_code != 303
    assert other.get("/").status_code == 401


def test_where_the_clock_is_the_count_a_session_ends_when_it_is_set_back(client, clock):
    assert client.get("/").status_code == 200
    clock.now -= 3600
    assert client.get("/").status_code == 401


def test_a_link_of_after_the_clock_was_set_back_does_not_work(app, sign_in, clock):
    link = f"/sign-in/{sign_in.new_token()}"
    clock.now -= 1
    other = app.test_client()
    assert other.get(link).status_code != 303
    assert other.get("/").status_code == 401


def test_a_session_of_before_the_machine_was_started_anew_is_over(store, jobs):
    sign_in = SignIn(store, Stopwatch("before", lambda: 1000.0))
    app = create_app(store, sign_in=sign_in, jobs=jobs)
    client = app.test_client()
    client.get(f"/sign-in/{sign_in.new_token()}")
    assert client.get("/").status_code == 200
    kept = client.get_cookie("abd_planner")
    after = SignIn(store, Stopwatch("after", lambda: 1000.0))
    again = create_app(store, sign_in=after, jobs=jobs).test_client()
    again.set_cookie("abd_planner", kept.value)
    assert again.get("/").status_code == 401


def test_the_log_and_the_versions_keep_their_order(enter, store, set_clock):
    assert rename(enter(), "Eerst", 1) == 303
    set_clock(-24 * 400)
    assert rename(enter(), "Daarna", 2) == 303
    set_clock(1)
    assert rename(enter(), "Het laatst", 3) == 303
    entries = store.rows(
        "SELECT sequence, at FROM trail_entries WHERE name = 'dossier.edit' ORDER BY sequence"
    )[-3:]
    moments = [each["at"] for each in entries]
    assert moments[1] < moments[0] < moments[2]
    assert [each.version for each in dossiers.Dossiers(store).history("klein")] == [4, 3, 2, 1]
    client = enter()
    text = page(client, "/dossiers/klein/history")
    assert re.findall(r'<th scope="row">(\d+)</th>', text) == ["4", "3", "2", "1"]
    head = trail.Trail(store).head()
    assert head.sequence >= entries[-1]["sequence"]
    assert verify(store.path, head).damages == ()
    assert client.get("/dossiers/klein/trail").status_code == 200
