"""A table with twelve kinds of faults: each is said, and nothing is taken until all is right."""

import json
from collections.abc import Callable, Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from planner.store.dossiers import Dossiers
from planner.store.rating_rounds import RatingRounds
from planner.store.ratings import Ratings
from planner.store.told import recorded
from tests.browser.test_every_page import STANDARDS
from tests.web.cases import example, fix

pytestmark = pytest.mark.browser

# What each column holds where nothing is wrong with it.
RIGHT = {
    "id": "kaya",
    "naam": "F. Kaya",
    "gedrag": "crisis",
    "niveau": "3,5",
    "bron": "leidinggevende",
    "beoordelaar": "A. Chef",
    "datum": "2-3-2026",
    "instrument": "interview",
}
# For each row the column in which something is wrong, what stands there, what is said of it, and
# what would be right.
FAULTS = (
    ("id", "kaia", "is niemand in dit dossier", "Misschien is kaya bedoeld"),
    (
        *("naam", "M. Osei", "is niet de naam van kaya"),
        "Kijk of een rij is verschoven; laat de naam leeg om het id te laten gelden",
    ),
    (
        *("gedrag", "moed", "is geen gedrag uit dit repertoire"),
        "Gebruik een id of een naam uit het repertoire",
    ),
    ("niveau", "", "is leeg", "Schrijf een niveau, of niet waargenomen"),
    ("niveau", "veel", "is geen niveau", "Schrijf een getal zoals 3 of 3,4"),
    ("niveau", "9", "ligt niet op de schaal", "Schrijf een niveau van 1 tot en met 5"),
    ("niveau", "3,45", "heeft meer dan één decimaal", "Rond af op één decimaal"),
    ("niveau", "=1+2", "is een formule", "Zet de uitkomst van de formule ervoor in de plaats"),
    (
        *("bron", "buurman", "is geen bron van beoordelingen"),
        "Kies uit: zelf, leidinggevende, collega, medewerker, belanghebbende, assessor, commissie",
    ),
    (
        *("beoordelaar", "F. Kaya", "is de persoon, terwijl de bron niet zelf is"),
        "Kies zelf als bron, of noem een andere beoordelaar",
    ),
    (
        *("datum", "3/4/2026", "kan met de dag of met de maand beginnen"),
        "Schrijf het als 2026-03-31 of 31-3-2026",
    ),
    (
        *("instrument", "koffie", "is geen instrument"),
        "Kies uit: interview, 360-feedback, assessment, dossier",
    ),
)


@pytest.fixture
def case(site) -> Iterator[str]:
    """The id of a dossier in which nothing has been rated yet."""
    content = json.dumps(example("mt-uitvoering"), ensure_ascii=False).encode()
    kept = Dossiers(site.store).add(content, recorded("added"))
    fix(site.store, kept.id)
    yield kept.id
    Dossiers(site.store).archive(kept.id)


def table(wrong: Mapping[int, tuple[str, str]]) -> bytes:
    """Return a table as a spreadsheet saves it, each row by a rater of its own.

    Args:
        wrong: by its row from 0, the column in which something else stands, and what.
    """
    lines = [";".join(RIGHT)]
    for number in range(len(FAULTS)):
        row = {**RIGHT, "beoordelaar": f"André {number}"}
        lines.append(";".join({**row, **dict([wrong[number]] if number in wrong else [])}.values()))
    return "\r\n".join(lines).encode("cp1252")


def send(page: Page, content: bytes) -> None:
    sent = {"name": "gesprekken.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Bestand", exact=True).set_input_files([sent])
    page.get_by_role("button", name="Toon wat er zou wijzigen").click()


@pytest.fixture
def look(reader: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Expects the page to say what it should, and nothing to stand in anybody's way."""

    def looked(headline: str) -> None:
        expect(reader.locator("h1")).to_contain_text(headline)
        # What looks for faults is a script itself.
        if request.node.callspec.params["reader"]:
            found = Axe().run(reader, options=STANDARDS)
            assert not found.violations_count, found.generate_report()

    return looked


def test_each_fault_is_said_and_nothing_is_taken_until_all_is_right(
    reader: Page, look: Callable[[str], None], site, case: str
):
    rounds = RatingRounds(site.store)
    reader.goto(f"{site.base}/dossiers/{case}/ratings")
    reader.get_by_role("link", name="Beoordelingen uit een tabel").click()
    look("Beoordelingen uit een tabel")
    wrong = {row: (column, value) for row, (column, value, *_) in enumerate(FAULTS)}
    send(reader, table(wrong))
    look("12 cellen van deze tabel kunnen niet worden overgenomen")
    cells = [
        cell
        for number, (column, *said) in enumerate(FAULTS, 2)
        for cell in (f"Cel {'ABCDEFGH'[[*RIGHT].index(column)]}{number} ({column})", *said)
    ]
    refused = reader.get_by_role("region", name="Kan niet worden overgenomen")
    expect(refused.locator("tbody").locator("th, td")).to_have_text(cells)
    assert rounds.of_dossier(case) == []
    # All but one is put right: that is not enough.
    reader.get_by_role("link", name="Beoordelingen uit een tabel").click()
    send(reader, table({11: wrong[11]}))
    look("1 cel van deze tabel kan niet worden overgenomen")
    expect(reader.get_by_role("button", name="Deze beoordelingen inlezen")).to_have_count(0)
    assert rounds.of_dossier(case) == []
    reader.get_by_role("link", name="Beoordelingen uit een tabel").click()
    send(reader, table({}))
    look("12 beoordelingen")
    assert rounds.of_dossier(case) == []
    reader.get_by_role("button", name="Deze beoordelingen inlezen").click()
    expect(reader.get_by_text("12 beoordelingen zijn ingelezen.")).to_be_visible()
    [taken] = rounds.of_dossier(case)
    assert len(Ratings(site.store).standing(taken.id)) == 12
