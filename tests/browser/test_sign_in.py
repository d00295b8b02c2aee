"""Accounts in a real browser: set up, signed in, managed; by keyboard, and without scripts."""

import re
from collections.abc import Iterator
from threading import Thread

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from waitress.server import create_server

from planner.jobs.hands import Crew
from planner.jobs.queue import Queue
from planner.store.accounts import Accounts
from planner.store.administration import Administration
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from planner.web.settings import Settings
from tests.browser.conftest import Site
from tests.browser.test_every_page import STANDARDS

pytestmark = pytest.mark.browser

PASSWORD = "kaas tussen sterren"


@pytest.fixture
def shared(tmp_path, crew: Crew) -> Iterator[Site]:
    """The planner of an installation where people sign in with accounts."""
    store = prepare(tmp_path / "data", demo=True)
    sign_in, jobs = SignIn(store), Queue(store, crew)
    settings = Settings(local_accounts=True)
    app = create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    Thread(target=server.run, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", store, sign_in, jobs, app)
    server.close()
    jobs.close()
    store.close()


def new_link(shared: Site) -> str:
    """Return the link of a new administrator."""
    account = Accounts(shared.store).add("Ann", "ann@example.org", is_administrator=True)
    token = Administration(shared.store, shared.sign_in.watch).new_link(account.id)
    return f"{shared.base}/enrol/{token}"


def looked_at(page: Page) -> None:
    """Ensure that a page is accessible, in each language in which it can be asked for."""
    assert page.locator("h1").count() == 1
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def set_up(page: Page, link: str) -> str:
    """Set an account up by the keyboard alone; return the secret of its second factor."""
    page.goto(link)
    secret = page.locator("main code").first.inner_text().replace(" ", "")
    page.get_by_label(re.compile("^(Wachtwoord|Password)$")).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator("main li code")).to_have_count(10)
    return secret


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_a_link_to_a_session_and_back_by_a_recovery_code(open_page, shared, scripts):
    page = open_page(java_script_enabled=scripts)
    set_up(page, new_link(shared))
    recovery = page.locator("main li code").first.inner_text()
    page.locator("main a.button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("account")
    page.get_by_role("button", name="Afmelden", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    page.goto(f"{shared.base}/account")
    page.get_by_label("Wachtwoord").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("ann@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    page.locator("[name=login]").fill("ann@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=code]").fill(recovery)
    page.keyboard.press("Enter")
    # And there is the page that was wanted.
    expect(page).to_have_url(f"{shared.base}/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw account")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("nl", 1280, "light"), ("en", 360, "dark")]
)
def test_every_page_of_accounts_is_accessible(open_page, shared, language, width, scheme):
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    link = new_link(shared)
    page.goto(f"{shared.base}/sign-in?lang={language}")
    looked_at(page)
    page.goto(link)
    looked_at(page)
    page.locator("main form button").click()
    expect(page.locator("#mistakes")).to_be_focused()
    looked_at(page)
    set_up(page, link)
    looked_at(page)
    page.goto(link)
    looked_at(page)
    for address in ("/account", "/account/password", "/account/second-factor", "/accounts"):
        page.goto(shared.base + address)
        assert page.locator("html").get_attribute("lang") == language
        looked_at(page)
    page.goto(f"{shared.base}/account/password")
    page.locator("main form button").click()
    looked_at(page)
    page.goto(f"{shared.base}/accounts")
    page.locator("[name=name]").fill("Ben")
    page.locator("[name=login]").fill("ben@example.org")
    page.locator("main section form button").click()
    expect(page.locator("#new-link")).to_have_value(re.compile("/enrol/"))
    looked_at(page)
    page.get_by_role("link", name=re.compile("accounts")).last.click()
    page.get_by_role("button", name=re.compile("(Uitschakelen|Disable) ?: Ann")).click()
    expect(page.locator("h1")).to_contain_text("Ann")
    looked_at(page)
    page.get_by_role("button", name=re.compile("^(Uitschakelen|Disable)$")).click()
    expect(page.get_by_role("alert")).to_be_focused()
    looked_at(page)
    page.goto(f"{shared.base}/sign-out/nowhere")
    page.get_by_role("button", name=re.compile("^(Afmelden|Sign out)$")).click()
    looked_at(page)


def test_waiting_after_failures_is_told_on_an_accessible_page(open_page, shared):
    page = open_page()
    for _ in range(6):
        page.goto(f"{shared.base}/sign-in")
        page.locator("[name=login]").fill("ann@example.org")
        page.locator("[name=password]").fill("wrong")
        page.locator("[name=code]").fill("123456")
        page.locator("main form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wacht even")
    looked_at(page)


def test_the_picture_of_the_second_factor_is_seen_in_every_scheme(open_page, shared):
    """Dark modules on a light ground, drawn without a style of its own."""
    page = open_page(color_scheme="dark")
    page.goto(new_link(shared))
    picture = page.get_by_role("img", name="QR-code")
    box = picture.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] >= 150
    fills = picture.locator("path").evaluate_all(
        "paths => paths.map(path => [getComputedStyle(path).fill, getComputedStyle(path).stroke])"
    )
    assert "rgb(255, 255, 255)" in fills[0]
    assert "rgb(0, 0, 0)" in fills[-1]
