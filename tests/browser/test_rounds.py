"""A round in a real browser, with and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_appearance import APPEARANCE, STANDARDS
from tests.web.cases import keep
from tests.web.test_rounds import many

pytestmark = pytest.mark.browser


def heading(page):
    return page.get_by_role("heading", level=1)


def test_from_the_teams_to_who_moves_where(reader, site):
    reader.goto(f"{site.base}/dossiers/twee-directies-carrousel/team")
    reader.get_by_role("link", name="Rijksbreed").click()
    button = reader.get_by_role("button", name="Reken een ronde uit")
    button.focus()
    reader.keyboard.press("Enter")
    expect(heading(reader)).to_contain_text("91,8", timeout=30_000)
    chain = reader.locator(".chain > li").filter(has_text="D. Hendriks")
    expect(chain).to_contain_text("komt van Hoofd Strategie")
    expect(reader.get_by_role("row", name=re.compile("Directie Wonen"))).to_contain_text("+17,6")
    reader.get_by_role("link", name="Directie Wonen").click()
    expect(heading(reader)).to_contain_text("71,6")
    reader.go_back()
    expect(heading(reader)).to_contain_text("91,8")


def test_searching_among_many_teams(reader, site):
    keep(site.store, "veel", many(60))
    reader.goto(f"{site.base}/rounds/veel")
    reader.get_by_label("Zoek een team").fill("directie 41")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("link", name=re.compile(r"^Directie \d+$"))).to_have_count(1)
    assert re.search(r"q=directie(\+|%20)41", reader.url)
    reader.go_back()
    expect(reader.get_by_text("pagina 1 van 3")).to_be_visible()
    reader.get_by_role("link", name="Verder").click()
    expect(reader.get_by_text("pagina 2 van 3")).to_be_visible()
    expect(reader.get_by_role("link", name="Pagina 2")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing(page, site, language):
    keep(site.store, "veel", many(60))
    page.goto(f"{site.base}/rounds/twee-directies-carrousel")
    page.locator("main form.run button").first.click()
    page.locator(".chain").first.wait_for(timeout=30_000)
    for address in (page.url, f"{site.base}/rounds/veel"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        found = Axe().run(page, options=STANDARDS)
        assert found.violations_count == 0, found.generate_report()
        page.set_viewport_size({"width": 320, "height": 900})
        page.emulate_media(color_scheme="dark")
        found = Axe().run(page, options=APPEARANCE)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
