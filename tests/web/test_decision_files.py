"""A closed decision taken along: document, data, everything for the archive, letters."""

import html
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile

import pikepdf
import pytest

from planner.decisions.reproducing import reproduce
from planner.decisions.writing import check_decision
from planner.store.decisions import Decisions
from planner.web.app import create_app
from planner.web.organisation import Organisation
from planner.web.settings import Settings
from tests.deciding import closed
from tests.web.cast import cast, client_of
from tests.web.conftest import form_token, page
from tests.web.test_decision import CASE

DECISION = f"/dossiers/{CASE}/decisions/1"
MDTO = {"m": "https://www.nationaalarchief.nl/mdto"}


@pytest.fixture
def decision(store):
    return closed(store, CASE)


def pdf_of(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return pikepdf.open(io.BytesIO(answer.data))


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl"), ("en", "en")])
def test_the_document_opens_in_each_language(client, decision, language, tag):
    answer = client.get(f"{DECISION}/{language}.pdf")
    with pdf_of(answer) as opened:
        assert str(opened.Root.Lang).startswith(tag)
        assert len(opened.pages) > 1
    named = f'filename="{CASE}-1-{language}.pdf"'
    assert named in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_there_is_no_document_in_another_language(client, decision):
    assert client.get(f"{DECISION}/fr.pdf").status_code == 404


def test_the_document_is_the_one_that_was_made_at_closing(client, store, decision):
    assert client.get(f"{DECISION}/nl.pdf").data == Decisions(store).document(decision, "nl")


def test_the_data_can_be_run_again(client, decision):
    content = client.get(f"{DECISION}/data.json").data
    checked = check_decision(content)
    assert checked.is_as_written
    assert checked.decision.fingerprints.whole == decision.fingerprint
    assert reproduce(checked.decision).same is True


def everything(client, **facts):
    asked = {"organisation": "Voorbeeld", "valuation": "N", "category": "", "keep": "", **facts}
    return client.get(f"{DECISION}/archive.zip", query_string=asked)


def test_everything_comes_with_its_description(client, decision):
    answer = everything(client, keep="P20Y", category="12.3", valuation="V")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as zipped:
        names = set(zipped.namelist())
        files = {f"{CASE}-1{rest}" for rest in ("-nl.pdf", "-en.pdf", ".json")}
        described = {f"{name}.mdto.xml" for name in files} | {f"{CASE}-1.mdto.xml"}
        assert names == files | described
        assert zipped.read(f"{CASE}-1.json") == client.get(f"{DECISION}/data.json").data
        root = ElementTree.fromstring(zipped.read(f"{CASE}-1.mdto.xml"))
    [made] = root.findall(".//m:archiefvormer/m:verwijzingNaam", MDTO)
    assert made.text == "Voorbeeld"
    [term] = root.findall(".//m:termijnLooptijd", MDTO)
    assert term.text == "P20Y"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("organisation", ""),
        ("organisation", "a" * 201),
        ("valuation", "X"),
        ("keep", "20 jaar"),
        ("keep", "P"),
        ("category", "a" * 201),
    ],
)
def test_what_the_archive_cannot_take_is_refused_and_stays_in_the_form(
    client, decision, field, typed
):
    answer = everything(client, **{field: typed})
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    if typed and field != "valuation":
        assert f'value="{typed}"' in answer.text


def test_the_settings_fill_the_form_in(store, sign_in, jobs, decision):
    organisation = Organisation(name="Uit de instellingen", keep="P10Y")
    app = create_app(
        store, sign_in=sign_in, jobs=jobs, settings=Settings(organisation=organisation)
    )
    client = app.test_client()
    client.get(f"/sign-in/{sign_in.new_token()}")
    shown = page(client, DECISION)
    assert 'value="Uit de instellingen"' in shown
    assert 'value="P10Y"' in shown


def letter(client, candidate="kaya", **more):
    address = f"{DECISION}/letters/{candidate}"
    typed = {"signed": "De commissie", "contact": "hr@voorbeeld.example", "language": "nl"}
    token = form_token(client, address)
    return client.post(address, data={"csrf_token": token, "explanation": "", **typed, **more})


def test_there_is_a_letter_for_each_candidate(client, decision):
    shown = page(client, f"{DECISION}/letters")
    people = re.findall(rf'href="{DECISION}/letters/([^"]+)"', shown)
    assert sorted(people) == ["dongen", "fernandes", "kaya", "osei", "vries"]
    for person in people:
        assert letter(client, person).status_code == 200


def test_a_letter_can_be_copied_and_taken_along(client, decision):
    answer = letter(client, explanation="Wij waardeerden het gesprek.")
    [text] = re.findall(r'<textarea id="letter-text"[^>]*>(.*?)</textarea>', answer.text, re.S)
    assert "Beste F. Kaya," in html.unescape(text)
    assert "Wij waardeerden het gesprek." in text
    assert "Osei" not in text
    taken = letter(client, explanation="Wij waardeerden het gesprek.", pdf="1")
    with pdf_of(taken) as opened:
        assert str(opened.Root.Lang) == "nl"


def test_a_letter_that_would_read_as_a_mistake_asks_for_a_sentence(client, decision):
    listed = page(client, f"{DECISION}/letters")
    people = re.findall(r'letters/([^"]+)"[^>]*>[^<]*</a>( <span)?', listed)
    asked = [person for person, mark in people if mark]
    others = [person for person, mark in people if not mark]
    shown = letter(client, asked[0])
    assert "evenveel brengen als wie gekozen is" in shown.text
    assert 'id="letter-text"' not in shown.text
    refused = letter(client, asked[0], pdf="1")
    assert refused.status_code == 422
    assert 'href="#field-explanation"' in refused.text
    assert letter(client, asked[0], pdf="1", explanation="Zij kent het veld.").status_code == 200
    assert letter(client, others[0], pdf="1").mimetype == "application/pdf"


def test_a_letter_is_in_the_language_of_who_gets_it(client, decision):
    answer = letter(client, language="en")
    assert '<html lang="nl"' in answer.text
    assert "Dear F. Kaya," in answer.text


def test_a_letter_names_nobody_else(client, decision):
    for more in ({}, {"pdf": "1"}):
        answer = letter(client, explanation="M. Osei past beter.", **more)
        assert answer.status_code == 422
        assert "M. Osei past beter." in answer.text
        assert 'id="letter-text"' not in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("signed", ""),
        ("contact", ""),
        ("contact", "a" * 201),
        ("language", "fr"),
        ("explanation", "a" * 10_001),
    ],
)
def test_a_letter_that_cannot_be_is_refused(client, decision, field, typed):
    answer = letter(client, **{field: typed})
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text


def test_who_was_no_candidate_gets_no_letter(client, decision):
    for somebody in ("elidrissi", "nobody"):
        assert client.get(f"{DECISION}/letters/{somebody}").status_code == 404


def test_nothing_of_a_letter_is_kept(client, store, decision):
    letter(client, explanation="Alleen voor deze brief.")
    rows = "".join(str(dict(row)) for row in store.rows("SELECT * FROM trail_entries"))
    assert "Alleen voor deze brief" not in rows


def test_who_only_reads_takes_no_data_along(shared_app, sign_in, store, decision):
    people = cast(store)
    reader = client_of(shared_app, sign_in, people["reader"])
    for rest in ("data.json", "archive.zip?organisation=x", "letters", "letters/kaya"):
        assert reader.get(f"{DECISION}/{rest}").status_code == 404
