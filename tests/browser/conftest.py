"""A real server on a free port, a real Chromium, and pages that complain of every error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from planner.jobs.queue import Queue
from planner.store.database import Store
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from tests.chromium import chromium_path
from tests.web.cases import keep, large, small


@dataclass
class Site:
    """The running planner."""

    base: str
    store: Store
    sign_in: SignIn = field(repr=False)
    jobs: Queue = field(repr=False)
    app: Flask = field(repr=False)

    def link(self) -> str:
        """Return a new link to sign in."""
        return f"{self.base}/sign-in/{self.sign_in.new_token()}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site") / "data"
    store = prepare(data, demo=True)
    keep(store, "groot", large())
    keep(store, "klein", small())
    sign_in = SignIn(store)
    jobs = Queue(store)
    app = create_app(store, sign_in=sign_in, jobs=jobs)
    server = create_server(app, host="127.0.0.1", port=0, threads=8, ident=None)
    Thread(target=server.run, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", store, sign_in, jobs, app)
    server.close()
    jobs.close()
    store.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium_path()
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end nothing may have stood in a console that is an error."""
    contexts, complaints = [], []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    # The browser, and htmx, report an answer of 400 or above by themselves.
    expected = ("Failed to load resource", "Response Status Error Code")
    assert [text for text in complaints if not text.startswith(expected)] == []


@pytest.fixture
def page(open_page: Callable[..., Page], site: Site) -> Page:
    """A page of somebody who is signed in."""
    opened = open_page()
    opened.goto(site.link())
    return opened


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def reader(request: pytest.FixtureRequest, open_page: Callable[..., Page], site: Site) -> Page:
    """A page of somebody who is signed in, once with and once without JavaScript."""
    opened = open_page(java_script_enabled=request.param)
    opened.goto(site.link())
    return opened
