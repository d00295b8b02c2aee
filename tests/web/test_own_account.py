"""One's own account: what one changes there, and what one has to prove once more."""

import pyotp
import pytest

from planner.store.accounts import Accounts
from tests.web.conftest import form_token, page
from tests.web.people import PASSWORD, filled, offered, try_in, with_account

NEW = "paarse fietsen onder water"


@pytest.fixture
def ann(shared_app, sign_in, clock):
    return with_account(shared_app, sign_in, clock)


@pytest.fixture
def client(ann, shared_app):
    return ann.signs_in(shared_app)


def change_password(client, password, code, new=NEW):
    token = form_token(client, "/account/password")
    typed = {"csrf_token": token, "password": password, "code": code, "new_password": new}
    return client.post("/account/password", data=typed)


def test_name_and_language(client, store, ann, shared_app):
    token = form_token(client, "/account")
    typed = {"csrf_token": token, "name": " Ann Post ", "language": "en"}
    assert client.post("/account", data=typed).status_code == 303
    text = page(client, "/account")
    assert '<html lang="en">' in text
    assert "Ann Post" in text
    # The language goes with the account, into every browser.
    assert '<html lang="en">' in page(ann.signs_in(shared_app), "/account")
    for name in ("", " ", "a\x00b", "x" * 121):
        answer = client.post("/account", data={**typed, "name": name})
        assert answer.status_code == 422
    assert Accounts(store).find(ann.account.id).name == "Ann Post"


def test_what_is_not_asked_is_not_changed(client, store, ann):
    token = form_token(client, "/account")
    sent = {"csrf_token": token, "name": "Ann", "language": "xx", "is_administrator": "1"}
    client.post("/account", data={**sent, "login": "boss@example.org"})
    account = Accounts(store).find(ann.account.id)
    assert (account.login, account.is_administrator) == ("ann@example.org", False)
    assert account.language is None


def test_another_password_ends_the_sessions_elsewhere(client, ann, shared_app):
    other = ann.signs_in(shared_app)
    answer = change_password(client, PASSWORD, ann.code())
    assert answer.status_code == 303
    assert "op alle andere plekken" in page(client, "/account").lower()
    page(other, "/account", 401)
    assert try_in(other, "ann@example.org", PASSWORD, ann.code()).status_code == 422
    assert try_in(other, "ann@example.org", NEW, ann.code()).status_code == 303


def test_whoever_came_upon_an_open_screen_changes_nothing(client, ann):
    assert change_password(client, "a wrong guess", ann.code()).status_code == 422
    assert change_password(client, PASSWORD, "123456").status_code == 422
    used = ann.code()
    assert try_in(client.application.test_client(), "ann@example.org", PASSWORD, used)
    assert change_password(client, PASSWORD, used).status_code == 422
    assert change_password(client, PASSWORD, ann.code(), new="kort").status_code == 422
    assert change_password(client, PASSWORD, ann.code()).status_code == 303


def test_guessing_there_is_throttled_as_well(client, ann):
    answers = [change_password(client, "a wrong guess", "123456") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_another_second_factor_comes_with_other_recovery_codes(client, ann, shared_app):
    other = ann.signs_in(shared_app)
    shown = page(client, "/account/second-factor")
    secret = offered(shown)[0]
    # Without the phone: a recovery code proves as well.
    typed = {"password": PASSWORD, "code": ann.recovery[0]}
    code = pyotp.TOTP(secret).at(ann.clock.now)
    answer = client.post("/account/second-factor", data={**filled(shown, code), **typed})
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert text.count("<li><code>") == 10
    assert ann.recovery[1] not in text
    page(other, "/account", 401)
    assert try_in(other, "ann@example.org", PASSWORD, ann.code()).status_code == 422
    assert try_in(other, "ann@example.org", PASSWORD, ann.recovery[1]).status_code == 422
    ann.secret = secret
    ann.signs_in(shared_app)


def test_the_new_factor_has_to_work_before_the_old_one_goes(client, ann, shared_app):
    shown = page(client, "/account/second-factor")
    typed = {"password": PASSWORD, "code": ann.code()}
    answer = client.post("/account/second-factor", data={**filled(shown, "123456"), **typed})
    assert answer.status_code == 422
    assert offered(answer.get_data(as_text=True))[0] == offered(shown)[0]
    ann.signs_in(shared_app)


def test_whoever_works_alone_has_a_language_and_no_password(app, sign_in):
    owner = app.test_client()
    owner.get(f"/sign-in/{sign_in.new_token()}")
    assert "werkt hier alleen" in page(owner, "/account")
    for address in ("/account/password", "/account/second-factor"):
        page(owner, address, 404)
    token = form_token(owner, "/account")
    typed = {"csrf_token": token, "language": "en", "name": "Somebody"}
    assert owner.post("/account", data=typed).status_code == 303
    assert '<html lang="en">' in page(owner, "/")
    assert "Somebody" not in page(owner, "/account")
