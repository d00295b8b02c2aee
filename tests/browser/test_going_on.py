"""Pages that go on by themselves when a calculation is over, and people who are busy on them."""

import re
from collections.abc import Iterator
from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from planner.jobs.work import done
from planner.solver.limits import Limits
from tests.browser.own_dossier import own_dossier
from tests.jobs.acting import Acted

pytestmark = pytest.mark.browser

PATIENCE = 60_000


class Gate(Acted):
    """Workers who work as ever, but begin on one kind of question when the test lets them."""

    def __init__(self, kind: str) -> None:
        self.opened = Event()
        super().__init__(self._later)
        self._kind = kind

    def _later(self, task, stop, listen):
        if task.kind == self._kind:
            self.opened.wait(30)
        return done(task, Limits(stop=stop))


@pytest.fixture
def gate(request, site, monkeypatch) -> Iterator[Gate]:
    gate = Gate(request.param)
    monkeypatch.setattr(site.jobs._runner, "_crew", gate)
    yield gate
    gate.opened.set()


@pytest.fixture
def case(request, site) -> Iterator[str]:
    """The address of a dossier of the test's own, in which wishes clash."""
    with own_dossier(request, site, "crisisteam") as own:
        yield f"{site.base}/dossiers/{own}"
        for job in site.jobs.of_dossier(own):
            site.jobs.stop(job.id)
            assert site.jobs.wait(job.id, 30).is_over


def over(site, case: str) -> None:
    """Wait until all that a dossier asked is over."""
    for job in site.jobs.of_dossier(case.rsplit("/", 1)[1]):
        assert site.jobs.wait(job.id, 30).is_over


@pytest.mark.parametrize("gate", ["explain"], indirect=True)
def test_what_is_being_sent_arrives_although_the_page_would_go_on(reader: Page, site, gate, case):
    reader.goto(f"{case}/proposals")
    reader.get_by_role("button", name="Bereken voorstellen").click()
    give_way = reader.get_by_role("button", name="Haal deze wens weg").first
    expect(give_way).to_be_visible(timeout=PATIENCE)
    sent: list[Route] = []
    reader.route("**/give-way?*", lambda route: sent.append(route))
    give_way.click(no_wait_after=True)
    gate.opened.set()
    over(site, case)
    # More than enough for a page that follows to hear that it is over, with and without scripts.
    reader.wait_for_timeout(3000)
    [route] = sent
    route.continue_()
    expect(reader.get_by_role("button", name="Ongedaan maken")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("gate", ["explain"], indirect=True)
def test_whoever_follows_a_link_arrives_although_the_page_would_go_on(page, site, gate, case):
    page.goto(f"{case}/proposals")
    page.get_by_role("button", name="Bereken voorstellen").click()
    expect(page.get_by_role("heading", name="Wat botst")).to_be_visible(timeout=PATIENCE)
    asked: list[Route] = []
    page.route("**/team", lambda route: asked.append(route))
    page.get_by_role("link", name="Team nu").click(no_wait_after=True)
    gate.opened.set()
    over(site, case)
    page.wait_for_timeout(2000)
    [route] = asked
    route.continue_()
    page.wait_for_url("**/team", timeout=PATIENCE)


@pytest.fixture
def writing(page: Page, site, gate, case) -> Page:
    """A page on which somebody writes, with a search that was over meanwhile."""
    page.goto(f"{case}/decision")
    page.get_by_role("button", name="Bereken voorstellen").click()
    expect(page.locator("progress")).to_be_visible()
    reasons(page).focus()
    page.keyboard.type("Omdat zij")
    # What is saved as one goes leaves in sight that the search goes on.
    expect(page.locator("#draft-version")).to_have_value("1")
    expect(page.locator("progress")).to_be_visible()
    page.keyboard.type(" samen")
    gate.opened.set()
    over(site, case)
    return page


def reasons(page: Page):
    return page.get_by_label("Waarom kiest u dit?")


@pytest.mark.parametrize("gate", ["propose"], indirect=True)
def test_what_is_being_written_stays_and_then_the_answer_comes(writing: Page):
    for word in ("kunnen", "wat", "de", "opgave", "vraagt."):
        writing.keyboard.type(f" {word}")
        writing.wait_for_timeout(700)
    expect(reasons(writing)).to_have_value("Omdat zij samen kunnen wat de opgave vraagt.")
    writing.keyboard.press("Tab")
    expect(writing.locator("#alternatives")).to_contain_text("Geen enkel team", timeout=PATIENCE)
    expect(reasons(writing)).to_have_value("Omdat zij samen kunnen wat de opgave vraagt.")
    assert Axe().run(writing).response["violations"] == []


@pytest.mark.parametrize("gate", ["propose"], indirect=True)
def test_whoever_writes_hears_that_it_is_ready(writing: Page):
    # What is being saved takes its time, so the page goes on waiting.
    held: list[Route] = []
    saves = re.compile(r"^[^?]+/decision\?")
    writing.route(saves, lambda route: held.append(route) if is_slow else route.continue_())
    is_slow = True
    said = writing.get_by_role("status").filter(has_text="Het is klaar")
    expect(said).to_be_visible(timeout=PATIENCE)
    expect(reasons(writing)).to_have_value("Omdat zij samen")
    assert Axe().run(writing).response["violations"] == []
    said.get_by_role("link", name="Laat het antwoord nu zien").click()
    is_slow = False
    for route in held:
        route.continue_()
    expect(writing.locator("#alternatives")).to_contain_text("Geen enkel team", timeout=PATIENCE)
    expect(reasons(writing)).to_have_value("Omdat zij samen")


@pytest.mark.parametrize("gate", ["explain"], indirect=True)
def test_whoever_asks_for_the_answer_lets_go_of_what_they_typed(page: Page, site, gate, case):
    page.goto(f"{case}/proposals")
    page.get_by_role("button", name="Bereken voorstellen").click()
    expect(page.locator("progress")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Wat botst")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("vraag iets anders").click()
    page.get_by_label("Hoeveel voorstellen").fill("5")
    gate.opened.set()
    over(site, case)
    page.get_by_role("link", name="Laat het antwoord nu zien").click()
    ask_less = page.get_by_role("button", name="Vraag in plaats daarvan")
    expect(ask_less.first).to_be_visible(timeout=PATIENCE)


def test_what_was_written_last_is_saved_although_somebody_goes_away(page: Page, case):
    page.goto(f"{case}/decision")
    reasons(page).fill("Hierom.")
    page.get_by_role("link", name="Vergelijken").first.click()
    page.wait_for_url("**/compare*")
    page.goto(f"{case}/decision")
    expect(reasons(page)).to_have_value("Hierom.")
