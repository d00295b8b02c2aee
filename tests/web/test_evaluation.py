"""Looking back over decisions, and numbers by group that are reckoned with and kept nowhere."""

import io
import re

import pytest

from planner.dossier.editing import Edit
from planner.resources.catalogue import Translator
from planner.store.dossiers import Dossiers
from planner.store.told import recorded
from planner.web.views.adverse_impact import MOST_GROUPS, impact_lines, read_groups
from tests.deciding import closed
from tests.web.cast import cast, client_of
from tests.web.conftest import form_token, page
from tests.web.deciding import headline

CASE = "mt-uitvoering"


def cells(text):
    """Return the cells of the rows about decisions, without their markup."""
    table = re.search(r'id="each-title".*?</table>', text, re.S)[0]
    return [
        " ".join(re.sub(r"<[^>]*>", " ", each).split())
        for each in re.findall(r"<td.*?</td>", table, re.S)
    ]


def test_without_decisions_it_says_so(client):
    assert headline(page(client, "/evaluation")) == "Er is nog geen besluit om op terug te kijken"


def test_what_was_followed_is_counted(client, store):
    closed(store, CASE, 1, departure="")
    closed(store, "twee-directies-carrousel", 2)
    closed(store, "crisisteam", 0)
    shown = page(client, "/evaluation")
    assert headline(shown) == "Het eerste voorstel is gevolgd in 1 van 2 besluiten"
    assert shown.count("/decisions/1") == 3
    assert "er was geen voorstel mogelijk" in shown


def test_what_no_longer_stands_is_left_out(client, store):
    closed(store, CASE, 2)
    closed(store, CASE, 1, departure="", withdraws=1, withdrawal="Zij trok zich terug.")
    shown = page(client, "/evaluation")
    assert headline(shown) == "Het eerste voorstel is gevolgd in 1 van 1 besluit"
    assert "1 ander geldt niet meer" in shown
    assert f"/dossiers/{CASE}/decisions/1" not in shown


def test_the_team_of_a_later_version_stands_beside_it(client, store):
    closed(store, CASE, 2)
    before = cells(page(client, "/evaluation"))
    assert before[3:] == ["82,9 %", "93,2 %", "88,9 %", "–", "–"]
    place = ("teams", "mt", "seats", "bedrijfsvoering", "incumbent")
    kept = Dossiers(store).find(CASE)
    team = Dossiers(store).open(kept).teams[0].id
    edit = Edit(("teams", team, *place[2:]), "osei")
    Dossiers(store).edit(CASE, kept.version, [edit], recorded("changed"))
    after = cells(page(client, "/evaluation"))
    assert after[3:] == ["82,9 %", "93,2 %", "88,9 %", "88,9 %", "1 van 1"]


def test_everybody_sees_the_decisions_that_they_may_read(shared_app, sign_in, store):
    people = cast(store)
    closed(store, CASE, 2)
    reader = client_of(shared_app, sign_in, people["reader"])
    assert f"/dossiers/{CASE}/decisions/1" in page(reader, "/evaluation")
    elsewhere = client_of(shared_app, sign_in, people["elsewhere"])
    shown = page(elsewhere, "/evaluation")
    assert CASE not in shown
    assert headline(shown) == "Er is nog geen besluit om op terug te kijken"


def impact(client, numbers="", file=None):
    data = {"csrf_token": form_token(client, "/evaluation"), "numbers": numbers}
    if file is not None:
        data["file"] = (io.BytesIO(file), "aantallen.csv")
    return client.post("/evaluation/impact", data=data, content_type="multipart/form-data")


def test_a_group_that_is_chosen_less_often_is_told(client):
    answer = impact(client, "groep A; 48; 80\ngroep B; 12; 40\ngroep C; 3; 10")
    assert answer.status_code == 200
    for told in ("0,5", "0,0034", "duidelijk minder vaak", "te weinig gegevens"):
        assert told in answer.text


def test_numbers_come_from_a_file_too(client, store):
    trail = store.row("SELECT max(sequence) AS last FROM trail")
    answer = impact(client, file="\ufeffgroep,gekozen,van\nA,48,80\nB,12,40\n".encode())
    assert "0,0034" in answer.text
    assert store.row("SELECT max(sequence) AS last FROM trail") == trail
    assert "0,0034" not in page(client, "/evaluation")


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("", "twee groepen"),
        ("A; 3; 4", "twee groepen"),
        ("A; 3; 4\nA; 2; 4", "twee groepen"),
        ("A; 3\nB; 2; 4", "regel 1 hoort"),
        ("A; 3; 4\nB; 2,5; 4", "op regel 2 horen"),
        ("A; -1; 4\nB; 2; 4", "op regel 1 horen"),
        ("A; 5; 4\nB; 2; 4", "op regel 1 zijn meer"),
        ("A; 0; 0\nB; 2; 4", "op regel 1 zijn meer"),
        (f"{'a' * 101}; 1; 4\nB; 2; 4", "regel 1 heeft een naam"),
        ("A; 1; 99999999999\nB; 2; 4", "op regel 1 horen"),
        ("\n".join(f"g{n}; 1; 4" for n in range(MOST_GROUPS + 1)), "meer dan 50 groepen"),
    ],
)
def test_numbers_that_cannot_be_are_refused_and_stay(client, numbers, told):
    answer = impact(client, numbers)
    assert answer.status_code == 422
    assert told in answer.text
    assert numbers.split("\n")[0][:40] in answer.text


@pytest.mark.parametrize("content", [b"\x81\x8d\xff", b"a" * 300_000])
def test_a_file_that_cannot_be_read_is_refused(client, content):
    assert impact(client, file=content).status_code == 422


def test_markup_in_a_group_is_text(client):
    answer = impact(client, "<script>alert(1)</script>; 48; 80\nB; 12; 40")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_a_line_of_headings_is_no_group():
    groups, faults = read_groups("Group\tChosen\tOf\nA\t48\t80\nB\t12\t40\n\n")
    assert faults == []
    lines = impact_lines(groups, Translator("en"))
    assert [(each.group, each.ratio, each.is_concern) for each in lines] == [
        ("A", "–", False),
        ("B", "0.5", True),
    ]
