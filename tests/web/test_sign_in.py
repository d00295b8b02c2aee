"""Signing in with a password and a second factor, and setting them up."""

import pyotp
import pytest

from planner.store.accounts import Accounts
from planner.store.administration import Administration
from planner.web.app import create_app
from planner.web.settings import Settings
from tests.web.conftest import page
from tests.web.people import PASSWORD, filled, offered, set_up, token_of, try_in, with_account


@pytest.fixture
def ann(shared_app, sign_in, clock):
    return with_account(shared_app, sign_in, clock)


@pytest.fixture
def visitor(shared_app):
    return shared_app.test_client()


def cookie_of(client):
    return client.get_cookie("abd_planner").value


def named(store, name: str) -> list[str | None]:
    """Return who is told in the trail to have done something."""
    rows = store.rows("SELECT account, payload FROM trail_entries ORDER BY sequence")
    return [row["account"] for row in rows if f'"{name}"' in row["payload"]]


def test_somebody_signs_in_and_out(shared_app, ann, store):
    client = ann.signs_in(shared_app)
    assert "Ann" in page(client, "/account")
    token = token_of(page(client, "/account"))
    client.post("/sign-out", data={"csrf_token": token})
    page(client, "/account", 401)
    assert named(store, "session.begin")[-1] == ann.account.id
    assert named(store, "session.end") == [ann.account.id]


def test_whoever_wanted_a_page_gets_it_after_signing_in_and_no_other_site(visitor, ann):
    text = page(visitor, "/account?x=1", 401)
    assert 'name="back" value="/account?x=1"' in text
    answer = try_in(visitor, "ann@example.org", PASSWORD, ann.code(), back="/account?x=1")
    assert answer.headers["Location"] == "/account?x=1"
    again = visitor.application.test_client()
    answer = try_in(again, "ann@example.org", PASSWORD, ann.code(), back="//evil.example/")
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("wrong", ["login", "password", "code", "disabled", "used"])
def test_what_is_wrong_is_not_told(visitor, shared_app, ann, store, wrong):
    login, password, code = "ann@example.org", PASSWORD, ann.code()
    if wrong == "login":
        login = "nobody@example.org"
    elif wrong == "password":
        password = "paarse fietsen onder water"
    elif wrong == "code":
        code = pyotp.TOTP(ann.secret).at(ann.clock.now + 3600)
    elif wrong == "disabled":
        Accounts(store).change(ann.account.id, disabled_at="2026-01-01")
    else:
        assert try_in(shared_app.test_client(), login, password, code).status_code == 303
    answer = try_in(visitor, login, password, code)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "horen niet bij elkaar" in text
    assert [typed for typed in (login, password, code) if typed in text] == []
    page(visitor, "/account", 401)
    assert named(store, "session.refused") == [None]


def test_a_recovery_code_stands_in_for_the_phone_once(shared_app, ann):
    code = ann.recovery[0]
    assert try_in(shared_app.test_client(), "Ann@Example.org", PASSWORD, code).status_code == 303
    assert try_in(shared_app.test_client(), "ann@example.org", PASSWORD, code).status_code == 422


def test_after_some_failures_one_waits_and_is_told_how_long(visitor, shared_app, ann, clock):
    for _ in range(5):
        assert try_in(visitor, "ann@example.org", "wrong", "123456").status_code == 422
    answer = try_in(shared_app.test_client(), "ann@example.org", PASSWORD, ann.code())
    # The clock went on by half a minute for the code: more than the two seconds to wait.
    assert answer.status_code == 303
    for _ in range(5):
        try_in(visitor, "ann@example.org", "wrong", "123456")
    code = pyotp.TOTP(ann.secret).at(clock.now + 30)
    answer = try_in(visitor, "ann@example.org", PASSWORD, code)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "2"
    assert "2 seconden" in answer.get_data(as_text=True)
    clock.now += 2
    assert try_in(visitor, "ann@example.org", PASSWORD, code).status_code == 303


def test_nobody_is_kept_out_by_failures_in_their_name(shared_app, visitor, ann):
    """A browser in which somebody signed in before is counted apart."""
    own = ann.signs_in(shared_app)
    own.post("/sign-out", data={"csrf_token": token_of(page(own, "/account"))})
    for _ in range(6):
        answer = try_in(visitor, "ann@example.org", "wrong", "123456")
    assert answer.status_code == 429
    code = pyotp.TOTP(ann.secret).at(ann.clock.now + 30)
    assert try_in(visitor, "ann@example.org", PASSWORD, code).status_code == 429
    assert try_in(own, "ann@example.org", PASSWORD, code).status_code == 303


def test_a_known_browser_is_counted_too_and_for_its_own_account_alone(
    shared_app, visitor, ann, sign_in, clock
):
    ben = with_account(shared_app, sign_in, clock, "ben@example.org")
    own = ann.signs_in(shared_app)
    own.post("/sign-out", data={"csrf_token": token_of(page(own, "/account"))})
    failed = [try_in(own, "ann@example.org", "wrong", "123456") for _ in range(6)]
    assert [answer.status_code for answer in failed] == [422] * 5 + [429]
    for _ in range(6):
        answer = try_in(visitor, "ben@example.org", "wrong", "123456")
    assert answer.status_code == 429
    code = pyotp.TOTP(ben.secret).at(clock.now)
    assert try_in(own, "ben@example.org", PASSWORD, code).status_code == 429


def test_the_cookie_of_a_known_browser_cannot_be_made(shared_app, visitor, ann):
    visitor.set_cookie("known_browser", f'["{ann.account.id}", "x"].forged')
    for _ in range(6):
        answer = try_in(visitor, "ann@example.org", "wrong", "123456")
    assert answer.status_code == 429
    cookie = ann.signs_in(shared_app).get_cookie("known_browser")
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    other = shared_app.test_client()
    other.set_cookie("abd_planner", cookie.value)
    page(other, "/account", 401)


def test_failures_outlive_the_program(visitor, store, sign_in, jobs, ann):
    for _ in range(5):
        try_in(visitor, "ann@example.org", "wrong", "123456")
    settings = Settings(local_accounts=True)
    again = create_app(store, sign_in=sign_in, jobs=jobs, settings=settings).test_client()
    assert try_in(again, "ann@example.org", "wrong", "123456").status_code == 429


def test_a_session_gets_a_new_id_and_the_earlier_one_ends(visitor, shared_app, ann):
    """Fixation: a cookie that somebody planted is not the one of whoever signs in."""
    page(visitor, "/sign-in")
    planted = cookie_of(visitor)
    try_in(visitor, "ann@example.org", PASSWORD, ann.code())
    other = shared_app.test_client()
    other.set_cookie("abd_planner", planted)
    page(other, "/account", 401)
    # Nor does somebody else's session live on below it.
    first = cookie_of(visitor)
    token = token_of(page(visitor, "/account"))
    typed = {"login": "ann@example.org", "password": PASSWORD, "code": ann.code()}
    assert visitor.post("/sign-in", data={"csrf_token": token, **typed}).status_code == 303
    assert cookie_of(visitor) != first
    other.set_cookie("abd_planner", first)
    page(other, "/account", 401)


def test_the_token_of_a_form_does_not_outlive_signing_in(visitor, ann):
    before = token_of(page(visitor, "/sign-in"))
    try_in(visitor, "ann@example.org", PASSWORD, ann.code())
    assert visitor.post("/sign-out", data={"csrf_token": before}).status_code == 400


def test_signing_in_needs_the_forms_token(visitor, ann):
    typed = {"login": "ann@example.org", "password": PASSWORD, "code": ann.code()}
    assert visitor.post("/sign-in", data=typed).status_code == 400


def test_signing_out_everywhere_ends_every_browser(shared_app, ann):
    browsers = [ann.signs_in(shared_app) for _ in range(3)]
    text = page(browsers[0], "/account")
    # These three, and the one in which the account was set up.
    assert text.count("Sinds") == 4
    browsers[0].post("/sign-out/everywhere", data={"csrf_token": token_of(text)})
    for client in browsers:
        page(client, "/account", 401)


def test_somebody_who_is_disabled_is_out_at_their_next_request(shared_app, ann, store):
    client = ann.signs_in(shared_app)
    Accounts(store).change(ann.account.id, disabled_at="2026-01-01")
    page(client, "/account", 401)


def test_whoever_worked_alone_is_nobody_among_others(shared_app, client, sign_in):
    alone = client.get_cookie("abd_planner").value
    other = shared_app.test_client()
    other.set_cookie("abd_planner", alone)
    page(other, "/", 401)
    page(other, f"/sign-in/{sign_in.new_token()}", 410)


def test_where_one_works_alone_nobody_signs_in_with_a_password(app, sign_in):
    client = app.test_client()
    assert "abd-planner run" in page(client, "/sign-in")
    client.get(f"/sign-in/{sign_in.new_token()}")
    token = token_of(page(client, "/account"))
    assert client.post("/sign-in", data={"csrf_token": token}).status_code == 404
    page(client, "/enrol/whatever", 404)
    page(client, "/sign-in/provider", 404)
    page(client, "/sign-in/provider/back?code=a&state=b", 404)


def link_of(store, sign_in, login="ben@example.org"):
    account = Accounts(store).add("Ben", login)
    return account, "/enrol/" + Administration(store, sign_in.watch).new_link(account.id)


def test_a_link_shows_a_new_secret_each_time_and_is_not_used_up_by_looking(
    visitor, store, sign_in, clock
):
    account, link = link_of(store, sign_in)
    secrets = {offered(page(visitor, link))[0] for _ in range(3)}
    assert len(secrets) == 3
    assert visitor.head(link).status_code == 200
    ben = set_up(visitor, link, account, clock)
    assert ben.secret not in secrets
    assert "werkt niet meer" in page(visitor.application.test_client(), link, 410)


def test_setting_up_signs_in_and_shows_recovery_codes_once(visitor, store, sign_in, clock):
    account, link = link_of(store, sign_in)
    ben = set_up(visitor, link, account, clock)
    assert len(ben.recovery) == 10
    assert "Ben" in page(visitor, "/account")
    assert ben.recovery[0] not in page(visitor, "/account")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elf tekens.", "minstens 12"),
        ("x" * 257, "hoogstens 256"),
        ("password1234", "makkelijk te raden"),
        ("Welkom2026!!", "makkelijk te raden"),
        ("ben@example.org", "makkelijk te raden"),
        ("BenBenBenBen1", "makkelijk te raden"),
        ("abcdefghijklmnop", "makkelijk te raden"),
    ],
)
def test_passwords_that_are_guessed_are_refused(visitor, store, sign_in, clock, password, why):
    _, link = link_of(store, sign_in)
    shown = page(visitor, link)
    code = pyotp.TOTP(offered(shown)[0]).at(clock.now)
    answer = visitor.post(link, data=filled(shown, code, password))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert why in text
    assert 'type="password" value=""' in text
    # The secret stays the one that was scanned, and the link works still.
    assert offered(text)[0] == offered(shown)[0]
    page(visitor, "/account", 401)


@pytest.mark.parametrize(
    "password", ["lopen door de regen", "7h2k9fj3ndk2", "ñandú y 東京 の夜だよね"]
)
def test_no_rule_asks_for_certain_signs(visitor, store, sign_in, clock, password):
    _, link = link_of(store, sign_in)
    shown = page(visitor, link)
    code = pyotp.TOTP(offered(shown)[0]).at(clock.now)
    assert visitor.post(link, data=filled(shown, code, password)).status_code == 200


def test_the_second_factor_is_the_one_that_was_offered_to_this_link(visitor, store, sign_in, clock):
    _, link = link_of(store, sign_in)
    _, other = link_of(store, sign_in, "cas@example.org")
    shown, elsewhere = page(visitor, link), page(visitor, other)
    code = pyotp.TOTP(offered(elsewhere)[0]).at(clock.now)
    for factor in (offered(elsewhere)[1], "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", ""):
        typed = {**filled(shown, code), "factor": factor}
        answer = visitor.post(link, data=typed)
        assert answer.status_code == 422
        assert "scan de nieuwe" in answer.get_data(as_text=True)
    answer = visitor.post(link, data=filled(shown, "123456"))
    assert "niet de code" in answer.get_data(as_text=True)


def test_a_link_that_is_forged_or_old_sets_nothing_up(visitor, store, sign_in, clock):
    _, link = link_of(store, sign_in)
    shown = page(visitor, link)
    code = pyotp.TOTP(offered(shown)[0]).at(clock.now)
    page(visitor, "/enrol/forged", 410)
    assert visitor.post("/enrol/forged", data=filled(shown, code)).status_code == 410
    clock.now += 24 * 60 * 60 + 1
    page(visitor, link, 410)


def test_a_link_to_sign_in_alone_sets_nothing_up(visitor, sign_in):
    page(visitor, f"/enrol/{sign_in.new_token()}", 410)
