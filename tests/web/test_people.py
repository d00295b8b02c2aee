"""People in the browser: the list, a profile, and levels by hand."""

import json
import re
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest

from planner.dossier.reading import validated
from planner.store.dossiers import Dossiers
from planner.web.views.people_list import ON_A_PAGE
from tests.web.cases import behaviours, example, hostile, keep, small
from tests.web.conftest import form_token, page, without_token

LIST = "/dossiers/klein/people"
HTMX = {"HX-Request": "true"}


def kept(store, name="klein"):
    return Dossiers(store).find(name)


def content(store, name="klein"):
    return json.loads(kept(store, name).content)


def people_of(store, name="klein"):
    return {person["id"]: person for person in content(store, name)["people"]}


def send(client, store, address, dossier="klein", status=303, headers=None, **fields):
    """Send a form of a dossier, as its page holds it; return the page that answers."""
    data = {
        "csrf_token": form_token(client, f"/dossiers/{dossier}/people"),
        "version": str(kept(store, dossier).version),
        **fields,
    }
    with closing(client.post(address, data=data, headers=headers or {})) as response:
        text = response.get_data(as_text=True)
        assert response.status_code == status, text[:2000]
        return response.headers.get("Location", "") if status == 303 else text


def number_of(behaviour):
    return behaviours().index(behaviour) + 1


@pytest.fixture
def three(store):
    """Somebody on a seat, a candidate, and somebody without a part, in the small dossier."""
    case = small()
    case["people"] += [
        {"id": "ben", "name": "Ben", "levels": {"crisis": {"level": 3.4, "low": 2.8, "high": 4}}},
        {"id": "cas", "name": "Cas"},
    ]
    case["candidates"] = ["ben"]
    case["teams"][0]["seats"].append({"id": "eigen", "candidates": ["ben"]})
    case["constraints"] = [{"kind": "include", "person": "ben"}]
    keep(store, "klein", case)
    return case


# The list


def test_the_heading_says_what_is_not_known(client, three):
    text = page(client, LIST)
    assert "<h1>3 mensen; van 1 kandidaat zijn 3 niveaus nog niet bekend</h1>" in text
    client.get("/?lang=en")
    assert "<h1>3 people; of 1 candidate 3 levels are not known yet</h1>" in page(client, LIST)


def test_everybody_stands_there_once_with_what_they_carry(client, three):
    text = page(client, LIST)
    assert re.findall(r'id="person-([^"]+)"', text) == ["a", "ben", "cas"]
    assert text.count("draagt 1 van 4") == 2
    assert "kandidaat voor elk van 3 stoelen" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=BE", ["ben"]),
        ("q=nobody", []),
        ("group=members", ["a"]),
        ("group=candidates", ["ben"]),
        ("seat=eigen", ["ben"]),
        ("seat=gone&group=gone&page=99999", ["a", "ben", "cas"]),
        ("page=-1", ["a", "ben", "cas"]),
        ("page=²", ["a", "ben", "cas"]),
    ],
)
def test_people_are_found(client, three, query, found):
    for headers in ({}, {"HX_Request": "true"}):
        text = page(client, f"{LIST}?{query}", **headers)
        assert re.findall(r'id="person-([^"]+)"', text) == found


def test_htmx_gets_the_very_piece_that_the_page_holds(client, three):
    address = f"{LIST}?q=b"
    piece = page(client, address, HX_Request="true")
    assert "<html" not in piece
    assert without_token(piece).strip() in without_token(page(client, address))


def test_an_empty_dossier_says_how_to_begin(client, store):
    case = small()
    case["people"], case["teams"][0]["seats"] = [], [{"id": "leeg"}]
    keep(store, "klein", case)
    text = page(client, LIST)
    assert "Er staat nog niemand in dit dossier" in text
    assert "Op de lege stoel leeg" in text


def test_of_ten_thousand_people_a_page_shows_a_part(client, store):
    rows = behaviours()
    case = small()
    case["people"] += [
        {"id": f"p{n}", "name": f"Persoon {n}", "levels": dict.fromkeys(rows[: n % 7], 3)}
        for n in range(10_000)
    ]
    case["candidates"] = [f"p{n}" for n in range(10_000)]
    keep(store, "klein", case)
    page(client, LIST)
    text = page(client, f"{LIST}?q=Persoon+99")
    assert "111 van 10.001" in text or "111 van 10001" in text
    assert text.count('id="person-') == ON_A_PAGE
    assert 'rel="next"' in text
    last = page(client, f"{LIST}?q=Persoon+99&page=2")
    assert last.count('id="person-') == 111 - ON_A_PAGE
    assert 'rel="prev"' in last


# Adding, describing, taking out


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ("candidate", lambda case: case["candidates"]),
        ("for:eigen", lambda case: case["teams"][0]["seats"][2]["candidates"]),
        ("circle:kwartet", lambda case: case["teams"][0]["circle"]),
        ("seat:vrij", lambda case: [case["teams"][0]["seats"][1]["incumbent"]]),
        ("none", lambda case: [person["id"] for person in case["people"]]),
    ],
)
def test_somebody_is_added(client, store, three, part, where):
    address = send(client, store, LIST, part=part, name="Dia Één")
    assert address.endswith("/people/dia-een?edit=levels")
    assert people_of(store)["dia-een"]["name"] == "Dia Één"
    assert where(content(store))[-1] == "dia-een"
    text = page(client, address)
    assert "Van Dia Één is nog niets bekend" in text
    # What is not known is not said to be low.
    assert "draagt geen" not in text


def test_what_the_task_does_not_ask_is_folded_until_something_is_wrong_there(client, store, three):
    address = f"{LIST}/ben?edit=levels"
    text = page(client, address)
    asked, fold = text.split('<details class="more" id="unasked">')
    assert asked.count('name="level-') == 4
    assert fold.split("</details>")[0].count('name="level-') == len(behaviours()) - 4
    number = re.search(r'name="level-(\d+)"', fold)[1]
    fields = {"csrf_token": form_token(client, address), f"level-{number}": "99"}
    fields["version"] = str(kept(store).version)
    answer = client.post(f"{LIST}/ben/levels", data=fields)
    assert answer.status_code == 422
    assert '<details class="more" id="unasked" open>' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        ("", "none", "mag niet leeg zijn"),
        ("x" * 201, "none", "is langer dan 200 letters"),
        ("Dia", "seat:stoel", "is geen plek die hier vrij is"),
        ("Dia", "gone", "is geen plek die hier vrij is"),
        ("Dia", "", "is geen plek die hier vrij is"),
    ],
)
def test_who_cannot_be_added_is_told_why(client, store, three, name, part, told):
    text = send(client, store, LIST, status=422, name=name, part=part)
    assert told in text
    assert 'href="#field-' in text
    assert len(people_of(store)) == 3


def test_a_name_and_a_note_in_two_languages(client, store, three):
    address = f"{LIST}/ben/details"
    fields = {"name": "Ben B.", "note-nl": "Kent het veld", "note-en": "Knows the field"}
    send(client, store, address, **fields)
    assert people_of(store)["ben"]["name"] == "Ben B."
    assert people_of(store)["ben"]["note"] == {"nl": "Kent het veld", "en": "Knows the field"}
    send(client, store, address, **{"name": "Ben B.", "note-nl": "", "note-en": ""})
    assert "note" not in people_of(store)["ben"]
    send(client, store, address, **{"name": "Ben B.", "note-nl": "Alleen dit", "note-en": ""})
    assert people_of(store)["ben"]["note"] == "Alleen dit"
    assert "mag niet leeg zijn" in send(client, store, address, status=422, name=" ")


def test_attributes_are_written_changed_and_taken_away(client, store, three):
    address = f"{LIST}/cas/attributes"
    fields = {"name-0": "tenure_years", "value-0": "4,5"}
    send(client, store, address, **fields, **{"name-1": "achtergrond", "value-1": "beleid; ict"})
    assert people_of(store)["cas"]["attributes"] == {
        "tenure_years": 4.5,
        "achtergrond": ["beleid", "ict"],
    }
    assert "4,5 jaar in de huidige functie" in page(client, LIST)
    send(client, store, address, **fields, **{"name-1": "achtergrond", "value-1": ""})
    assert people_of(store)["cas"]["attributes"] == {"tenure_years": 4.5}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("leeftijd", "54", "hoort hier niet"),
        ("Geslacht", "x", "hoort hier niet"),
        ("religion", "x", "hoort hier niet"),
        ("tenure_years", "lang", "moet een aantal jaren zijn"),
        ("tenure_years", "-1", "moet een aantal jaren zijn"),
        ("", "waarde", "ontbreekt"),
        ("organisatie", "", "ontbreekt"),
        ("x" * 81, "1", "is langer dan 80 letters"),
    ],
)
def test_attributes_that_do_not_belong_here_are_refused(client, store, three, name, value, told):
    fields = {"name-0": name, "value-0": value}
    text = send(client, store, f"{LIST}/cas/attributes", status=422, **fields)
    assert told in text
    assert 'aria-invalid="true"' in text
    assert "attributes" not in people_of(store)["cas"]


def test_somebody_becomes_a_candidate_and_stops_being_one(client, store, three):
    send(client, store, f"{LIST}/cas/parts", parts=["candidate", "for:eigen", "circle:kwartet"])
    case = content(store)
    assert case["candidates"] == ["ben", "cas"]
    assert case["teams"][0]["seats"][2]["candidates"] == ["ben", "cas"]
    assert case["teams"][0]["circle"] == ["cas"]
    send(client, store, f"{LIST}/cas/parts")
    case = content(store)
    assert case["candidates"] == ["ben"]
    assert case["teams"][0]["circle"] == []


def test_what_goes_along_is_said_before_somebody_is_taken_out(client, store, three):
    text = page(client, f"{LIST}/ben/remove")
    assert "Met Ben veranderen nog 3 dingen" in text
    assert "Deze wens vervalt" in text
    assert send(client, store, f"{LIST}/ben/remove").endswith("/people")
    assert "ben" not in people_of(store)
    assert content(store)["constraints"] == []
    assert "Ben is uit dit dossier gehaald." in page(client, LIST)
    send(client, store, "/dossiers/klein/undo")
    assert content(store) == json.loads(json.dumps(three))


def test_whoever_sits_on_a_fixed_seat_cannot_be_taken_out(client, store):
    address = "/dossiers/mt-uitvoering/people/feitsma/remove"
    assert "kan er niet uit" in page(client, address)
    send(client, store, address, dossier="mt-uitvoering", status=422)
    assert "feitsma" in people_of(store, "mt-uitvoering")


# The profile


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_profile_holds_every_behaviour_with_its_picture(client, language):
    client.get(f"/?lang={language}")
    text = page(client, "/dossiers/mt-uitvoering/people/kaya")
    assert text.count('id="level-row-') == 30
    assert text.count('class="scale" viewBox="0 0 200 24"') == 30
    assert text.count('class="asked"') == 15
    assert text.count("scale-asked-line") == 15
    title = "Niveau 4,3, tussen 3,8 en 4,7; gevraagd is 3,5"
    other = "Level 4.3, between 3.8 and 4.7; 3.5 is asked"
    assert f"<title>{title if language == 'nl' else other}</title>" in text


def test_what_somebody_would_add_is_what_the_figures_say(client):
    text = unescape(page(client, "/dossiers/mt-uitvoering/people/kaya"))
    adds = text[text.index('id="person-adds"') :]
    assert "82,9" in adds
    assert "93,2" in adds
    situation = validated(example("mt-uitvoering")).situation()
    assert len(situation.seats) == 7
    assert adds[: adds.index("</section>")].count('class="gain-line"') == 6


def test_a_profile_beside_another_team(client):
    address = "/dossiers/twee-directies-carrousel/people"
    person = example("twee-directies-carrousel")["candidates"][0]
    teams = [team["id"] for team in example("twee-directies-carrousel")["teams"]]
    texts = {page(client, f"{address}/{person}?team={team}") for team in teams}
    assert len(texts) == len(teams)
    page(client, f"{address}/{person}?team=gone", 404)
    page(client, f"{address}/gone", 404)
    page(client, "/dossiers/gone/people", 404)


def test_ids_that_hold_anything_have_a_profile(client, store):
    case = hostile()
    odd = ["a/b", "..", ".", "~1", "a b?c#d", "x\\y", "%2F", "levels", "é"]
    case["people"] += [{"id": each, "name": f"N{position}"} for position, each in enumerate(odd)]
    keep(store, "raar", case)
    text = page(client, "/dossiers/raar/people?group=others")
    links = re.findall(r'<h3><a href="([^"]+)"', text)
    assert len(links) == len(odd)
    for position, link in enumerate(links):
        assert f"Van N{position} is nog niets bekend" in page(client, link)
        page(client, f"{link}/remove")
    member = re.findall(r'<h3><a href="([^"]+)"', page(client, "/dossiers/raar/people"))[0]
    for address in (member, f"{member}?edit=levels", "/dossiers/raar/tables"):
        text = page(client, address)
        assert "<script>alert" not in text
        assert "<img" not in re.sub(r'<img src="/static[^>]+>', "", text)


# Levels by hand


def test_levels_are_saved_with_a_comma_a_point_and_an_interval(client, store, three):
    first, second, third = (number_of(row) for row in ("crisis", "long_term", "inclusion"))
    fields = {
        **{f"level-{first}": "3,5", f"low-{first}": "3", f"high-{first}": "4.0"},
        **{f"level-{second}": "2.5", f"low-{second}": "", f"high-{second}": ""},
        **{f"level-{third}": " ", f"low-{third}": "", f"high-{third}": ""},
    }
    send(client, store, f"{LIST}/ben/levels", **fields)
    assert people_of(store)["ben"]["levels"] == {
        "crisis": {"level": 3.5, "low": 3, "high": 4.0},
        "long_term": 2.5,
    }
    fields = {f"level-{first}": "", f"low-{first}": "", f"high-{first}": ""}
    send(client, store, f"{LIST}/ben/levels", **fields)
    assert people_of(store)["ben"]["levels"] == {"long_term": 2.5}


def test_a_level_by_itself_keeps_its_interval(client, store, three):
    row = number_of("crisis")
    send(client, store, f"{LIST}/ben/levels", **{f"level-{row}": "3,6"})
    expected = {"level": 3.6, "low": 2.8, "high": 4}
    assert people_of(store)["ben"]["levels"]["crisis"] == expected
    text = send(client, store, f"{LIST}/ben/levels", status=422, **{f"level-{row}": "4,5"})
    assert f'href="#field-level-{row}"' in text
    assert people_of(store)["ben"]["levels"]["crisis"] == expected


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(client, store, three):
    first, second = number_of("crisis"), number_of("inclusion")
    before = content(store)
    fields = {
        **{f"level-{first}": "zes", f"low-{first}": "3", f"high-{first}": "4"},
        **{f"level-{second}": "9", f"low-{second}": "3,55", f"high-{second}": ""},
    }
    text = send(client, store, f"{LIST}/ben/levels", status=422, **fields)
    assert 'value="zes"' in text
    assert "moet een getal zijn zoals 3,4" in text
    for name in (f"level-{first}", f"high-{second}"):
        assert f'id="error-{name}"' in text
        assert f'href="#field-{name}"' in text
    assert content(store) == before


def test_one_row_is_saved_and_the_figures_answer(client, store, three):
    row = number_of("speaking_truth")
    address = f"{LIST}/ben/levels/{row}"
    everything = {f"level-{number}": "" for number in range(1, 31)}
    everything[f"level-{number_of('crisis')}"] = "3,4"
    text = send(
        client, store, address, status=200, headers=HTMX, **{**everything, f"level-{row}": "3"}
    )
    assert people_of(store)["ben"]["levels"]["speaking_truth"] == 3
    assert "<html" not in text
    assert "Ben draagt 2 van de 4" in text
    assert 'id="person-adds" hx-swap-oob="true"' in text
    assert f'id="levels-version" value="{kept(store).version}"' in text
    assert 'id="saved" hx-swap-oob="true"' in text
    wrong = send(client, store, address, status=422, headers=HTMX, **{f"level-{row}": "9"})
    assert f'id="error-level-{row}"' in wrong
    assert "person-adds" not in wrong


@pytest.mark.parametrize("number", ["0", "31", "999999999999", "-1", "x"])
def test_a_row_that_is_not_there(client, store, three, number):
    send(client, store, f"{LIST}/ben/levels/{number}", status=404)


@pytest.mark.parametrize("version", ["", "x", "9" * 12])
def test_a_form_without_a_version_is_refused(client, store, three, version):
    fields = {f"level-{number_of('crisis')}": "1", "version": version}
    send(client, store, f"{LIST}/ben/levels", status=400, **fields)
    send(client, store, f"{LIST}/ben/levels", status=404, **{**fields, "version": "77"})


def test_two_people_at_one_profile(client, store, three):
    """What the other did in other rows stays; in the same row, whoever comes second chooses."""
    before = str(kept(store).version)
    crisis, inclusion = number_of("crisis"), number_of("inclusion")
    form = {f"level-{crisis}": "3,4", f"level-{inclusion}": "", "version": before}
    send(client, store, f"{LIST}/ben/levels", **{**form, f"level-{inclusion}": "2"})
    send(client, store, f"{LIST}/ben/levels", **{**form, f"level-{crisis}": "3"})
    levels = people_of(store)["ben"]["levels"]
    assert levels["inclusion"] == 2
    assert levels["crisis"]["level"] == 3
    clash = {**form, f"level-{inclusion}": "5"}
    text = send(client, store, f"{LIST}/ben/levels", status=409, **clash)
    assert "Iemand anders heeft dit intussen gewijzigd" in text
    assert people_of(store)["ben"]["levels"]["inclusion"] == 2


def test_whoever_is_gone_meanwhile(client, store, three):
    version = str(kept(store).version)
    send(client, store, f"{LIST}/cas/remove")
    send(client, store, f"{LIST}/cas/details", status=404, name="Cas", version=version)


@pytest.mark.parametrize(
    "address",
    [
        LIST,
        f"{LIST}/ben",
        f"{LIST}/ben?edit=levels",
        f"{LIST}/ben/remove",
        "/dossiers/klein/tables",
        "/dossiers/klein/levels.csv",
    ],
)
def test_nobody_sees_people_without_a_session(visitor, three, address):
    page(visitor, address, 401)


@pytest.mark.parametrize("address", ["", "/ben/levels", "/ben/details", "/ben/parts"])
def test_forms_survive_anything(client, store, three, address):
    for text in ("\x00", "<script>", "9" * 4000, "é" * 3000, quote("\ud83d", errors="ignore")):
        fields = dict.fromkeys(("name", "part", "parts", "level-1", "low-1", "value-0"), text)
        data = {
            "csrf_token": form_token(client, LIST),
            "version": str(kept(store).version),
            **fields,
        }
        with closing(client.post(f"{LIST}{address}", data=data)) as response:
            assert response.status_code < 500
