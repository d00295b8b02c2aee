"""Somebody with an account, a password and a second factor, who signs in as people do."""

import html
import re
from dataclasses import dataclass

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from planner.store.accounts import Account, Accounts
from planner.store.administration import Administration
from planner.web.access import SignIn
from tests.web.conftest import Clock

PASSWORD = "kaas tussen sterren"


@dataclass
class Somebody:
    """An account that can sign in, and the clock that its codes follow."""

    account: Account
    secret: str
    recovery: list[str]
    clock: Clock
    password: str = PASSWORD

    def code(self) -> str:
        """Return the next code; the clock goes on, for each works once."""
        self.clock.now += 30
        return pyotp.TOTP(self.secret).at(self.clock.now)

    def signs_in(self, app: Flask) -> FlaskClient:
        """Return a browser in which they are signed in."""
        client = app.test_client()
        answer = try_in(client, self.account.login, self.password, self.code())
        assert answer.status_code == 303
        return client


def token_of(text: str) -> str:
    """Return the form token of a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', text)[1]


def try_in(client: FlaskClient, login: str, password: str, code: str, **more: str):
    """Type all three on the page to sign in, and return the answer."""
    token = token_of(client.get("/sign-in").get_data(as_text=True))
    typed = {"csrf_token": token, "login": login, "password": password, "code": code}
    return client.post("/sign-in", data={**typed, **more})


def with_account(
    app: Flask, sign_in: SignIn, clock: Clock, login: str = "ann@example.org", **fields
) -> Somebody:
    """Return somebody whose account was made and set up through its link."""
    store = app.extensions["abd_planner"].store
    account = Accounts(store).add(login.partition("@")[0].title(), login, **fields)
    link = "/enrol/" + Administration(store, sign_in.watch).new_link(account.id)
    return set_up(app.test_client(), link, account, clock)


def set_up(client: FlaskClient, link: str, account: Account, clock: Clock) -> Somebody:
    """Set up an account through a link, and return who has it."""
    shown = client.get(link).get_data(as_text=True)
    secret = offered(shown)[0]
    answer = client.post(link, data=filled(shown, pyotp.TOTP(secret).at(clock.now)))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    codes = re.findall(r"<li><code>([^<]+)</code>", answer.get_data(as_text=True))
    return Somebody(account, secret, codes, clock)


def offered(text: str) -> tuple[str, str]:
    """Return the secret that a page offers, as typed and as signed."""
    typed = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")
    return typed, html.unescape(re.search(r'name="factor" value="([^"]+)"', text)[1])


def filled(text: str, code: str, password: str = PASSWORD) -> dict[str, str]:
    """Return what a filled form sends to set up an account."""
    return {
        "csrf_token": token_of(text),
        "factor": offered(text)[1],
        "new_password": password,
        "new_code": code,
    }
