"""The application on a data folder of its own, and clients with and without a session."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.jobs.hands import Crew
from planner.jobs.queue import Queue
from planner.store.clock import Stopwatch
from planner.store.database import Store
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from planner.web.settings import Settings
from tests.web.cases import keep, large, small


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The worked examples, a large and a small dossier."""
    opened = prepare(tmp_path / "data", demo=True)
    keep(opened, "groot", large())
    keep(opened, "klein", small())
    yield opened
    opened.close()


@pytest.fixture
def sign_in(store: Store, clock: Clock) -> SignIn:
    return SignIn(store, Stopwatch("test", clock), clock)


@pytest.fixture
def jobs(store: Store, crew: Crew) -> Iterator[Queue]:
    queue = Queue(store, crew)
    yield queue
    queue.close()


@pytest.fixture
def app(store: Store, sign_in: SignIn, jobs: Queue) -> Flask:
    return create_app(store, sign_in=sign_in, jobs=jobs)


@pytest.fixture
def shared_app(store: Store, sign_in: SignIn, jobs: Queue) -> Flask:
    """The application of an installation where people sign in with accounts."""
    settings = Settings(local_accounts=True)
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """Somebody without a session."""
    return app.test_client()


@pytest.fixture
def enter(app: Flask, sign_in: SignIn) -> Callable[[], FlaskClient]:
    """Signs somebody in, as often as asked."""

    def signed_in() -> FlaskClient:
        client = app.test_client()
        assert client.get(f"/sign-in/{sign_in.new_token()}").status_code == 303
        return client

    return signed_in


@pytest.fixture
def client(enter: Callable[[], FlaskClient]) -> FlaskClient:
    """Somebody who is signed in."""
    return enter()


def page(client: FlaskClient, address: str, status: int = 200, **headers: str) -> str:
    """Return a page's HTML; its status must be as expected."""
    response = client.get(address, headers={k.replace("_", "-"): v for k, v in headers.items()})
    with closing(response):
        assert response.status_code == status, address
        return response.get_data(as_text=True)


def without_token(text: str) -> str:
    """Return a page without its forms' tokens, which differ with every second."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", text)


def form_token(client: FlaskClient, address: str) -> str:
    """Return the token of the forms on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page(client, address))
    assert found is not None
    return found[1]
