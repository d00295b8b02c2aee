"""The workbench in a browser: by select, by keyboard, by hand; with and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_appearance import STANDARDS

pytestmark = pytest.mark.browser

START = "/dossiers/mt-uitvoering/explore?exploration=today"
SEAT = "Directeur Bedrijfsvoering"
KAYA = f"Wat als F. Kaya de stoel {SEAT} krijgt?"
DROP = re.compile("Laat weg.*Tegenspraak geven")
AGAIN = re.compile("Vraag het weer.*Tegenspraak geven")
OSEI = f"Wat als M. Osei de stoel {SEAT} krijgt?"


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def bench(request, open_page, site):
    """The workbench of somebody who is signed in, once with and once without JavaScript."""
    opened = open_page(java_script_enabled=request.param, viewport={"width": 1280, "height": 1500})
    opened.goto(site.link())
    opened.goto(site.base + START)
    return opened


@pytest.fixture
def hands(open_page, site):
    """The same with JavaScript alone, for what needs it."""
    opened = open_page(viewport={"width": 1280, "height": 1500})
    opened.goto(site.link())
    opened.goto(site.base + START)
    return opened


def heading(page):
    return page.get_by_role("heading", level=1)


def put(page, person):
    page.get_by_role("button", name=f"Zet {person}").click()


def test_steps_scenarios_and_side_by_side(bench):
    expect(heading(bench)).to_have_text("Wat wilt u proberen?")
    put(bench, "F. Kaya")
    expect(heading(bench)).to_have_text(KAYA)
    bench.get_by_label("Wie zit hier?").select_option(label="M. Osei")
    bench.get_by_role("button", name="Zet hier").click()
    expect(heading(bench)).to_have_text(OSEI)
    bench.get_by_role("button", name="Stap terug").click()
    expect(heading(bench)).to_have_text(KAYA)
    bench.reload()
    expect(heading(bench)).to_have_text(KAYA)
    bench.get_by_role("button", name="Stap opnieuw").click()
    expect(heading(bench)).to_have_text(OSEI)
    bench.locator("#keep-scenario").click()
    bench.get_by_label("Naam van het scenario").fill("Osei op Bedrijfsvoering")
    bench.get_by_role("button", name="Bewaar", exact=True).click()
    expect(bench.get_by_text("Bewaard als scenario ‘Osei op Bedrijfsvoering’")).to_be_visible()
    bench.get_by_role("link", name="Zet naast elkaar").click()
    expect(bench.locator("th", has_text="Osei op Bedrijfsvoering").first).to_be_visible()
    bench.go_back()
    expect(heading(bench)).to_have_text(OSEI)
    bench.get_by_role("button", name="Verwijderen").click()
    expect(bench.get_by_text("‘Osei op Bedrijfsvoering’ is verwijderd.")).to_be_visible()


def test_somebody_grows_and_the_task_asks_something_else(bench):
    put(bench, "F. Kaya")
    bench.locator("#grow").click()
    bench.locator("#field-grow-behaviour").select_option("feasibility_advice")
    bench.locator("#let-grow").click()
    expect(heading(bench)).to_contain_text("F. Kaya groeit in ‘Uitvoerbaarheid toetsen’")
    bench.locator("#ask-row").click()
    bench.locator("#field-ask-behaviour").select_option("speaking_truth")
    bench.locator("#field-ask-carriers").select_option("4")
    bench.locator("#ask-this").click()
    expect(heading(bench)).to_contain_text("er nog 2 dingen veranderen")
    expect(bench.locator(".step-list li")).to_have_count(3)


def test_a_row_comes_into_the_task_and_goes_out_of_it(bench):
    bench.locator("#add-row").click()
    bench.locator("#field-add-behaviour").select_option("crisis")
    bench.locator("#field-add-carriers").select_option("2")
    bench.locator("#add-this").click()
    expect(heading(bench)).to_contain_text("Wat als de opgave ook ‘")
    expect(bench.locator("tr", has_text="ook gevraagd")).to_have_count(1)
    bench.get_by_role("button", name=DROP).click()
    expect(heading(bench)).to_contain_text("‘Tegenspraak geven’ niet meer vraagt")
    expect(bench.locator(".step-list li")).to_have_count(2)
    bench.get_by_role("button", name="Stap terug").click()
    expect(bench.locator("#dropped-heading")).to_have_count(0)
    bench.get_by_role("button", name="Stap opnieuw").click()
    bench.get_by_role("button", name=AGAIN).click()
    expect(bench.locator("#dropped-heading")).to_have_count(0)
    expect(heading(bench)).to_contain_text("Wat als de opgave ook ‘")


def test_rows_come_and_go_by_keyboard_alone(hands):
    drop = hands.get_by_role("button", name=DROP)
    drop.focus()
    hands.keyboard.press("Enter")
    again = hands.get_by_role("button", name=AGAIN)
    expect(again).to_be_visible()
    again.focus()
    hands.keyboard.press("Enter")
    expect(again).to_have_count(0)
    # The button is gone: whoever used it goes on at the rows.
    expect(hands.locator("#rows-heading")).to_be_focused()
    hands.locator("#add-row").focus()
    hands.keyboard.press("Enter")
    hands.keyboard.press("Tab")
    expect(hands.locator("#field-add-behaviour")).to_be_focused()
    for _ in range(4):
        hands.keyboard.press("Tab")
    expect(hands.locator("#add-this")).to_be_focused()
    hands.keyboard.press("Enter")
    expect(heading(hands)).to_contain_text("Wat als de opgave ook ‘")


def middle(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def test_a_finger_drags_by_the_initials(open_page, site):
    page = open_page(has_touch=True, viewport={"width": 1280, "height": 1500})
    page.goto(site.link())
    page.goto(site.base + START)
    touch = page.context.new_cdp_session(page)

    def finger(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    start = middle(page.locator('[data-person="osei"] .initials'))
    end = middle(page.locator('[data-seat="bedrijfsvoering"] .initials'))
    finger("touchStart", start)
    finger("touchMove", {"x": start["x"], "y": start["y"] - 20})
    finger("touchMove", end)
    expect(page.locator('[data-seat="bedrijfsvoering"].drop-here')).to_have_count(1)
    finger("touchEnd")
    expect(heading(page)).to_have_text(OSEI)
    # Let go where they were, or beside it all, nothing happens.
    start = middle(page.locator('[data-seat="bedrijfsvoering"] .initials'))
    finger("touchStart", start)
    finger("touchMove", {"x": start["x"] + 20, "y": start["y"]})
    finger("touchEnd")
    expect(page.locator(".drop-here")).to_have_count(0)
    expect(page.locator(".step-list li")).to_have_count(1)


def test_people_are_dragged_to_seats_and_back(hands):
    seat, other = hands.locator('[data-seat="bedrijfsvoering"]'), '[data-seat="uitvoering"]'
    hands.locator('[data-person="osei"] .initials').drag_to(seat)
    expect(heading(hands)).to_have_text(OSEI)
    seat.drag_to(hands.locator(other))
    expect(heading(hands)).to_contain_text("M. Osei de stoel Directeur Uitvoering krijgt")
    expect(heading(hands)).to_contain_text(f"E. Yildiz de stoel {SEAT} krijgt")
    hands.locator(other).drag_to(hands.locator("#bench-heading"))
    expect(hands.locator(other)).to_contain_text("leeg")
    hands.reload()
    expect(hands.locator(".step-list li")).to_have_count(3)


def test_by_keyboard_alone(hands):
    hands.get_by_role("button", name="Zet F. Kaya").focus()
    hands.keyboard.press("Enter")
    expect(heading(hands)).to_have_text(KAYA)
    # The button is gone with the person: whoever used it goes on at the seat.
    expect(hands.locator('[data-seat="bedrijfsvoering"] .seat-link')).to_be_focused()
    expect(hands.locator("#announcement")).to_contain_text("Wat als F. Kaya")
    hands.keyboard.press("Tab")
    expect(hands.get_by_label("Wie zit hier?")).to_be_focused()
    hands.keyboard.type("M. Osei")
    hands.keyboard.press("Tab")
    hands.keyboard.press("Enter")
    expect(heading(hands)).to_have_text(OSEI)
    expect(hands.locator("#put-here")).to_be_focused()
    hands.locator("#undo-step").focus()
    hands.keyboard.press("Enter")
    expect(heading(hands)).to_have_text(KAYA)
    expect(hands.locator("#undo-step")).to_be_focused()
    # All of these stand at one address: back from it is where it began.
    hands.go_back()
    expect(heading(hands)).to_have_text("Wat wilt u proberen?")


@pytest.mark.parametrize("width", [1280, 390])
def test_after_a_placement_further_down_the_answer_is_in_sight(open_page, site, width):
    page = open_page(viewport={"width": width, "height": 700})
    page.goto(site.link())
    page.goto(site.base + START)
    for person, asked in (("F. Kaya", KAYA), ("M. Osei", OSEI)):
        button = page.get_by_role("button", name=f"Zet {person}")
        button.scroll_into_view_if_needed()
        page.mouse.wheel(0, 250)
        button.click()
        expect(heading(page)).to_have_text(asked)
        expect(heading(page)).to_be_in_viewport(ratio=1)
    # A seat that is only chosen stays where it is on the screen.
    seat = page.locator('[data-seat="uitvoering"] .seat-link')
    seat.scroll_into_view_if_needed()
    before = seat.bounding_box()["y"]
    seat.click()
    expect(seat).to_have_attribute("aria-current", "true")
    page.wait_for_function(
        "before => Math.abs(document.querySelector('[data-seat=uitvoering] .seat-link')"
        ".getBoundingClientRect().top - before) < 2",
        arg=before,
    )


def test_a_question_is_followed_to_its_answer(hands):
    put(hands, "F. Kaya")
    expect(heading(hands)).to_have_text(KAYA)
    hands.locator("#front form button").click()
    expect(hands.locator("#front .step-chart")).to_be_visible(timeout=30_000)
    hands.get_by_role("link", name="Verken met 0 wisselingen").click()
    expect(heading(hands)).to_have_text(KAYA)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_and_nothing_is_too_wide(hands, site, language):
    hands.goto(f"{site.base}{START}&lang={language}")
    hands.locator(".bench-seat button").first.click()
    expect(hands.locator(".seat--changed")).to_have_count(1)
    for summary in hands.locator("#workbench details > summary").all():
        summary.click()
    axe = Axe()
    assert axe.run(hands, options=STANDARDS).response["violations"] == []
    hands.set_viewport_size({"width": 320, "height": 900})
    assert hands.evaluate("document.documentElement.scrollWidth") == 320
    hands.goto(site.base + "/dossiers/mt-uitvoering/explore?compare=today")
    assert hands.evaluate("document.documentElement.scrollWidth") == 320
    assert axe.run(hands, options=STANDARDS).response["violations"] == []
