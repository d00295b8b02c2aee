"""Every element in a real browser: accessible in every look, and help that a keyboard reaches."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from waitress.server import create_server

from planner.web.access import SignIn
from planner.web.app import create_app
from tests.browser.conftest import Site
from tests.browser.test_appearance import APPEARANCE, STANDARDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def developed(site: Site) -> Iterator[Site]:
    """The planner as those who work on it start it."""
    sign_in = SignIn(site.store)
    app = create_app(site.store, sign_in=sign_in, jobs=site.jobs, development=True)
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    Thread(target=server.run, daemon=True).start()
    yield replace(site, base=f"http://127.0.0.1:{server.effective_port}", sign_in=sign_in)
    server.close()


@pytest.fixture
def elements(open_page, developed):
    """The page with every element."""
    opened = open_page()
    opened.goto(developed.link())
    opened.goto(f"{developed.base}/method/elements")
    return opened


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_in_any_element(elements, developed, language):
    elements.goto(f"{developed.base}/method/elements?lang={language}")
    found = Axe().run(elements, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_any_look(elements, width, scheme):
    elements.set_viewport_size({"width": width, "height": 900})
    elements.emulate_media(color_scheme=scheme)
    found = Axe().run(elements, options=APPEARANCE)
    assert found.violations_count == 0, found.generate_report()


def test_no_element_is_wider_than_a_small_telephone(elements):
    elements.set_viewport_size({"width": 320, "height": 640})
    assert elements.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("media", [{"media": "print"}, {"forced_colors": "active"}])
def test_what_is_missing_shows_in_print_and_in_forced_colours(elements, media):
    elements.emulate_media(**media)
    compass = elements.locator("#compasses ~ ul .compass").first
    assert compass.is_visible()
    line, ground = compass.locator("pattern").first.evaluate(
        "each => ['.hatch-line', '.hatch-ground'].map(part => getComputedStyle("
        "each.querySelector(part))).map((style, place) => place ? style.fill : style.stroke)"
    )
    assert line != ground


def test_the_numbers_of_the_compass_lead_to_the_rows(page, site):
    page.goto(f"{site.base}/dossiers/groot/team")
    link = page.locator(".compass a").nth(3)
    row = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(row)
    expect(page.locator(row)).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_help_opens_and_closes_by_keyboard(open_page, site, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto(site.link())
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    button = page.get_by_role("button", name="Dragers (wat betekent dit?)")
    meaning = page.locator("#term-carrier")
    expect(meaning).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("op of boven het gevraagde niveau")
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_help_stays_within_the_window(page, site, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    for button in page.locator("button.term").all():
        button.scroll_into_view_if_needed()
        button.click()
        box = page.locator(".term-meaning:popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["width"] >= 200
        page.keyboard.press("Escape")


def test_axe_finds_nothing_while_help_is_open(page, site):
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    page.locator("button.term--mark").first.click()
    expect(page.locator(".term-meaning:popover-open")).to_be_visible()
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


def test_all_tabs_can_be_seen_on_a_small_telephone(page, site):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{site.base}/dossiers/twee-directies-carrousel/team")
    boxes = [each.bounding_box() for each in page.locator(".tabs a").all()]
    assert len(boxes) >= 5
    for box in boxes:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 24
    # And nothing stays in place over what is read.
    page.evaluate("window.scrollTo(0, 600)")
    fixed = page.evaluate(
        "[...document.querySelectorAll('header, nav, .dossier-bar')].filter(each =>"
        " ['fixed', 'sticky'].includes(getComputedStyle(each).position)).length"
    )
    assert fixed == 0
