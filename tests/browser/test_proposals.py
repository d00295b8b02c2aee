"""Wishes, priorities and reasons as people use them, with and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers
from tests.browser.own_dossier import own_dossier

pytestmark = pytest.mark.browser

PATIENCE = 60_000


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def reader(request, open_page, site):
    """A page of somebody who is signed in, once with and once without JavaScript."""
    opened = open_page(java_script_enabled=request.param)
    opened.goto(site.link())
    opened.has_scripts = request.param
    return opened


@pytest.fixture
def case(request, site):
    """The address of a worked example that a test may change."""
    with own_dossier(request, site, getattr(request, "param", "mt-uitvoering")) as own:
        yield f"{site.base}/dossiers/{own}/proposals"


clashing = pytest.mark.parametrize("case", ["crisisteam"], indirect=True)


def heading(page):
    return page.get_by_role("heading", level=1)


def version(site, case):
    return Dossiers(site.store).find(case.split("/")[-2]).version


def send(page, button):
    """Send a form, once what htmx asks about it meanwhile has been answered."""
    page.wait_for_timeout(400)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=button).click()


def sound(page):
    """Look for what keeps people out, where scripts can look."""
    if page.has_scripts:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@clashing
def test_wishes_that_clash_are_relaxed_until_they_fit(reader, case):
    reader.goto(case)
    reader.get_by_role("link", name="Voeg een wens toe").click()
    reader.get_by_role("link", name="Niemand heeft meer dan 2 leidende rollen.").click()
    sound(reader)
    reader.get_by_label("Hoogstens hoeveel").fill("1")
    reader.get_by_label("Toelichting").fill("Iedereen leidt een beetje.")
    send(reader, "Voeg deze wens toe")
    wishes = reader.locator("#wishes")
    expect(wishes).to_contain_text("Niemand heeft meer dan 1 leidende rol.")
    reader.get_by_role("button", name="Bereken voorstellen").click()
    rounds = 0
    relax = reader.get_by_role("button", name="Vraag in plaats daarvan")
    while rounds < 6:
        expect(heading(reader)).to_have_text(
            re.compile("kunnen niet allemaal|voorstel(len)?:"), timeout=PATIENCE
        )
        if "allemaal" not in heading(reader).inner_text():
            break
        expect(relax.first).to_be_visible(timeout=PATIENCE)
        sound(reader)
        relax.first.click()
        rounds += 1
        # Every round is an edit of its own, which can be undone.
        expect(reader.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    assert rounds >= 2
    expect(reader.locator(".proposal").first).to_be_visible()
    sound(reader)


@clashing
def test_a_wish_that_clashes_is_taken_out_and_comes_back(reader, case):
    reader.goto(case)
    reader.get_by_role("button", name="Bereken voorstellen").click()
    clash = reader.locator("section", has=reader.get_by_role("heading", name="Wat botst"))
    button = clash.get_by_role("button", name=re.compile("Haal deze wens weg.*Okafor"))
    button.click(timeout=PATIENCE)
    expect(heading(reader)).to_contain_text("90,7", timeout=PATIENCE)
    expect(reader.locator("#wishes")).not_to_contain_text("L. Okafor heeft een stoel.")
    reader.get_by_role("button", name="Ongedaan maken").click()
    expect(reader.locator("#wishes")).to_contain_text("L. Okafor heeft een stoel.")
    expect(reader.get_by_text("Het dossier is gewijzigd sinds")).to_be_visible()


def test_a_mistake_is_led_to_and_mended(reader, case):
    reader.goto(f"{case}/wishes/new?kind=attribute_spread")
    reader.get_by_label("Kenmerk").fill("leeftijd")
    reader.get_by_label("Verschillende waarden").fill("3")
    send(reader, "Voeg deze wens toe")
    summary = reader.get_by_role("alert")
    expect(summary).to_contain_text("geen grond om iemand voor te trekken")
    sound(reader)
    summary.get_by_role("link", name="Kenmerk").click()
    reader.get_by_label("Kenmerk").fill("achtergrond")
    reader.get_by_label("Toelichting").fill("De opgave vraagt verschillende vakken.")
    send(reader, "Voeg deze wens toe")
    expect(reader.locator("#wishes")).to_contain_text("minstens 3 verschillende soorten")


def test_what_is_filled_in_is_read_back_while_it_is_filled_in(open_page, site, case):
    page = open_page()
    page.goto(site.link())
    page.goto(f"{case}/wishes/new?kind=exclude")
    said = page.get_by_role("status")
    expect(said).to_contain_text("leest u de wens hier terug")
    page.get_by_label("Welke persoon").select_option(label="F. Kaya")
    expect(said).to_contain_text("F. Kaya heeft geen stoel.")
    expect(said).to_contain_text("Nu al aan voldaan")
    page.get_by_label("Op welke stoel").select_option(label="Directeur Bedrijfsvoering")
    expect(said).to_contain_text("F. Kaya zit niet op de stoel Directeur Bedrijfsvoering.")
    assert version(site, case) == 1


def test_the_order_is_changed_with_the_keyboard(reader, site, case):
    reader.goto(case)
    goals = reader.locator("#priorities .ranked > li strong")
    expect(goals.first).to_have_text("Zo weinig mogelijk tekort")
    up = reader.get_by_role("button", name="Omhoog: Leidende rollen")
    up.focus()
    for place in (2, 1):
        reader.keyboard.press("Enter")
        expect(goals.nth(place - 1)).to_have_text("Leidende rollen zo gespreid mogelijk")
        # The button that was pressed has the focus again, so that it can be pressed once more.
        expect(up).to_be_focused()
        expect(reader.get_by_text(f"staat nu op plaats {place}")).to_be_attached()
    sound(reader)
    before = version(site, case)
    reader.keyboard.press("Enter")
    expect(up).to_be_focused()
    assert version(site, case) == before
    reader.get_by_text("Hiervan wordt niets ingeleverd").first.click()
    field = reader.get_by_label("Hoeveel er ingeleverd mag worden").first
    field.fill("1")
    field.press("Enter")
    expect(reader.get_by_text(re.compile(r"1 .*\(leidende rollen\)"))).to_be_visible()
    expect(goals.first).to_have_text("Leidende rollen zo gespreid mogelijk")
    reader.get_by_role("button", name="Terug naar de gewone volgorde").click()
    expect(goals.first).to_have_text("Zo weinig mogelijk tekort")


def test_why_this_and_why_not_that(reader, case):
    reader.goto(case)
    reader.get_by_role("button", name="Bereken voorstellen").click()
    reader.get_by_role("button", name="Waarom voorstel 1?").click(timeout=PATIENCE)
    expect(heading(reader)).to_contain_text("Het dekt 93,2", timeout=PATIENCE)
    expect(reader.get_by_text("F. Kaya krijgt de lege stoel")).to_be_visible()
    sound(reader)
    reader.get_by_role("link", name="Terug naar de voorstellen").click()
    expect(heading(reader)).to_contain_text("3 voorstellen")
    reader.get_by_role("link", name="Mist u iemand?").click()
    reader.get_by_label("Welke persoon").select_option(label="B. de Vries")
    reader.get_by_role("button", name="Reken dit uit").click()
    expect(heading(reader)).to_have_text("Waarom B. de Vries niet?", timeout=PATIENCE)
    expect(reader.get_by_text("Wat ontwikkeling kan doen")).to_be_visible(timeout=PATIENCE)
    sound(reader)


def test_develop_or_recruit(reader, case):
    reader.goto(case)
    reader.get_by_role("link", name="Ontwikkelen of werven?").click()
    reader.get_by_role("button", name="Reken dit uit").click()
    expect(heading(reader)).to_contain_text("één benoeming en twee", timeout=PATIENCE)
    expect(reader.get_by_role("img", name="Wat elke keuze dekt")).to_be_visible()
    reader.get_by_text("Toon hetzelfde als tabel").click()
    expect(reader.get_by_role("row")).to_have_count(9)
    sound(reader)


@pytest.mark.parametrize("path", ["", "/wishes/new", "/wishes/new?kind=development", "/why-not"])
def test_nothing_is_wider_than_a_small_screen(open_page, site, case, path):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(site.link())
    page.goto(f"{case}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.has_scripts = True
    sound(page)
