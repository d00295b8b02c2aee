"""The task in a real browser: changed with and without scripts, and by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers
from tests.browser.test_appearance import STANDARDS
from tests.web.cases import behaviours, keep, small

pytestmark = pytest.mark.browser

CRISIS, TRUTH = behaviours().index("crisis"), behaviours().index("speaking_truth")


@pytest.fixture
def task(site):
    """The address of a task of four rows, as it was at first."""
    keep(site.store, "klein", small())
    return f"{site.base}/dossiers/klein/demand"


def row_of(site, behaviour):
    dossiers = Dossiers(site.store)
    team = dossiers.open(dossiers.find("klein")).teams[0]
    return next((row for row in team.demand if row.behaviour == behaviour), None)


def heading(page):
    return page.get_by_role("heading", level=1)


def opened(page, behaviour):
    """Open the fields of a row, and return the row."""
    row = page.locator("li.asked").filter(has=page.locator(f"#field-level-{behaviour}"))
    row.locator("summary").first.click()
    return row


def test_a_row_is_changed_saved_and_undone(reader, site, task):
    reader.goto(task)
    expect(heading(reader)).to_have_text(re.compile("4 gedragingen; het zittende team dekt 25"))
    opened(reader, TRUTH)
    reader.locator(f"#field-level-{TRUTH}").fill("2")
    reader.get_by_role("button", name="Opslaan").click()
    expect(reader.get_by_role("status").first).to_contain_text("in plaats van 25")
    expect(heading(reader)).to_contain_text("dekt 50")
    assert row_of(site, "speaking_truth").level == 20
    reader.get_by_role("button", name="Ongedaan maken").click()
    expect(heading(reader)).to_contain_text("dekt 25")


def test_a_mistake_is_told_at_its_field(reader, site, task):
    reader.goto(task)
    opened(reader, CRISIS)
    reader.locator(f"#field-carriers-{CRISIS}").fill("0")
    reader.get_by_role("button", name="Opslaan").click()
    link = reader.get_by_role("alert").get_by_role("link", name=re.compile("dragers"))
    link.click()
    field = reader.locator(f"#field-carriers-{CRISIS}")
    expect(field).to_be_focused()
    expect(field).to_have_value("0")
    assert row_of(site, "crisis").carriers == 1


def test_suggestions_are_taken_over_one_by_one(reader, site, task):
    reader.goto(task)
    reader.get_by_role("link", name="Suggesties").click()
    reader.get_by_role("main").get_by_role("link", name="Crisisorganisatie").first.click()
    expect(heading(reader)).to_contain_text("suggesties")
    boxes = reader.get_by_role("checkbox")
    assert not any(box.is_checked() for box in boxes.all())
    label = reader.get_by_role("checkbox", name="Vakkennis benutten")
    label.check()
    reader.get_by_role("button", name="Neem over wat is aangevinkt").click()
    expect(heading(reader)).to_contain_text("5 gedragingen")
    assert row_of(site, "expert_knowledge") is not None


def test_a_behaviour_is_added_and_its_row_stands_before_the_reader(reader, site, task):
    reader.goto(f"{task}/add")
    reader.get_by_role("button", name=re.compile("Vraag dit.*Inclusie")).click()
    expect(heading(reader)).to_contain_text("5 gedragingen")
    expect(reader.locator("li:target h3")).to_contain_text("Inclusie")
    expect(reader.locator("li:target")).to_be_in_viewport()


def test_the_effect_answers_at_once_and_nothing_is_saved(page, site, task):
    page.goto(task)
    told, row = page.locator("#looked"), page.locator(f"#effect-{TRUTH}")
    expect(told).to_contain_text("dekt 25")
    expect(page.get_by_role("button", name="Bekijk eerst het effect")).to_be_hidden()
    asked = opened(page, TRUTH)
    page.locator(f"#field-level-{TRUTH}").fill("2")
    expect(told).to_contain_text("dekt 50 % in plaats van 25 %")
    expect(row).to_contain_text("niveau 2, 1 drager")
    expect(row).to_contain_text("a draagt dit")
    asked.get_by_role("checkbox", name="niet meer vragen").check()
    expect(told).to_contain_text("niet meer gevraagd")
    asked.get_by_role("checkbox", name="niet meer vragen").uncheck()
    page.locator(f"#field-level-{TRUTH}").fill("9")
    expect(told).to_contain_text("schaal")
    assert row_of(site, "speaking_truth").level == 30
    assert Axe().run(page, options=STANDARDS).violations_count == 0


def test_without_scripts_the_effect_can_be_seen_first(open_page, site, task):
    page = open_page(java_script_enabled=False)
    page.goto(site.link())
    page.goto(task)
    opened(page, TRUTH)
    page.locator(f"#field-level-{TRUTH}").fill("2")
    page.get_by_role("button", name="Bekijk eerst het effect").click()
    expect(page.locator("#looked")).to_contain_text("dekt 50 % in plaats van 25 %")
    expect(page.locator(f"#field-level-{TRUTH}")).to_have_value("2")
    page.get_by_role("button", name="Opslaan").click()
    expect(heading(page)).to_contain_text("dekt 50")


def test_importance_by_keyboard_alone(page, site, task):
    page.goto(task)
    # A row that is closed is one step for a keyboard.
    summaries = page.locator("li.asked summary")
    summaries.nth(0).focus()
    page.keyboard.press("Tab")
    expect(summaries.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    group = page.get_by_role("group", name="Belang").first
    group.get_by_role("radio", name="1", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="4", exact=True)).to_be_checked()
    expect(page.locator("#looked")).to_contain_text("Nog niet opgeslagen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Opgeslagen")
    assert row_of(site, "speaking_truth").importance == 4


def test_a_seat_is_made_filled_with_wishes_and_taken_away(reader, site, task):
    reader.goto(f"{task}/teams")
    reader.get_by_label("Hoe de nieuwe stoel heet").fill("Secretaris")
    reader.get_by_role("button", name="Stoel toevoegen").click()
    expect(heading(reader)).to_have_text("Stoel: Secretaris")
    reader.get_by_label("mag leeg blijven").check()
    reader.get_by_label("Nog een minimum").select_option(label="Tegenspraak geven")
    reader.get_by_label("Vanaf niveau").fill("3,5")
    reader.get_by_role("button", name="Opslaan").click()
    expect(reader.get_by_role("main")).to_contain_text("Tegenspraak geven 3,5 of hoger")
    reader.get_by_role("link", name=re.compile("Wijzigen.*Secretaris")).click()
    reader.get_by_role("link", name="Deze stoel weghalen").click()
    reader.get_by_role("button", name="Haal weg").click()
    expect(heading(reader)).to_contain_text("2 stoelen")


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("nl", "mt-uitvoering/demand"),
        ("nl", "mt-uitvoering/demand/add"),
        ("en", "mt-uitvoering/demand/suggestions?preset=inspectorate&tick=new"),
        ("nl", "mt-uitvoering/demand/seats/bedrijfsvoering"),
        ("en", "groot/demand/teams"),
    ],
)
def test_axe_finds_nothing_and_no_page_is_too_wide(page, site, language, path):
    mark = "&" if "?" in path else "?"
    page.goto(f"{site.base}/dossiers/{path}{mark}lang={language}")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
