"""The page with every element, help beside terms, and what the frame of a dossier shows."""

import re
from html import unescape

import pytest
from flask import render_template_string

from planner.jobs.queue import Queue
from planner.resources.catalogue import Translator
from planner.web.app import create_app
from planner.web.compass import DirectionRows, WedgeRow, compass
from planner.web.glossary import glossary, term_of
from planner.web.paging import paged
from planner.web.views.elements import sample_compasses
from tests.web.conftest import page


@pytest.fixture
def developer(store, sign_in, jobs: Queue):
    """Somebody who works on the program."""
    client = create_app(store, sign_in=sign_in, jobs=jobs, development=True).test_client()
    client.get(f"/sign-in/{sign_in.new_token()}")
    return client


def test_only_in_development_is_there_a_page_with_every_element(client, developer):
    page(client, "/method/elements", 404)
    shown = page(developer, "/method/elements")
    for element in (
        "button--primary",
        "notice--error",
        'class="matrix"',
        "compass--small",
        "field-error",
        "popover",
        "figure--concern",
        "<progress",
        'class="bar"',
    ):
        assert element in shown, element


def test_every_macro_of_the_design_is_on_that_page(developer, app):
    shown = (
        developer.application.jinja_env.loader.get_source(
            developer.application.jinja_env, "pages/method/elements.html"
        )
    )[0]
    for name in ("forms", "marks", "compass", "terms", "elements", "faults"):
        module = app.jinja_env.get_template(f"macros/{name}.html")
        with app.test_request_context():
            macros = [key for key in vars(module.module) if not key.startswith("_")]
        used = [
            macro
            for macro in macros
            if re.search(rf"\b{macro}\(", shown) or re.search(rf"call[^%]*{macro}", shown)
        ]
        assert set(macros) == set(used), name


def test_the_page_needs_a_session_in_development_too(store, sign_in, jobs):
    visitor = create_app(store, sign_in=sign_in, jobs=jobs, development=True).test_client()
    page(visitor, "/method/elements", 401)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_term_is_explained_once(language):
    terms = [term for group in glossary(Translator(language)) for term in group.terms]
    assert len({term.id for term in terms}) == len(terms) >= 35
    assert len({term.label for term in terms}) == len(terms)
    for term in terms:
        assert term.meaning.endswith((".", "?")), term.id
        assert len(term.meaning) < 330, term.id


def test_a_term_that_nobody_explains_is_a_mistake():
    with pytest.raises(KeyError):
        term_of("no_such_term", Translator("nl"))


def test_help_beside_a_term_is_a_button_with_a_text_of_its_own(app):
    macros = "{% from 'macros/terms.html' import term, term_mark %}"
    with app.test_request_context():
        shown = render_template_string(
            macros + "{{ term('carrier', '<b>Dragers') }} {{ term_mark('circle', where='two') }}"
        )
    assert 'popovertarget="term-carrier"' in shown
    assert 'id="term-carrier" popover' in shown
    assert 'popovertarget="term-circle-two"' in shown
    assert 'id="term-circle-two" popover' in shown
    assert "&lt;b&gt;Dragers" in shown
    assert "Wat betekent ‘kring’?" in unescape(shown)
    assert shown.count("<button") == shown.count('type="button"') == 2


@pytest.mark.parametrize("address", ["/dossiers/mt-uitvoering/team", "/dossiers/groot/team"])
def test_help_on_a_page_points_at_what_is_there(client, address):
    shown = page(client, address)
    targets = re.findall(r'popovertarget="([^"]+)"', shown)
    assert len(targets) >= 5
    for target in targets:
        assert shown.count(f'id="{target}"') == 1, target


def test_terms_lead_to_the_list_of_all(client, visitor):
    anchors = set(re.findall(r'href="/method#([^"]+)"', page(client, "/dossiers/groot/team")))
    method = page(visitor, "/method")
    assert anchors
    assert all(f'id="{anchor}"' in method for anchor in anchors)


def test_an_empty_seat_leads_on(client):
    shown = page(client, "/dossiers/mt-uitvoering/team")
    card = shown.split("empty-seat")[1].split("</section>")[0]
    assert "/dossiers/mt-uitvoering/seats/bedrijfsvoering/compare" in card
    assert "/dossiers/mt-uitvoering/explore" in card
    assert "/dossiers/mt-uitvoering/proposals" in card


@pytest.mark.parametrize(
    ("total", "asked", "number", "first", "around"),
    [
        (0, "", 1, None, [1]),
        (25, "1", 1, 0, [1]),
        (26, "2", 2, 25, [1, 2]),
        (300, "7", 7, 150, [1, None, 5, 6, 7, 8, 9, None, 12]),
        (300, "99999", 12, 275, [1, None, 10, 11, 12]),
        (300, "-1", 1, 0, [1, 2, 3, None, 12]),
        (300, "²", 1, 0, [1, 2, 3, None, 12]),
        (300, "9" * 500, 1, 0, [1, 2, 3, None, 12]),
    ],
)
def test_pages_of_a_long_list(total, asked, number, first, around):
    found = paged(range(total), asked, 25)
    assert (found.number, found.total, found.around) == (number, total, around)
    assert next(iter(found.items), None) == first


def test_samples_of_the_compass_show_every_state():
    pictures = dict(sample_compasses(Translator("en")))
    wedges = [wedge for picture in pictures.values() for wedge in picture.wedges]
    assert {ring.fill for wedge in wedges for ring in wedge.rings} == {"ample", "enough", "missing"}
    assert any(wedge.dot_at for wedge in wedges)
    assert any(picture.has_bands for picture in pictures.values())
    assert len(pictures["Thirty behaviours"].wedges) == 30
    assert not pictures["Nothing asked"].wedges


def test_two_legends_on_a_page_have_patterns_of_their_own(app):
    picture = compass([DirectionRows("inward", "In", [WedgeRow(1, "a", 3, 2, 1, hangs=True)])])
    with app.test_request_context():
        shown = render_template_string(
            "{% from 'macros/compass.html' import legend %}"
            "{{ legend(picture, 'one') }}{{ legend(picture, 'two') }}",
            picture=picture,
        )
    assert len(set(re.findall(r'pattern id="([^"]+)"', shown))) == 2
