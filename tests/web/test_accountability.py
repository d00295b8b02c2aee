"""What everybody may read about the program itself, and what the organisation fills in."""

import html
import json

import pytest

from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import Translator
from planner.store.retention import Terms
from planner.store.trail import REGISTER
from planner.web.app import create_app
from planner.web.organisation import Organisation
from planner.web.settings import Settings, read_settings
from planner.web.views.processing import processing_view
from planner.web.views.trail import ACTIVITIES
from tests.web.conftest import page

PAGES = ("register", "model-card", "instructions", "processing")
FILLED = Organisation(
    name="Voorbeeldorganisatie",
    contact="algoritmes@voorbeeld.example",
    status="In gebruik",
    begin="2026-03",
    lawful_basis="Een taak van algemeen belang.",
    impact_assessments=({"title": "DPIA", "link": "https://voorbeeld.example/dpia"},),
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_may_read_it_in_their_language(visitor, name, language):
    visitor.get(f"/method/{name}?lang={language}")
    shown = page(visitor, f"/method/{name}")
    assert f'<html lang="{language}"' in shown
    assert "csrf_token" not in shown
    assert f'href="/method/{name}" aria-current="page"' in shown


def test_the_pages_lead_to_each_other(visitor):
    shown = page(visitor, "/method")
    for name in PAGES:
        assert f'href="/method/{name}"' in shown
    assert 'href="/method" aria-current="page"' in shown


def test_each_activity_of_the_log_is_explained_where_its_entry_points(visitor):
    assert REGISTER == "/method/processing#"
    shown = page(visitor, REGISTER.partition("#")[0])
    for name in ACTIVITIES:
        assert shown.count(f'id="{name}"') == 1, name


def test_terms_are_those_of_the_installation():
    told = processing_view(Terms(log=400, finished_jobs=77), Translator("en"))
    terms = " ".join(each.term for each in told)
    assert "400 days" in terms
    assert "77 days" in terms
    assert "{" not in terms


def test_decisions_stay_by_the_selection_list():
    [deciding] = [
        each
        for each in processing_view(Terms(), Translator("nl"))
        if "decision.close" in dict(each.activities)
    ]
    assert "selectielijst" in deciding.term


def test_what_the_organisation_did_not_say_is_told(visitor):
    shown = html.unescape(page(visitor, "/method/register"))
    assert "Nog niet klaar om in te sturen" in shown
    assert "Organisatie: is niet ingevuld" in shown
    assert "nog zeggen op welke grond" in page(visitor, "/method/processing")


def test_what_the_organisation_says_is_filled_in(store, sign_in, jobs):
    settings = Settings(organisation=FILLED)
    visitor = create_app(store, sign_in=sign_in, jobs=jobs, settings=settings).test_client()
    shown = page(visitor, "/method/register")
    assert "Nog niet klaar om in te sturen" not in shown
    assert "Voorbeeldorganisatie" in shown
    assert "Een taak van algemeen belang." in page(visitor, "/method/processing")
    assert "Voorbeeldorganisatie" in page(visitor, "/method/instructions")
    answer = visitor.get("/method/register.json")
    entry = json.loads(answer.text)
    assert (entry["organization"], entry["begin_date"]) == ("Voorbeeldorganisatie", "2026-03")
    assert entry["impacttoetsen_grouping"] == [
        {"title": "DPIA", "link": "https://voorbeeld.example/dpia"}
    ]
    assert entry["lang"] == "nld"


def test_the_file_is_in_dutch_whatever_the_reader_speaks(visitor):
    visitor.get("/method/register?lang=en")
    assert json.loads(visitor.get("/method/register.json").text)["lang"] == "nld"


def test_what_an_organisation_types_is_text(store, sign_in, jobs):
    settings = Settings(organisation=Organisation(name="<script>alert(1)</script>"))
    visitor = create_app(store, sign_in=sign_in, jobs=jobs, settings=settings).test_client()
    for name in PAGES:
        assert "<script>alert" not in page(visitor, f"/method/{name}")


def test_the_settings_file_names_the_organisation(tmp_path):
    file = tmp_path / "abd-planner.toml"
    file.write_text(
        '[organisation]\nname = "Voorbeeld"\nvaluation = "V"\nkeep = "P20Y"\n'
        '[[organisation.impact_assessments]]\ntitle = "DPIA"\n',
        encoding="utf-8",
    )
    organisation = read_settings(file).organisation
    assert organisation.deployment.organisation == "Voorbeeld"
    assert organisation.deployment.impact_assessments == (("DPIA", ""),)
    facts = organisation.archive
    assert (facts.organisation, facts.valuation, facts.keep) == ("Voorbeeld", "V", "P20Y")


@pytest.mark.parametrize(
    "wrong", ['begin = "maart"', 'keep = "20 jaar"', 'keep = "P"', 'valuation = "X"', "colour = 1"]
)
def test_settings_that_cannot_be_are_refused(tmp_path, wrong):
    file = tmp_path / "abd-planner.toml"
    file.write_text(f"[organisation]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as refused:
        read_settings(file)
    assert [each.path for each in refused.value.faults] == [f"organisation.{wrong.split()[0]}"]
