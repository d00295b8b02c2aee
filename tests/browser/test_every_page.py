"""Every page there is, accessible in both languages, at any width, with and without scripts.

A new screen is among them by itself, because they come from the map of addresses.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.pages import pages

pytestmark = pytest.mark.browser

STANDARDS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
LOOKS = [
    pytest.param("nl", 1280, "light", True, id="nl-1280-light"),
    pytest.param("en", 360, "light", True, id="en-360-light"),
    pytest.param("nl", 360, "dark", False, id="nl-360-dark-without-javascript"),
    pytest.param("en", 1280, "dark", False, id="en-1280-dark-without-javascript"),
]


@pytest.mark.parametrize(("language", "width", "scheme", "scripts"), LOOKS)
def test_every_page_is_accessible(open_page, site, language, width, scheme, scripts):
    page = open_page(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    page.goto(site.link())
    page.goto(f"{site.base}/?lang={language}")
    wrong = []
    for name, address in pages(site.app).items():
        answer = page.goto(site.base + address)
        assert answer is not None
        assert answer.status == 200, name
        assert page.locator("html").get_attribute("lang") == language, name
        assert page.locator("h1").count() == 1, name
        if not scripts:
            # What looks for faults is a script itself; without them the page has to be there.
            continue
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{name}: wider than {width}")
        found = Axe().run(page, options=STANDARDS)
        if found.violations_count:
            wrong.append(f"{name}: {found.generate_report()}")
    assert not wrong, "\n".join(wrong)
