"""The task is fixed before the profiles of candidates open; after that a change says why."""

import json
import re

import pytest

from planner.store.dossiers import Dossiers
from planner.store.freezes import Freezes
from planner.store.memberships import Role
from planner.store.told import recorded
from planner.web.gate import _ALSO, _OTHERWISE
from planner.web.needs import NEEDS
from tests.web.cases import behaviours, example, fix, small
from tests.web.cast import cast, client_of
from tests.web.conftest import form_token, page
from tests.web.pages import pages

EXAMPLE = example("mt-uitvoering")
ROW = EXAMPLE["teams"][0]["demand"][0]
NOT_ASKED = next(
    position
    for position, behaviour in enumerate(behaviours())
    if all(behaviour != row["behaviour"] for row in EXAMPLE["teams"][0]["demand"])
)
SEAT = "bedrijfsvoering"
# What shows a candidate, or works with them.
CLOSED = (
    *("people/kaya", "people/kaya?edit=levels", "compare", "explore", "proposals?job=x"),
    *("seats/bedrijfsvoering/compare", "seats/bedrijfsvoering/compare/summary", "tables"),
    *("levels.csv", "file", "proposals/develop-or-recruit", "proposals/why", "jobs/x"),
    *("proposals/why-not", "team?job=x"),
)
# What is about who sits, or about the task itself.
OPEN = ("demand", "people", "people/feitsma", "team", "proposals", "jobs", "history")


@pytest.fixture
def real(store):
    """A dossier with candidates, that is nobody's example."""
    content = json.dumps(EXAMPLE, ensure_ascii=False).encode()
    Dossiers(store).add(content, recorded("added"), "echt")
    return "/dossiers/echt"


def sent(client, address, **data):
    token = form_token(client, "/dossiers/echt/demand")
    return client.post(address, data={"csrf_token": token, **data})


def one_carrier_more():
    """Return what the form of the task sends where one row asks one carrier more."""
    position = behaviours().index(ROW["behaviour"])
    asked = {key: ROW[key] for key in ("importance", "level")} | {"carriers": ROW["carriers"] + 1}
    numbers = {f"{key}-{position}": str(value) for key, value in asked.items()}
    ticked = {f"{key}-{position}": "1" for key in ("critical", "spread") if ROW.get(key)}
    row = {"version": "1", "team": EXAMPLE["teams"][0]["id"], "row": str(position)}
    return row | numbers | ticked


@pytest.mark.parametrize("place", CLOSED)
def test_before_the_task_is_fixed_no_candidate_is_shown(client, real, place):
    text = page(client, f"{real}/{place}", 409)
    assert "Stel eerst de opgave vast" in text
    assert "Kaya" not in text


@pytest.mark.parametrize("place", OPEN)
def test_what_is_about_those_who_sit_is_open(client, real, place):
    page(client, f"{real}/{place}")


@pytest.mark.parametrize("place", ["proposals", "proposals/why", "explore/steps"])
def test_nothing_is_worked_out_with_candidates_either(client, real, jobs, place):
    assert sent(client, f"{real}/{place}").status_code == 409
    assert jobs.of_dossier("echt") == []


def test_htmx_gets_the_same_as_a_piece(client, real):
    text = page(client, f"{real}/explore", 409, HX_Request="true")
    assert "Stel eerst de opgave vast" in text
    assert "<html" not in text


def test_the_list_of_people_says_nothing_of_what_a_candidate_carries(client, real):
    row = re.search(r'id="person-kaya".*?</li>', page(client, f"{real}/people"), re.DOTALL)[0]
    assert "profiel dicht totdat de opgave is vastgesteld" in row
    assert "draagt" not in row
    own = re.search(r'id="person-feitsma".*?</li>', page(client, f"{real}/people"), re.DOTALL)[0]
    assert "draagt" in own


def test_fixing_the_task_opens_what_was_asked_for(client, real, store):
    answer = sent(client, f"{real}/demand/fix", version="1", back=f"{real}/people/kaya")
    assert answer.headers["Location"] == f"{real}/people/kaya"
    assert "Kaya" in page(client, f"{real}/people/kaya")
    for place in ("compare", "explore", "tables", "file"):
        client.get(f"{real}/{place}", follow_redirects=True).close()
    assert "Deze opgave is vastgesteld" in page(client, f"{real}/demand")
    (fixed,) = Freezes(store).of_dossier("echt")
    assert fixed.version == 1


def test_a_task_that_changed_since_it_was_read_is_not_fixed_unseen(client, real, store):
    answer = sent(client, f"{real}/demand", **one_carrier_more())
    assert answer.status_code == 303
    answer = sent(client, f"{real}/demand/fix", version="1")
    assert answer.status_code == 409
    assert "gewijzigd sinds u de pagina opende" in answer.get_data(as_text=True)
    assert not Freezes(store).is_fixed("echt")


def test_a_task_that_asks_nothing_cannot_be_fixed(client, store):
    empty = {**small(), "people": [{"id": "a"}, {"id": "b"}]}
    empty["teams"] = [{**small()["teams"][0], "demand": []}]
    Dossiers(store).add(json.dumps(empty).encode(), recorded("added"), "echt")
    assert "Zeg eerst wat de opgave vraagt" in page(client, "/dossiers/echt/compare", 409)
    assert sent(client, "/dossiers/echt/demand/fix", version="1").status_code == 422
    assert not Freezes(store).is_fixed("echt")


def test_a_dossier_without_candidates_is_open(client, store):
    Dossiers(store).add(json.dumps(small()).encode(), recorded("added"), "echt")
    for place in ("people/a", "explore", "tables"):
        page(client, f"/dossiers/echt/{place}")


def test_whoever_comes_later_is_closed_too(client, store):
    Dossiers(store).add(json.dumps(small()).encode(), recorded("added"), "echt")
    answer = sent(client, "/dossiers/echt/people", name="Nieuw", part="none", version="1")
    assert "dicht" in client.get(answer.headers["Location"], follow_redirects=True).text
    page(client, "/dossiers/echt/explore", 409)


def test_a_change_of_a_fixed_task_asks_why_and_loses_nothing(client, real, store):
    fix(store, "echt")
    typed = one_carrier_more()
    answer = sent(client, f"{real}/demand", **{**typed, "change_reason": " "})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Waarom wijzigt u de opgave die is vastgesteld?" in text
    assert Dossiers(store).find("echt").version == 1
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    assert {name: again[name] for name in typed if name != "csrf_token"} == {
        name: value for name, value in typed.items() if name != "csrf_token"
    }
    again["change_reason"] = "De crisis vraagt meer mensen"
    assert client.post(f"{real}/demand", data=again).status_code == 303
    for place in ("demand", "history"):
        assert "De crisis vraagt meer mensen" in page(client, f"{real}/{place}")
    assert "1 keer gewijzigd na vaststelling" in page(client, f"{real}/demand")


def test_the_form_of_a_fixed_task_has_a_place_for_the_reason(client, real, store):
    assert 'name="change_reason"' not in page(client, f"{real}/demand")
    fix(store, "echt")
    assert 'name="change_reason"' in page(client, f"{real}/demand")
    answer = sent(client, f"{real}/demand", **{**one_carrier_more(), "change_reason": "Meer nodig"})
    assert answer.status_code == 303
    assert Freezes(store).of_dossier("echt")[-1].reason == "Meer nodig"


@pytest.mark.parametrize(
    ("place", "data"),
    [
        ("proposals/priorities", {"move": "up-departure"}),
        ("demand/add", {"behaviour": str(NOT_ASKED)}),
        ("demand/suggestions", {"preset": "executive_agency", "take": [str(n) for n in range(9)]}),
        (f"demand/seats/{SEAT}", {"minimum_of": ROW["behaviour"], "minimum_level": "3"}),
    ],
)
def test_whatever_form_changes_the_task_it_says_why(client, real, store, place, data):
    fix(store, "echt")
    answer = sent(client, f"{real}/{place}", version="1", **data)
    assert answer.status_code == 422
    assert "Waarom wijzigt u de opgave" in answer.get_data(as_text=True)
    assert Dossiers(store).find("echt").version == 1
    why = {"change_reason": "Nodig", "version": "1"}
    assert sent(client, f"{real}/{place}", **why, **data).status_code == 303
    assert Freezes(store).of_dossier("echt")[-1].reason == "Nodig"


def test_undoing_a_change_of_the_task_says_why(client, real, store):
    assert sent(client, f"{real}/demand", **one_carrier_more()).status_code == 303
    fix(store, "echt")
    answer = sent(client, f"{real}/undo", version="2")
    assert answer.status_code == 422
    answer = sent(client, f"{real}/undo", version="2", change_reason="Toch niet")
    assert answer.status_code == 303
    assert Freezes(store).of_dossier("echt")[-1].reason == "Toch niet"


def test_a_level_is_no_part_of_the_task(client, real, store):
    fix(store, "echt")
    levels = {"level-1": "3,1", "version": "1"}
    assert sent(client, f"{real}/people/kaya/levels", **levels).status_code == 303


def test_a_worked_example_is_open_and_may_be_changed(client, store):
    page(client, "/dossiers/mt-uitvoering/people/kaya")
    text = page(client, "/dossiers/mt-uitvoering/demand")
    assert "Dit is een uitgewerkt voorbeeld" in text
    assert 'name="change_reason"' not in text


def test_the_copy_of_an_example_is_still_to_be_fixed(client, store):
    token = form_token(client, "/")
    client.post("/dossiers/mt-uitvoering/copy", data={"csrf_token": token})
    copy = Dossiers(store).all()[0].id
    assert not Freezes(store).is_fixed(copy)
    page(client, f"/dossiers/{copy}/compare", 409)


def test_the_copy_of_what_was_fixed_is_fixed(client, real, store):
    fix(store, "echt")
    sent(client, f"{real}/copy")
    copy = Dossiers(store).all()[0].id
    assert copy != "echt"
    assert Freezes(store).is_fixed(copy)


@pytest.mark.parametrize(("who", "button"), [(Role.CHAIR, True), (Role.MEMBER, False)])
def test_the_secretary_and_the_chair_fix_the_task(app, sign_in, store, who, button):
    people = cast(store)
    with store.writing() as tables:
        tables.table("freezes").delete_where("dossier = ?", ["mt-uitvoering"])
    client = client_of(app, sign_in, people[who])
    text = page(client, "/dossiers/mt-uitvoering/compare", 409)
    assert ("/demand/fix" in text) == button
    assert ("stelt de opgave vast" in text) != button


def test_what_the_gate_lists_is_there(app):
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(_OTHERWISE) | set(_ALSO) <= there & set(NEEDS)


# Whatever form gives a candidate a seat or a place around a team.
TO_SIT = (
    (f"demand/seats/{SEAT}", {"incumbent": "kaya", "title": "Een andere titel"}, "incumbent"),
    ("demand/teams", {"circle-sent": "1", "circle": "kaya"}, "circle"),
)


@pytest.mark.parametrize(("place", "data", "field"), TO_SIT)
def test_no_form_seats_a_candidate_before_the_task_is_fixed(
    client, real, store, place, data, field
):
    answer = sent(client, f"{real}/{place}", version="1", **data)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Stel eerst de opgave vast" in text
    assert f'id="error-{field}"' in text
    assert all(each in text for each in data.values())
    page(client, f"{real}/people/kaya", 409)
    fix(store, "echt")
    assert sent(client, f"{real}/{place}", version="1", **data).status_code == 303


def test_a_copy_is_no_way_to_a_seat(client, real, store):
    sent(client, f"{real}/copy")
    copy = f"/dossiers/{Dossiers(store).all()[0].id}"
    place, data, _ = TO_SIT[0]
    assert sent(client, f"{copy}/{place}", version="1", **data).status_code == 422
    page(client, f"{copy}/people/kaya", 409)


def test_a_candidate_who_sat_before_the_task_was_fixed_is_told_of(client, real, store):
    seats = Dossiers(store).open(Dossiers(store).find("echt")).teams[0].seats
    seat = next(each.id for each in seats if each.incumbent == "bakker")
    answer = sent(client, f"{real}/demand/seats/{seat}", version="1", incumbent="")
    assert answer.status_code == 303
    page(client, f"{real}/people/bakker", 409)
    for _ in range(2):
        text = page(client, f"{real}/demand")
        assert "Kandidaten van wie het profiel openstond voordat de opgave vaststond" in text
        fix(store, "echt")
    assert "Heeft iemand kandidaat gemaakt" in page(client, f"{real}/trail")


# What differs between two dossiers by itself: their place in the log, and each other's name.
APART = {"trail.of_dossier", "privacy.show"}
OF_ITSELF = re.compile(r'name="csrf_token" value="[^"]*"|datetime="[^"]*"|\d\d:\d\d(:\d\d)?')


def seen(client, dossier):
    """Return every page of a dossier that shows itself, without what is new each time."""
    found = {}
    for endpoint, address in pages(client.application).items():
        address = address.replace("mt-uitvoering", dossier).replace("feitsma", "kaya")
        answer = client.get(address)
        if dossier in address and endpoint not in APART and answer.status_code == 200:
            found[endpoint] = OF_ITSELF.sub("", answer.get_data(as_text=True).replace(dossier, ""))
    return found


def test_no_page_differs_by_what_a_candidate_is_like(client, store):
    """What is the same whatever their levels are tells nothing of them."""
    for dossier, level in (("een-dossier", 1), ("ander-dossier", 5)):
        case = json.loads(json.dumps(EXAMPLE))
        for person in case["people"]:
            if person["id"] == "kaya":
                person["levels"] = dict.fromkeys(person["levels"], level)
        content = json.dumps(case, ensure_ascii=False).encode()
        Dossiers(store).add(content, recorded("added"), dossier)
    low, high = seen(client, "een-dossier"), seen(client, "ander-dossier")
    assert {"demand.show", "team.show", "people.show", "seats.show", "history.version"} <= set(low)
    assert low == high
