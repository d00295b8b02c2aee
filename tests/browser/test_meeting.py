"""The meeting in a real browser: at the table, by keyboard, with and without scripts, in print."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.notes import About, Meetings
from tests.browser.test_every_page import STANDARDS

pytestmark = pytest.mark.browser

CASE, SEAT = "mt-uitvoering", "bedrijfsvoering"
HERE = f"/dossiers/{CASE}/seats/{SEAT}/meeting"
PEOPLE = ("vries", "kaya", "dongen", "osei", "fernandes")
NAMES = ("Kaya", "Vries", "Dongen", "Osei", "Fernandes")


@pytest.fixture
def meeting(site):
    """A meeting without names, with a note."""
    begun = Meetings(site.store).begin(CASE, SEAT, PEOPLE, hidden=True)
    Meetings(site.store).save(begun, About(), 0, "Een eerste indruk")
    return begun


def steps(page):
    return [each.get_attribute("href") for each in page.locator("#meeting li a").all()]


def test_a_committee_goes_from_the_first_step_to_the_names(reader, site):
    reader.goto(f"{site.base}/dossiers/{CASE}/seats/{SEAT}/compare")
    reader.get_by_role("link", name="Er samen over praten").click()
    reader.goto(f"{site.base}{HERE}?new=1")
    reader.get_by_role("button", name="Begin zonder namen").click()
    expect(reader.locator("h1")).to_have_text("Wat zou ieder van hen dit team brengen?")
    reader.get_by_role("link", name="Beginnen →").click()
    expect(reader.locator("h1")).to_have_text("Kandidaat A")
    assert "candidate=A" in reader.url
    reader.get_by_label("Wat wilt u onthouden?").fill("Vraagt door")
    reader.get_by_role("button", name="Opslaan").click()
    expect(reader.locator("#note-status")).to_contain_text("Opgeslagen")
    reader.get_by_role("link", name="Verder →").click()
    expect(reader.locator("h1")).to_have_text("Kandidaat B")
    reader.get_by_role("link", name="Terug").click()
    expect(reader.get_by_label("Wat wilt u onthouden?")).to_have_value("Vraagt door")
    reader.get_by_role("link", name="Alle notities").click()
    assert not any(name in reader.content() for name in NAMES)
    reader.get_by_role("button", name="Toon de namen").click()
    reader.get_by_role("link", name="← Overzicht").click()
    expect(reader.locator("#meeting")).to_contain_text("F. Kaya")


def test_the_arrow_keys_go_on_and_back_but_not_while_somebody_types(page, site, meeting):
    page.goto(site.base + HERE)
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("Kandidaat A")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title(re.compile("^Kandidaat A"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("Kandidaat B")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text("Kandidaat A")
    page.get_by_label("Wat wilt u onthouden?").fill("hier")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#note-status")).to_contain_text("Opgeslagen")
    expect(page.locator("h1")).to_have_text("Kandidaat A")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Kandidaat B")


def test_a_note_is_saved_as_one_types(page, site, meeting):
    page.goto(f"{site.base}{HERE}?candidate=A")
    field = page.get_by_label("Wat wilt u onthouden?")
    for text in ("Rustig", "Rustig, en duidelijk"):
        field.fill(text)
        expect(page.locator("#note-version")).to_have_value("1" if text == "Rustig" else "2")
    kept = Meetings(site.store).notes(meeting)
    assert kept[About("candidate", meeting.people[0])].text == "Rustig, en duidelijk"


def test_what_was_typed_is_saved_when_somebody_goes_on_at_once(page, site, meeting):
    page.goto(f"{site.base}{HERE}?candidate=A")
    page.get_by_label("Wat wilt u onthouden?").fill("Snel nog even")
    page.get_by_role("link", name="Verder →").click()
    expect(page.locator("h1")).to_have_text("Kandidaat B")
    page.get_by_role("link", name="Terug").click()
    expect(page.get_by_label("Wat wilt u onthouden?")).to_have_value("Snel nog even")


def test_two_who_type_in_the_same_note_see_both(page, open_page, site, meeting):
    other = open_page()
    other.goto(site.link())
    for one in (page, other):
        one.goto(f"{site.base}{HERE}?candidate=C")
    page.get_by_label("Wat wilt u onthouden?").fill("Van de een")
    expect(page.locator("#note-version")).to_have_value("1")
    other.get_by_label("Wat wilt u onthouden?").fill("Van de ander")
    expect(other.locator("#note-status")).to_contain_text("Van de een")
    expect(other.locator("#note-status")).to_contain_text("Van de ander")
    other.get_by_role("button", name="Zet beide er neer, na elkaar").click()
    field = other.get_by_label("Wat wilt u onthouden?")
    expect(field).to_have_value("Van de een\n\nVan de ander")


def test_a_name_in_a_note_is_pointed_out_at_once(page, site, meeting):
    page.goto(f"{site.base}{HERE}?candidate=A")
    field = page.get_by_label("Wat wilt u onthouden?")
    field.fill("Kaya viel op")
    expect(page.locator("#note-status")).to_contain_text("noemt een kandidaat")
    expect(field).to_have_value("Kaya viel op")
    field.fill("A viel op")
    expect(page.locator("#note-status")).to_contain_text("Opgeslagen")


@pytest.mark.parametrize("hidden", [True, False], ids=["letters", "names"])
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("nl", 1280, "light"), ("en", 360, "dark"), ("nl", 1920, "dark")],
)
def test_every_step_is_accessible_and_fits(
    open_page, site, meeting, hidden, language, width, scheme
):
    Meetings(site.store).save(meeting, About(), 1, "Een andere indruk")
    if not hidden:
        Meetings(site.store).reveal(meeting)
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(site.link())
    page.goto(f"{site.base}{HERE}?lang={language}")
    found = steps(page)
    wrong = []
    notes = (f"{HERE}/notes", f"{HERE}/notes/history")
    for address in (HERE, found[0], found[len(PEOPLE)], found[-1], *notes):
        page.goto(site.base + address)
        assert page.locator("h1").count() == 1
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{address}: wider than {width}")
        seen = Axe().run(page, options=STANDARDS)
        if seen.violations_count:
            wrong.append(f"{address}: {seen.generate_report()}")
    assert not wrong, "\n".join(wrong)


def test_letters_are_large_on_a_beamer_and_as_usual_on_a_phone(open_page, site, meeting):
    sizes = []
    for width in (360, 1280, 1920):
        page = open_page(viewport={"width": width, "height": 900})
        page.goto(site.link())
        page.goto(site.base + HERE)
        size = page.evaluate("getComputedStyle(document.body).fontSize")
        sizes.append(float(size.removesuffix("px")))
    assert sizes[0] == 16
    assert sizes[0] < sizes[1] < sizes[2]


def test_notes_are_printed_and_their_fields_are_not(page, site, meeting):
    page.goto(f"{site.base}{HERE}/notes")
    page.emulate_media(media="print")
    expect(page.get_by_text("Een eerste indruk").locator("visible=true")).to_have_count(1)
    expect(page.get_by_role("textbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Toon de namen")).to_be_hidden()
