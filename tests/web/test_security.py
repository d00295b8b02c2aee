"""Headers, hosts, origins, tokens; and that no page holds a script or a style of its own."""

import re

import pytest
from flask import request

from planner.web.app import create_app
from planner.web.settings import Settings
from tests.web.cases import EXAMPLES
from tests.web.conftest import form_token, page
from tests.web.pages import pages

ADDRESSES = [
    "/",
    "/method",
    "/no-such-page",
    "/signed-out",
    "/dossiers/klein/proposals?job=gone",
    *(f"/dossiers/{name}/{screen}" for name in (*EXAMPLES, "groot", "klein")
      for screen in ("team", "proposals")),
]  # fmt: skip
START = "/dossiers/klein/proposals"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers(client, address):
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "HX-Request" in headers["Vary"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_holds_a_script_or_style_of_its_own(client, address):
    text = client.get(address).get_data(as_text=True)
    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "<style" not in text
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_htmx_comes_from_here_and_may_be_kept(visitor):
    answer = visitor.get("/static/htmx.min.js")
    assert answer.status_code == 200
    assert b"htmx" in answer.data
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"]
)
def test_a_name_that_is_not_this_machine_is_refused(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "mt-uitvoering" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]:8080"])
def test_this_machine_itself_is_served(visitor, host):
    assert visitor.get("/method", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
def test_a_write_from_elsewhere_is_refused(client, headers):
    token = form_token(client, START)
    answer = client.post(START, data={"csrf_token": token}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_write_from_our_own_page_is_taken(client, headers):
    token = form_token(client, START)
    answer = client.post(START, data={"csrf_token": token}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("data", [{}, {"csrf_token": "forged"}])
def test_a_write_without_the_forms_token_is_refused(client, data):
    answer = client.post(START, data=data)
    assert answer.status_code == 400
    assert "verlopen" in answer.get_data(as_text=True)


def test_the_token_of_one_session_is_of_no_use_in_another(client, enter):
    other = enter()
    token = form_token(other, START)
    assert client.post(START, data={"csrf_token": token}).status_code == 400


def test_a_form_that_is_too_large_is_refused(client):
    answer = client.post(START, data={"csrf_token": "x" * 300_000})
    assert answer.status_code == 413


def test_a_wrong_method_is_explained(client):
    answer = client.delete("/dossiers/klein/team", headers={"Origin": "http://localhost"})
    assert answer.status_code in (400, 405)
    assert "<h1>" in answer.get_data(as_text=True)


def test_errors_have_a_fragment_for_htmx(client):
    text = page(client, "/no-such-page", 404, HX_Request="true")
    assert "Hier is niets" in text
    assert "<html" not in text


def test_an_unexpected_error_tells_nothing_of_the_case(app, client, caplog):
    def broken() -> str:
        raise RuntimeError("A. Voorbeeld heeft niveau 2")

    app.view_functions["dossiers.show"] = broken
    text = page(client, "/", 500)
    assert "Voorbeeld" not in text + caplog.text
    assert "RuntimeError" in caplog.text


@pytest.fixture
def behind_tls(store, sign_in, jobs):
    """The application of an installation that others reach, by TLS and through a proxy."""
    settings = Settings(
        hosts=["planner.example.org"], behind_tls=True, trusted_proxies=1, local_accounts=True
    )
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)


PROXIED = {
    "Host": "planner.example.org",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.1",
}


def test_behind_tls_all_is_for_tls_alone(behind_tls):
    answer = behind_tls.test_client().get("/sign-in", headers=PROXIED)
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-abd_planner=")
    assert [
        part for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/") if part not in cookie
    ] == []
    assert "Domain" not in cookie


def test_without_tls_nothing_is_promised_of_it(visitor):
    answer = visitor.get("/method")
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "example.org", "a.planner.example.org"])
def test_only_the_hosts_of_the_settings_are_answered(behind_tls, host):
    client = behind_tls.test_client()
    assert client.get("/sign-in", headers={**PROXIED, "Host": host}).status_code == 400
    assert client.get("/sign-in", headers=PROXIED).status_code == 200


def test_a_form_behind_tls_is_taken_from_its_own_origin(behind_tls):
    client = behind_tls.test_client()
    base = "https://planner.example.org"
    text = client.get("/sign-in", headers=PROXIED, base_url=base).get_data(as_text=True)
    typed = {"csrf_token": re.search(r'csrf_token" value="([^"]+)', text)[1]}
    for origin, status in ((base, 422), ("http://planner.example.org", 403), ("null", 403)):
        headers = {**PROXIED, "Origin": origin}
        answer = client.post("/sign-in", data=typed, headers=headers, base_url=base)
        assert answer.status_code == status, origin


def test_where_no_proxy_is_known_none_is_believed(app):
    seen = []
    app.before_request(lambda: seen.append((request.remote_addr, request.scheme)))
    app.test_client().get("/method", headers={**PROXIED, "Host": "localhost"})
    assert seen == [("127.0.0.1", "http")]


def rows(store):
    """Return all that is kept, but for the log and for when somebody was last at work.

    A link that tries somebody on a seat begins a what-if, which nobody else sees.
    """
    of_itself = ("trail", "sessions", "explorations")
    left = [each for each in store.tables.table_names() if not each.startswith(of_itself)]
    return {name: store.rows(f"SELECT * FROM {name}") for name in left}


def test_looking_changes_nothing_and_says_what_it_is(client, store):
    addresses = pages(client.application)
    before = rows(store)
    assert len(addresses) > 40
    for address in addresses.values():
        answer = client.get(address, follow_redirects=True)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8", address
    assert rows(store) == before


@pytest.mark.parametrize("folder", ["/static/", "/static", "/static/..", "/dossiers/", "/static/."])
def test_no_folder_is_listed(client, folder):
    assert client.get(folder).status_code == 404
