"""Founding a comparison in a real browser, with and without JavaScript, and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_appearance import APPEARANCE, LOOKS, STANDARDS
from tests.web.cases import keep
from tests.web.test_compare import many

pytestmark = pytest.mark.browser

SEAT = "/dossiers/mt-uitvoering/seats/bedrijfsvoering/compare"


def heading(page):
    return page.get_by_role("heading", level=1)


def names(page):
    return page.locator(".candidate-head h3").all_inner_texts()


def check(page):
    """Axe finds nothing, also in what can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


def test_from_the_dossier_to_a_founded_comparison(reader, site):
    reader.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    reader.get_by_role("link", name="Kandidaten vergelijken").click()
    expect(heading(reader)).to_contain_text("F. Kaya voegt hier het meest toe")
    assert len(names(reader)) == 5

    reader.get_by_role("link", name="Op functiefit").click()
    expect(reader.locator(".candidate-head h3").first).to_have_text("B. de Vries")
    reader.go_back()
    expect(reader.locator(".candidate-head h3").first).to_have_text("F. Kaya")

    expect(reader.locator("#row-10")).to_have_count(0)
    reader.get_by_role("link", name="Al het gedrag").click()
    expect(reader.get_by_role("link", name="Al het gedrag")).to_have_attribute(
        "aria-current", "true"
    )
    expect(reader.locator("#row-10")).to_have_count(1)

    for who in ("F. Kaya", "B. de Vries"):
        reader.get_by_role("checkbox", name=f"Vergelijk van dichtbij {who}").check()
    reader.get_by_role("button", name="Zet de aangevinkte mensen naast elkaar").click()
    expect(
        reader.get_by_role("heading", name="Van dichtbij: F. Kaya en B. de Vries")
    ).to_be_visible()
    assert "rows=all" in reader.url

    reader.get_by_role("button", name="Waarom B. de Vries niet?").click()
    answer = reader.locator("#why-not")
    expect(answer).to_contain_text(
        "B. de Vries op de stoel Directeur Bedrijfsvoering", timeout=30_000
    )
    expect(
        reader.get_by_role("heading", name="Van dichtbij: F. Kaya en B. de Vries")
    ).to_be_visible()

    expect(reader.get_by_role("heading", name="Waarom B. de Vries niet?")).to_be_visible()
    expect(reader.locator("#summary")).to_contain_text("Nieuw voor het team")
    reader.get_by_role("link", name="Als platte tekst, om te kopiëren").click()
    expect(reader.locator("body")).to_contain_text("F. Kaya voegt hier het meest toe")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_how_sure_it_is(open_page, site, scripts):
    reader = open_page(java_script_enabled=scripts)
    reader.goto(site.link())
    reader.goto(f"{site.base}{SEAT}")
    expect(reader.locator("#certainty .duels li").first).to_contain_text("F. Kaya dekt meer in")
    # Where not everybody is shown, everybody can be asked for.
    name = f"velen-{scripts}".lower()
    keep(site.store, name, many(12))
    address = f"{site.base}/dossiers/{name}/seats/leeg/compare"
    reader.goto(address)
    reader.get_by_role("button", name="Reken uit wie hoe vaak de beste is").click()
    expect(reader.locator("#shares .duels").first).to_contain_text("Kandidaat", timeout=60_000)
    expect(reader.locator("#shares")).to_contain_text("Nagerekend: 1.000 keer")
    # It was asked, so it is there for whoever comes later too.
    reader.goto(address)
    expect(reader.locator("#shares .duels").first).to_be_visible()


def test_a_whole_team_and_a_what_if_from_a_card(reader, site):
    reader.goto(f"{site.base}{SEAT}")
    reader.get_by_text("Meer over dit team: F. Kaya").click()
    reader.get_by_role("link", name="Open als heel team F. Kaya").click()
    expect(heading(reader)).to_contain_text("93,2")
    reader.get_by_role("link", name="Terug naar de vergelijking").click()
    reader.get_by_role("link", name="Probeer dit uit F. Kaya").click()
    expect(reader).to_have_url(re.compile("/explore"))


def test_the_comparison_by_keyboard(page, site):
    page.goto(f"{site.base}{SEAT}")
    for who in ("F. Kaya", "M. Osei"):
        box = page.get_by_role("checkbox", name=f"Vergelijk van dichtbij {who}")
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    page.get_by_role("button", name="Zet de aangevinkte").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#close-title")).to_have_text("Van dichtbij: F. Kaya en M. Osei")
    expect(page.locator("#close-title")).to_be_in_viewport()
    region = page.get_by_role("region", name="Wie brengt wat, rij voor rij").last
    region.focus()
    expect(region).to_be_focused()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_while_people_are_compared(page, site, language):
    page.goto(f"{site.base}{SEAT}?lang={language}&close=kaya&close=vries&close=osei&rows=all")
    check(page)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=APPEARANCE)
        assert found.violations_count == 0, f"{width}, {scheme}: {found.generate_report()}"
    page.goto(f"{site.base}{SEAT}/team?person=kaya")
    check(page)
    page.goto(f"{site.base}/dossiers/mt-uitvoering/compare?all=1")
    check(page)
    page.goto(f"{site.base}/dossiers/klein/seats/vrij/compare")
    check(page)


def test_it_fits_a_telephone_and_a_sheet_of_paper(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site.base}{SEAT}?close=kaya&close=vries")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1032, "height": 700})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    for card in page.locator(".candidate").all():
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1032
    expect(page.get_by_role("button", name="Zet de aangevinkte")).to_be_hidden()
