"""Deciding in a browser: from proposals to a file that can be run again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from planner.store.decisions import Decisions
from planner.store.dossiers import Dossiers
from tests.browser.looking_again import looked_again
from tests.browser.own_dossier import own_dossier
from tests.browser.test_every_page import STANDARDS
from tests.cli.conftest import program
from tests.deciding import closed

pytestmark = pytest.mark.browser

CHOSEN = re.compile("Neem over.*Voorstel 2")


@pytest.fixture
def case(request, site) -> Iterator[str]:
    """The id of a dossier of the test's own."""
    with own_dossier(request, site, "mt-uitvoering") as own:
        yield own


@pytest.fixture
def address(site, case) -> str:
    """Where its decision is written."""
    return f"{site.base}/dossiers/{case}/decision"


def work_out_proposals(page: Page) -> None:
    page.get_by_role("button", name="Bereken voorstellen").click()
    looked_again(page, page.locator("table.alternatives"))


def saved(page: Page, folder: Path, label: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def check(page: Page, wrong: list[str]) -> None:
    found = Axe().run(page, options=STANDARDS)
    if found.violations_count:
        wrong.append(f"{page.url}: {found.generate_report()}")


def test_a_committee_departs_from_the_first_proposal_and_closes(
    reader: Page, site, case, address, tmp_path
):
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text("Wat besluit u, en waarom?")
    work_out_proposals(reader)
    reader.get_by_role("button", name=CHOSEN).click()
    expect(reader.locator("h1")).to_contain_text("De keuze is voorstel 2")
    expect(reader.locator("#choice-said")).to_contain_text("wijkt af van het eerste voorstel")
    reader.get_by_role("button", name="Kijk het na en sluit het").click()
    summary = reader.locator("#mistakes")
    expect(summary.get_by_role("link")).to_have_count(3)
    reader.get_by_label("Waarom kiest u dit?").fill("Dit team draagt de opgave samen.")
    reader.get_by_label("Waarom niet het eerste voorstel?").fill("Zij kent het veld.")
    reader.get_by_label("Naam van iemand die erbij was (1)").fill("A. Voorbeeld")
    reader.get_by_role("button", name="Kijk het na en sluit het").click()
    expect(reader.locator("h1")).to_have_text("Kijk het nog één keer na en sluit het dan")
    expect(reader.locator("article")).to_contain_text("Zij kent het veld.")
    reader.get_by_role("button", name="Sluit het besluit").first.click()
    expect(reader.locator("h1")).to_contain_text("Besluit: MT Uitvoeringsdienst")
    [decision] = Decisions(site.store).of_dossier(case)
    expect(reader.locator("#fingerprint-title + p")).to_have_text(decision.fingerprint)
    with pikepdf.open(saved(reader, tmp_path, "Document in het Nederlands (PDF)")) as opened:
        assert len(opened.pages) > 1
    file = saved(reader, tmp_path, "Gegevensbestand (JSON)")
    told = program("reproduce", "--fingerprint", decision.fingerprint, file)
    assert told.code == 0, told.err
    assert "dezelfde voorstellen en dezelfde cijfers" in told.out


def test_what_is_typed_is_saved_as_one_goes(page: Page, address):
    page.goto(address)
    page.get_by_label("Waarom kiest u dit?").fill("Onderweg.")
    page.get_by_label("Waarom niet het eerste voorstel?").focus()
    expect(page.locator("#draft-status")).to_contain_text("Opgeslagen")
    expect(page.locator("#draft-version")).to_have_value("1")
    page.get_by_label("Waarom niet het eerste voorstel?").fill("Daarom.")
    page.get_by_label("Waarom kiest u dit?").focus()
    expect(page.locator("#draft-version")).to_have_value("2")
    page.reload()
    expect(page.get_by_label("Waarom kiest u dit?")).to_have_value("Onderweg.")
    expect(page.get_by_label("Waarom niet het eerste voorstel?")).to_have_value("Daarom.")


def test_two_who_write_the_same_field_choose(open_page: Callable[..., Page], site, address):
    one, other = open_page(), open_page()
    for each in (one, other):
        each.goto(site.link())
        each.goto(address)
    one.get_by_label("Waarom kiest u dit?").fill("Van haar.")
    one.get_by_role("button", name="Opslaan").first.click()
    expect(one.locator(".told")).to_contain_text("opgeslagen")
    other.get_by_label("Waarom kiest u dit?").fill("Van mij.")
    other.get_by_label("Waarom niet het eerste voorstel?").focus()
    status = other.locator("#draft-status")
    expect(status).to_contain_text("Van haar.")
    expect(status).to_contain_text("Van mij.")
    other.get_by_role("button", name="Zet die van mij er toch neer").click()
    expect(other.get_by_label("Waarom kiest u dit?")).to_have_value("Van mij.")


def test_enter_in_a_field_saves_and_takes_nothing_over(page: Page, address):
    page.goto(address)
    work_out_proposals(page)
    page.get_by_label("Naam van iemand die erbij was (1)").fill("A. Voorbeeld")
    page.get_by_label("Naam van iemand die erbij was (1)").press("Enter")
    expect(page.locator(".told")).to_contain_text("opgeslagen")
    expect(page.locator("h1")).to_contain_text("blijft leeg")


def test_a_decision_can_be_closed_by_keyboard_alone(page: Page, address):
    page.goto(address)
    work_out_proposals(page)
    page.get_by_role("button", name=CHOSEN).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("De keuze is voorstel 2")
    for label in ("Waarom kiest u dit?", "Waarom niet het eerste voorstel?"):
        page.get_by_label(label).focus()
        page.keyboard.type("Hierom.")
    page.keyboard.press("Tab")
    page.keyboard.type("A. Voorbeeld")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text("opgeslagen")
    page.get_by_role("button", name="Kijk het na en sluit het").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sluit het besluit").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/decisions/1$"))


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("nl", 1280, "light"), ("en", 360, "dark"), ("nl", 320, "light")],
)
def test_every_page_of_a_decision_is_accessible(
    open_page: Callable[..., Page], site, case, language, width, scheme
):
    closed(site.store, case, 2, reasons="Hierom.\n\nEn daarom.")
    closed(site.store, case, 1, departure="", withdraws=1, withdrawal="Zij trok zich terug.")
    job = site.jobs.start(Dossiers(site.store).find(case), "propose", {"alternatives": 3})
    assert site.jobs.wait(job.id, 60).answer
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(site.link())
    page.goto(f"{site.base}/?lang={language}")
    wrong: list[str] = []
    start = f"{site.base}/dossiers/{case}"
    for rest in (
        *("decision", "decision?new=1", "decisions/1", "decisions/2", "decisions/2/letters"),
        *("decisions/2/letters/kaya", "decisions/2/archive.zip?organisation="),
    ):
        page.goto(f"{start}/{rest}")
        assert page.locator("h1").count() == 1, rest
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{rest}: wider than {width}")
        check(page, wrong)
    page.goto(f"{site.base}/evaluation")
    page.locator("#field-numbers").fill("groep A; 48; 80\ngroep B; 12; 40")
    page.locator("#impact button").click()
    check(page, wrong)
    assert not wrong, "\n".join(wrong)


def test_the_page_of_a_decision_prints_what_was_decided(page: Page, site, case):
    closed(site.store, case)
    page.goto(f"{site.base}/dossiers/{case}/decisions/1")
    page.emulate_media(media="print")
    expect(page.locator(".downloads")).to_be_hidden()
    expect(page.locator("article")).to_be_visible()
    expect(page.locator("#fingerprint-title")).to_be_visible()
