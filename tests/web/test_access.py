"""Who gets in, and who does not."""

import hashlib

import pytest
from flask import request
from flask.sessions import SecureCookieSessionInterface

from planner.store.accounts import Accounts
from planner.store.acting import actor
from planner.web.app import create_app
from tests.web.conftest import form_token, page

PERSONAL = [
    "/",
    "/dossiers/mt-uitvoering/team",
    "/dossiers/mt-uitvoering/proposals",
    "/dossiers/no-such/team",
    "/no-such-page",
]


def test_a_link_works_once(visitor, app, sign_in):
    link = f"/sign-in/{sign_in.new_token()}"
    assert visitor.get(link).status_code == 303
    assert page(visitor, "/")
    second = app.test_client()
    assert "Deze link werkt niet meer" in page(second, link, 410)
    page(second, "/", 401)


def test_somebody_with_a_session_is_sent_on_by_a_used_link(client, sign_in):
    assert client.get("/sign-in/used-long-ago").status_code == 303


def test_a_link_works_for_ten_minutes(visitor, clock, sign_in):
    link = f"/sign-in/{sign_in.new_token()}"
    clock.now += 10 * 60 + 1
    assert "abd-planner run" in page(visitor, link, 410)
    page(visitor, "/", 401)


@pytest.mark.parametrize("look", [{"method": "HEAD"}, {"headers": {"Sec-Purpose": "prefetch"}}])
def test_looking_at_a_link_does_not_use_it_up(visitor, sign_in, look):
    link = f"/sign-in/{sign_in.new_token()}"
    assert visitor.open(link, **look).status_code == 503
    assert visitor.get(link).status_code == 303


def test_a_session_ends_after_half_an_hour_without_work(client, clock):
    clock.now += 29 * 60
    page(client, "/")
    clock.now += 29 * 60
    page(client, "/")
    clock.now += 30 * 60 + 1
    assert "U bent niet aangemeld" in page(client, "/", 401)


def test_signing_out_ends_the_session_in_every_copy_of_the_cookie(app, client):
    cookie = client.get_cookie("abd_planner")
    copy = app.test_client()
    copy.set_cookie("abd_planner", cookie.value)
    page(copy, "/")
    token = form_token(client, "/")
    answer = client.post("/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert "U bent afgemeld" in answer.get_data(as_text=True)
    page(client, "/", 401)
    page(copy, "/", 401)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor, sign_in):
    cookie = visitor.get(f"/sign-in/{sign_in.new_token()}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("address", PERSONAL)
def test_without_a_session_nothing_is_told(visitor, address):
    text = page(visitor, address, 401)
    assert "U bent niet aangemeld" in text
    assert "abd-planner run" in text


@pytest.mark.parametrize("address", ["/method", "/signed-out", "/static/theme.css"])
def test_what_holds_nothing_personal_is_open(visitor, address):
    page(visitor, address)


def test_the_cookie_is_written_where_it_changes_alone(client):
    client.get("/")
    for address in ("/", "/account"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" in client.get("/?lang=en").headers


def test_cookies_are_signed_with_sha_256(app, client, visitor):
    cookie, signing = client.get_cookie("abd_planner").value, app.session_interface
    kept = signing.get_signing_serializer(app).loads(cookie)
    for digest, status in ((hashlib.sha256, 200), (hashlib.sha1, 401)):
        signing = SecureCookieSessionInterface()
        signing.digest_method = digest
        visitor.set_cookie("abd_planner", signing.get_signing_serializer(app).dumps(kept))
        page(visitor, "/", status)


def test_a_forged_cookie_is_no_session(visitor):
    visitor.set_cookie("abd_planner", "eyJzZXNzaW9uIjoiYSJ9.Zm9yZ2Vk.c2lnbmF0dXJl")
    page(visitor, "/", 401)


@pytest.mark.parametrize("token", ["", "a", 7, None, ["x"], {"x": 1}, "x" * 3000])
def test_a_cookie_that_we_signed_without_a_session_is_none(app, visitor, token):
    with visitor.session_transaction() as cookie:
        cookie["session"] = token
    page(visitor, "/", 401)


def test_what_the_database_holds_opens_nothing(app, client, visitor, store):
    (row,) = store.rows("SELECT id FROM sessions")
    with visitor.session_transaction() as cookie:
        cookie["session"] = row["id"]
    page(visitor, "/", 401)


def test_a_session_ends_after_twelve_hours_whatever_is_done(client, clock):
    for _ in range(12 * 3):
        page(client, "/")
        clock.now += 20 * 60
    page(client, "/")
    clock.now += 1
    page(client, "/", 401)


def test_a_clock_that_is_set_back_lengthens_no_session(client, clock):
    page(client, "/")
    clock.now -= 60
    page(client, "/", 401)


def test_a_session_outlives_the_program_and_its_end_does_too(store, client, sign_in, jobs):
    kept = client.get_cookie("abd_planner").value

    def started_again():
        again = create_app(store, sign_in=sign_in, jobs=jobs).test_client()
        again.set_cookie("abd_planner", kept)
        return again

    page(started_again(), "/")
    client.post("/sign-out", data={"csrf_token": form_token(client, "/")})
    page(started_again(), "/", 401)


def test_a_page_view_writes_nothing(client, store, clock):
    page(client, "/account")
    before = store.connection.total_changes, store.row("PRAGMA data_version")
    for _ in range(5):
        clock.now += 5
        page(client, "/account")
    assert (store.connection.total_changes, store.row("PRAGMA data_version")) == before


def test_each_request_acts_as_whoever_asks(app, client, visitor, store):
    acted = {}

    def told() -> str:
        acted[request.args["who"]] = actor()
        return "told"

    app.view_functions["method.show"] = told
    page(client, "/method?who=owner")
    page(client, "/method?who=again")
    page(visitor, "/method?who=nobody")
    assert acted["owner"].account == acted["again"].account == Accounts(store).owner().id
    assert acted["nobody"].account is None
    assert len({each.trace_id for each in acted.values()}) == 3
    assert actor().account is None
