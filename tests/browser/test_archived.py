"""A dossier in the archive: looked at, not changed, and taken out from the page that one is on."""

import pytest
from playwright.sync_api import expect

from planner.store.dossiers import Dossiers

pytestmark = pytest.mark.browser

NOTICE = "Dit dossier staat in het archief"


@pytest.fixture
def archived(site):
    dossiers = Dossiers(site.store)
    dossiers.archive("klein")
    yield f"{site.base}/dossiers/klein"
    dossiers.archive("klein", archived=False)


def test_it_says_so_and_refuses(reader, archived):
    reader.goto(f"{archived}/people")
    notice = reader.get_by_role("region", name=NOTICE)
    expect(notice).to_be_visible()
    expect(reader.locator("#saved button")).to_have_count(0)
    reader.get_by_label("Naam", exact=True).fill("N. Ieuw")
    reader.get_by_role("button", name="Toevoegen", exact=True).click()
    refused = reader.get_by_role("alert")
    expect(refused).to_contain_text("er is niets gewijzigd")
    refused.get_by_role("button", name="Haal uit het archief").click()
    expect(notice).to_have_count(0)
    assert reader.url == f"{archived}/demand"
    reader.goto(f"{archived}/people")
    expect(reader.get_by_text("N. Ieuw")).to_have_count(0)


def test_it_comes_out_where_one_is(reader, archived):
    reader.goto(f"{archived}/people?group=members")
    notice = reader.get_by_role("region", name=NOTICE)
    notice.get_by_role("button", name="Haal uit het archief").click()
    expect(notice).to_have_count(0)
    assert reader.url == f"{archived}/people?group=members"


def test_the_workbench_says_so_in_its_place(page, archived):
    page.goto(f"{archived}/explore?exploration=today")
    page.locator("#put-here").click()
    expect(page.get_by_role("alert")).to_contain_text("er is niets gewijzigd")
    expect(page.get_by_role("region", name=NOTICE)).to_be_visible()
