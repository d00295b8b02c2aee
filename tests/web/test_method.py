"""How it works: the page that everybody may read."""

import html
import json
import re

import pytest

from planner.resources.catalogue import Translator
from planner.resources.files import resource_path
from planner.web.glossary import glossary
from tests.web.conftest import page


def repertoire():
    path = resource_path("fixtures", "repertoires", "abd-2021.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_repertoire_is_there_with_its_anchors(visitor, language):
    visitor.get(f"/method?lang={language}")
    shown = html.unescape(page(visitor, "/method"))
    behaviours = repertoire()["behaviours"]
    assert len(behaviours) == 30
    for behaviour in behaviours:
        for text in (behaviour["label"], behaviour["definition"], *behaviour["anchors"].values()):
            assert text[language] in shown, text[language]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_term_is_in_the_list(visitor, language):
    visitor.get(f"/method?lang={language}")
    shown = html.unescape(page(visitor, "/method"))
    for group in glossary(Translator(language)):
        assert group.label in shown
        for term in group.terms:
            assert f'id="about-{term.id}"' in shown
            assert term.meaning in shown


def test_the_parts_of_the_page_can_be_reached(visitor):
    shown = page(visitor, "/method")
    inner = re.findall(r'href="#([^"]+)"', shown)
    assert len(inner) >= 6
    for anchor in inner:
        assert shown.count(f'id="{anchor}"') == 1, anchor


def test_the_page_owns_up_to_the_one_figure_about_a_person(visitor):
    shown = html.unescape(page(visitor, "/method"))
    assert "geeft niemand een cijfer" not in shown
    assert "de functiefit: dat staat er om" in shown


def test_no_question_mark_stands_within_a_question(visitor):
    for group in glossary(Translator("nl")):
        for term in group.terms:
            assert "?" not in term.label


def test_the_example_adds_up():
    asked = 5 * 2 + 3 * 1
    covered = 5 * min(2, 1) + 3 * min(1, 2)
    assert (asked, covered) == (13, 8)
    assert f"{100 * covered / asked:.1f}" == "61.5"


def test_the_page_tells_nothing_of_any_dossier(visitor):
    shown = page(visitor, "/method")
    assert "mt-uitvoering" not in shown
    assert "csrf_token" not in shown
