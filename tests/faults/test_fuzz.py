"""Anything sent to every address, by everybody: no failure, and nothing seen without the right."""

import logging
import random
import re
from contextlib import closing

import pytest

from planner.resources.files import resource_path
from planner.web.app import create_app
from planner.web.settings import Metrics, Settings
from tests.web.cast import DOSSIER, ELSEWHERE, cast, client_of
from tests.web.conftest import form_token
from tests.web.test_policy import TABLE, WHO, addresses, ids_of
from tests.web.wandering import TYPED

METHODS = ("GET", "GET", "GET", "HEAD", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ODD = (
    "no-such",
    "%00",
    "..",
    "%2e%2e%2f",
    "0",
    "-1",
    "9" * 30,
    "x" * 300,
    "%F0%9F%98%80",
    "a'b",
    "~1",
)
KINDS = (None, None, None, "application/json", "multipart/form-data", "text/plain; charset=x")


@pytest.fixture
def app(store, sign_in, jobs, tmp_path):
    """The application with every address that it can have."""
    token = tmp_path / "token"
    token.write_text("x" * 40)
    settings = Settings(metrics=Metrics(token_file=token))
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings, development=True)


@pytest.fixture(scope="module")
def names():
    """What fields and questions are called, anywhere in the templates."""
    found = set()
    for path in resource_path("templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'name="([a-z_]+)"', text) + re.findall(r"(\w+)=", text))
    return sorted(name for name in found if len(name) > 1)


class Fuzz:
    """Draws requests from a seed."""

    def __init__(self, seed, names, known, token):
        self._draw = random.Random(seed)
        self._names, self._known, self._token = names, known, token

    def _value(self):
        return self._draw.choice((*TYPED, *self._known, *ODD))

    def _fields(self, most):
        number = self._draw.randrange(most)
        return {self._draw.choice(self._names): self._value() for _ in range(number)}

    def request(self, address, method):
        """Return an address, a method and what is sent with it."""
        draw, address = self._draw, address.partition("?")[0]
        if draw.random() < 0.3:
            parts = address.split("/")
            parts[draw.randrange(1, len(parts))] = draw.choice((*ODD, *self._known))
            address = "/".join(parts)
        method = draw.choice(METHODS) if draw.random() < 0.3 else method
        sent = {"method": method, "query_string": self._fields(6)}
        if method not in ("GET", "HEAD"):
            token = {"csrf_token": self._token} if draw.random() < 0.9 else {}
            sent["data"] = {**self._fields(12), "version": "1", **token}
            kind = draw.choice(KINDS)
            if kind is not None and draw.random() < 0.2:
                sent |= {"content_type": kind, "data": draw.choice((b"", b"{", b"\xff\x00", b"[]"))}
        if draw.random() < 0.2:
            sent["headers"] = {"HX-Request": "true", "HX-Target": "x"}
        return address, sent


def fuzz(app, sign_in, store, jobs, names, who, seed, share):
    people = cast(store)
    ids = ids_of(store, jobs, DOSSIER, people["person"].id)
    foreign = ids_of(store, jobs, ELSEWHERE, people["elsewhere"].id)
    client = client_of(app, sign_in, people.get(who))
    token = "" if who == "visitor" else form_token(client, "/account")
    known = [str(value) for value in (*ids.values(), *foreign.values())]
    draws, chance = Fuzz(seed, names, known, token), random.Random(seed)
    adapter, wrong = app.url_map.bind("localhost"), []
    for _, method, address in addresses(app, chance.choice((ids, ids, foreign))):
        if address.startswith("/sign-out") or chance.random() > share:
            continue
        asked, sent = draws.request(address, method)
        with closing(client.open(asked, **sent)) as answer:
            status = answer.status_code
        if status >= 500 and status != 503:
            wrong.append(f"{status}: {asked} {sent}")
        if sent["method"] == "GET" and status == 200 and f"/{DOSSIER}/" in asked:
            endpoint, _ = adapter.match(asked.replace("%00", "x"), method="GET")
            if TABLE[endpoint][who] != "+":
                wrong.append(f"{who} sees {asked} ({endpoint})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", WHO)
def test_whatever_is_sent_is_answered_to_whoever_may(app, sign_in, store, jobs, names, who, caplog):
    fuzz(app, sign_in, store, jobs, names, who, WHO.index(who), 0.3 if who != "owner" else 1)
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("who", WHO)
def test_twenty_times_everything(app, sign_in, store, jobs, names, who, seed):
    fuzz(app, sign_in, store, jobs, names, who, 1000 * seed + WHO.index(who), 1)
