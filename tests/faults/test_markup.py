"""HTML, SVG and templates typed into every field of every form: shown as text, never as more."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from tests.web import wandering
from tests.web.pages import pages
from tests.web.wandering import Wanderer

# What would become a tag or an attribute of these names, where it is not written as text.
TAG, ATTRIBUTE = "zqtag", "zqattr"
HOSTILE = (
    f"<{TAG}>", f'"><{TAG}>', f"'><{TAG}>", f'" {ATTRIBUTE}="', f"' {ATTRIBUTE}='",
    f"</title></textarea></script></svg><{TAG}>", f"--><{TAG}>", f"]]><{TAG}>",
    f"<svg {ATTRIBUTE}=1><{TAG}/></svg>", f"&lt;{TAG}&gt;<{TAG}>", f"\u2028<{TAG} {ATTRIBUTE}>",
    "{{ 7919 * 7919 }}", "{% set x = 7919 %}", "${7919*7919}",
    "javascript:zqtag()", "data:text/html,x",
)  # fmt: skip
# Forms that take away what the other forms are about.
_LEAVES = ("/sign-out", "/erase", "/archive", "/remove", "/bring-back", "/reset", "/close")


class _Checked(HTMLParser):
    """Complains of what was typed and has become part of the page."""

    def handle_starttag(self, tag, attrs):
        assert TAG not in tag
        for name, value in attrs:
            assert ATTRIBUTE not in name, (tag, attrs)
            if name in ("href", "src", "action", "hx-get", "hx-post", "formaction", "xlink:href"):
                assert not (value or "").strip().lower().startswith(("javascript:", "data:text"))
            assert not name.startswith("on"), (tag, attrs)


def check(answer, address):
    with answer:
        if answer.mimetype not in ("text/html", "image/svg+xml"):
            return ""
        text = answer.get_data(as_text=True)
    assert answer.status_code < 500 or answer.status_code == 503, address
    assert "62710561" not in text, address
    try:
        _Checked().feed(text)
    except AssertionError as error:
        raise AssertionError(f"{address}: {error}") from None
    return text


class Hostile(Wanderer):
    """Goes from page to page, and types nothing but what could hurt."""

    def _read(self, answer, address):
        text = check(answer, address)
        page = wandering._Page()
        page.feed(text)
        return page


def forms_of(client, address):
    page = wandering._Page()
    page.feed(check(client.get(address), address))
    return [form for form in page.forms if not any(leaf in form.action for leaf in _LEAVES)]


def is_text(kind):
    return kind in ("text", "textarea", "search", "email", "password")


def fill(form, number, only=None):
    """Return what a form sends with something hostile in each text field, or in one of them."""
    sent = {}
    for position, (name, kind, values) in enumerate(form.fields):
        if is_text(kind) and only in (None, name):
            value = HOSTILE[(number + position) % len(HOSTILE)]
        elif kind in ("file", "checkbox", "button"):
            continue
        else:
            value = next((each for each in values if each), "")
        sent.setdefault(name, value)
    return sent


def send_all(client, address, seen):
    """Send each form of a page, each of its text fields hostile in turn; return what was taken."""
    taken = 0
    for place, shown in enumerate(forms_of(client, address)):
        for only in (None, *(name for name, kind, _ in shown.fields if is_text(kind))):
            key = (shown.action, only)
            # As the page stands now: what was taken has made another version of it.
            again = forms_of(client, address) if key not in seen else []
            if len(again) <= place or again[place].action != shown.action:
                continue
            seen.add(key)
            form = again[place]
            action = urljoin(address, form.action) if form.action else address
            fields = fill(form, len(seen), only)
            if form.method == "get":
                answer = client.get(action, query_string=fields)
            else:
                answer = client.post(action, data=fields)
                taken += answer.status_code == 303
            check(answer, action)
    return taken


def texts_in(client, everything):
    return [check(client.get(address), address) for address in everything]


def test_no_text_that_is_typed_becomes_part_of_a_page(app, client):
    everything, seen = pages(app).values(), set()
    taken = sum(send_all(client, address, seen) for address in everything)
    assert len(seen) > 100
    assert taken > 40
    shown = [text for text in texts_in(client, everything) if f"{TAG}&gt;" in text]
    assert len(shown) > 10


@pytest.mark.parametrize("seed", range(2))
def test_whoever_types_nothing_else_finds_it_nowhere(client, seed, monkeypatch):
    monkeypatch.setattr(wandering, "TYPED", HOSTILE)
    wanderer = Hostile(client, seed)
    for _ in range(60):
        wanderer.step()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 30))
def test_thousands_of_times(client, seed, monkeypatch):
    monkeypatch.setattr(wandering, "TYPED", HOSTILE)
    wanderer = Hostile(client, seed)
    for _ in range(400):
        wanderer.step()
