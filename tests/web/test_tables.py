"""Tables in the browser: levels for the dossier, ratings for a round, each after a preview."""

import io
import json
import re
from contextlib import closing
from html import unescape

import openpyxl
import pytest

from planner.ratings.table_import import read_ratings
from planner.store.dossiers import Dossiers
from planner.store.rating_rounds import RatingRounds
from planner.store.rating_tables import RatingTables
from planner.store.ratings import Ratings
from planner.web import sent_ratings, sent_tables
from tests.web.cases import behaviours, fix, keep, large, small
from tests.web.conftest import form_token, page
from tests.web.rounds_of_rating import Committee, address_of

TABLES = "/dossiers/klein/tables"
TAKE = ("Neem deze niveaus over", "Deze beoordelingen inlezen")


@pytest.fixture
def three(store):
    case = small()
    case["people"] += [
        {"id": "ben", "name": "Ben", "levels": {"crisis": {"level": 3.4, "low": 2.8, "high": 4}}},
        {"id": "cas", "name": "Cas"},
    ]
    case["candidates"] = ["ben"]
    keep(store, "klein", case)
    return case


def content(store, name="klein"):
    return json.loads(Dossiers(store).find(name).content)


def levels_of(store, name="klein"):
    return {each["id"]: each.get("levels", {}) for each in content(store, name)["people"]}


def preview(client, table, status=200, name="klein", **asked):
    address = f"/dossiers/{name}/tables"
    sent = {"table": table} if isinstance(table, str) else {"file": (io.BytesIO(table), "t.bin")}
    data = {"csrf_token": form_token(client, address), "of": "levels", "version": "1"}
    answer = client.post(
        address, data={**data, **sent, **asked}, content_type="multipart/form-data"
    )
    with closing(answer):
        assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
        return unescape(answer.get_data(as_text=True))


def carried(text):
    """Return what the form of a preview sends."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))


def taken(client, store, table, name="klein", **asked):
    """Look at the preview of a table, and take it."""
    form = carried(preview(client, table, name=name, **asked))
    form["version"] = str(Dossiers(store).find(name).version)
    address = f"/dossiers/{name}/tables/take"
    answer = client.post(address, data=form, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)[-2000:]
    return answer.headers["Location"]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_levels_are_shown_before_they_are_taken_and_can_be_undone(client, store, three):
    before = content(store)
    table = "id\tcrisis\tinclusion\nben\t3,9 (3,5–4,1)\t2\ncas\t1\t\n"
    text = preview(client, table)
    assert "Deze tabel wijzigt 3 niveaus van 2 mensen" in text
    for said in ("3,4 (2,8–4,0)", "3,9 (3,5–4,1)", "niet bekend"):
        assert said in text
    assert content(store) == before
    assert taken(client, store, table) == "/dossiers/klein/people"
    assert levels_of(store)["ben"]["inclusion"] == 2
    assert levels_of(store)["cas"] == {"crisis": 1}
    assert "3 niveaus zijn overgenomen." in page(client, "/dossiers/klein/people")
    Dossiers(store).undo("klein", Dossiers(store).find("klein").version)
    assert content(store) == before


def test_a_workbook_is_taken_as_a_table_is(client, store, three):
    taken(client, store, workbook(["id", "crisis"], ["ben", 4.5], ["cas", "–"]))
    assert levels_of(store)["ben"]["crisis"] == 4.5


def test_nothing_is_taken_while_a_cell_is_wrong(client, store, three):
    before = content(store)
    text = preview(client, "id;crisis;inclusion\nben;9;1\nnobody;1;\ncas;2;x\n", 422)
    assert "3 cellen van deze tabel kunnen niet worden overgenomen" in text
    rows = re.findall(r'<tr><th scope="row">(Cel [^<]+)</th><td>([^<]*)</td>', text)
    assert rows == [
        ("Cel B2 (crisis)", "9"),
        ("Cel A3 (id)", "nobody"),
        ("Cel C4 (inclusion)", "x"),
    ]
    assert "Schrijf een niveau van 1 tot en met 5" in text
    assert not any(each in text for each in TAKE)
    assert content(store) == before


def test_what_a_preview_did_not_show_cannot_be_taken(client, store, three):
    before = content(store)
    wrong = sent_tables.carried(b"id;crisis\nben;9\n")
    for content_sent, status in ((wrong, 422), ("!!", 400), ("", 400), ("AAAA", 400)):
        data = {"csrf_token": form_token(client, TABLES), "version": "1", "content": content_sent}
        answer = client.post(f"{TABLES}/take", data=data, content_type="multipart/form-data")
        assert answer.status_code == status
    assert content(store) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_however_a_spreadsheet_writes_it(client, store, three, encoding):
    keep(store, "klein", {**three, "people": [{"id": "a", "name": "Zoë"}, *three["people"][1:]]})
    text = preview(client, "naam;crisis\nZoë;3,5\n".encode(encoding))
    assert "Deze tabel wijzigt 1 niveau van 1 persoon" in text


@pytest.mark.parametrize(
    "sent", [b"", b"\x00\xff\xfe\x00", b"\xff\xfe\x00", b'"' * 7, b"\x89PNG\r\n\x1a\n", b",,,\n"]
)
@pytest.mark.parametrize("of", ["levels", "ratings"])
def test_a_file_that_is_no_table_is_refused(client, store, three, sent, of):
    text = preview(client, sent, 422, of=of, title="Nieuw")
    assert 'role="alert"' in text or 'id="refused-title"' in text
    assert not any(each in text for each in TAKE)


def test_a_table_that_is_too_large_is_refused(client, store, three, monkeypatch):
    monkeypatch.setattr(sent_tables, "MOST_BYTES", 1024)
    assert "is groter dan" in preview(client, b"id;crisis\n" + b"x" * 1024, 422)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_levels_are_taken_along_and_come_back_the_same(client, store, form):
    case = large()
    case["people"][0]["levels"]["crisis"] = {"level": 3.4, "low": 2.8, "high": 4.0}
    case["people"][1]["name"] = "=HYPERLINK(1)"
    keep(store, "groot", case)
    for language in ("nl", "en"):
        client.get(f"/?lang={language}")
        with closing(client.get(f"/dossiers/groot/levels.{form}")) as answer:
            assert f"levels.{form}" in answer.headers["Content-Disposition"]
            file = answer.get_data()
        if form == "csv":
            assert b"'=HYPERLINK(1)" in file
            assert not re.search(rb"(^|[;,])[=+@]", file, re.MULTILINE)
        text = preview(client, file, name="groot")
        assert "420" in text
        assert 'name="content"' not in text


# Ratings


@pytest.fixture
def committee(app, store, sign_in):
    return Committee(app, store, sign_in)


HEAD = "id;behaviour;level;source;rater;date;instrument;situation\n"
THREE_PEERS = HEAD + "".join(
    f"ben;crisis;{level};peer;J{level};2026-01-01;feedback_360;\n" for level in (2, 3, 4)
)
FAULTS = {
    "nobody;crisis;3;peer;J;2026-01-01;interview;": "is niemand in dit dossier",
    "ben;Quark;3;peer;J;2026-01-01;interview;": "is geen gedraging van dit repertoire",
    "ben;crisis;9;peer;J;2026-01-01;interview;": "ligt niet op de schaal",
    "ben;crisis;hoog;peer;J;2026-01-01;interview;": "is geen niveau",
    "ben;crisis;3,45;peer;J;2026-01-01;interview;": "heeft meer dan één decimaal",
    "ben;crisis;=1+1;peer;J;2026-01-01;interview;": "is een formule",
    "ben;crisis;;peer;J;2026-01-01;interview;": "is leeg",
    "ben;crisis;3;buurman;J;2026-01-01;interview;": "is geen bron van beoordelingen",
    "ben;crisis;3;self;J;2026-01-01;interview;": "is iemand anders dan de persoon",
    "ben;crisis;3;peer;J;32-1-2026;interview;": "is geen datum",
    "ben;crisis;3;peer;J;2999-01-01;interview;": "is een dag die nog moet komen",
    "ben;crisis;3;peer;J;2026-01-01;gevoel;": "is geen instrument",
    "ben;crisis;3;peer;;2026-01-01;interview;": "heeft geen beoordelaar",
}


def test_a_table_with_twelve_faults_says_each_and_takes_nothing(client, store, three):
    text = preview(client, HEAD + "\n".join(FAULTS) + "\n", 422, of="ratings", title="Nieuw")
    told = re.findall(
        r'<tr><th scope="row">(Cel [^<]+)</th><td>[^<]*</td><td>([^<]+)</td><td>([^<]+)', text
    )
    assert len(told) == len(FAULTS) > 12
    for row, (fault, (where, wrong, right)) in enumerate(
        zip(FAULTS.values(), told, strict=True), 2
    ):
        assert re.fullmatch(rf"Cel [A-H]{row} \(\w+\)", where)
        assert wrong.startswith(fault[:12]), (wrong, fault)
        assert right
    assert not any(each in text for each in TAKE)
    assert RatingRounds(store).of_dossier("klein") == []


def test_a_table_begins_a_round_and_can_be_taken_back(client, store, three):
    text = preview(client, THREE_PEERS, of="ratings", title="Feedback", round="new")
    assert "Deze tabel brengt 3 beoordelingen van 1 persoon" in text
    assert RatingRounds(store).of_dossier("klein") == []
    address = taken(client, store, THREE_PEERS, of="ratings", title="Feedback", round="new")
    (begun,) = RatingRounds(store).of_dossier("klein")
    assert address == address_of(begun)
    assert (begun.title, begun.people, begun.behaviours) == ("Feedback", ("ben",), ("crisis",))
    assert len(Ratings(store).whole(begun).ratings) == 3
    shown = page(client, address)
    assert "3 beoordelingen zijn ingelezen." in shown
    assert "“Feedback” heeft 3 beoordelingen uit tabellen: de ronde kan open" in shown
    assert "Hier niemand zelf: 3 beoordelingen kwamen uit tabellen." in shown
    assert "beoordeelt nog niemand" not in shown + page(client, address.rpartition("/")[0])
    (table,) = RatingTables(store).of_round(begun.id)
    data = {"csrf_token": form_token(client, address)}
    assert client.post(f"{address}/tables/{table.id}/undo", data=data).status_code == 303
    assert Ratings(store).whole(begun).ratings == ()
    assert client.post(f"{address}/tables/{table.id}/undo", data=data).status_code == 409
    assert client.post(f"{address}/tables/none/undo", data=data).status_code == 404


def test_whoever_takes_a_table_does_not_wait_for_its_reading_again(
    client, store, three, monkeypatch
):
    read = []

    def counted(content, expected):
        read.append(content)
        return read_ratings(content, expected)

    monkeypatch.setattr(sent_ratings, "read_ratings", counted)
    table = THREE_PEERS.replace("ben;", "cas;")
    taken(client, store, table, of="ratings", title="Feedback", round="new")
    assert len(read) == 1
    # In that round it says nothing new, and that is read anew.
    (begun,) = RatingRounds(store).of_dossier("klein")
    again = preview(client, table, of="ratings", round=begun.id)
    assert len(read) == 2
    assert "Deze tabel brengt" not in again


def test_what_a_later_table_changed_stays_when_an_earlier_one_is_taken_back(client, store, three):
    address = taken(client, store, THREE_PEERS, of="ratings", title="Feedback", round="new")
    (begun,) = RatingRounds(store).of_dossier("klein")
    (first,) = RatingTables(store).of_round(begun.id)
    later = HEAD + "ben;crisis;5;peer;J4;2026-02-01;feedback_360;\n"
    text = preview(client, later, of="ratings", round=begun.id)
    assert "4,0" in text
    taken(client, store, later, of="ratings", round=begun.id)
    RatingTables(store).undo("klein", begun.id, first.id)
    assert {r.rater: r.level for r in Ratings(store).whole(begun).ratings} == {"J4": 50}
    second = RatingTables(store).of_round(begun.id)[0]
    RatingTables(store).undo("klein", begun.id, second.id)
    assert {r.rater: r.level for r in Ratings(store).whole(begun).ratings} == {"J4": 40}
    assert "ongedaan gemaakt" in page(client, address)


def test_what_holds_for_all_rows_is_said_beside_the_table(client, store, three):
    table = "id;crisis;inclusion\nben;3;4\n"
    asked = {"of": "ratings", "title": "Gesprek", "round": "new", "source": "superior"}
    asked |= {"rater": "Chef", "date": "31-3-2026", "instrument": "interview"}
    taken(client, store, table, **asked)
    (begun,) = RatingRounds(store).of_dossier("klein")
    found = {(r.behaviour, r.source, r.rater, r.level) for r in Ratings(store).whole(begun).ratings}
    assert found == {("crisis", "superior", "Chef", 30), ("inclusion", "superior", "Chef", 40)}
    text = preview(
        client, table, 422, **{**asked, "date": "morgen", "source": "buurman", "rater": "\x07"}
    )
    assert len(re.findall(r'class="field-error"', text)) == 3
    text = preview(client, table, 422, **{**asked, "round": "none"})
    assert "is geen ronde waar een tabel in kan" in text


@pytest.mark.parametrize("layout", ["rating_a_row", "person_a_row"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_there_are_tables_to_fill_in(client, three, form, layout):
    with closing(client.get(f"{TABLES}/template.{form}?layout={layout}")) as answer:
        assert answer.status_code == 200
        file = answer.get_data()
    text = preview(client, file, 422, of="ratings", title="Nieuw")
    assert "heeft een kop maar geen beoordelingen" in text
    page(client, f"{TABLES}/template.exe", 404)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_came_with_a_table_goes_back_as_it_came(client, store, three, form):
    told = HEAD + "ben;crisis;3;superior;Chef;2026-01-01;interview;=1+1\n".replace("=1", "'=1")
    address = taken(client, store, told, of="ratings", title="Feedback", round="new")
    page(client, f"{address}/ratings.{form}", 404)
    (begun,) = RatingRounds(store).of_dossier("klein")
    RatingRounds(store).open("klein", begun.id)
    with closing(client.get(f"{address}/ratings.{form}")) as answer:
        assert answer.status_code == 200
        file = answer.get_data()
    taken(client, store, file, of="ratings", title="Terug", round="new")
    back = RatingRounds(store).of_dossier("klein")[0]
    assert Ratings(store).whole(back).ratings == Ratings(store).whole(begun).ratings


def test_no_file_tells_peers_apart_who_rated_here(committee, store):
    begun = committee.begun("ann")
    for who, level in (("ann", 40), ("bea", 20), ("cor", 30), ("rater", 50)):
        if who != "ann":
            committee.asked(begun, who, "peer")
        committee.gives(begun, who, level)
    committee.opened(begun)
    text = committee.get("secretary", f"{address_of(begun)}/ratings.csv")
    assert "Member" in text
    assert "commissie" in text
    assert "collega" not in text
    for who in ("bea", "cor", "rater"):
        assert committee.people[who].id not in text
    committee.get("chair", f"{address_of(begun)}/ratings.csv", 403)


def test_no_table_says_what_somebody_rates_here_themselves(committee, store):
    begun = committee.begun("ann")
    committee.asked(begun, "person", "self", "feitsma")
    committee.gives(begun, "person", 40)
    token = committee.token("secretary")
    for level in (3, 4):
        table = HEAD + f"feitsma;crisis;{level};self;;2026-01-01;interview;\n"
        data = {"csrf_token": token, "of": "ratings", "table": table, "round": begun.id}
        address = "/dossiers/mt-uitvoering/tables"
        answer = committee.client("secretary").post(address, data=data)
        assert answer.status_code == 422
        assert "door iemand die in deze ronde zelf beoordeelt" in answer.get_data(as_text=True)
    content_sent = sent_tables.carried(table.encode())
    data = {"csrf_token": token, "of": "ratings", "content": content_sent, "round": begun.id}
    answer = committee.client("secretary").post(f"{address}/take", data=data)
    assert answer.status_code == 422
    assert RatingTables(store).of_round(begun.id) == []


def test_nothing_goes_into_a_round_that_was_opened(committee, store):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 40)
    committee.opened(begun)
    table = HEAD + "kaya;crisis;3;peer;J;2026-01-01;interview;\n"
    data = {"csrf_token": committee.token("secretary"), "of": "ratings", "round": begun.id}
    address = "/dossiers/mt-uitvoering/tables"
    answer = committee.client("secretary").post(address, data={**data, "table": table})
    assert answer.status_code == 422
    assert "is geen ronde waar een tabel in kan" in answer.get_data(as_text=True)


def test_a_whole_feedback_round_comes_in(client, store):
    rows = behaviours()
    people = [{"id": f"p{number}", "name": f"Persoon {number}"} for number in range(20)]
    team = {"id": "mt", "demand": [], "seats": []}
    keep(store, "groot", {**small(), "people": people, "teams": [team]})
    fix(store, "groot")
    sources = ("superior", *["peer"] * 3, *["report"] * 3, "stakeholder")
    head = "id;source;rater;date;instrument;" + ";".join(rows)
    lines = [
        f"p{person};{source};r{person}-{number};2026-01-01;feedback_360;"
        + ";".join(str(1 + (person + number + position) % 5) for position in range(len(rows)))
        for person in range(20)
        for number, source in enumerate(sources)
    ]
    table = "\n".join([head, *lines]) + "\n"
    address = taken(client, store, table, name="groot", of="ratings", title="360", round="new")
    assert "4.800 beoordelingen zijn ingelezen." in page(client, address)
    (begun,) = RatingRounds(store).of_dossier("groot")
    RatingRounds(store).open("groot", begun.id)
    text = page(client, f"{address}/results?person=p7")
    assert "Wat de ronde zegt over Persoon 7" in text
    assert "collega 3" in text
