"""`abd-planner scenarios`, and the options of commands that sweep."""

import io
import json
import sys
import time

import jsonschema
import pytest
from rich.console import Console

from planner.cli.console import Terminal
from planner.cli.progress import ProgressBar
from planner.dossier.schemas import schema
from planner.resources.catalogue import Translator

from .conftest import program

CLASH = [{"kind": "exclude", "person": "p1", "seat": "dg"}]


def replaced(path, value):
    return [{"op": "replace", "path": path, "value": value}]


@pytest.fixture
def grid(save):
    """Return a function that writes a grid of one axis, and returns its path."""

    def write(**choices):
        axis = {
            "id": "rule",
            "title": {"nl": "Regel", "en": "Rule"},
            "choices": [{"id": name, "edits": edits} for name, edits in choices.items()],
        }
        return save({"format": "abd-planner/scenarios/1", "axes": [axis]}, "grid.json")

    return write


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Regel", "Uitkomst", "zoals het is", "Bewezen de beste", "★ het beste"]),
        ("en", ["Rule", "Outcome", "as it is", "Proven best", "★ best"]),
    ],
)
def test_scenarios_are_a_table_in_the_order_of_the_grid(call, good, grid, language, words):
    ended = call("--lang", language, "scenarios", good, grid(first=[], second=[]))
    assert (ended.code, ended.err) == (0, "")
    assert [word for word in words if word not in ended.out] == []
    assert ended.out.index("first") < ended.out.index("second")


def test_scenarios_as_json_keep_to_their_schema(call, good, grid):
    file = grid(same=[], clash=replaced("/constraints", CLASH), worse=replaced("/teams", 3))
    jsonschema.validate(json.loads(file.read_text()), schema("scenarios"))
    ended = call("--lang", "en", "scenarios", "--json", good, file)
    (answer,) = ended.answers
    jsonschema.validate(answer, schema("scenario-results"))
    assert [one["status"] for one in answer["scenarios"]] == ["optimal", "infeasible", "invalid"]
    assert answer["scenarios"][2]["faults"] == [{"path": "teams", "text": "must be a list"}]
    assert ended.err == f"{file}: rule=worse: teams: must be a list\n"
    assert ended.code == 3


def test_scenarios_end_with_the_highest_of_their_codes(call, good, grid):
    assert call("scenarios", good, grid(wrong=replaced("/teams", 3), right=[])).code == 2
    assert call("scenarios", good, grid(clash=replaced("/constraints", CLASH))).code == 3
    assert call("scenarios", "--time-limit", "0.000001", good, grid(right=[])).code == 4


def test_files_that_cannot_be_taken_end_with_2_and_their_mistakes(call, good, bad, grid):
    ended = call("--lang", "en", "scenarios", bad, grid(a=[]))
    assert ended.code == 2
    assert ended.err.startswith(f"{bad}: $: is not valid JSON")
    ended = call("--lang", "en", "scenarios", good, good)
    assert ended.code == 2
    assert f"{good}: axes: is missing" in ended.err


@pytest.mark.parametrize(
    "command", [["solve"], ["uncertainty", "--draws", "40"], ["stress"]], ids=lambda c: c[0]
)
def test_any_number_of_workers_gives_the_same_answer(good, command, monkeypatch, call):
    # No head start, so that the worker processes do it all.
    monkeypatch.setattr("planner.jobs.choosing.HEAD_START", 0.0)
    files = [good, good] if command == ["solve"] else [good]
    answers = []
    for workers in (1, 2, 3):
        ended = call(*command, "--json", "--workers", workers, *files)
        assert (ended.code, ended.err) == (0, "")
        answers.append([answer | {"seconds": 0} for answer in ended.answers])
    assert answers[0] == answers[1] == answers[2]


def test_workers_are_a_number_from_1(call, good):
    assert call("solve", "--workers", "0", good).code == 2


def test_a_scheduler_that_is_not_there_ends_with_2_and_a_sentence(good):
    for language, words in (("en", "no Dask scheduler answers"), ("nl", "antwoordt geen Dask")):
        ended = program("--lang", language, "solve", "--scheduler", "nonsense", good)
        assert ended.code == 2
        assert words in ended.err
        assert len(ended.err.splitlines()) == 1
        assert ended.out == ""


@pytest.mark.parametrize(
    ("language", "begun", "ended"),
    [
        ("en", "2 of 4", ("about 2 seconds left", "about 3 seconds left")),
        ("nl", "2 van 4", ("nog ongeveer 2 seconden", "nog ongeveer 3 seconden")),
    ],
)
def test_a_sweep_tells_how_far_it_is_and_how_long_it_may_take(monkeypatch, language, begun, ended):
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(shown, "isatty", lambda: True, raising=False)
    console = Console(file=shown, force_terminal=True, width=100)
    with ProgressBar(Terminal(Translator(language), console, console)) as bar:
        bar.count(0, 4)
        time.sleep(1.3)
        bar.count(2, 4)
        time.sleep(0.5)
        with bar.aside():
            shown.write("answer\n")
        assert begun in shown.getvalue()
        assert any(words in shown.getvalue() for words in ended)


def test_what_takes_minutes_is_told_in_minutes(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    terminal = Terminal(Translator("en"), Console(), Console())
    assert ProgressBar(terminal)._left(170) == "about 3 minutes left"
    assert ProgressBar(terminal)._left(0.2) == "about 1 second left"
