"""Reading levels cautiously: the address says so, and every link, form and answer keeps to it."""

import re

import pytest

from planner.domain.composition import Composition
from planner.dossier.reading import validated
from planner.figures.team_figures import Figures
from tests.web.cases import behaviours, example, keep, small
from tests.web.conftest import form_token, page

CASE = "/dossiers/klein"
PAGES = (
    "demand",
    "demand/add",
    "people",
    "people/a",
    "explore?exploration=today",
    "explore?compare=today",
    "team",
)


@pytest.fixture
def doubtful(store):
    """A small dossier of which one level carries what is asked, and its low end does not."""
    case = small()
    case["people"][0]["levels"]["crisis"] = {"level": 4, "low": 2.5, "high": 5}
    keep(store, "klein", case)


def with_reading(address, cautious="1"):
    return f"{CASE}/{address}{'&' if '?' in address else '?'}cautious={cautious}"


@pytest.mark.parametrize("address", PAGES)
def test_each_page_offers_both_readings(client, doubtful, address):
    client.get("/?lang=en")
    plain = page(client, f"{CASE}/{address}")
    found = re.search(r'href="([^"]+cautious=1[^"]*)"[^>]*>Read the levels cautiously', plain)
    shown = page(client, found[1].replace("&amp;", "&"))
    assert "Read cautiously: each level at the low end" in shown
    back = re.search(r'href="([^"]+)">Read the levels as they are', shown)[1]
    assert "cautious" not in back
    assert page(client, back.replace("&amp;", "&"))


@pytest.mark.parametrize("address", PAGES)
def test_without_intervals_there_is_no_choice(client, address):
    client.get("/?lang=en")
    assert "cautiously" not in page(client, f"{CASE}/{address}")


@pytest.mark.parametrize("address", PAGES)
def test_links_and_forms_of_these_screens_keep_the_reading(client, doubtful, address):
    shown = page(client, with_reading(address))
    kept = re.compile(rf'(?:href|action|hx-get|hx-post)="({CASE}/[^"#]*)')
    screens = (f"{CASE}/demand", f"{CASE}/people", f"{CASE}/explore", f"{CASE}/team")
    others = (f"{CASE}/demand/teams", f"{CASE}/demand/seats", f"{CASE}/people/table")
    plain = {
        found
        for found in kept.findall(shown)
        if found.startswith(screens) and not found.startswith(others) and "cautious=1" not in found
    }
    # The one that leads to the other reading, and a search, which has it as a field of its own.
    assert len(plain) <= 2, plain
    assert "cautious=1" in shown


def test_the_figures_are_those_of_the_low_ends(client, doubtful, store):
    client.get("/?lang=en")
    assert "the sitting team covers 25" in page(client, f"{CASE}/demand")
    assert "the sitting team covers 0" in page(client, with_reading("demand"))
    assert "carries 1 of 4" in page(client, f"{CASE}/people")
    assert "carries 0 of 4" in page(client, with_reading("people"))
    assert "carries 1 of the 4" in page(client, f"{CASE}/people/a")
    profile = page(client, with_reading("people/a"))
    assert "carries none of the 4" in profile
    assert "0.5 below" in profile
    assert "Today 25" in page(client, f"{CASE}/explore?exploration=today")
    assert "Today 0" in page(client, with_reading("explore?exploration=today"))


def test_what_a_row_is_tried_at_and_saved_as_is_read_alike(client, doubtful):
    client.get("/?lang=en")
    address = with_reading("demand")
    shown = page(client, address)
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    row = str(behaviours().index("crisis"))
    fields = {"csrf_token": form_token(client, address), "version": version, "team": "kwartet"}
    form = {f"level-{row}": "2.5", f"importance-{row}": "1", f"carriers-{row}": "1", "row": row}
    headers = {"HX-Request": "true"}
    looked = client.post(with_reading("demand/look"), data=fields | form, headers=headers)
    assert "covers 25" in looked.get_data(as_text=True)
    saved = client.post(address, data=fields | form)
    assert "cautious=1" in saved.headers["Location"]
    assert "covers 25\u00a0% instead of 0" in page(client, saved.headers["Location"])


def test_a_step_and_its_questions_are_read_alike(client, store, jobs):
    client.get("/?lang=en")
    address = "/dossiers/mt-uitvoering/explore"
    fields = {"csrf_token": form_token(client, f"{address}?exploration=today&cautious=1")}
    step = {"kind": "place", "seat": "bedrijfsvoering", "person": "kaya", "exploration": "today"}
    taken = client.post(f"{address}/steps?cautious=1", data=fields | step)
    shown = taken.headers["Location"]
    assert "cautious=1" in shown
    situation = validated(example("mt-uitvoering")).situation(cautious=True)
    then = Composition(situation.incumbents).with_occupant("bedrijfsvoering", "kaya")
    assert f"{Figures(situation, then).coverage_percent:.1f}" in page(client, shown)
    exploration = re.search(r"exploration=(\w+)", shown)[1]
    asked = {"kind": "stress", "exploration": exploration}
    asking = client.post(f"{address}/weigh?cautious=1", data=fields | asked)
    assert "cautious=1" in asking.headers["Location"]
    (job,) = jobs.of_dossier("mt-uitvoering")
    assert job.parameters["cautious"] is True
    assert jobs.wait(job.id, 30).answer is not None
    assert "What is lost when each leaves" in page(client, shown)
    assert "What is lost when each leaves" not in page(client, shown.replace("cautious=1", ""))


def test_a_level_at_the_top_cannot_grow_however_it_is_read(client, store):
    case = small()
    case["people"][0]["levels"]["crisis"] = {"level": 5, "low": 3, "high": 5}
    keep(store, "klein", case)
    shown = page(client, with_reading("explore?exploration=today&seat=stoel"))
    offered = shown[shown.index("field-grow-behaviour") :].split("</select>")[0]
    assert 'value="crisis"' not in offered
    assert 'value="speaking_truth"' in offered
