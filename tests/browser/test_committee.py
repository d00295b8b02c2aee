"""A committee of three at work at once, each in a browser of their own: from the task that is fixed
to the file that can be run again, with and without JavaScript.

All three rate, also those who have another task beside it. One changes their mind in time, one
comes too late, and a guest whom they invited goes away without finishing.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from planner.store.accounts import Accounts
from planner.store.decisions import Decisions
from planner.store.dossiers import Dossiers
from planner.store.memberships import Memberships, Role
from planner.store.told import recorded
from tests.browser.test_every_page import STANDARDS
from tests.cli.conftest import program
from tests.web.cases import example
from tests.web.cast import client_of

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 780}
ROLES = {"Sam": Role.SECRETARY, "Vera": Role.CHAIR, "Ann": None}
RATED, BEHAVIOURS = ("kaya", "osei"), ("learning_from_mistakes", "speaking_truth")
# What shows levels that stand there already: they would be in the mind of whoever rates.
BLIND = ("team", "people/kaya", "proposals", "decision", "decision/review", "levels.csv", "file")
# What each saw: nobody else may read it before the round is opened.
SEEN = {"Sam": "Gezien bij de storing.", "Vera": "Gezien in de staf.", "Gast": "Gezien in Breda."}


@dataclass
class Committee:
    """Three people around one dossier, each with a page of their own."""

    base: str
    dossier: str
    scripts: bool
    pages: dict[str, Page]

    def go(self, who: str, rest: str) -> Page:
        """Lead somebody to a page of the dossier."""
        self.pages[who].goto(f"{self.base}/dossiers/{self.dossier}/{rest}")
        return self.pages[who]

    def says(self, who: str, headline: str | re.Pattern[str]) -> None:
        """Expect a page to say what it should."""
        # Closing a decision makes its documents, which takes seconds on a busy machine.
        expect(self.pages[who].locator("h1")).to_contain_text(headline, timeout=30_000)

    def look(self, who: str, headline: str | re.Pattern[str]) -> None:
        """Expect a page to say what it should, wide enough for its window, and accessible."""
        page = self.pages[who]
        self.says(who, headline)
        if not self.scripts:
            # What looks for faults is a script itself.
            return
        found = Axe().run(page, options=STANDARDS)
        assert not found.violations_count, f"{page.url}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def committee(request, site, open_page: Callable[..., Page]) -> Iterator[Committee]:
    """Three people who rate in a dossier whose task nobody has fixed yet."""
    content = json.dumps(example("mt-uitvoering"), ensure_ascii=False).encode()
    dossier = Dossiers(site.store).add(content, recorded("added")).id
    made = Committee(site.base, dossier, request.param, {})
    for name, role in ROLES.items():
        account = Accounts(site.store).add(name, f"{name}-{dossier}@voorbeeld.example")
        for each in filter(None, (role, Role.MEMBER)):
            Memberships(site.store).add(dossier, account.id, each)
        cookie = client_of(site.app, site.sign_in, account).get_cookie("abd_planner")
        more = {"viewport": PHONE} if name == "Ann" else {}
        page = open_page(java_script_enabled=request.param, **more)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base}])
        made.pages[name] = page
    made.pages["Gast"] = open_page(java_script_enabled=request.param, viewport=PHONE)
    yield made
    Dossiers(site.store).archive(dossier)


def test_from_the_fixed_task_to_the_file_that_is_checked(committee: Committee, site, tmp_path):
    fix_the_task(committee)
    begin_the_round(committee)
    rate_blind(committee)
    nobody_sees_another(committee)
    open_with_a_reason(committee)
    change_and_come_late(committee)
    take_over_and_compare(committee)
    decide_and_close(committee)
    [closed] = Decisions(site.store).of_dossier(committee.dossier)
    take_along_and_check(committee, closed.fingerprint, tmp_path)


def fix_the_task(committee: Committee) -> None:
    """Nobody opens a candidate before the chair has fixed the task."""
    committee.go("Ann", "people/kaya")
    committee.look("Ann", "Stel eerst de opgave vast")
    vera = committee.go("Vera", "demand")
    committee.look("Vera", "De opgave vraagt 15 gedragingen")
    vera.get_by_role("button", name="De opgave vaststellen").click()
    expect(vera.get_by_text(re.compile("^Vastgesteld .* door Vera"))).to_be_visible()
    committee.go("Ann", "people/kaya")
    committee.says("Ann", "Kaya")


def begin_the_round(committee: Committee) -> None:
    """The secretary begins a round in which the three rate, and invites a guest by a link."""
    sam = committee.go("Sam", "ratings")
    committee.look("Sam", "Hier is nog niemand beoordeeld")
    sam.get_by_role("link", name="Een ronde beginnen").click()
    committee.look("Sam", "Een ronde beginnen")
    sam.get_by_label("Hoe deze ronde heet").fill("Gesprekken")
    for name, values in (("people", RATED), ("behaviours", BEHAVIOURS)):
        choose(sam, name, values)
    expect(sam.locator("input[name=raters]:checked")).to_have_count(3)
    sam.get_by_role("button", name="Deze ronde beginnen").click()
    committee.says("Sam", "0 van 3 beoordelaars")
    sam.get_by_label("Naam").fill("A. Chef")
    sam.locator("#invited-source").select_option("superior")
    sam.get_by_role("button", name="Link maken").click()
    committee.look("Sam", "0 van 4 beoordelaars")
    guest = committee.pages["Gast"]
    guest.goto(sam.get_by_label("De link", exact=True).input_value())
    guest.get_by_role("button", name="Beginnen").click()


def rate_blind(committee: Committee) -> None:
    """Two rate everything, one of them once more; the guest stops halfway, Ann is not there."""
    committee.look("Gast", "Leren van fouten")
    give(committee, "Gast", ["4"])
    committee.pages["Gast"].context.close()
    for who, levels in (("Sam", ["2", "3", "4", "3"]), ("Vera", ["5", "4", "4", "3"])):
        committee.go(who, "ratings/mine")
        committee.says(who, "Leren van fouten")
        give(committee, who, levels[:2])
        committee.pages[who].get_by_role("button", name="Opslaan en verder").click()
        committee.says(who, "Tegenspraak geven")
        give(committee, who, levels[2:])
        committee.pages[who].get_by_role("button", name="Ik ben klaar").click()
        expect(committee.pages[who].locator("#rating-done")).to_contain_text("U bent klaar")
    # Until the round is opened whoever is done may still think otherwise, and says no reason.
    committee.go("Sam", "ratings/mine")
    give(committee, "Sam", ["1"])


def give(committee: Committee, who: str, levels: list[str]) -> None:
    """Give a level to each line in turn, the first with what was seen; saved as one goes."""
    page = committee.pages[who]
    for line, level in zip(page.locator(".rating fieldset").all(), levels, strict=False):
        line.get_by_role("radio", name=level, exact=True).check()
        if committee.scripts:
            expect(line.locator(".state--ample")).to_be_visible()
    first = page.locator(".rating fieldset").first
    if not first.get_by_label("Situatie").is_visible():
        first.get_by_text("Wat hebt u gezien?").click()
    first.get_by_label("Situatie").fill(SEEN[who])
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(first.locator(".state--ample")).to_be_visible()


def nobody_sees_another(committee: Committee) -> None:
    """While the round is blind each finds what they gave themselves, and nothing else."""
    here = committee.go("Vera", "ratings").get_by_role("link", name="Gesprekken")
    address = here.get_attribute("href").removeprefix(f"/dossiers/{committee.dossier}/")
    for who in ROLES:
        page = committee.go(who, address)
        others = [text for name, text in SEEN.items() if name != who]
        for rest in (address, f"{address}/form"):
            committee.go(who, rest)
            assert not any(text in page.content() for text in others), (who, rest)
        for rest in (f"{address}/talk", f"{address}/results", *BLIND):
            # Also what the chair and the secretary could take along as a file.
            answer = page.request.get(f"{committee.base}/dossiers/{committee.dossier}/{rest}")
            assert answer.status == 403, (who, rest)
        committee.go(who, "compare")
        expect(page.locator("h1")).to_have_text("Dit gaat open als iedereen heeft beoordeeld")
    committee.look("Ann", "Dit gaat open")
    # She begins at last, and has not given anything when the round is opened.
    committee.go("Ann", "ratings/mine")
    committee.says("Ann", "Leren van fouten")


def open_with_a_reason(committee: Committee) -> None:
    """The chair goes on without those who are missing; what differs most comes first."""
    vera = committee.go("Vera", "ratings")
    committee.says("Vera", "2 van 4 beoordelaars")
    vera.get_by_role("link", name="Gesprekken").click()
    vera.get_by_role("button", name="Openen zonder hen").click()
    expect(vera.locator("#mistakes")).to_be_visible()
    committee.look("Vera", "2 van 4 beoordelaars")
    vera.get_by_label("Waarom", exact=True).fill("Ann is op reis, de gast kan niet meer.")
    vera.get_by_role("button", name="Openen zonder hen").click()
    committee.look("Vera", "Bij 2 van ")
    points = vera.locator("section.card")
    expect(points.first).to_contain_text("F. Kaya – Leren van fouten")
    expect(points.first).to_contain_text("van 1,0 tot 5,0")
    for text in SEEN.values():
        expect(points.first).to_contain_text(text)
    expect(points.nth(1)).to_contain_text("van 3,0 tot 4,0")
    expect(vera.get_by_text(re.compile("^van .* tot"))).to_have_count(2)


def change_and_come_late(committee: Committee) -> None:
    """Sam changes a level, Ann gives hers after all: with the reason, and what was stays."""
    vera, sam, ann = (committee.pages[who] for who in ("Vera", "Sam", "Ann"))
    sam.goto(vera.url)
    point = sam.locator("section.card", has_text="F. Kaya – Leren van fouten")
    point.get_by_text("wijzigen").click()
    point.get_by_role("radio", name=re.compile("^3")).check()
    point.get_by_label("Waarom?").fill("Ik zag maar een deel.")
    point.get_by_role("button", name="Opslaan met de reden").click()
    committee.look("Sam", "lopen de beoordelaars uiteen")
    # The form that Ann has before her is from before the opening.
    line = ann.locator(".rating fieldset").first
    line.get_by_role("radio", name="4", exact=True).check()
    if committee.scripts:
        expect(line.get_by_text("want de ronde is intussen geopend")).to_be_visible()
        line.get_by_role("button", name="Deze opnieuw opslaan").click()
    else:
        ann.get_by_role("button", name="Opslaan", exact=True).click()
    expect(ann.locator("#mistakes")).to_contain_text("want de ronde is intussen geopend")
    expect(line.get_by_role("radio", name="4", exact=True)).to_be_checked()
    committee.look("Ann", "Leren van fouten")
    ann.get_by_label("Waarom", exact=True).fill("Terug van reis.")
    ann.get_by_role("button", name="Opslaan", exact=True).click()
    expect(line.locator(".state--ample")).to_be_visible()
    vera.reload()
    point = vera.locator("section.card", has_text="F. Kaya – Leren van fouten")
    rows = {name: point.get_by_role("row", name=re.compile(f"^{name}")) for name in ROLES}
    for text in ("3,0", "was 1,0", "Ik zag maar een deel."):
        expect(rows["Sam"]).to_contain_text(text)
    for text in ("te laat", "4,0", "Terug van reis."):
        expect(rows["Ann"]).to_contain_text(text)


def take_over_and_compare(committee: Committee) -> None:
    """The levels become those of the profiles, on which the comparison rests."""
    vera, sam = (committee.pages[who] for who in ("Vera", "Sam"))
    for page in (vera, sam):
        page.get_by_role("link", name="Naar de uitkomst").click()
    # What is the secretary's to do the chair is told, so that nobody waits for it.
    expect(vera.get_by_text("De secretaris neemt de uitkomst over")).to_be_visible()
    committee.look("Sam", "F. Kaya")
    outcome = sam.url
    ann = committee.pages["Ann"]
    # It is one change, which can be undone, and done again.
    for is_taken in (True, False, True):
        if is_taken:
            sam.goto(outcome)
            sam.get_by_role("button", name="Neem over in het dossier").click()
            expect(sam.get_by_text(re.compile(r"\d niveaus zijn overgenomen"))).to_be_visible()
        else:
            sam.get_by_role("button", name="Ongedaan maken").first.click()
            expect(sam.get_by_text("niveaus zijn overgenomen")).to_have_count(0)
        committee.go("Ann", "people/kaya")
        ann.locator("summary", has_text="Leren van fouten").click()
        grounds = ann.locator("details[open]").get_by_text("Rust op")
        expect(grounds).to_have_count(1 if is_taken else 0)
    committee.look("Ann", "Kaya")
    committee.go("Vera", "compare")
    committee.look("Vera", "geen verschil")


def decide_and_close(committee: Committee) -> None:
    """The chair decides on what was worked out, says why and who was there, and closes it."""
    vera = committee.go("Vera", "proposals")
    vera.get_by_role("button", name="Bereken voorstellen").click()
    expect(vera.locator("h1")).to_contain_text("voorstellen", timeout=30_000)
    committee.look("Vera", re.compile(r"\d voorstellen"))
    vera.get_by_role("link", name="Besluit", exact=True).click()
    committee.look("Vera", "Wat besluit u, en waarom?")
    vera.get_by_role("button", name=re.compile("Neem over.*Voorstel 2")).click()
    committee.look("Vera", "De keuze is voorstel 2")
    vera.get_by_label("Waarom kiest u dit?").fill("Dit team draagt de opgave samen.")
    vera.get_by_label("Waarom niet het eerste voorstel?").fill("Dit past bij de planning.")
    # Whoever has a part in the dossier is suggested; the chair says who was not there.
    for line, name in enumerate(("Vera", "Sam", "Ann"), 1):
        expect(vera.get_by_label(f"Naam van iemand die erbij was ({line})")).to_have_value(name)
    for part in ("Naam van iemand die erbij was", "De rol daarbij"):
        vera.get_by_label(f"{part} (3)").fill("")
    vera.get_by_role("button", name="Kijk het na en sluit het").click()
    committee.look("Vera", "Kijk het nog één keer na")
    vera.get_by_role("button", name="Sluit het besluit").first.click()
    committee.look("Vera", "Besluit: MT Uitvoeringsdienst")
    for who in ("Sam", "Ann"):
        page = committee.go(who, "decision")
        page.get_by_role("link", name="Besluit 1").click()
        committee.says(who, "Besluit: MT Uitvoeringsdienst")
        present = page.locator("article")
        expect(present).to_contain_text("Lid van de commissie")
        expect(present).not_to_contain_text("Ann")
    committee.look("Ann", "Besluit: MT Uitvoeringsdienst")


def take_along_and_check(committee: Committee, fingerprint: str, folder: Path) -> None:
    """What is taken along is whole, and gives the same proposals once more."""
    vera = committee.pages["Vera"]
    with pikepdf.open(saved(vera, "Document in het Nederlands (PDF)", folder)) as document:
        assert len(document.pages) > 1
    told = program(
        "reproduce", "--fingerprint", fingerprint, saved(vera, "Gegevensbestand (JSON)", folder)
    )
    assert told.code == 0, told.err
    assert "dezelfde voorstellen en dezelfde cijfers" in told.out


def saved(page: Page, label: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def choose(page: Page, name: str, values: tuple[str, ...]) -> None:
    """Take the tick from every box of a name but some."""
    ticked = page.locator(f"input[name={name}]:checked")
    chosen = ticked.evaluate_all("boxes => boxes.map(box => box.value)")
    assert set(values) <= set(chosen)
    for value in set(chosen) - set(values):
        page.locator(f"input[name={name}][value={value}]").uncheck()
