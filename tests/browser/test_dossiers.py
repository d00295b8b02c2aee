"""Dossiers in a real browser, with and without JavaScript: from nothing to a dossier, and back."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.dossier.editing import Edit
from planner.store.dossiers import Dossiers
from planner.store.told import recorded
from tests.browser.test_appearance import STANDARDS
from tests.web.cases import small

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def scripted(request):
    return request.param


@pytest.fixture
def reader(scripted, open_page, site):
    """A page of somebody who is signed in, once with and once without JavaScript."""
    opened = open_page(java_script_enabled=scripted)
    opened.goto(site.link())
    return opened


@pytest.fixture
def check(scripted):
    """Lets axe look at a page; it is a script itself, and waits for ever where there are none."""
    return accessible if scripted else lambda _: None


@pytest.fixture
def own(site):
    """Keeps dossiers of the test alone; afterwards they are out of everybody's way."""
    dossiers = Dossiers(site.store)
    before = {each.id for each in dossiers.all()}
    yield dossiers
    for each in dossiers.all():
        if each.id not in before:
            dossiers.archive(each.id)


def heading(page):
    return page.get_by_role("heading", level=1)


def card(page, title):
    return page.locator(".dossier-card", has=page.get_by_role("link", name=title, exact=True))


def accessible(page):
    """Axe finds nothing, also in what can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


def test_a_dossier_is_begun_renamed_copied_archived_and_brought_back(reader, site, own, check):
    reader.goto(site.base)
    reader.get_by_role("link", name="Nieuw dossier").click()
    reader.get_by_role("button", name="Maak het dossier").click()
    summary = reader.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_text(
        ["Titel", "Naam van het team", "Aantal stoelen"]
    )
    check(reader)
    summary.get_by_role("link", name="Titel").click()
    expect(reader.get_by_label("Titel", exact=True)).to_be_focused()

    reader.get_by_label("Titel", exact=True).fill("Inspectie Noord")
    reader.get_by_label("Naam van het team").fill("MT Noord")
    reader.get_by_label("Namen van de stoelen").fill("Inspecteur-generaal\nToezicht")
    reader.get_by_role("radio", name="Inspectie of toezichthouder").check()
    reader.get_by_role("button", name="Maak het dossier").click()
    expect(reader).to_have_url(re.compile(r"/dossiers/\w+/demand$"))

    reader.goto(site.base)
    expect(card(reader, "Inspectie Noord")).to_contain_text("0 mensen")
    card(reader, "Inspectie Noord").get_by_text("Hernoemen, kopiëren").click()
    card(reader, "Inspectie Noord").get_by_role("link", name="Hernoem").click()
    check(reader)
    reader.get_by_label("Titel", exact=True).fill("Inspectie Zuid")
    reader.get_by_role("button", name="Opslaan").click()

    card(reader, "Inspectie Zuid").get_by_text("Hernoemen, kopiëren").click()
    card(reader, "Inspectie Zuid").get_by_role("button", name="Kopieer").click()
    expect(reader.get_by_role("status").first).to_contain_text("Inspectie Zuid (kopie)")
    copied = card(reader, "Inspectie Zuid (kopie)")
    copied.get_by_text("Hernoemen, kopiëren").click()
    copied.get_by_role("button", name="Naar het archief").click()
    expect(copied).to_have_count(0)
    reader.get_by_role("button", name="Ongedaan maken").click()
    expect(copied).to_have_count(1)
    check(reader)


def test_files_go_out_and_come_in_again(reader, site, own, check, tmp_path):
    kept = own.add(json.dumps({**small(), "title": "Uit en thuis"}).encode(), recorded("added"))
    reader.goto(site.base)
    card(reader, "Uit en thuis").get_by_text("Hernoemen, kopiëren").click()
    with reader.expect_download() as download:
        card(reader, "Uit en thuis").get_by_role("link", name="Bewaar als bestand").click()
    assert download.value.suggested_filename == "Uit-en-thuis.json"
    saved = tmp_path / "Uit-en-thuis.json"
    download.value.save_as(saved)
    assert saved.read_bytes() == kept.content

    wrong = tmp_path / "fout.json"
    wrong.write_text(json.dumps({**small(), "title": 3}))
    reader.goto(site.base)
    reader.get_by_role("link", name="Bestand inlezen").click()
    check(reader)
    reader.get_by_label("Dossierbestanden").set_input_files([saved, wrong])
    reader.get_by_role("button", name="Lees in").click()
    expect(heading(reader)).to_have_text("1 bestand is niet ingelezen")
    expect(reader.get_by_role("alert")).to_contain_text("title")
    check(reader)
    reader.get_by_role("link", name="Uit en thuis").click()
    expect(reader).to_have_url(re.compile(r"/dossiers/\w+/team$"))
    assert reader.url.split("/")[-2] != kept.id

    reader.goto(f"{site.base}/dossiers/import")
    reader.get_by_label("Dossierbestanden").set_input_files([saved])
    reader.get_by_role("button", name="Lees in").click()
    expect(reader).to_have_url(re.compile(r"/dossiers/\w+/team$"))


def test_an_earlier_version_is_put_back_and_that_is_undone(reader, site, own, check):
    kept = own.add(json.dumps({**small(), "title": "Eerst"}).encode(), recorded("added"))
    own.edit(kept.id, 1, [Edit(("title",), "Later")], recorded("changed"))
    reader.goto(f"{site.base}/dossiers/{kept.id}/history")
    check(reader)
    reader.get_by_role("link", name="Bekijk Versie 1").click()
    expect(heading(reader)).to_contain_text("Versie 1 verschilt")
    check(reader)
    reader.get_by_role("button", name="Zet deze versie terug").click()
    expect(reader.get_by_role("navigation", name="Kruimelpad")).to_contain_text("Eerst")
    reader.get_by_role("button", name="Ongedaan maken").click()
    expect(reader.get_by_role("navigation", name="Kruimelpad")).to_contain_text("Later")


def test_somebody_is_found_without_javascript(open_page, site):
    reader = open_page(java_script_enabled=False)
    reader.goto(site.link())
    reader.get_by_label("Zoek een dossier, een team of een persoon").fill("kaya")
    reader.get_by_role("button", name="Zoek").click()
    expect(reader).to_have_url(f"{site.base}/?q=kaya")
    reader.get_by_role("link", name="F. Kaya").click()
    expect(reader).to_have_url(re.compile(r"/dossiers/mt-uitvoering/people\?q=.*#person-kaya$"))
    expect(reader.locator("#person-kaya")).to_be_visible()
    reader.go_back()
    expect(reader.get_by_label("Zoek een dossier, een team of een persoon")).to_have_value("kaya")


def test_somebody_is_found_while_typing_and_it_is_announced(page, site):
    page.goto(site.base)
    box = page.get_by_label("Zoek een dossier, een team of een persoon")
    box.press_sequentially("kaya", delay=30)
    expect(page.get_by_role("link", name="F. Kaya")).to_be_visible()
    expect(page.locator("#found-status")).to_have_text("Gevonden: 1 dossier en 1 persoon.")
    expect(page).to_have_url(f"{site.base}/?q=kaya")
    expect(box).to_be_focused()
    expect(page.locator(".dossier-card")).to_have_count(1)
    accessible(page)
    page.reload()
    expect(page.locator(".dossier-card")).to_have_count(1)
    box.fill("zzz")
    expect(page.get_by_role("heading", name="Er is niets gevonden")).to_be_visible()
    accessible(page)
    box.fill("")
    expect(page.get_by_role("link", name=re.compile("^Crisisteam Hoogwater"))).to_be_visible()
    expect(page).to_have_url(re.compile(f"^{site.base}/(\\?q=)?$"))


def test_the_tour_is_walked_by_keyboard_to_its_end(reader, site, check):
    reader.goto(site.base)
    reader.get_by_role("link", name="Start de rondleiding").focus()
    reader.keyboard.press("Enter")
    seen = []
    for step in range(1, 9):
        expect(reader.get_by_text(f"Rondleiding: stap {step} van 8")).to_be_visible()
        check(reader)
        seen.append(heading(reader).inner_text())
        onward = reader.get_by_role("link", name="Verder")
        if step < 8:
            onward.focus()
            reader.keyboard.press("Enter")
    assert len(set(seen)) == 8
    expect(reader.get_by_role("link", name="Verder")).to_have_count(0)
    reader.go_back()
    expect(heading(reader)).to_have_text(seen[6])
    reader.get_by_role("link", name="Probeer het zelf").click()
    expect(reader).to_have_url(re.compile("/dossiers/mt-uitvoering/explore"))
    reader.goto(f"{site.base}/tour/8")
    reader.get_by_role("button", name="Naar mijn dossiers").click()
    expect(heading(reader)).to_contain_text("dossiers")
    expect(reader.get_by_role("link", name="Start de rondleiding")).to_have_count(0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_narrow_enough_and_accessible(open_page, site, own, language):
    title = f"Gearchiveerd {'w' * 60}"
    kept = own.add(json.dumps({**small(), "title": title}).encode(), recorded("added"))
    own.edit(kept.id, 1, [Edit(("note",), "w" * 300)], recorded("changed"))
    own.archive(kept.id)
    page = open_page(viewport={"width": 320, "height": 800}, color_scheme="dark")
    page.goto(site.link())
    page.goto(f"{site.base}/?lang={language}")
    own.archive(kept.id, archived=False)
    pages = ["/", "/?q=a", "/dossiers/new", "/dossiers/import", "/dossiers/archive"]
    for address in [*pages, f"/dossiers/{kept.id}/rename", "/tour/3", "/tour/5", "/tour/8"]:
        page.goto(site.base + address)
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{address} is {wide} wide"
