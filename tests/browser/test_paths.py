"""What people do, with and without JavaScript, with a mouse and with a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.jobs.acting import Acted, until_stopped

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting(site, monkeypatch):
    """Let searches wait until they are stopped."""
    crew = Acted(until_stopped)
    # What was answered already would be shown at once.
    with site.store.writing() as tables:
        tables.execute("DELETE FROM jobs")
    monkeypatch.setattr(site.jobs._runner, "_crew", crew)
    return crew.begun


def heading(page):
    return page.get_by_role("heading", level=1)


def test_from_the_link_to_the_first_proposal(reader):
    expect(heading(reader)).to_contain_text("dossiers wacht iets op u")
    reader.get_by_role("link", name=re.compile("^MT Uitvoeringsdienst")).click()
    expect(heading(reader)).to_contain_text("Dit team draagt 82,9")
    reader.get_by_role("link", name="Voorstellen", exact=True).click()
    reader.get_by_role("button", name="Bereken voorstellen").click()
    expect(heading(reader)).to_contain_text("3 voorstellen", timeout=30_000)
    expect(reader.get_by_role("heading", name="Van 82,9 % naar 93,2 % gedekt")).to_be_visible()
    address = reader.url
    reader.get_by_role("link", name="Bekijk voorstel 1 als heel team").click()
    expect(heading(reader)).to_contain_text("93,2")
    reader.go_back()
    expect(heading(reader)).to_contain_text("3 voorstellen")
    reader.reload()
    assert reader.url == address
    expect(heading(reader)).to_contain_text("3 voorstellen")
    reader.get_by_role("button", name="Afmelden").click()
    expect(heading(reader)).to_have_text("U bent afgemeld")
    reader.goto(address)
    expect(heading(reader)).to_have_text("U bent niet aangemeld")


def test_a_search_is_followed_and_stopped(reader, site, waiting):
    reader.goto(f"{site.base}/dossiers/mt-uitvoering/proposals")
    reader.get_by_role("button", name="Bereken voorstellen").click()
    expect(reader.locator("progress")).to_be_visible()
    expect(reader.get_by_text(re.compile("[12] seconden?"))).to_be_visible()
    reader.get_by_role("button", name="Stop, en bewaar").click()
    expect(reader.get_by_role("button", name="Bereken opnieuw")).to_be_visible()
    expect(reader.locator("progress")).to_have_count(0)


def test_wishes_that_clash_are_explained(reader, site):
    reader.goto(f"{site.base}/dossiers/crisisteam/proposals")
    reader.get_by_role("button", name="Bereken voorstellen").click()
    expect(heading(reader)).to_have_text("Deze wensen kunnen niet allemaal", timeout=30_000)
    clash = reader.locator("section", has=reader.get_by_role("heading", name="Wat botst"))
    expect(clash.locator(".clash > li")).to_have_count(3)


def test_another_language_on_the_same_page(reader, site):
    reader.goto(f"{site.base}/dossiers/mt-uitvoering/team?cautious=1")
    reader.get_by_role("link", name="English").click()
    assert reader.url.endswith("/team?cautious=1")
    expect(heading(reader)).to_contain_text("This team carries")
    reader.get_by_role("link", name="Nederlands").click()
    expect(heading(reader)).to_contain_text("Dit team draagt")


def test_the_page_of_a_search_is_loaded_again_at_the_end(page, site, waiting):
    page.goto(f"{site.base}/dossiers/crisisteam/proposals")
    page.get_by_role("button", name="Bereken voorstellen").click()
    expect(page.get_by_role("status").first).to_be_attached()
    expect(page).to_have_title(re.compile("Zoekt"))
    (job,) = [each for each in site.jobs.of_dossier("crisisteam") if not each.is_over]
    site.jobs.stop(job.id)
    # Nobody clicks anything: the page sees by itself that it is over.
    expect(page).to_have_title(re.compile("Voorstellen"))
    expect(page.locator("progress")).to_have_count(0)


def test_a_session_that_ended_says_so_in_the_place_of_the_progress(page, site, waiting):
    page.goto(f"{site.base}/dossiers/klein/proposals")
    page.get_by_role("button", name="Bereken voorstellen").click()
    expect(page.locator("progress")).to_be_visible()
    page.context.clear_cookies()
    expect(page.get_by_role("alert")).to_contain_text("U bent niet aangemeld")


def test_the_numbers_of_the_compass_lead_to_the_rows(page, site):
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    page.get_by_role("link", name="5. Tegenspraak geven").first.click()
    assert page.url.endswith("#row-5")
    expect(page.locator("#row-5")).to_be_in_viewport()


def test_all_of_it_by_keyboard(page, site):
    page.goto(f"{site.base}/dossiers/groot/team")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
    region = page.locator(".matrix-region")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    # Not by waiting inside the page: it would evaluate text there, which its policy refuses.
    patience = 100
    while region.evaluate("each => each.scrollLeft") == 0 and patience:
        page.wait_for_timeout(50)
        patience -= 1
    assert patience, "the table has not moved"
    # Past the help beside the terms in the head of the table.
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.locator("summary:focus").count():
            break
    expect(page.locator("summary:focus")).to_contain_text("1. ")
    page.keyboard.press("Enter")
    expect(page.locator("#row-1 .row-detail")).to_be_visible()


def test_the_focus_can_be_seen_on_everything_that_takes_it(page, site):
    page.goto(f"{site.base}/dossiers/klein/team")
    for _ in range(18):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const element = document.activeElement;
                const style = getComputedStyle(element);
                const hit = element.querySelector('.hit');
                return style.outlineStyle !== 'none' ||
                    (hit !== null && getComputedStyle(hit).strokeWidth !== '1px');
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_the_head_of_a_long_matrix_stays_in_sight(page, site):
    page.goto(f"{site.base}/dossiers/groot/team")
    page.locator(".matrix-region").evaluate(
        "each => { each.scrollIntoView(); each.scrollTo(400, each.scrollHeight) }"
    )
    expect(page.locator("#row-30")).to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="Gedrag").last).to_be_in_viewport()
    expect(page.locator("#row-30 .first")).to_be_in_viewport()
