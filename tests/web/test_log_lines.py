"""Log lines: what happened and where, and nothing of anybody."""

import ast
import io
import json
import logging
from io import BytesIO
from pathlib import Path

import pytest

from planner.web.log_lines import JsonLine, PlainLine, write_logs
from tests.web.conftest import form_token

ROOT = Path(__file__).resolve().parents[2]
LOGGED = {"planner.web.request_log", "planner.web.errors", "werkzeug", "waitress", "flask_wtf.csrf"}
# Names, ids, levels and free text that go in on every way there is.
TOLD = ("Jansen", "feitsma", "zwaar-overspannen", "3,7", "mt-uitvoering", "bedrijfsvoering")


@pytest.fixture(params=[JsonLine, PlainLine])
def lines(request):
    """Everything that is logged, whoever logs it, down to the smallest thing."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)


def test_nothing_that_somebody_sends_gets_into_a_line(client, app, lines):
    token = form_token(client, "/dossiers/mt-uitvoering/proposals")
    typed = {"csrf_token": token, "name": "Jansen", "level": "3,7", "note": "zwaar-overspannen"}
    for address in (
        "/dossiers/mt-uitvoering/people/feitsma?q=Jansen&level=3,7",
        "/dossiers/mt-uitvoering/compare?seat=bedrijfsvoering&person=feitsma",
        "/Jansen/zwaar-overspannen?level=3,7",
        "/dossiers/Jansen/team",
    ):
        client.get(address, headers={"User-Agent": "Jansen", "X-Note": "zwaar-overspannen"})
        client.post(address, data=typed, headers={"Origin": "http://localhost"})
        client.post(address, data={"csrf_token": "Jansen"}, headers={"Origin": "http://Jansen"})
        client.open(address, method="JANSEN")
    client.get("/sign-in/Jansen")
    client.get("/", headers={"Host": "Jansen"})
    client.post("/", data={**typed, "file": (BytesIO(b'{"Jansen": 3.7'), "Jansen.json")})
    logged = lines.getvalue()
    assert "<dossier>" in logged
    assert [word for word in TOLD if word.casefold() in logged.casefold()] == []


def test_an_error_is_told_by_its_kind_and_place(client, app, lines):
    def broken() -> str:
        name = "Jansen"
        raise RuntimeError(f"{name} has level 3,7")

    app.view_functions["dossiers.show"] = broken
    client.get("/?q=Jansen")
    logged = lines.getvalue()
    assert "RuntimeError" in logged
    assert "test_log_lines.py:" in logged
    assert [word for word in TOLD if word in logged] == []


def test_other_libraries_get_their_place_told_and_not_their_words(lines):
    foreign = logging.getLogger("waitress")
    foreign.error("Exception while serving /people/Jansen")
    try:
        raise ValueError("Jansen")
    except ValueError:
        foreign.exception("Exception when servicing %r", "Jansen")
    logging.getLogger("gunicorn.error").info("Booting worker with pid: %s", 17)
    logged = lines.getvalue()
    assert "Jansen" not in logged
    assert "waitress: test_log_lines.test_other_libraries" in logged
    assert "ValueError" in logged
    assert "Booting worker with pid: 17" in logged


@pytest.mark.parametrize("lines", [JsonLine], indirect=True)
def test_a_line_for_programs_always_has_the_same_fields(client, lines):
    client.get("/method")
    client.get("/dossiers/mt-uitvoering/team")
    read = [json.loads(line) for line in lines.getvalue().splitlines()]
    asked = [line for line in read if line["event"] == "request"]
    assert [line["rule"] for line in asked] == ["/method", "/dossiers/<dossier>/team"]
    for line in asked:
        assert set(line) == {
            "time", "level", "logger", "event", "trace_id",
            "method", "rule", "status", "milliseconds",
        }  # fmt: skip
        assert line["time"].endswith("+00:00")
        assert int(line["trace_id"], 16) > 0
    assert asked[0]["trace_id"] != asked[1]["trace_id"]


@pytest.mark.parametrize("lines", [JsonLine], indirect=True)
def test_a_line_stays_one_line_whatever_is_in_it(lines):
    logging.getLogger("planner.web").error("one\ntwo\u2028three\x1b[31m")
    assert len(lines.getvalue().splitlines()) == 1
    assert "\x1b" not in lines.getvalue()


@pytest.mark.parametrize(("style", "level"), [("plain", logging.WARNING), ("json", logging.INFO)])
def test_a_terminal_is_told_what_goes_wrong_and_a_program_each_request(monkeypatch, style, level):
    begun = {}
    monkeypatch.setattr(logging, "basicConfig", lambda **told: begun.update(told))
    write_logs(style)
    assert begun["level"] == level
    assert type(begun["handlers"][0].formatter).__name__.lower().startswith(style)


def logged_values(path: Path) -> list[str]:
    """Return what the calls of a module's loggers are given besides their templates."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "logger"
        ):
            is_log = node.func.attr == "log"
            template = node.args[1 if is_log else 0]
            assert isinstance(template, ast.Constant), f"{path}: a template is made of values"
            found += [ast.unparse(value) for value in node.args[2 if is_log else 1 :]]
    return found


def test_our_own_loggers_are_given_kinds_and_places_only():
    """What a line may hold is decided here: a new value is looked at before it is added."""
    values = {
        value
        for folder in ("planner", "constraints")
        for path in ROOT.glob(f"{folder}/**/*.py")
        for value in logged_values(path)
    }
    assert values == {
        "type(error).__name__",
        "', '.join(whereabouts(error))",
        "outcome.error",
        "', '.join(outcome.trace)",
        "kind",
        "places",
        "__version__",
    }
