"""Wishes: forms that are made from their kinds, what they say, and what they refuse."""

import json
import os
import re
import shutil
import subprocess
import sys
from typing import Annotated, Literal

import pytest
from markupsafe import escape

import constraints
from constraints.base import TeamConstraint
from planner.domain.exact import NeverNull, Years
from planner.domain.identifiers import PersonIds, SeatId
from planner.dossier.reading import validated
from planner.resources.catalogue import Translator
from planner.store.dossiers import Dossiers
from planner.web.views.wish_example import example_sentence
from planner.web.views.wish_fields import FieldMaker
from tests.test_documentation import ADDING, ROOT, read
from tests.web.cases import MARKUP, example, hostile, keep, small
from tests.web.conftest import form_token, page

CASE = "/dossiers/mt-uitvoering/proposals"
WISHES = f"{CASE}/wishes"
NEW = f"{WISHES}/new"


def send(client, address, version=1, **fields):
    """Send a form and return the answer; fields are named as parameters."""
    named = {f"wish-{name}": value for name, value in fields.items()}
    # A short page, since a token is all that is wanted of it.
    token = form_token(client, "/dossiers/klein/history")
    return client.post(address, data={"csrf_token": token, "version": version, **named})


def kept(store, dossier="mt-uitvoering"):
    """Return the wishes of a dossier as its file has them now."""
    return json.loads(Dossiers(store).find(dossier).content).get("constraints", [])


def filled(kind):
    """Return plausible values for every field that must be filled in."""
    situation = validated(example("mt-uitvoering")).situation()
    values = {"note": "De opgave vraagt het."}
    for field in FieldMaker(situation, Translator("nl")).fields(kind):
        if not field.is_required:
            continue
        offered = [value for value, _ in field.options if value]
        values[field.parameter] = {
            "one": offered[:1],
            "several": offered[:2],
            "number": "1",
            "attribute": "achtergrond",
            "value": "recht",
            "text": "iets",
        }.get(field.sort, "1")
    return values


@pytest.mark.parametrize("kind", constraints.KINDS, ids=lambda kind: kind.name())
def test_every_kind_can_be_asked_and_is_read_back(client, store, kind):
    sentence = example_sentence(kind, validated(example("mt-uitvoering")).situation(), "nl")
    assert str(escape(sentence)) in page(client, NEW)
    address = f"{NEW}?kind={kind.name()}"
    assert page(client, address).count("<label") >= len(filled(kind))
    answer = send(client, address, **filled(kind))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert answer.headers["Location"] == f"{CASE}#wishes"
    wish = kept(store)[-1]
    assert wish["kind"] == kind.name()
    assert wish["note"] == "De opgave vraagt het."
    form = page(client, f"{WISHES}/5")
    said = re.search(r'class="wish-said">([^<]+)<', form)[1]
    assert said in page(client, CASE)
    assert "Wens toegevoegd: " in page(client, "/dossiers/mt-uitvoering/history")


class Rota(TeamConstraint):
    """A kind that nobody has heard of, with a field of each sort."""

    kind: Literal["rota"]
    rhythm: Literal["weekly", "monthly"]
    watched: PersonIds = ()
    from_seat: SeatId
    longest_break: Annotated[Years | None, NeverNull()] = None
    quietly: bool = False
    nickname: str

    def sentence(self, names):
        return f"{names.people(self.watched)} {self.rhythm} {self.nickname}"

    def post_team(self, team):
        raise NotImplementedError

    def check_team(self, team, names):
        raise NotImplementedError


def test_what_a_parameter_may_hold_decides_its_input():
    situation = validated(example("mt-uitvoering")).situation()
    fields = {f.parameter: f for f in FieldMaker(situation, Translator("nl")).fields(Rota)}
    assert {name: field.sort for name, field in fields.items()} == {
        "rhythm": "one",
        "watched": "several",
        "from_seat": "one",
        "longest_break": "number",
        "quietly": "tick",
        "nickname": "text",
    }
    assert [value for value, _ in fields["rhythm"].options] == ["", "weekly", "monthly"]
    assert fields["longest_break"].label == "Longest break"
    assert len(fields["watched"].options) == len(situation.people)
    assert ("dg", "Directeur-generaal") in fields["from_seat"].options
    assert example_sentence(Rota, situation, "nl") == "niemand weekly organisation"


_ADDED_KIND = """
import json, re, sys
from pathlib import Path
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from planner.jobs.queue import Queue
from tests.jobs.acting import Acted

store = prepare(Path(sys.argv[1]), demo=True)
sign_in, jobs = SignIn(store), Queue(store, Acted(None))
client = create_app(store, sign_in=sign_in, jobs=jobs).test_client()
client.get(f"/sign-in/{sign_in.new_token()}")
wishes = "/dossiers/mt-uitvoering/proposals/wishes/"
chosen = client.get(wishes + "new").get_data(as_text=True)
form = client.get(wishes + "new?kind=newcomers").get_data(as_text=True)
token = re.search(r'name="csrf_token" value="([^"]+)"', form)[1]
sent = {"csrf_token": token, "version": "1"}
refused = client.post(wishes + "new?kind=newcomers", data={**sent, "wish-limit": "veel"})
added = client.post(wishes + "new?kind=newcomers", data={**sent, "wish-limit": "1"})
shown = client.get("/dossiers/mt-uitvoering/proposals").get_data(as_text=True)
jobs.close()
print(json.dumps([
    "Het team krijgt hoogstens 2 nieuwe gezichten." in chosen,
    'name="wish-limit"' in form,
    refused.status_code, 'id="error-wish-limit"' in refused.get_data(as_text=True),
    added.status_code, "Het team krijgt hoogstens 1 nieuw gezicht." in shown,
]))
"""


def test_a_kind_that_is_added_to_the_code_has_a_form_without_further_work(tmp_path):
    root = tmp_path / "checkout"
    shutil.copytree(
        ROOT / "constraints",
        root / "constraints",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for untouched in ("planner", "fixtures", "templates", "tests"):
        (root / untouched).symlink_to(ROOT / untouched, target_is_directory=True)
    document = read(ADDING)
    (root / "constraints/newcomers.py").write_text(document.files["constraints/newcomers.py"])
    listed = root / "constraints" / "__init__.py"
    first, entry = (line for line in document.lines["constraints/__init__.py"].splitlines() if line)
    listed.write_text(f"{listed.read_text()}\n{first}\n\nKINDS = (*KINDS, {entry.strip()})\n")
    tried = subprocess.run(
        [sys.executable, "-B", "-c", _ADDED_KIND, str(tmp_path / "data")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 0, tried.stderr
    assert json.loads(tried.stdout) == [True, True, 422, True, 303, True]


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(client, store):
    answer = send(client, f"{NEW}?kind=departures", count="3", percent="honderd")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#field-wish-count"' in text
    assert 'id="error-wish-percent"' in text
    assert 'value="honderd"' in text
    assert "Hoeveel leden vertrekken" in text
    answer = send(client, f"{NEW}?kind=together", people=["kaya"])
    assert 'id="error-wish-people"' in answer.get_data(as_text=True)
    assert 'value="kaya" checked' in answer.get_data(as_text=True)
    answer = send(client, f"{NEW}?kind=include")
    assert "ontbreekt" in answer.get_data(as_text=True)
    assert len(kept(store)) == 5


def test_a_mistake_that_belongs_to_no_field_is_told_too(client, store):
    assert send(client, f"{NEW}?kind=development", budget="2").status_code == 303
    answer = send(client, f"{NEW}?kind=development", version=2, budget="3")
    assert answer.status_code == 422
    assert 'id="mistakes"' in answer.get_data(as_text=True)
    assert len(kept(store)) == 6


@pytest.mark.parametrize(
    ("attribute", "note", "places"),
    [
        ("geslacht", "Omdat het kan.", ["attribute"]),
        ("achtergrond", "", ["note"]),
        ("leeftijd", " ", ["attribute", "note"]),
    ],
)
def test_attributes_ask_for_a_ground_and_some_are_refused(client, store, attribute, note, places):
    answer = send(
        client, f"{NEW}?kind=attribute_spread", attribute=attribute, distinct="2", note=note
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert [name for name in ("attribute", "note") if f'id="error-wish-{name}"' in text] == places
    assert ("geen grond om iemand voor te trekken" in text) == ("attribute" in places)
    assert ("moet de reden noemen" in text) == ("note" in places)
    assert len(kept(store)) == 5


def test_a_value_is_the_one_that_people_have(client, store):
    asked = {"attribute": "tenure_years", "value": "8", "minimum": "1", "note": "Geheugen."}
    assert send(client, f"{NEW}?kind=attribute_count", **asked).status_code == 303
    assert kept(store)[-1]["value"] == 8
    text = page(client, f"{WISHES}/5")
    assert 'name="wish-value" type="text" value="8"' in text
    case = small()
    case["people"][0]["attributes"] = {"code": "8", "jurist": True}
    keep(store, "klein", case)
    address = "/dossiers/klein/proposals/wishes/new?kind=attribute_count"
    for value, written in (("8", "8"), ("ja", True)):
        name = "code" if value == "8" else "jurist"
        asked = {"attribute": name, "value": value, "minimum": "1", "note": "x"}
        version = Dossiers(store).find("klein").version
        assert send(client, address, version=version, **asked).status_code == 303
        assert kept(store, "klein")[-1]["value"] == written


def test_a_wish_is_changed_and_keeps_its_note_in_the_other_language(client, store):
    before = kept(store)[2]
    answer = send(client, f"{WISHES}/2", percent="87,5", note="Het team moet meer kunnen.")
    assert answer.status_code == 303
    wish = kept(store)[2]
    assert wish["percent"] == 87.5
    assert wish["note"] == {"nl": "Het team moet meer kunnen.", "en": before["note"]["en"]}
    assert "87,5\u00a0%" in page(client, CASE)
    client.get("/?lang=en")
    assert 'value="87.5"' in page(client, f"{WISHES}/2")


def test_a_form_that_is_sent_as_it_was_changes_nothing(client, store):
    note = example("mt-uitvoering")["constraints"][1]["note"]["nl"]
    answer = send(client, f"{WISHES}/1", carriers="2", behaviours=["speaking_truth"], note=note)
    assert answer.status_code == 303
    assert Dossiers(store).find("mt-uitvoering").version == 1


def test_a_wish_is_taken_out_and_comes_back(client, store):
    first, second = kept(store)[:2]
    assert send(client, f"{WISHES}/0/remove").status_code == 303
    assert kept(store)[0] == second
    assert send(client, "/dossiers/mt-uitvoering/undo", version=2).status_code == 303
    assert kept(store)[0] == first


def test_it_is_said_at_once_whether_the_team_of_today_keeps_a_wish(client):
    text = page(client, CASE)
    wishes = text[text.index('id="wishes"') : text.index('id="priorities"')]
    assert "Aan 2 van deze wensen voldoet het team van nu niet." in wishes
    assert "dekt 82,9\u00a0%, en er is 85\u00a0% gevraagd" in wishes
    preview = f"{WISHES}/preview?kind=exclude"
    assert "Nu al aan voldaan" in send(client, preview, person="kaya").get_data(as_text=True)
    said = send(client, preview, person="feitsma").get_data(as_text=True)
    assert "W. Feitsma heeft geen stoel." in said
    assert "Nu niet aan voldaan" in said
    assert "leest u de wens hier terug" in send(client, preview).get_data(as_text=True)
    client.get("/?lang=en")
    said = send(client, f"{WISHES}/preview?index=2", percent="80").get_data(as_text=True)
    assert "The team covers at least 80\u00a0% of what the task asks." in said
    assert "Met today already" in said


def test_permission_is_not_called_kept_or_broken(client):
    preview = f"{WISHES}/preview?kind=development"
    said = send(client, preview, budget="2", step="0,5").get_data(as_text=True)
    assert "hoogstens 2 stappen van 0,5" in said
    assert "Nu al aan voldaan" not in said


def test_two_people_add_a_wish_at_once(client, store):
    for person in ("kaya", "vries"):
        assert send(client, f"{NEW}?kind=include", person=person).status_code == 303
    assert [wish["person"] for wish in kept(store)[5:]] == ["kaya", "vries"]


def test_two_people_change_the_same_wish(client, store):
    assert send(client, f"{WISHES}/2", percent="80").status_code == 303
    answer = send(client, f"{WISHES}/2", percent="90")
    assert answer.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in answer.get_data(as_text=True)
    assert send(client, f"{WISHES}/2", version=2, percent="90").status_code == 303
    assert kept(store)[2]["percent"] == 90


def test_a_wish_that_somebody_else_took_out_is_not_another_one(client, store):
    assert send(client, f"{WISHES}/4/remove").status_code == 303
    answer = send(client, f"{WISHES}/4", attribute="achtergrond", distinct="3", note="x")
    assert answer.status_code == 409
    assert send(client, f"{WISHES}/0/remove", version=2).status_code == 303
    assert send(client, f"{WISHES}/0/remove", version=2).status_code == 409
    assert len(kept(store)) == 3


def test_a_dossier_without_wishes_gets_its_first(client, store):
    address = "/dossiers/klein/proposals/wishes/new?kind=max_load"
    assert send(client, address, limit="2").status_code == 303
    assert kept(store, "klein") == [{"kind": "max_load", "limit": 2}]


def test_where_there_are_several_teams_a_wish_may_be_about_one(client, store):
    address = "/dossiers/twee-directies-carrousel/proposals/wishes/new?kind=max_load"
    assert "Voor welke teams" in page(client, address)
    assert "Voor welke teams" not in page(client, f"{NEW}?kind=max_load")
    assert send(client, address, limit="2", teams=["wonen"]).status_code == 303
    assert kept(store, "twee-directies-carrousel")[-1]["teams"] == ["wonen"]


@pytest.mark.parametrize(
    "address",
    [
        f"{NEW}?kind=nothing",
        f"{NEW}?kind=",
        f"{NEW}?kind=%00<script>",
        f"{WISHES}/99",
        f"{WISHES}/99999999999999999999999",
        f"{WISHES}/-1",
        "/dossiers/nergens/proposals/wishes/new",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    page(client, address, 404)


def test_odd_input_is_refused_and_never_breaks(client, store):
    odd = ["\x00", "9" * 500, "1e400", "NaN", "-1", "٣", "<b>", "x" * 20_000]
    for value in odd:
        for kind in ("redundancy", "tenure", "coverage_floor", "include", "attribute_count"):
            fields = dict.fromkeys(
                ("carriers", "percent", "person", "seat", "minimum_years", "attribute", "value"),
                value,
            )
            status = send(client, f"{NEW}?kind={kind}", **fields).status_code
            assert status in (303, 422), (kind, value[:20])
            preview = send(client, f"{WISHES}/preview?kind={kind}", **fields)
            assert preview.status_code == 200
    token = form_token(client, CASE)
    bare = client.post(f"{WISHES}/2", data={"csrf_token": token, "version": "x"})
    assert bare.status_code == 400
    assert client.post(f"{WISHES}/preview?index=-3", data={"csrf_token": token}).status_code == 404
    assert len(kept(store)) == 5


def test_it_leads_back_to_where_it_came_from_and_nowhere_else(client):
    data = {"csrf_token": form_token(client, CASE), "version": 1, "wish-limit": "1"}
    for back, leads in ((f"{CASE}?job=x", f"{CASE}?job=x"), ("//elsewhere", f"{CASE}#wishes")):
        answer = client.post(f"{NEW}?kind=max_load", data={**data, "back": back})
        assert answer.headers["Location"] == leads
    assert 'href="//elsewhere' not in page(client, f"{NEW}?kind=max_load&back=//elsewhere")


def test_markup_stays_text(client, store):
    keep(store, "markup", hostile())
    base = "/dossiers/markup/proposals/wishes"
    kinds = ["include", "redundancy", "coverage_floor", "attribute_count"]
    for address in (base + "/new", f"{base}/0", *(f"{base}/new?kind={kind}" for kind in kinds)):
        text = page(client, address)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    answer = send(
        client, f"{NEW}?kind=attribute_count", attribute=MARKUP, value=MARKUP, note=MARKUP
    )
    assert answer.status_code == 303
    for address in (CASE, f"{WISHES}/5", "/dossiers/mt-uitvoering/history"):
        assert "<script>alert" not in page(client, address)
