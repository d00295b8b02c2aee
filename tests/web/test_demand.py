"""Opgave: what a task asks is shown, changed, tried and taken over; teams and seats are set up."""

import re

import pytest

from planner.dossier.presets import demand_of
from planner.store.dossiers import Dossiers
from tests.web.cases import (
    EXAMPLES,
    MARKUP,
    behaviours,
    empty,
    example,
    hostile,
    keep,
    large,
    small,
)
from tests.web.conftest import form_token, page, without_token

TASK = "/dossiers/klein/demand"
POSITIONS = {row: position for position, row in enumerate(behaviours())}


def kept(store, name="klein"):
    found = Dossiers(store).find(name)
    return found, Dossiers(store).open(found)


def rows_of(store, name="klein", team=0):
    return {row.behaviour: row for row in kept(store, name)[1].teams[team].demand}


def send(client, address, status=303, *, version=None, read=None, headers=None, **fields):
    """Send a form; its page gives the token, and the version unless one is told."""
    text = page(client, read or address)
    found = re.search(r'name="version" value="(\d+)"', text)
    data = {
        "csrf_token": form_token(client, read or address),
        "version": version or (found[1] if found else "1"),
        **{name.replace("__", "-"): value for name, value in fields.items()},
    }
    with client.post(address, data=data, headers=headers or {}) as answer:
        assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
        return answer.headers.get("Location", ""), answer.get_data(as_text=True)


def as_it_is(behaviour, **changed):
    """Return the fields of one row of the small dossier as its form sends them."""
    position = POSITIONS[behaviour]
    values = {"importance": "1", "level": "3", "carriers": "1", "note": "", **changed}
    fields = {f"{key}-{position}": value for key, value in values.items() if value is not None}
    return {"row": str(position), **fields}


# What is shown


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [*EXAMPLES, "groot", "klein"])
def test_every_page_about_a_task_opens(client, name, language):
    client.get(f"/?lang={language}")
    case = {"groot": large, "klein": small}.get(name, lambda: example(name))()
    text = page(client, f"/dossiers/{name}/demand")
    assert text.count('class="card asked"') == len(case["teams"][0]["demand"])
    for path in ("/add", "/suggestions", "/suggestions?preset=inspectorate", "/teams"):
        page(client, f"/dossiers/{name}/demand{path}")


def test_the_heading_is_what_the_figures_say(client):
    text = page(client, "/dossiers/mt-uitvoering/demand")
    assert "De opgave vraagt 15 gedragingen; het zittende team dekt 82,9\u00a0%" in text
    client.get("/?lang=en")
    text = page(client, "/dossiers/mt-uitvoering/demand")
    assert "The task asks 15 behaviours; the sitting team covers 82.9\u00a0%" in text


def effect(text, behaviour, part="effect"):
    """Return what the page says of one row, without its marks."""
    position, end = POSITIONS[behaviour], "</p>" if part == "what-if" else "</div>"
    piece = re.search(rf'id="{part}-{position}".*?{end}', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", piece[0]).split())


def test_a_row_says_what_it_does_to_the_gap_and_who_is_nearest(client):
    # Four rows of one point each, of which one has its carrier: a quarter is covered.
    text = page(client, TASK)
    assert "25\u00a0%" in re.search(r"<h1>(.*?)</h1>", text)[1]
    short = effect(text, "speaking_truth")
    assert "hier ontbreekt 25 % van wat gevraagd is" in short
    assert "Niemand van wie er nu zit, draagt dit. a komt het dichtst in de buurt, met 2" in short
    what_if = effect(text, "speaking_truth", "what-if")
    assert "Zonder deze regel dekt het team: 33,3 % (+8,3)" in what_if
    assert "als er één drager meer gevraagd wordt: 20 % (−5)" in what_if
    assert "ontbreekt" not in effect(text, "crisis")
    assert "Zonder deze regel dekt het team: 0 % (−25)" in effect(text, "crisis", "what-if")
    assert "niemand" in effect(text, "rule_of_law")


def test_without_people_it_leads_to_them_and_says_nothing_of_what_rows_do(client, store):
    keep(store, "leeg", empty())
    text = page(client, "/dossiers/leeg/demand")
    assert 'href="/dossiers/leeg/people#add">Voeg nu mensen toe</a>' in text
    assert "Zonder deze regel" not in text
    assert "Voeg nu mensen toe" not in page(client, TASK)


def test_a_critical_row_that_is_short_says_what_that_means(client, store):
    case = small()
    case["teams"][0]["demand"][1]["critical"] = True
    keep(store, "klein", case)
    told = effect(page(client, TASK), "speaking_truth")
    assert "hier mag geen voorstel dragers tekortkomen" in told


def test_a_task_that_asks_nothing_says_what_to_do(client, store):
    case = small()
    case["teams"][0]["demand"] = []
    keep(store, "klein", case)
    text = page(client, TASK)
    assert "De opgave van dit team vraagt nog niets" in text
    assert "Bekijk suggesties" in text


def test_a_team_that_covers_all_and_a_team_without_anybody_say_so(client, store):
    case = small()
    case["people"][0]["levels"] = {row["behaviour"]: 5 for row in case["teams"][0]["demand"]}
    keep(store, "klein", case)
    assert "het zittende team dekt ze allemaal" in page(client, TASK)
    case["teams"][0]["seats"] = [{"id": "vrij"}]
    keep(store, "klein", case)
    assert "in dit team zit nog niemand" in page(client, TASK)


def test_each_team_has_its_own_task(client):
    address = "/dossiers/twee-directies-carrousel/demand"
    texts = [page(client, f"{address}?team={team}") for team in ("wonen", "uitvoering")]
    assert texts[0] != texts[1]
    assert without_token(page(client, address)) != without_token(texts[1])
    page(client, f"{address}?team=nobody", 404)


def test_htmx_gets_the_very_piece_that_the_page_holds(client):
    for path in ("", "/add", "/suggestions", "/teams", "/seats/stoel"):
        whole = without_token(page(client, TASK + path))
        piece = without_token(page(client, TASK + path, HX_Request="true"))
        assert piece.strip() in whole
        assert "<html" not in piece


# Changing rows


def test_a_changed_row_is_saved_and_the_difference_is_said(client, store):
    fields = as_it_is("speaking_truth", level="2", importance="5")
    location, _ = send(client, TASK, team="kwartet", **fields)
    row = rows_of(store)["speaking_truth"]
    assert (row.level, row.importance, row.carriers) == (20, 5, 1)
    text = page(client, location)
    assert "Het zittende team dekt 75\u00a0% in plaats van 25\u00a0%." in text
    assert "Tegenspraak geven: 1 van de 1 dragers, niets tekort." in text
    assert kept(store)[0].done.values["behaviours"] == "Tegenspraak geven"


def test_several_rows_at_once_and_the_order_stays(client, store):
    before = list(rows_of(store))
    fields = as_it_is("crisis", level="4,5", critical="1") | as_it_is("long_term", carriers="3")
    fields["row"] = [str(POSITIONS["crisis"]), str(POSITIONS["long_term"])]
    send(client, TASK, team="kwartet", **fields)
    rows = rows_of(store)
    assert list(rows) == before
    assert rows["crisis"].level == 45
    assert rows["crisis"].critical
    assert rows["long_term"].carriers == 3
    assert kept(store)[0].version == 2


def test_a_form_without_a_change_saves_nothing(client, store):
    send(client, TASK, team="kwartet", **as_it_is("crisis", level="3,0"))
    assert kept(store)[0].version == 1


def test_a_row_is_taken_away_and_comes_back_by_undo(client, store):
    fields = as_it_is("crisis") | {f"remove-{POSITIONS['crisis']}": "1"}
    location, _ = send(client, TASK, team="kwartet", **fields)
    assert "crisis" not in rows_of(store)
    assert "niet meer gevraagd" in page(client, location)
    assert "Niet meer gevraagd van kwartet" in page(client, "/dossiers/klein/history")
    send(client, "/dossiers/klein/undo", read=TASK)
    assert next(iter(rows_of(store))) == "crisis"


def test_a_note_is_changed_in_the_readers_language_alone(client, store):
    case = small()
    case["teams"][0]["demand"][0]["note"] = {"nl": "Omdat het moet.", "en": "Because."}
    keep(store, "klein", case)
    send(client, TASK, team="kwartet", **as_it_is("crisis", note="Anders."))
    assert rows_of(store)["crisis"].note == {"nl": "Anders.", "en": "Because."}
    send(client, TASK, team="kwartet", **as_it_is("crisis", note=" "))
    assert rows_of(store)["crisis"].note == {"en": "Because."}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("level", "6", "schaal"),
        ("level", "veel", "getal"),
        ("level", "3,45", "één decimaal"),
        ("level", "", "getal"),
        ("importance", "9", "tussen 1 en 5"),
        ("carriers", "0", "minstens 1"),
        ("carriers", "1,5", "heel getal"),
        ("carriers", MARKUP, "getal"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(client, store, field, typed, said):
    fields = as_it_is("crisis", **{field: typed})
    _, text = send(client, TASK, 422, team="kwartet", **fields)
    name = f"{field}-{POSITIONS['crisis']}"
    assert f'href="#field-{name}"' in text
    wrong = re.search(rf'id="error-{name}">(.*?)</p>', text)
    assert said in wrong[1]
    assert kept(store)[0].version == 1
    assert "<script>alert" not in text
    if field != "importance" and typed and typed != MARKUP:
        assert f'value="{typed}"' in text


# Trying


def test_looking_saves_nothing_and_shows_what_it_would_do(client, store):
    fields = as_it_is("speaking_truth", level="2")
    _, whole = send(client, f"{TASK}/look", 200, read=TASK, team="kwartet", **fields)
    assert "Nog niet opgeslagen. Met uw wijzigingen:" in whole
    assert "Het zittende team dekt 50\u00a0% in plaats van 25\u00a0%." in whole
    assert f'name="level-{POSITIONS["speaking_truth"]}" type="text" value="2"' in whole
    assert "a draagt dit" in effect(whole, "speaking_truth")
    headers = {"HX-Request": "true"}
    _, piece = send(
        client, f"{TASK}/look", 200, read=TASK, headers=headers, team="kwartet", **fields
    )
    assert "<html" not in piece
    assert "dekt 50\u00a0% in plaats van 25\u00a0%" in piece
    assert piece.count('hx-swap-oob="true"') == 9
    assert kept(store)[0].version == 1


def test_looking_at_a_row_less_keeps_the_numbers_of_the_others(client):
    fields = as_it_is("crisis") | {f"remove-{POSITIONS['crisis']}": "1"}
    headers = {"HX-Request": "true"}
    numbers = re.findall(r'href="#row-(\d+)"[^>]* aria-label', page(client, TASK))
    _, piece = send(
        client, f"{TASK}/look", 200, read=TASK, headers=headers, team="kwartet", **fields
    )
    assert "Wordt niet meer gevraagd als u opslaat." in effect(piece, "crisis")
    left = re.findall(r'href="#row-(\d+)"[^>]* aria-label', piece)
    assert set(left) < set(numbers)


def test_looking_at_a_mistake_says_what_is_wrong(client):
    fields = as_it_is("crisis", level="7")
    for headers in ({}, {"HX-Request": "true"}):
        _, text = send(
            client, f"{TASK}/look", 422, read=TASK, headers=headers, team="kwartet", **fields
        )
        assert "schaal" in text


def test_looking_at_nothing_new_says_how_it_stands(client):
    headers = {"HX-Request": "true"}
    _, text = send(client, f"{TASK}/look", 200, read=TASK, headers=headers, team="kwartet")
    assert "Het zittende team dekt 25\u00a0%" in text


# Two people


def test_two_people_change_different_rows_and_both_get_their_way(enter, store):
    ann, ben = enter(), enter()
    send(ann, TASK, team="kwartet", **as_it_is("crisis", importance="5"))
    # Ben's form has the row of Ann as it was, and does not put it back.
    fields = as_it_is("crisis") | as_it_is("long_term", importance="4")
    fields["row"] = [str(POSITIONS["crisis"]), str(POSITIONS["long_term"])]
    send(ben, TASK, version="1", team="kwartet", **fields)
    rows = rows_of(store)
    assert (rows["crisis"].importance, rows["long_term"].importance) == (5, 4)


def test_two_people_who_change_the_same_get_a_choice(enter, store):
    ann, ben = enter(), enter()
    send(ann, TASK, team="kwartet", **as_it_is("crisis", importance="5"))
    _, text = send(
        ben, TASK, 409, version="1", team="kwartet", **as_it_is("crisis", importance="2")
    )
    assert "Zet die van mij er toch neer" in text
    assert rows_of(store)["crisis"].importance == 5
    send(ben, TASK, 303, version="2", team="kwartet", **as_it_is("crisis", importance="2"))
    assert rows_of(store)["crisis"].importance == 2


def test_a_row_that_somebody_took_away_cannot_be_changed(enter, store):
    ann, ben = enter(), enter()
    fields = as_it_is("crisis") | {f"remove-{POSITIONS['crisis']}": "1"}
    send(ann, TASK, team="kwartet", **fields)
    send(ben, TASK, 409, version="1", team="kwartet", **as_it_is("crisis", importance="2"))
    assert "crisis" not in rows_of(store)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"version": "99"}, 404),
        ({"version": "x"}, 400),
        ({"team": "elsewhere"}, 404),
        ({"row": "-1"}, 303),
        ({"row": "9" * 40}, 303),
        ({"row": MARKUP}, 303),
    ],
)
def test_odd_forms_are_refused_or_change_nothing(client, store, fields, status):
    sent = {"team": "kwartet", **as_it_is("crisis", importance="1"), **fields}
    send(client, TASK, status, **sent)
    assert kept(store)[0].version == 1


@pytest.mark.parametrize("since", ["0", "99", "-1", "x", "9" * 30, "²", MARKUP])
def test_a_since_that_is_no_version_says_nothing(client, since):
    with client.get(TASK, query_string={"since": since}) as answer:
        assert answer.status_code == 200
        assert "Opgeslagen.</p>" not in answer.get_data(as_text=True)


# Adding from the repertoire


def test_only_what_is_not_asked_yet_can_be_added(client, store):
    text = page(client, f"{TASK}/add")
    assert "26 gedragingen" in text
    offered = re.findall(r'name="behaviour" value="(\d+)"', text)
    assert len(offered) == 26
    assert str(POSITIONS["crisis"]) not in offered
    number = POSITIONS["inclusion"]
    location, _ = send(client, f"{TASK}/add", team="kwartet", behaviour=str(number))
    row = rows_of(store)["inclusion"]
    assert (row.importance, row.level, row.carriers) == (3, 30, 1)
    assert list(rows_of(store))[-1] == "inclusion"
    text, anchor = page(client, location.split("#")[0]), location.split("#")[1]
    item = re.search(rf'id="{anchor}">.*?</h3>', text, re.DOTALL)
    assert "Inclusie" in item[0]


@pytest.mark.parametrize(
    ("behaviour", "status"), [("", 400), ("x", 400), ("-1", 400), ("999", 404), ("9" * 30, 400)]
)
def test_a_behaviour_that_is_none_is_refused(client, store, behaviour, status):
    send(client, f"{TASK}/add", status, team="kwartet", behaviour=behaviour)
    assert kept(store)[0].version == 1


def test_a_behaviour_that_is_asked_already_is_not_added_again(client, store):
    send(client, f"{TASK}/add", team="kwartet", behaviour=str(POSITIONS["crisis"]))
    assert kept(store)[0].version == 1


def test_where_all_is_asked_there_is_nothing_to_add(client):
    assert "Elk gedrag van het repertoire wordt al gevraagd" in page(
        client, "/dossiers/groot/demand/add"
    )


def test_the_first_row_is_asked_at_the_middle_of_the_scale(client, store):
    case = small()
    case["teams"][0]["demand"] = []
    keep(store, "klein", case)
    send(client, f"{TASK}/add", team="kwartet", behaviour=str(POSITIONS["crisis"]))
    assert rows_of(store)["crisis"].level == 30


# Suggestions


def suggestions(name="klein", preset="crisis_organisation"):
    return f"/dossiers/{name}/demand/suggestions?preset={preset}"


def test_suggestions_stand_beside_what_is_asked(client, store):
    suggested = demand_of("crisis_organisation")
    case = small()
    case["teams"][0]["demand"] = [
        {key: value for key, value in suggested[0].items() if key != "note"},
        {**suggested[1], "carriers": 7},
    ]
    for row in case["teams"][0]["demand"]:
        row["level"] = float(row["level"])
    keep(store, "klein", case)
    text = page(client, suggestions())
    assert (
        f"van de {len(suggested)} suggesties worden er 1 al precies zo gevraagd, 1 anders" in text
    )
    assert "Geen laag en geen soort organisatie heeft een vaste lijst" in text
    boxes = re.findall(r'name="take" value="(\d+)"( checked)?', text)
    assert [int(box) for box, _ in boxes] == list(range(1, len(suggested)))
    assert not any(checked for _, checked in boxes)
    ticked = re.findall(
        r'name="take" value="(\d+)" checked', page(client, suggestions() + "&tick=new")
    )
    assert [int(box) for box in ticked] == list(range(2, len(suggested)))


def test_only_what_is_ticked_is_taken_over(client, store):
    case = small()
    case["teams"][0]["demand"][0]["note"] = "Van ons."
    keep(store, "klein", case)
    suggested = demand_of("crisis_organisation")
    new = next(i for i, row in enumerate(suggested) if row["behaviour"] not in rows_of(store))
    location, _ = send(
        client,
        f"{TASK}/suggestions",
        read=suggestions(),
        team="kwartet",
        preset="crisis_organisation",
        take=["0", str(new)],
    )
    rows = rows_of(store)
    assert len(rows) == 5
    assert rows["crisis"].carriers == suggested[0]["carriers"]
    assert rows["crisis"].note == "Van ons."
    assert rows[suggested[new]["behaviour"]].note == suggested[new]["note"]
    assert "Opgeslagen." in page(client, location)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"take": []}, 422),
        ({"take": ["x", "-1", "999"]}, 422),
        ({"preset": "none", "take": ["0"]}, 404),
        ({"preset": "", "take": ["0"]}, 404),
    ],
)
def test_nothing_ticked_and_no_such_suggestion(client, store, fields, status):
    sent = {"team": "kwartet", "preset": "crisis_organisation", **fields}
    send(client, f"{TASK}/suggestions", status, read=suggestions(), **sent)
    assert kept(store)[0].version == 1
    page(client, suggestions(preset="none"), 404)


# Teams and seats


def test_the_team_its_note_and_its_circle_are_changed(client, store):
    location, _ = send(
        client,
        f"{TASK}/teams",
        **{"team": "kwartet", "title": "Kwartet aan zet", "note": "Nieuw.", "circle-sent": "1"},
        circle=["a"],
    )
    team = kept(store)[1].teams[0]
    assert (team.title, team.note, team.circle) == ("Kwartet aan zet", "Nieuw.", ("a",))
    assert "Kwartet aan zet" in page(client, location)
    fields = {"team": "kwartet", "circle-sent": "1", "circle": "nobody"}
    _, text = send(client, f"{TASK}/teams", 422, **fields)
    assert 'id="error-circle"' in text


def test_a_seat_is_added_changed_and_taken_away(client, store):
    location, _ = send(
        client, f"{TASK}/seats/add", read=f"{TASK}/teams", team="kwartet", seat_title="Éérste stoel"
    )
    assert location.endswith("/seats/eerste-stoel")
    fields = {
        "sent": "1", "title": "Stoel een", "note": "x", "incumbent": "", "optional": "1",
        "who": "some", "candidates": ["a"], "minimum_of": "crisis", "minimum_level": "3,5",
    }  # fmt: skip
    send(client, f"{TASK}/seats/eerste-stoel", **fields)
    seat = kept(store)[1].teams[0].seats[2]
    assert (seat.title, seat.note, seat.optional) == ("Stoel een", "x", True)
    assert (seat.candidates, seat.minimum) == (("a",), {"crisis": 35})
    text = page(client, f"{TASK}/teams")
    assert "3,5 of hoger" in text
    send(
        client, f"{TASK}/seats/eerste-stoel",
        sent="1", who="all", **{f"minimum-{POSITIONS['crisis']}": ""},
    )  # fmt: skip
    seat = kept(store)[1].teams[0].seats[2]
    assert (seat.candidates, seat.minimum, seat.optional) == (None, {}, False)
    send(client, f"{TASK}/seats/eerste-stoel/remove")
    assert [seat.id for seat in kept(store)[1].teams[0].seats] == ["stoel", "vrij"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"incumbent": "a"}, "incumbent"),
        ({"incumbent": "nobody"}, "incumbent"),
        ({"sent": "1", "locked": "1", "optional": "1"}, "locked"),
        ({"who": "some", "candidates": "nobody"}, "candidates"),
        ({"minimum_of": "crisis", "minimum_level": "9"}, "minimum_level"),
        ({"minimum_of": "nothing", "minimum_level": "3"}, "minimum_level"),
        ({"minimum_of": "crisis", "minimum_level": MARKUP}, "minimum_level"),
    ],
)
def test_a_mistake_about_a_seat_is_told_at_its_field(client, store, fields, field):
    # Ann sits on another seat already, and this one is empty.
    _, text = send(client, f"{TASK}/seats/vrij", 422, **fields)
    assert f'id="error-{field}"' in text
    assert kept(store)[0].version == 1


def test_a_seat_form_without_a_change_saves_nothing(client, store):
    send(client, f"{TASK}/seats/vrij", sent="1", optional="1", incumbent="", who="all")
    assert kept(store)[0].version == 1
    page(client, f"{TASK}/seats/none", 404)


def wishes():
    case = small()
    case["teams"].append(
        {
            "id": "ander",
            "demand": [],
            "seats": [{"id": "elders", "optional": True}],
        }
    )
    case["constraints"] = [
        {"kind": "include", "person": "a", "seat": "stoel"},
        {"kind": "max_load", "limit": 9, "teams": ["kwartet", "ander"]},
        {"kind": "max_load", "limit": 8, "teams": ["kwartet"]},
        {"kind": "max_changes", "limit": 3},
    ]
    return case


def test_wishes_about_a_seat_go_with_it_and_that_is_said_before(client, store):
    keep(store, "klein", wishes())
    text = page(client, f"{TASK}/seats/stoel/remove")
    assert "Deze wens gaat hierover en verdwijnt mee:" in text
    assert "a: daarna zonder stoel." in text
    send(client, f"{TASK}/seats/stoel/remove")
    case = kept(store)[1]
    assert [wish.kind for wish in case.constraints] == ["max_load", "max_load", "max_changes"]
    assert [person.id for person in case.people] == ["a"]
    send(client, "/dossiers/klein/undo", read=TASK)
    assert len(kept(store)[1].constraints) == 4


def test_wishes_about_a_team_go_with_it_or_lose_its_name(client, store):
    keep(store, "klein", wishes())
    address = f"{TASK}/teams/remove"
    text = page(client, f"{address}?team=kwartet")
    assert "Deze wensen gaan hierover en verdwijnen mee:" in text
    assert "Deze wens blijft, voor de andere teams die erin staan:" in text
    send(client, address, read=f"{address}?team=kwartet", team="kwartet")
    case = kept(store)[1]
    assert [team.id for team in case.teams] == ["ander"]
    assert [(wish.kind, wish.teams) for wish in case.constraints] == [
        ("max_load", ("ander",)),
        ("max_changes", None),
    ]


def test_the_only_team_stays(client, store):
    assert "minstens één" in page(client, f"{TASK}/teams/remove")
    _, text = send(client, f"{TASK}/teams/remove", 422, read=f"{TASK}/teams", team="kwartet")
    assert "Dit is het enige team" in text
    assert kept(store)[0].version == 1


def test_a_team_is_added_without_a_task(client, store):
    location, _ = send(
        client, f"{TASK}/teams/add", read=f"{TASK}/teams", team="kwartet", team_title="Kwartet"
    )
    assert [team.id for team in kept(store)[1].teams] == ["kwartet", "kwartet-2"]
    assert "Dit team heeft nog geen stoelen" in page(client, location)


@pytest.mark.parametrize(
    ("path", "field"), [("/teams/add", "team_title"), ("/seats/add", "seat_title")]
)
def test_what_is_added_has_a_name(client, store, path, field):
    for typed in ("", "  "):
        fields = {"team": "kwartet", field: typed}
        _, text = send(client, f"{TASK}{path}", 422, read=f"{TASK}/teams", **fields)
        assert f'id="error-{field}"' in text
    send(client, f"{TASK}{path}", read=f"{TASK}/teams", team="kwartet", **{field: MARKUP})
    assert "<script>alert" not in page(client, f"{TASK}/teams")


def test_markup_in_every_text_stays_text(client, store):
    keep(store, "klein", hostile())
    seat = f"{MARKUP}s".replace("/", "~1")
    for path in ("", "/add", "/suggestions", "/teams", "/teams/remove"):
        text = page(client, TASK + path)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    for path in ("", "/remove"):
        with client.get(f"{TASK}/seats/{seat}{path}".replace(" ", "%20")) as answer:
            assert answer.status_code == 200
            assert "<script>alert" not in answer.get_data(as_text=True)
