"""Every page, in both languages, wide and narrow, light and dark: accessible, never too wide."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from planner.store.dossiers import Dossiers
from tests.web.cases import keep, small

pytestmark = pytest.mark.browser

STANDARDS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
# Everything else is the same however wide or dark a page is.
APPEARANCE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "target-size",
            "link-in-text-block",
            "scrollable-region-focusable",
        ],
    },
}
LOOKS = [(1280, "dark"), (360, "light"), (360, "dark")]
LANGUAGES = ("nl", "en")
PAGES = {
    "list": "/",
    "team": "/dossiers/mt-uitvoering/team",
    "teams": "/dossiers/twee-directies-carrousel/team?cautious=1",
    "large": "/dossiers/groot/team",
    "small": "/dossiers/klein/team",
    "asked": "/dossiers/crisisteam/proposals",
    "gone": "/dossiers/klein/proposals?job=gone",
    "method": "/method",
    "missing": "/no-such-page",
}
SEARCHES = ("mt-uitvoering", "twee-directies-carrousel", "crisisteam")


@pytest.fixture
def addresses(page, site):
    """The address of every page; results of searches among them."""
    found = {name: f"{site.base}{path}" for name, path in PAGES.items()}
    for name in SEARCHES:
        page.goto(f"{site.base}/dossiers/{name}/proposals")
        page.locator("#run .button--primary").click()
        page.wait_for_url("**/proposals?job=*")
        page.locator(".progress-facts").wait_for(state="detached", timeout=40_000)
        found[f"results-{name}"] = page.url
    results = found["results-mt-uitvoering"]
    found["proposal"] = results.replace("/proposals", "/team") + "&proposal=2"
    return found


def in_language(address, language):
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(page, addresses, language):
    axe = Axe()
    for name, address in addresses.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(in_language(address, language))
        assert page.locator("html").get_attribute("lang") == language
        found = axe.run(page, options=STANDARDS)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = axe.run(page, options=APPEARANCE)
            report = found.generate_report()
            assert found.violations_count == 0, f"{name}, {width}, {scheme}: {report}"


def test_axe_finds_nothing_in_what_can_be_opened(page, site):
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/sign-in/used", "/signed-out", "/method"])
def test_axe_finds_nothing_for_whoever_has_no_session(open_page, site, path):
    page = open_page()
    page.goto(f"{site.base}{path}")
    found = Axe().run(page, options=STANDARDS)
    assert found.violations_count == 0, found.generate_report()


def test_no_page_is_wider_than_a_small_telephone(page, addresses):
    page.set_viewport_size({"width": 320, "height": 640})
    for language, (name, address) in itertools.product(LANGUAGES, addresses.items()):
        page.goto(in_language(address, language))
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{name}, {language}: {width}"


def long_words():
    """Return two teams with people, seats and a wish whose names are one long word each."""
    case = small()
    case["title"] = "T" * 200
    word = {"a": "A" * 40, "b": "B" * 200}
    levels = {"crisis": 4, "speaking_truth": 4, "rule_of_law": 4}
    case["people"] = [
        {"id": person, "name": name, "levels": levels if person == "b" else {}}
        for person, name in word.items()
    ]
    case["candidates"] = ["b"]
    team = case["teams"][0]
    team["title"] = "Q" * 200
    team["seats"] = [
        {"id": "stoel", "title": "S" * 40, "incumbent": "a"},
        {"id": "vrij", "title": "V" * 200},
    ]
    case["teams"].append({**team, "id": "leeg", "title": "L" * 40, "seats": []})
    case["constraints"] = [{"kind": "include", "person": "b", "note": "N" * 200}]
    return case


@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_names_of_one_long_word_make_no_page_wider(page, site, width):
    keep(site.store, "lang", long_words())
    address = f"{site.base}/dossiers/lang"
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{address}/proposals")
    page.locator("#run .button--primary").click()
    page.locator(".proposal").first.wait_for(timeout=40_000)
    results = page.url
    for shown in (
        results,
        f"{address}/proposals",
        f"{address}/team",
        results.replace("/proposals", "/team") + "&proposal=1",
        f"{site.base}/",
    ):
        page.goto(shown)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, shown
        # Nothing of a proposal may lie outside its card either.
        outside = page.evaluate(
            """[...document.querySelectorAll('.proposal, .card')].flatMap(card =>
                [...card.querySelectorAll('p, li, h2, h3, th, td, .moves span')].filter(each =>
                    !each.closest('.matrix-region, .visually-hidden, .scroll') &&
                    !each.matches('.visually-hidden') &&
                    each.getBoundingClientRect().right > card.getBoundingClientRect().right + 1
                ).map(each => each.className + each.tagName + each.textContent.slice(0, 30)))"""
        )
        assert outside == [], shown
    Dossiers(site.store).archive("lang")


@pytest.mark.parametrize("media", [{"media": "print"}, {"forced_colors": "active"}])
def test_in_print_and_in_forced_colours_the_picture_and_the_matrix_are_there(page, site, media):
    page.goto(f"{site.base}/dossiers/mt-uitvoering/team")
    page.emulate_media(**media)
    assert page.locator(".compass").first.is_visible()
    assert page.locator(".matrix").is_visible()
    assert page.locator(".level--carries").first.is_visible()
