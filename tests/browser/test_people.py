"""People in a real Chromium: the list, a profile, levels typed by keyboard, and a table."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers
from tests.browser.test_appearance import APPEARANCE, STANDARDS
from tests.web.cases import keep, large, small

pytestmark = pytest.mark.browser


@pytest.fixture
def name(site, request):
    """A dossier of its own for each test, with somebody who has a long name."""
    case = small()
    case["people"] += [
        {"id": "ben", "name": "Ben"},
        {"id": "lang", "name": "Hottentottententententoonstellingsmakers"},
    ]
    case["candidates"] = ["ben", "lang"]
    made = re.sub(r"[^a-z]+", "-", request.node.name.lower())[-60:].strip("-")
    keep(site.store, made, case)
    yield made
    Dossiers(site.store).archive(made)


def heading(page):
    return page.get_by_role("heading", level=1)


def is_accessible(page):
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


def test_somebody_is_added_rated_made_no_candidate_and_taken_out(reader, site, name):
    reader.goto(f"{site.base}/dossiers/{name}/people")
    expect(heading(reader)).to_contain_text("3 mensen; van 2 kandidaten zijn 8 niveaus")
    reader.get_by_label("Naam", exact=True).fill("Cas")
    reader.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(heading(reader)).to_have_text("Van Cas is nog niets bekend")
    reader.get_by_label("Niveau, Acute crisis leiden").fill("3,5")
    reader.get_by_role("button", name="Niveaus opslaan").click()
    expect(heading(reader)).to_contain_text("Cas draagt 1 van de 4")
    reader.get_by_label("Kandidaat, voor elke stoel").uncheck()
    reader.get_by_role("button", name="Opslaan", exact=True).click()
    expect(reader.get_by_label("Kandidaat, voor elke stoel")).not_to_be_checked()
    reader.get_by_role("link", name="Haal Cas eruit").click()
    expect(heading(reader)).to_have_text("Niets anders verwijst naar Cas")
    reader.get_by_role("button", name="Haal Cas eruit").click()
    expect(reader.get_by_text("Cas is uit dit dossier gehaald.")).to_be_visible()
    reader.get_by_role("button", name="Ongedaan maken").click()
    expect(reader.get_by_role("link", name="Cas", exact=True)).to_be_visible()


def test_mistakes_lead_to_their_fields(reader, site, name):
    reader.goto(f"{site.base}/dossiers/{name}/people/ben?edit=levels&interval=1")
    reader.get_by_label("Niveau, Acute crisis leiden").fill("9")
    reader.get_by_role("button", name="Niveaus opslaan").click()
    summary = reader.locator("#mistakes")
    expect(summary).to_contain_text("moet op de schaal")
    summary.get_by_role("link", name="Acute crisis leiden").click()
    field = reader.get_by_label("Niveau, Acute crisis leiden")
    expect(field).to_be_focused()
    expect(field).to_have_value("9")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_table_is_pasted_refused_put_right_and_taken(reader, site, name):
    reader.goto(f"{site.base}/dossiers/{name}/people")
    reader.get_by_role("link", name="Niveaus uit een tabel").click()
    reader.get_by_role("textbox", name="Tabel").fill("id\tcrisis\nben\t9\n")
    reader.get_by_role("button", name="Toon wat er zou wijzigen").click()
    expect(heading(reader)).to_contain_text("1 cel van deze tabel")
    expect(reader.get_by_role("rowheader", name="Cel B2 (crisis)")).to_be_visible()
    reader.get_by_role("link", name="Niveaus uit een tabel").click()
    reader.get_by_role("textbox", name="Tabel").fill("id\tcrisis\nben\t3,9\n")
    reader.get_by_role("button", name="Toon wat er zou wijzigen").click()
    expect(heading(reader)).to_have_text("Deze tabel wijzigt 1 niveau van 1 persoon")
    reader.get_by_role("button", name="Neem deze niveaus over").click()
    expect(reader.get_by_text("1 niveau is overgenomen.")).to_be_visible()


def test_levels_are_typed_down_the_column_and_the_figures_answer_at_once(page, site, name):
    page.goto(f"{site.base}/dossiers/{name}/people/ben?edit=levels")
    page.get_by_label("Niveau, Tegenspraak geven").focus()
    page.keyboard.type("3,5")
    page.keyboard.press("Tab")
    # The next field down the column has the focus, and keeps what is typed in it meanwhile.
    expect(page.get_by_label("Niveau, Rechtsstaat bewaken")).to_be_focused()
    page.keyboard.type("4")
    expect(heading(page)).to_contain_text("Ben draagt 1 van de 4")
    expect(page.get_by_label("Niveau, Rechtsstaat bewaken")).to_have_value("4")
    page.keyboard.press("Tab")
    expect(heading(page)).to_contain_text("Ben draagt 2 van de 4")
    expect(page.locator("#row-told")).to_contain_text("Rechtsstaat bewaken: opgeslagen")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    page.get_by_label("Niveau, Rechtsstaat bewaken").fill("veel")
    page.keyboard.press("Tab")
    expect(page.get_by_text("moet een getal zijn zoals 3,4")).to_be_visible()
    expect(heading(page)).to_contain_text("Ben draagt 2 van de 4")
    is_accessible(page)
    page.get_by_label("Niveau, Rechtsstaat bewaken").fill("")
    page.keyboard.press("Tab")
    expect(heading(page)).to_contain_text("Ben draagt 1 van de 4")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(heading(page)).to_contain_text("Ben draagt 2 van de 4")


def test_the_search_answers_while_a_name_is_typed(page, site, name):
    page.goto(f"{site.base}/dossiers/{name}/people")
    page.get_by_label("Zoek op naam").press_sequentially("hott")
    expect(page.locator(".person-row")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 van 3 mensen gevonden")
    expect(page).to_have_url(re.compile(r"q=hott"))
    page.reload()
    expect(page.get_by_label("Zoek op naam")).to_have_value("hott")
    page.get_by_role("link", name="Toon iedereen").click()
    expect(page.locator(".person-row")).to_have_count(3)


def test_what_a_level_looks_like_is_one_key_away(page, site):
    page.goto(f"{site.base}/dossiers/mt-uitvoering/people/kaya")
    row = page.locator("tr", has_text="Tegenspraak geven")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("het dichtst bij dit niveau")).to_be_visible()
    is_accessible(page)


PATHS = (
    "people?q=1",
    "people/p1",
    "people/p12?edit=levels&interval=1",
    "people/p12/remove",
    "levels",
)


@pytest.fixture
def many(site, name):
    """Thirty behaviours, and people whose names are forty letters."""
    case = large()
    case["candidates"] = ["p12"]
    keep(site.store, name, case)
    return f"{site.base}/dossiers/{name}"


def test_axe_finds_nothing(page, many):
    for path in PATHS:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(f"{many}/{path}")
        is_accessible(page)
        page.set_viewport_size({"width": 360, "height": 700})
        page.emulate_media(color_scheme="dark")
        found = Axe().run(page, options=APPEARANCE)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_is_wider_than_a_small_telephone(page, many, language):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{many}/people?lang={language}")
    for path in (*PATHS, "people/p12?edit=levels"):
        page.goto(f"{many}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
