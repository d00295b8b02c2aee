"""Somebody who clicks on anything and types anything, as a seed has it."""

import random
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from flask.testing import FlaskClient

# What people type, and what nobody should.
TYPED = (
    "", " ", "0", "1", "3,5", "3.5", "-1", "6", "1e9", "٣", "NaN", "9" * 30, "ann", "crisis",
    "mt", "Één naam van meer dan veertig letters, en nog wat", "<script>alert(1)</script>",
    "\x00", "\U0001f600", "../..", "'; DROP TABLE dossiers; --", "x" * 5000, "\u202e", "{{7*7}}",
    "a\r\nb", "=1+1", "null", "true",
)  # fmt: skip
_LEAVES = ("/sign-out", "/sign-in")


@dataclass
class Form:
    """A form of a page, with what it would send as it is."""

    action: str
    method: str
    is_file: bool
    fields: list[tuple[str, str, list[str]]] = field(default_factory=list)


class _Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select: tuple[str, list[str]] | None = None
        self._inside: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get"):
            if name in given and tag != "link":
                self.links.append(given[name])
        if tag == "form":
            self._inside = Form(
                given.get("action", ""),
                given.get("method", "get").lower(),
                given.get("enctype") == "multipart/form-data",
            )
            self.forms.append(self._inside)
        elif self._inside is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._inside is not None
        if tag == "select":
            self._select = given.get("name", ""), []
        elif tag == "option" and self._select is not None:
            self._select[1].append(given.get("value", ""))
        elif tag in ("input", "textarea", "button") and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else tag
            self._inside.fields.append((given["name"], kind, [given.get("value", "")]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select" and self._select is not None and self._inside is not None:
            name, options = self._select
            self._inside.fields.append((name, "select", options))
            self._select = None


class Wanderer:
    """Goes from page to page; every answer that is a fault of the program is an error."""

    def __init__(self, client: FlaskClient, seed: int) -> None:
        self._client = client
        self._draw = random.Random(seed)
        self._pages: list[str] = ["/"]
        self.seen: set[str] = set()
        self.statuses: dict[int, int] = {}

    def step(self) -> None:
        """Click on something, or send a form with anything in it."""
        address = self._draw.choice([*self._pages[-12:], "/"])
        page = self._read(self._get(address), address)
        forms = [form for form in page.forms if not form.action.startswith(_LEAVES)]
        if forms and self._draw.random() < 0.5:
            self._send(self._draw.choice(forms), address)
        elif page.links:
            self._follow(urljoin(address, self._draw.choice(page.links)))

    def _get(self, address: str) -> Any:
        headers = {"HX-Request": "true"} if self._draw.random() < 0.2 else {}
        return self._client.get(address, headers=headers)

    def _follow(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.netloc not in ("", "localhost") or parts.path.startswith(_LEAVES):
            return
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = self._get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            self._pages.append(path)
        self._read(answer, path)

    def _send(self, form: Form, address: str) -> None:
        action = urljoin(address, form.action) if form.action else address
        if urlsplit(action).netloc not in ("", "localhost"):
            return
        sent: dict[str, list[Any]] = {}
        for name, kind, values in form.fields:
            value = self._typed(name, kind, values)
            if value is not None:
                sent.setdefault(name, []).append(value)
        if form.method == "get":
            # A browser leaves out what the action asks: it has to stand in the form too.
            parts = urlsplit(action)
            fields = {name for name, _, _ in form.fields}
            assert set(parse_qs(parts.query)) <= fields, (address, action)
            answer = self._client.get(parts.path, query_string=sent)
        else:
            answer = self._client.post(action, data=sent)
        self._read(answer, action)
        location = answer.headers.get("Location")
        if location:
            self._follow(urljoin(action, location))

    def _typed(self, name: str, kind: str, values: list[str]) -> Any:
        if name == "csrf_token":
            return values[0]
        chance = self._draw.random()
        if kind == "file":
            content = self._draw.choice([b"", b"{", b"\xff", b"a;b\n1;2", b'{"format": 1}'])
            return BytesIO(content), self._draw.choice(["a.json", "b.csv", "../c"])
        if kind in ("checkbox", "radio", "button") and chance < 0.5:
            return None
        if kind == "hidden":
            return values[0] if chance < 0.9 else self._draw.choice(TYPED)
        if kind in ("select", "checkbox", "radio", "button"):
            usual = chance < 0.95 and values
            return self._draw.choice(values) if usual else self._draw.choice(TYPED)
        return values[0] if chance < 0.5 else self._draw.choice(TYPED)

    def _read(self, answer: Any, address: str) -> _Page:
        status = answer.status_code
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.seen.add(re.sub(r"[0-9a-zA-Z_-]{10,}", "*", urlsplit(address).path))
        page = _Page()
        with answer:
            text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        assert status < 500 or status == 503, f"{status} at {address}"
        assert "Traceback" not in text
        page.feed(text)
        return page
