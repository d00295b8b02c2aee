"""Rating as whoever does it meets it: on a phone, by keyboard, by a link, in two windows.

A whole round of a committee stands in `test_committee.py`.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.accounts import Accounts
from planner.store.dossiers import Dossiers
from planner.store.memberships import Memberships, Role
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRounds
from planner.store.ratings import Ratings
from tests.browser.test_every_page import STANDARDS
from tests.web.cases import example, keep
from tests.web.cast import client_of

pytestmark = pytest.mark.browser

BEHAVIOURS = ("crisis", "speaking_truth")
PHONE = {"viewport": {"width": 360, "height": 780}}


@pytest.fixture
def case(site, request):
    """A dossier of its own, and an account for everybody who has to do with it."""
    dossier = re.sub(r"\W+", "-", request.node.name)
    keep(site.store, dossier, example("mt-uitvoering"))
    people = {}
    roles = {"Sam": Role.SECRETARY, "Vera": Role.CHAIR, "Ann": Role.MEMBER}
    for name, role in roles.items():
        people[name] = Accounts(site.store).add(name, f"{name}-{dossier}@voorbeeld.example")
        Memberships(site.store).add(dossier, people[name].id, role)
    return dossier, people


@pytest.fixture
def enter(site, open_page, case):
    """Opens a browser in which somebody is signed in."""

    def entered(name, **options):
        cookie = client_of(site.app, site.sign_in, case[1][name]).get_cookie("abd_planner")
        page = open_page(**options)
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base}])
        page.goto(f"{site.base}/dossiers/{case[0]}/ratings")
        return page

    return entered


def clean(page):
    """Nothing is wrong on a page, and it is no wider than the window."""
    found = Axe().run(page, options=STANDARDS)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def begun(site, case, *raters, source="committee", behaviours=BEHAVIOURS):
    """Return a round that some rate in, begun behind the pages."""
    dossier, people = case
    read = Dossiers(site.store).open(Dossiers(site.store).find(dossier))
    scale = read.whole_repertoire.scale
    rated = ["kaya", "osei"]
    rounds = RatingRounds(site.store)
    round_ = rounds.begin(dossier, "Gesprekken", "interview", scale, rated, behaviours)
    for name in raters:
        account = people[name].id
        Raters(site.store).add(dossier, round_.id, account, dict.fromkeys(rated, source))
    return round_


def own(site, round_, account):
    return {key: each.level for key, each in Ratings(site.store).own(round_.id, account.id).items()}


def given(line):
    """Return what says that a line was saved."""
    return line.locator(".state--ample")


def test_it_works_on_a_phone_by_keyboard(site, case, enter):
    round_ = begun(site, case, "Ann")
    page = enter("Ann", **PHONE)
    page.goto(f"{site.base}/dossiers/{case[0]}/ratings/{round_.id}/form")
    clean(page)
    line = page.locator(".rating fieldset").first
    line.get_by_role("radio").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(line.get_by_role("radio", name="3", exact=True)).to_be_focused()
    expect(given(line)).to_be_visible()
    expect(page.locator("#rating-told")).to_have_text("F. Kaya: opgeslagen")
    # The second key has been saved too.
    expect(page.locator("#seen-1")).to_have_value("2")
    assert own(site, round_, case[1]["Ann"]) == {("kaya", "crisis"): 30}
    page.get_by_role("link", name="Eén persoon tegelijk").click()
    clean(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("F. Kaya – Overstijgend")
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)


def test_what_is_written_is_saved_while_the_next_line_is_typed(site, case, enter):
    round_ = begun(site, case, "Ann", behaviours=("crisis",))
    page = enter("Ann")
    page.goto(f"{site.base}/dossiers/{case[0]}/ratings/{round_.id}/form")
    lines = page.locator(".rating fieldset")
    for position in range(2):
        line = lines.nth(position)
        line.get_by_role("radio", name="4", exact=True).check()
        line.get_by_text("Wat hebt u gezien?").click()
        line.get_by_label("Situatie").fill(f"situatie {position}")
        line.get_by_label("Gedrag").fill(f"gedrag {position}")
    lines.nth(1).get_by_label("Effect").focus()
    expect(page.get_by_text("2 van 2 gegeven")).to_be_visible()
    expect(page.locator("#seen-2")).to_have_value("3")
    expect(page.get_by_text("in een ander venster")).to_have_count(0)
    page.reload()
    for position in range(2):
        expect(lines.nth(position).get_by_label("Situatie")).to_have_value(f"situatie {position}")
        expect(lines.nth(position).get_by_label("Gedrag")).to_have_value(f"gedrag {position}")


def test_two_windows_of_one_rater_choose(site, case, enter):
    round_ = begun(site, case, "Ann", behaviours=("crisis",))
    address = f"{site.base}/dossiers/{case[0]}/ratings/{round_.id}/form"
    one, other = enter("Ann"), enter("Ann")
    for page in (one, other):
        page.goto(address)
    first, second = (page.locator(".rating fieldset").first for page in (one, other))
    first.get_by_role("radio", name="4", exact=True).check()
    expect(given(first)).to_be_visible()
    second.get_by_role("radio", name="2", exact=True).check()
    expect(second.get_by_text("in een ander venster gegeven als 4,0")).to_be_visible()
    assert own(site, round_, case[1]["Ann"]) == {("kaya", "crisis"): 40}
    second.get_by_role("button", name="Deze opnieuw opslaan").click()
    expect(given(other.locator(".rating fieldset").first)).to_be_visible()
    assert own(site, round_, case[1]["Ann"]) == {("kaya", "crisis"): 20}


def test_it_works_without_scripts(site, case, enter):
    round_ = begun(site, case, "Ann", behaviours=("crisis",))
    page = enter("Ann", java_script_enabled=False)
    page.get_by_role("link", name=re.compile("Beoordelen: 0 van")).click()
    for line in page.locator(".rating fieldset").all():
        line.get_by_role("radio", name="Niet waargenomen").check()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("button", name="Ik ben klaar").click()
    assert own(site, round_, case[1]["Ann"]) == {("kaya", "crisis"): None, ("osei", "crisis"): None}
    chair = enter("Vera", java_script_enabled=False)
    chair.get_by_role("link", name="Gesprekken").click()
    chair.get_by_role("button", name="De ronde openen").click()
    expect(chair.get_by_role("heading", level=1)).to_contain_text("Bij 0 van ")


def test_somebody_who_is_invited_rates_by_a_link(site, case, enter, open_page):
    begun(site, case, "Ann")
    secretary = enter("Sam")
    secretary.get_by_role("link", name="Gesprekken").click()
    secretary.get_by_text("Laat bronnen anders tellen").click()
    for weight in ("veel", "2"):
        secretary.get_by_label("Leidinggevende", exact=True).fill(weight)
        clean(secretary)
        secretary.get_by_role("button", name="Gewichten opslaan").click()
    expect(secretary.locator("#weights-title + p")).to_contain_text("leidinggevende 2 (29")
    secretary.get_by_label("Naam").fill("A. Chef")
    secretary.locator("#invited-source").select_option("superior")
    secretary.get_by_role("button", name="Link maken").click()
    clean(secretary)
    link = secretary.get_by_label("De link", exact=True).input_value()
    guest = open_page(**PHONE)
    guest.goto(link)
    guest.get_by_role("button", name="Beginnen").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Acute crisis leiden")
    clean(guest)
    guest.locator(".rating fieldset").first.get_by_role("radio", name="4", exact=True).check()
    expect(guest.get_by_text("1 van 4 gegeven")).to_be_visible()
    assert guest.get_by_role("navigation", name="Schermen van dit dossier").count() == 0


def test_a_table_is_looked_at_before_it_is_taken(site, case, enter):
    page = enter("Sam")
    page.get_by_role("link", name="Beoordelingen uit een tabel").click()
    clean(page)
    head = "id;gedrag;niveau;bron;beoordelaar;datum;instrument\n"
    page.get_by_label("Tabel", exact=True).fill(
        head + "kaya;crisis;9;leidinggevende;Chef;2026-01-01;interview\n"
    )
    page.get_by_role("button", name="Toon wat er zou wijzigen").click()
    expect(page.get_by_text("Cel C2 (niveau)")).to_be_visible()
    clean(page)
    page.get_by_role("link", name="Beoordelingen uit een tabel").click()
    page.get_by_label("Tabel", exact=True).fill(
        head + "kaya;crisis;4;leidinggevende;Chef;2026-01-01;interview\n"
    )
    page.get_by_role("button", name="Toon wat er zou wijzigen").click()
    clean(page)
    page.get_by_role("button", name="Deze beoordelingen inlezen").click()
    expect(page.get_by_text("1 beoordeling is ingelezen.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Ongedaan maken")).click()
    expect(page.get_by_text("ongedaan gemaakt", exact=True)).to_be_visible()
