"""Roles, invitations and the fixed task, as people meet them, with and without JavaScript."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers
from planner.store.invitations import Invitations
from planner.store.memberships import Role
from planner.store.told import recorded
from tests.browser.test_every_page import LOOKS, STANDARDS
from tests.web.cases import example, fix
from tests.web.cast import DOSSIER, PERSON

pytestmark = pytest.mark.browser


@pytest.fixture
def real(site):
    """A dossier with candidates that is nobody's example; put away at the end."""
    content = json.dumps(example(DOSSIER), ensure_ascii=False).encode()
    dossiers = Dossiers(site.store)
    kept = dossiers.add(content, recorded("added"))
    yield kept.id
    dossiers.archive(kept.id)


@pytest.fixture
def invited(site):
    """Makes invitations, and takes them back at the end."""
    made = []

    def link(role, person=""):
        account, secret = Invitations(site.store).invite(DOSSIER, "A. Collega", role, person, 3)
        made.append(account.id)
        return f"{site.base}/invitations/{secret}"

    yield link
    for account in made:
        Invitations(site.store).withdraw(DOSSIER, account)


def heading(page):
    return page.get_by_role("heading", level=1)


def test_the_task_is_fixed_on_the_way_to_a_candidate(reader, site, real):
    reader.goto(f"{site.base}/dossiers/{real}/compare")
    expect(heading(reader)).to_have_text("Stel eerst de opgave vast")
    reader.get_by_role("button", name="De opgave vaststellen").click()
    expect(heading(reader)).not_to_have_text("Stel eerst de opgave vast")
    reader.goto(f"{site.base}/dossiers/{real}/people/kaya")
    expect(heading(reader)).to_contain_text("Kaya")


def test_a_change_of_a_fixed_task_goes_on_once_it_says_why(reader, site, real):
    fix(site.store, real)
    reader.goto(f"{site.base}/dossiers/{real}/proposals")
    first = reader.locator(".ranked strong").first
    before = first.inner_text()
    reader.get_by_role("button", name=re.compile("^↓|Omlaag")).first.click()
    expect(heading(reader)).to_have_text("Waarom wijzigt u de opgave die is vastgesteld?")
    reader.get_by_label("De reden").fill("Verlies weegt nu zwaarder")
    reader.get_by_role("button", name="Wijzigen, om deze reden").click()
    expect(first).not_to_have_text(before)
    reader.goto(f"{site.base}/dossiers/{real}/demand")
    expect(reader.get_by_text("Verlies weegt nu zwaarder")).to_be_visible()


def test_somebody_is_invited_comes_in_and_asks_for_a_correction(reader, open_page, site):
    reader.goto(f"{site.base}/dossiers/{DOSSIER}/members")
    card = reader.get_by_role("region", name="Iemand zonder account uitnodigen")
    card.get_by_label("Naam").fill("Feitsma")
    card.get_by_label("Rol").select_option("person")
    card.get_by_label("Wie het is in het dossier").select_option(PERSON)
    card.get_by_role("button", name="Link maken").click()
    address = reader.get_by_label("De link", exact=True).input_value()
    person = open_page()
    person.goto(address)
    person.get_by_role("button", name="Beginnen").click()
    expect(heading(person)).to_contain_text("is uw niveau bekend")
    person.get_by_label("Wat klopt er niet").fill("Dit was in 2019")
    person.get_by_role("button", name="Versturen").click()
    expect(person.get_by_text("Wacht op antwoord.").first).to_be_visible()
    reader.goto(f"{site.base}/dossiers/{DOSSIER}/people/{PERSON}")
    reader.get_by_role("textbox", name="Uw antwoord").fill("Klopt, aangepast")
    reader.get_by_role("button", name="Antwoord versturen").click()
    person.reload()
    expect(person.get_by_text("Klopt, aangepast").first).to_be_visible()
    reader.goto(f"{site.base}/dossiers/{DOSSIER}/members")
    reader.get_by_role("button", name=re.compile("Intrekken.*Feitsma")).click()
    person.reload()
    expect(heading(person)).to_have_text("U bent niet aangemeld")


@pytest.mark.parametrize(("language", "width", "scheme", "scripts"), LOOKS)
def test_every_page_around_roles_is_accessible(
    open_page, site, invited, real, language, width, scheme, scripts
):
    page = open_page(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    own, rating = invited(Role.PERSON, PERSON), invited(Role.RATER)
    page.goto(f"{site.base}/method?lang={language}")
    wrong = []

    def look(name):
        expect(heading(page)).to_have_count(1)
        assert page.locator("html").get_attribute("lang") == language, name
        if not scripts:
            return
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{name}: wider than {width}")
        found = Axe().run(page, options=STANDARDS)
        if found.violations_count:
            wrong.append(f"{name}: {found.generate_report()}")

    for name, address in (("rater", rating), ("over", f"{site.base}/invitations/x"), ("own", own)):
        page.goto(address)
        look(name)
    page.locator("main button").click()
    look("mine")
    for place in ("", "dossiers/new"):
        page.goto(f"{site.base}/{place}")
        look(f"person at /{place}")
    page.locator("header form button").click()
    page.goto(site.link())
    page.goto(f"{site.base}/?lang={language}")
    page.goto(f"{site.base}/dossiers/{real}/people/kaya")
    look("closed")
    fix(site.store, real)
    for place in ("demand", "history", "members", "people"):
        page.goto(f"{site.base}/dossiers/{real}/{place}")
        look(place)
    page.goto(f"{site.base}/dossiers/{real}/proposals")
    page.locator(".priority-steps button:not([aria-disabled])").first.click()
    look("reason")
    assert not wrong, "\n".join(wrong)
