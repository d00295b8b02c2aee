"""Why a proposal, why not a person, develop or recruit; and how wishes that clash give way."""

import json
import re

import pytest

from planner.dossier.reading import validated
from planner.jobs.kinds import KINDS
from planner.solver.limits import Limits
from planner.store.dossiers import Dossiers
from tests.web.cases import example, hostile, keep, small
from tests.web.conftest import form_token, page

CASE = "/dossiers/mt-uitvoering/proposals"
CLASH = "/dossiers/crisisteam/proposals"


def post(client, address, **fields):
    token = form_token(client, "/dossiers/klein/history")
    return client.post(address, data={"csrf_token": token, **fields})


def done(client, jobs, address, **fields):
    """Ask something, wait until it is worked out, and return the address of the answer."""
    answer = post(client, address, **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    shown = answer.headers["Location"]
    job = re.search(r"[?&]job=([^&#]+)", shown)[1]
    assert jobs.wait(job, 90).is_over
    return shown


def clash(client, jobs):
    """Search in the example whose wishes clash, until it is known how little is enough."""
    shown = done(client, jobs, CLASH)
    page(client, shown)
    assert jobs.wait(jobs.latest("crisisteam", "explain").id, 90).is_over
    return shown


def kept(store, dossier="crisisteam"):
    return json.loads(Dossiers(store).find(dossier).content)


def test_a_proposal_tells_what_each_move_buys_and_costs(client, jobs):
    search = done(client, jobs, CASE)
    job = search.split("job=")[1]
    assert "Waarom voorstel 1?" in page(client, search)
    assert f"/explore?job={job}&amp;proposal=2" in page(client, search)
    shown = done(client, jobs, f"{CASE}/why?job={job}", proposal="1")
    text = page(client, shown)
    assert "Waarom voorstel 1? Het dekt 93,2" in text
    assert "F. Kaya krijgt de lege stoel" in text
    assert "Zonder dit voldoet het hier niet aan:" in text
    assert "1 eis staat iets beters in de weg" in text
    assert "Hoogstens 1 stoel verandert van persoon" in text
    assert "eisen kosten niets" in text
    assert "wordt 7,7\u00a0% als dit het zwaarst telt" in text
    assert f'href="{CASE}?job={job}"' in text
    client.get("/?lang=en")
    assert "Why proposal 1? It covers 93.2" in page(client, shown)


def test_why_is_asked_of_what_is_there(client, jobs):
    job = done(client, jobs, CASE).split("job=")[1]
    assert post(client, f"{CASE}/why?job=elsewhere", proposal="1").status_code == 404
    for rank in ("0", "9", "x", "", "1<b>"):
        assert post(client, f"{CASE}/why?job={job}", proposal=rank).status_code == 400
    page(client, f"{CASE}/why?job={job}", 404)
    page(client, f"{CASE}/why", 404)


def test_proposals_that_lie_further_apart_are_explained_only_where_they_are_found_again(
    client, jobs
):
    text = page(client, done(client, jobs, CASE, difference="2", alternatives="2"))
    assert 'name="proposal" value="1"' in text
    assert 'name="proposal" value="2"' not in text


def test_a_person_who_was_not_chosen(client, jobs):
    shown = done(client, jobs, f"{CASE}/why-not", person="vries", seat="bedrijfsvoering")
    text = page(client, shown)
    assert "Waarom B. de Vries niet?" in text
    assert "Wat ontwikkeling kan doen" in text
    assert '<option value="vries" selected>' in text
    assert '<option value="bedrijfsvoering" selected>' in text
    assert "<h1>Waarom niet deze persoon?</h1>" in page(client, f"{CASE}/why-not")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({}, "person"),
        ({"person": "nobody"}, "person"),
        ({"person": "vries", "seat": "nowhere"}, "seat"),
        ({"person": "<script>alert(1)</script>"}, "person"),
    ],
)
def test_who_is_not_there_cannot_be_asked_about(client, fields, place):
    answer = post(client, f"{CASE}/why-not", **fields)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#field-{place}"' in text
    assert "<script>alert" not in text


def test_somebody_who_has_left_the_dossier_since(client, jobs, store):
    shown = done(client, jobs, f"{CASE}/why-not", person="sahin")
    changed = example("mt-uitvoering")
    changed["people"] = [each for each in changed["people"] if each["id"] != "sahin"]
    changed["teams"][0]["circle"] = [
        each for each in changed["teams"][0].get("circle", []) if each != "sahin"
    ]
    changed["candidates"] = [each for each in changed.get("candidates", []) if each != "sahin"]
    keep(store, "mt-uitvoering", changed)
    assert "is gewijzigd" in page(client, shown)


def test_develop_or_recruit_side_by_side_as_a_picture_and_a_table(client, jobs):
    address = f"{CASE}/develop-or-recruit"
    assert "Ontwikkelen of werven?" in page(client, address)
    text = page(client, done(client, jobs, address))
    assert "<h1>Alles wat gevraagd wordt, is te dekken met één benoeming en twee" in text
    assert "Alleen werven: met één benoeming is 93,2\u00a0%" in text
    assert text.count("choice-point") == 8 == text.count("<tr><td")
    assert text.count("choice-line") == 2
    assert "nu 82,9\u00a0%" in text
    assert "Directeur Bedrijfsvoering: F. Kaya, nu niemand." in text
    assert "Niets van wat gevraagd wordt, blijft buiten bereik" in text
    # Without a job in the address the last answer is shown.
    assert text.count("choice-point") == page(client, address).count("choice-point")
    client.get("/?lang=en")
    assert "Recruiting alone" in page(client, address)


def test_what_forbids_a_way_is_told(client, jobs):
    text = page(client, done(client, jobs, f"{CLASH}/develop-or-recruit"))
    assert "Dit staat in de weg" in text
    assert "L. Okafor heeft een stoel." in text


def test_where_nothing_fits_develop_or_recruit_says_so(client, jobs, store):
    case = small()
    case["constraints"] = [
        {"kind": "include", "person": "a"},
        {"kind": "exclude", "person": "a"},
    ]
    keep(store, "klein", case)
    text = page(client, done(client, jobs, "/dossiers/klein/proposals/develop-or-recruit"))
    assert "Deze kunnen niet samen, wie zich ook ontwikkelt:" in text
    assert "choices-picture" not in text


def test_a_clash_says_how_little_is_enough(client, jobs):
    text = page(client, clash(client, jobs))
    told = text[text.index("Wat botst") : text.index("U kiest welke wens wijkt")]
    assert "Hoogstens 2 stoelen veranderen van persoon" in told
    assert told.count('name="how" value="less"') == 2
    assert told.count('name="how" value="nothing"') == 3
    assert "Noem dit gedrag niet onmisbaar" in told
    assert [re.sub(r"\s", " ", each) for each in re.findall(r"<strong>([^<]+ gedekt)", told)] == [
        "93,2 % gedekt", "90,7 % gedekt", "92,4 % gedekt",
    ]  # fmt: skip
    # Who goes where is a list, and that a vacancy is no change is said once.
    assert told.count('class="moves"') == 3
    assert re.search(r"Hoofd Communicatie.*H\. van der Linden.*L\. Okafor", told)
    assert text.count("Een lege stoel vullen telt niet mee") == 1


@pytest.mark.parametrize(
    ("position", "how", "percent"),
    [("0", "less", "93,2"), ("1", "nothing", "90,7"), ("2", "less", "92,4")],
)
def test_a_wish_gives_way_and_the_search_begins_again(client, jobs, store, position, how, percent):
    job = clash(client, jobs).split("job=")[1]
    before = kept(store)
    address = f"{CLASH}/give-way?job={job}"
    shown = done(client, jobs, address, position=position, how=how, version=1)
    assert f"het beste team dekt {percent}\u00a0%" in page(client, shown)
    post(client, "/dossiers/crisisteam/undo", version=2)
    assert kept(store) == before


def test_what_gave_way_is_an_edit_like_any_other(client, jobs, store):
    job = clash(client, jobs).split("job=")[1]
    done(client, jobs, f"{CLASH}/give-way?job={job}", position="0", how="less", version=1)
    assert kept(store)["constraints"][0]["limit"] == 2
    assert "note" in kept(store)["constraints"][0]
    history = page(client, "/dossiers/crisisteam/history")
    assert "Minder gevraagd: Hoogstens 2 stoelen veranderen van persoon." in history


def test_a_clash_of_another_dossier_than_this_one_changes_nothing(client, jobs, store):
    shown = clash(client, jobs)
    job = shown.split("job=")[1]
    changed = example("crisisteam")
    changed["constraints"].pop(0)
    keep(store, "crisisteam", changed)
    text = page(client, shown)
    assert 'name="how"' not in text
    assert "is gewijzigd" in text
    answer = post(client, f"{CLASH}/give-way?job={job}", position="0", how="nothing", version=2)
    assert answer.headers["Location"] == shown
    assert kept(store) == changed


@pytest.mark.parametrize(
    "fields",
    [
        {"position": "3", "how": "nothing"},
        {"position": "-1", "how": "nothing"},
        {"position": "x", "how": "less"},
        {"how": "less"},
        {"position": "1", "how": "less"},
        {"position": "9" * 30, "how": "less"},
    ],
)
def test_what_cannot_give_way_is_refused(client, jobs, store, fields):
    job = clash(client, jobs).split("job=")[1]
    answer = post(client, f"{CLASH}/give-way?job={job}", version=1, **fields)
    assert answer.status_code == 400
    assert Dossiers(store).find("crisisteam").version == 1
    assert post(client, f"{CLASH}/give-way?job=none", version=1, **fields).status_code == 404


def test_how_many_how_far_apart_and_how_long(client, jobs):
    search = done(client, jobs, CASE, alternatives="5", difference="1", seconds="20")
    job = jobs.latest("mt-uitvoering", "propose")
    assert (job.parameters["alternatives"], job.parameters["seconds"]) == (5, 20)
    text = page(client, search)
    assert "Hoogstens 5 voorstellen" in text
    assert "Het duurt hoogstens 20 seconden" in text
    for name, typed in (("alternatives", "11"), ("difference", "0"), ("seconds", "1,5")):
        answer = post(client, CASE, **{name: typed})
        assert answer.status_code == 422
        assert f'id="error-{name}"' in answer.get_data(as_text=True)
        assert f'value="{typed}"' in answer.get_data(as_text=True)


def test_a_shorter_time_holds_for_the_whole_search():
    limits = Limits(60)
    KINDS["propose"].work_out(validated(hostile()), {"seconds": 7}, limits)
    assert limits.time_limit == 7


def test_markup_in_reasons_stays_text(client, jobs, store):
    keep(store, "markup", hostile())
    base = "/dossiers/markup/proposals"
    job = done(client, jobs, base).split("job=")[1]
    shown = [
        done(client, jobs, f"{base}/why?job={job}", proposal="1"),
        done(client, jobs, f"{base}/why-not", person=hostile()["people"][0]["id"]),
        done(client, jobs, f"{base}/develop-or-recruit"),
    ]
    for address in shown:
        text = page(client, address)
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
