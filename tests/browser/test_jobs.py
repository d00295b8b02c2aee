"""Calculations in a real browser: followed, left alone, stopped, and across a killed planner."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers
from tests.jobs.acting import Acted, until_stopped

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def waiting(site, monkeypatch):
    """Let calculations wait until they are stopped."""
    crew = Acted(until_stopped)
    monkeypatch.setattr(site.jobs._runner, "_crew", crew)
    yield crew.begun
    for job in site.jobs.of_dossier("mt-uitvoering"):
        site.jobs.stop(job.id)
        assert site.jobs.wait(job.id, 10).is_over


def ask(site, **parameters):
    kept = Dossiers(site.store).find("mt-uitvoering")
    return site.jobs.start(kept, "propose", parameters)


def heading(page):
    return page.get_by_role("heading", level=1)


def test_it_leads_to_its_page_by_itself_when_it_is_over(reader, site, waiting):
    job = ask(site, seed=1, alternatives=2)
    assert waiting.wait(10)
    address = f"/dossiers/mt-uitvoering/jobs/{job.id}?back=/dossiers/mt-uitvoering/team"
    reader.goto(site.base + address)
    expect(reader.get_by_text("U kunt deze pagina verlaten")).to_be_visible()
    expect(reader.get_by_role("link", name="1 berekening loopt")).to_be_visible()
    site.jobs.stop(job.id)
    expect(heading(reader)).to_contain_text("Dit team draagt", timeout=10_000)
    assert reader.url.endswith("/dossiers/mt-uitvoering/team")


def test_several_are_listed_and_stopped_by_keyboard(reader, site, waiting):
    jobs = [ask(site, seed=seed, difference=2) for seed in (3, 4)]
    assert waiting.wait(10)
    reader.goto(f"{site.base}/dossiers/mt-uitvoering/jobs")
    stops = reader.get_by_role("button", name="Stop: Voorstellen")
    expect(stops).to_have_count(2)
    stops.first.focus()
    # With scripts the list is fetched again meanwhile, and the button keeps the focus.
    reader.wait_for_timeout(1200)
    expect(stops.first).to_be_focused()
    for left in (1, 0):
        stops.first.focus()
        reader.keyboard.press("Enter")
        expect(stops).to_have_count(left, timeout=10_000)
    expect(heading(reader)).to_have_text("Alle berekeningen zijn klaar")
    assert all(site.jobs.find(job.id, job.dossier).is_over for job in jobs)


def test_the_header_says_by_itself_when_nothing_runs_any_more(page, site, waiting):
    job = ask(site)
    page.goto(f"{site.base}/dossiers/mt-uitvoering/proposals")
    expect(page.locator("#at-work")).to_have_text("1 berekening loopt")
    site.jobs.stop(job.id)
    expect(page.locator("#at-work")).to_have_text("")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_stands_in_anybodys_way(open_page, site, waiting, language, width):
    page = open_page(viewport={"width": width, "height": 900})
    page.goto(site.link())
    job = ask(site, seed=5 + width, difference=3)
    assert waiting.wait(10)
    for address in ("", f"/{job.id}"):
        page.goto(f"{site.base}/dossiers/mt-uitvoering/jobs{address}?lang={language}")
        expect(page.locator("progress")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


class Planner:
    """The planner as somebody starts it."""

    def __init__(self, folder, port=0):
        program = "from planner.cli.main import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "run", "--demo", "--data", folder, "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        told = (re.search(r"http://\S+", line) for line in self.process.stdout)
        self.link = next(found[0] for found in told if found)
        self.base = self.link.split("/sign-in")[0]

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()


def start_choices(page, planner, dossier):
    """Begin what takes some seconds in one dossier, and half a minute in another."""
    page.goto(f"{planner.base}/dossiers/{dossier}/proposals/develop-or-recruit")
    page.locator("main form button").first.click()
    expect(page.get_by_role("link", name="1 berekening loopt")).to_be_visible()
    return page.url


def test_calculations_go_on_although_the_planner_is_killed(open_page, tmp_path):
    planner = Planner(tmp_path)
    page, without_scripts = open_page(), open_page(java_script_enabled=False)
    page.goto(planner.link)
    without_scripts.context.add_cookies(page.context.cookies())
    long = start_choices(page, planner, "twee-directies-carrousel")
    short = start_choices(without_scripts, planner, "mt-uitvoering")
    # Away from the pages that follow them: without a planner they would complain.
    for each in (page, without_scripts):
        each.goto("about:blank")
    planner.kill()
    again = Planner(tmp_path, int(planner.base.rsplit(":", 1)[1]))
    try:
        page.goto(again.link)
        page.goto(f"{again.base}/dossiers/twee-directies-carrousel/jobs")
        expect(heading(page)).to_have_text("Er loopt 1 berekening")
        page.get_by_role("button", name="Stop:").click()
        expect(heading(page)).to_have_text("Alle berekeningen zijn klaar")
        expect(page.get_by_role("row")).to_have_count(2)
        page.goto(long)
        expect(page.get_by_text("De berekening is gestopt")).to_be_visible()
        # Nobody stops the other one: its page comes to the answer by itself.
        without_scripts.goto(short)
        expect(without_scripts.locator("#recruiting")).to_be_visible(timeout=60_000)
        page.goto(short)
        expect(page.locator("#recruiting")).to_have_text("Alleen werven")
        assert Axe().run(page).response["violations"] == []
    finally:
        again.kill()
