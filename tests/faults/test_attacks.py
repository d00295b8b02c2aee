"""Writes from other sites, forged sessions and links, and tricks with headers and paths."""

import re
import socket
from contextlib import closing
from itertools import product

import pytest

from planner.store.dossiers import Dossiers
from planner.store.rating_rounds import RatingRounds
from planner.web.identity import SESSION_KEY
from planner.web.server import prepare
from tests.faults.serving import served
from tests.web.cast import DOSSIER, ELSEWHERE, cast, client_of
from tests.web.conftest import form_token
from tests.web.test_policy import addresses, ids_of, told

RENAME = "/dossiers/klein/rename"
COOKIE = "abd_planner"
ELSEWHERE_SENT = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
)


@pytest.fixture
def people(store):
    return cast(store)


@pytest.fixture
def ids(store, jobs, people):
    return ids_of(store, jobs, DOSSIER, people["person"].id)


def everything(store):
    """Return what is kept, without the trail and what says who is at work."""
    left_out = ("trail", "trail_entries", "trail_head", "sessions", "jobs")
    names = [each for each in store.tables.table_names() if each not in left_out]
    return {name: store.rows(f"SELECT * FROM {name}") for name in names}


def test_no_write_is_taken_that_another_site_sends(app, client, store, ids):
    token, before = form_token(client, RENAME), everything(store)
    asked = [address for _, method, address in addresses(app, ids) if method == "POST"]
    assert len(asked) > 60
    for number, address in enumerate(asked):
        headers = ELSEWHERE_SENT[number % len(ELSEWHERE_SENT)]
        data = {"csrf_token": token, "version": "1", "title": "Van een ander"}
        assert client.post(address, data=data, headers=headers).status_code == 403, address
        # As a form that a page elsewhere sends without a word of where it stands.
        assert client.post(address, data={**data, "csrf_token": ""}).status_code == 400, address
        address = f"{address}?csrf_token={token}&_method=POST"
        for method in ("GET", "HEAD"):
            with closing(client.open(address, method=method, data=data)):
                pass
    assert everything(store).keys() == before.keys()
    assert Dossiers(store).find("klein").version == 1
    assert everything(store)["dossier_versions"] == before["dossier_versions"]


def test_a_round_of_another_dossier_is_not_found_in_ones_own(app, sign_in, store, jobs, people):
    client = client_of(app, sign_in, people["elsewhere"])
    token = form_token(client, f"/dossiers/{ELSEWHERE}/demand")
    rounds, scale = RatingRounds(store), Dossiers(store).open(Dossiers(store).find(DOSSIER))
    begun = rounds.begin(
        DOSSIER, "Van een ander", "interview", scale.whole_repertoire.scale, [], []
    )
    own = {**ids_of(store, jobs, ELSEWHERE, people["elsewhere"].id), "round_": begun.id}
    nothing = {**own, "round_": "no-such"}
    checked = 0
    for (endpoint, method, there), (_, _, not_there) in zip(
        addresses(app, own), addresses(app, nothing), strict=True
    ):
        if there != not_there:
            data = {"csrf_token": token, "reason": "Zo"} if method == "POST" else None
            answer = told(client, method, there, data, begun.id)
            assert answer[0] in (403, 404), endpoint
            assert answer == told(client, method, not_there, data, "no-such"), endpoint
            checked += 1
    assert checked > 10
    assert rounds.find(begun.id, DOSSIER) == begun


def signed(app, content, key=None):
    """Return a cookie as the application makes it; with a key, as somebody else might."""
    kept, app.secret_key = app.secret_key, key or app.secret_key
    serializer = app.session_interface.get_signing_serializer(app)
    app.secret_key = kept
    return serializer.dumps(content)


def test_no_session_is_taken_that_was_not_begun_here(app, client, store):
    own = client.get_cookie(COOKIE).value
    content = app.session_interface.get_signing_serializer(app).loads(own)
    (row,) = store.rows("SELECT * FROM sessions")
    forged = (
        signed(app, content, "another key"),
        signed(app, {**content, SESSION_KEY: "x" * 43}),
        # What the database holds of a session is of no use as a session.
        signed(app, {**content, SESSION_KEY: row["id"]}),
        signed(app, {**content, SESSION_KEY: ""}),
        signed(app, {}),
        # The last two bits of the last sign say nothing, so B would be the same signature as A.
        own[:-1] + ("A" if own[-1] != "A" else "E"),
        own.rpartition(".")[0] + ".",
        "." + own,
        own.upper(),
        "null",
        "x" * 4000,
    )
    for cookie in forged:
        other = app.test_client()
        other.set_cookie(COOKIE, cookie)
        assert other.get("/").status_code == 401, cookie
    assert client.get("/").status_code == 200


def test_what_is_over_is_over_wherever_its_cookie_was_kept(app, client, sign_in):
    kept = client.get_cookie(COOKIE).value
    client.post("/sign-out", data={"csrf_token": form_token(client, RENAME)})
    thief = app.test_client()
    thief.set_cookie(COOKIE, kept)
    assert thief.get("/").status_code == 401
    link = f"/sign-in/{sign_in.new_token()}"
    assert thief.get(link).status_code == 303
    for forged in (link, f"{link}x", "/sign-in/x", f"/sign-in/{'x' * 5000}", "/sign-in/%00"):
        other = app.test_client()
        assert other.get(forged).status_code != 303
        assert other.get("/").status_code == 401
    for other_door in ("/invitations/x", f"/enrol/{link.rpartition('/')[2]}"):
        assert app.test_client().get(other_door).status_code in (401, 404, 410), other_door


PATHS = (
    *("/%00", "/dossiers/%00/team", "/dossiers/klein%00/team", "/static/%00"),
    *("/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/pages/base.html", "/static/....//x"),
    *("/static/..%5c..%5cx", "/static//etc/passwd", "/dossiers/..%2f..%2fetc/team"),
    *("/dossiers/%ff%fe/team", "/dossiers/%ed%a0%80/team", "/dossiers/%c0%ae%c0%ae/team"),
    *("//evil.example/", "/%5cevil.example", "/https:%2f%2fevil.example", "/;/", "/.git/config"),
    *("/dossiers/klein/team%0d%0aX-Own:%20x", "/?q=%0d%0aX-Own:%20x", "/?q=%00", "/?q=%ed%a0%80"),
    *("/" + "x" * 60_000, "/dossiers/" + "%41" * 20_000, "/?q=" + "x" * 100_000, "/" + "a/" * 5000),
    *("/?" + "&".join(f"a{number}=1" for number in range(5000)), "/?q[]=1&q[a]=2", "/?%=%"),
)
HEADERS = (
    *({"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "https"}),
    *({"X-Forwarded-For": "127.0.0.1, evil"}, {"X-Forwarded-Prefix": "//evil.example"}),
    *({"Forwarded": "host=evil.example"}, {"X-Host": "evil.example"}),
    *({"X-Original-URL": "/accounts"}, {"X-Rewrite-URL": "/accounts"}),
    *({"X-HTTP-Method-Override": "DELETE"}, {"Referer": "https://evil.example/"}),
    *({"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}, {"HX-Target": "<b>"}),
    *({"Accept-Language": "../../x,nl;q=9e999"}, {"Accept-Language": "x" * 50_000}),
    *({"Range": "bytes=0-,1-,2-"}, {"If-None-Match": '"' * 1000}, {"If-Modified-Since": "x"}),
    *({"Cookie": f"{COOKIE}=; {COOKIE}=x; a=\x7f"}, {"Content-Type": "multipart/form-data"}),
)


def test_a_path_that_tricks_leads_nowhere(client):
    for path in PATHS:
        with closing(client.get(path)) as answer:
            text = answer.get_data(as_text=True)
            assert answer.status_code in (200, 301, 302, 303, 308, 400, 404, 414), path[:80]
        assert "X-Own" not in answer.headers
        assert not re.search(r"root:|\{%|Traceback|def create_app", text), path[:80]
        assert not answer.headers.get("Location", "/").startswith(("//", "https:", "/\\"))


def test_a_header_that_tricks_changes_no_address(client):
    for headers in HEADERS:
        with closing(client.get("/", headers=headers)) as answer:
            text = answer.get_data(as_text=True)
            # Of the trick with the session's own cookie nobody is signed in.
            assert answer.status_code in (200, 400, 401), headers
        assert "evil.example" not in text + str(answer.headers), headers
        assert not re.search(r'(?:href|action|src)="(?:https?:)?//', text)


ELSEWHERE_LED = (
    *("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil"),
    *("/\r\nSet-Cookie: own=1", "javascript:alert(1)", " //evil.example", "///evil.example"),
)
BACK = (RENAME, "/language/nl", "/dossiers/klein/archive", "/dossiers/klein/bring-back")


def test_no_answer_leads_elsewhere_or_holds_a_header_that_was_sent(client):
    token = form_token(client, RENAME)
    for elsewhere, address in product(ELSEWHERE_LED, BACK):
        data = {"csrf_token": token, "back": elsewhere, "version": "1", "title": "Klein"}
        answer = client.post(address, data=data)
        location = answer.headers.get("Location", "/")
        assert answer.status_code < 500, address
        assert location.startswith("/"), address
        assert not location.startswith(("//", "/\\")), address
        assert "own=1" not in str(answer.headers.getlist("Set-Cookie"))
        assert "evil" not in location


def test_a_title_does_not_end_the_header_that_names_a_file(client):
    token = form_token(client, RENAME)
    title = 'x"; filename="a.exe\r\nX-Own: 1\r\n\r\n<script>'
    sent = {"csrf_token": token, "version": "1", "title": title.replace("\r\n", " ")}
    assert client.post(RENAME, data=sent).status_code == 303
    for address in ("/dossiers/klein/file", "/dossiers/klein/levels.csv"):
        with closing(client.get(address)) as answer:
            named = answer.headers["Content-Disposition"]
            assert answer.status_code == 200
        assert re.fullmatch(r"attachment; filename\*?=[\w.'%-]+", named), named
        assert "X-Own" not in answer.headers


RAW = (
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 300_000 + b"\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%0d%0aX-Own:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
)


def test_a_request_that_is_none_is_refused_and_the_server_goes_on(tmp_path):
    prepare(tmp_path, demo=False).close()
    with served(tmp_path) as one:
        host, _, port = one.base.removeprefix("http://").partition(":")
        for raw in RAW:
            with socket.create_connection((host, int(port)), timeout=20) as line:
                line.sendall(raw)
                line.shutdown(socket.SHUT_WR)
                head = line.recv(65_536).partition(b"\r\n\r\n")[0]
            assert re.match(rb"HTTP/1.[01] 4\d\d|$", head), (raw[:80], head)
            assert b"X-Own" not in head
            assert b"evil" not in head
        assert one.get("/").status_code == 200
