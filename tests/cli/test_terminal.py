"""At a terminal: progress, pipes that close, completion, and names that would play tricks."""

import errno
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest
from rich.console import Console

from benchmarks.cases import one_team
from planner.cli.console import Terminal
from planner.cli.progress import ProgressBar
from planner.resources.catalogue import Translator
from planner.solver.limits import Progress

from .conftest import COMMAND, program

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def at_a_terminal(*arguments, seconds: float = 30) -> tuple[int, str, str]:
    """Run the command with standard error on a terminal; return its code and what it printed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(COMMAND), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(theirs)
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    out = process.communicate(timeout=30)[0]
    return process.returncode, out.decode(), shown.decode()


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    path = tmp_path_factory.mktemp("hard") / "hard.json"
    path.write_text(json.dumps(one_team(2, 10, 120, 30, 5)))
    return path


def test_a_long_search_shows_its_progress_at_a_terminal(hard):
    code, out, shown = at_a_terminal("--lang", "en", "solve", "--json", "--time-limit", "3", hard)
    assert code in (0, 4)
    assert json.loads(out)["status"] in ("optimal", "feasible", "unknown")
    assert "Proposal 1 of 1: " in shown
    assert "best " in shown
    assert "bound " in shown
    assert shown.rstrip().endswith(("\x1b[2K", "\x1b[?25h"))


def test_a_search_that_hears_nothing_for_a_second_shows_its_progress_all_the_same(monkeypatch):
    """A single solve may take long, and say nothing meanwhile."""
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(shown, "isatty", lambda: True, raising=False)
    console = Console(file=shown, force_terminal=True, width=100)
    terminal = Terminal(Translator("en"), console, console)
    with ProgressBar(terminal, 1) as bar:
        bar.listen(Progress(1, 1, 7, "coverage", None, None, 0.0))
        time.sleep(1.6)
        assert "Proposal 1 of 1: " in shown.getvalue()


def test_a_short_search_shows_no_progress(good):
    code, _, shown = at_a_terminal("solve", "--json", good)
    assert (code, shown) == (0, "")


def test_a_long_search_shows_no_progress_in_a_pipe(hard):
    ended = program("--lang", "en", "solve", "--json", "--time-limit", "1.5", hard)
    assert ended.err == ""
    assert len(ended.answers) == 1


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("solve", []),
        ("solve", ["--json"]),
        ("evaluate", []),
        ("check", []),
        ("evaluate", ["--json"]),
    ],
)
def test_a_pipe_that_closes_ends_the_command_quietly(command, option, good):
    process = subprocess.Popen(
        [str(COMMAND), command, *option, *[str(good)] * 60],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert (said, process.wait(timeout=60)) == ("", 0)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_be_told_how_to_complete(call, monkeypatch, shell):
    monkeypatch.setenv("_ABD_PLANNER_COMPLETE", f"{shell}_source")
    ended = call()
    assert ended.code == 0
    assert "_ABD_PLANNER_COMPLETE" in ended.out
    assert "abd-planner" in ended.out


def test_a_word_that_was_begun_is_completed_for_the_program_itself():
    environment = {
        **os.environ,
        "_ABD_PLANNER_COMPLETE": "bash_complete",
        "COMP_WORDS": "abd-planner so",
        "COMP_CWORD": "1",
    }
    assert program(env=environment).out == "plain,solve\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("abd-planner ev", {"plain,evaluate"}),
        ("abd-planner schema do", {"plain,dossier"}),
        ("abd-planner solve --alt", {"plain,--alternatives"}),
        ("abd-planner --lang n", {"plain,nl"}),
        ("abd-planner zz", set()),
    ],
)
def test_a_word_that_was_begun_is_completed(call, monkeypatch, words, expected):
    monkeypatch.setenv("_ABD_PLANNER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert set(call().out.split()) == expected


def named(dossier: dict, name: str) -> dict:
    """Return the dossier with one name for everybody and everything that has one."""
    dossier["title"] = name
    for person in dossier["people"]:
        person["name"] = name
    for team in dossier["teams"]:
        team["title"] = name
        for seat in team["seats"]:
            seat["title"] = name
    for behaviour in dossier["repertoire"]["behaviours"]:
        behaviour["label"] = name
    return dossier


TRICKS = (
    "[bold]X[/bold]",
    "[red]X",
    "X[/bold]",
    "[/]",
    "[link=https://example.org]X[/link]",
    ":smile:",
    ":warning: [b]",
    "back\\[slash]",
    "{value}",
    "%s",
)


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize(
    "arguments",
    [["solve"], ["evaluate"], ["compare", "--seat", "bv"]],
    ids=lambda arguments: arguments[0],
)
def test_a_name_is_printed_as_it_is(call, save, dossier, name, arguments):
    ended = call("--lang", "en", *arguments, save(named(dossier, name)))
    assert ended.code == 0
    assert name in ended.out
    # A comparison has narrow columns, in which long names go on below.
    assert ended.out.count(name) >= (2 if arguments[0] == "compare" else 4)


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_in_a_conflict_is_printed_as_it_is(call, save, dossier, name):
    dossier["constraints"] = [{"kind": "exclude", "person": "p1", "seat": "dg"}]
    ended = call("--lang", "en", "solve", save(named(dossier, name)))
    assert ended.code == 3
    assert f"  • {name} keeps the seat {name}." in ended.out.splitlines()


@pytest.mark.parametrize("name", TRICKS)
def test_a_key_or_id_in_a_refusal_is_printed_as_it_is(call, save, dossier, name):
    path = save(dossier | {name: 1, "candidates": [name]})
    ended = call("--lang", "en", "check", path)
    assert ended.code == 2
    assert f"{path}: {name}: is not a key that is known here" in ended.err.splitlines()
    sentence = "names a person who is not in the dossier"
    assert f"{path}: candidates[0]: {sentence}: {json.dumps(name)}" in ended.err.splitlines()


@pytest.mark.parametrize("name", ["[bold]x.json", "x[", ":smile:.json", "[b]x[-b].json"])
def test_the_name_of_a_file_is_printed_as_it_is(call, save, dossier, name):
    path = save(dossier, name)
    assert f"{path}: in order" in call("--lang", "en", "check", path).out
    path.write_text("[]")
    assert call("--lang", "en", "check", path).err == f"{path}: $: must be an object\n"


@pytest.mark.parametrize("seat", ["[/x]", "[bold]", ":smile:"])
def test_a_seat_that_is_not_there_is_told_as_it_was_written(call, good, seat):
    ended = call("--lang", "en", "compare", good, "--seat", seat)
    assert ended.code == 2
    assert f"there is no seat {seat}; there are: dg, bv" in ended.err


SNARES = (
    "X\x1b[31mred",
    "X\x1b]0;title\x07",
    "X\x9b31m",
    "X\rY",
    "X\nY",
    "X\x00Y",
    "X\x7fY",
    "X\u202eY",
)


@pytest.mark.parametrize("name", SNARES, ids=ascii)
@pytest.mark.parametrize(
    "arguments",
    [["solve"], ["evaluate"], ["compare", "--seat", "bv"]],
    ids=lambda arguments: arguments[0],
)
def test_control_characters_in_a_name_do_not_reach_the_terminal(
    call, save, dossier, name, arguments
):
    ended = call(*arguments, save(named(dossier, name)))
    assert ended.code == 0
    assert CONTROLS.findall(ended.out) == []


@pytest.mark.parametrize("command", ["solve", "evaluate"])
def test_a_name_of_two_lines_stays_on_one(call, save, dossier, command):
    ended = call(command, save(named(dossier, "X\nY")))
    assert ended.code == 0
    assert [line for line in ended.out.splitlines() if re.match(r"\W*Y\b", line)] == []


@pytest.mark.parametrize("name", SNARES, ids=ascii)
def test_control_characters_in_a_refusal_do_not_reach_the_terminal(call, save, dossier, name):
    ended = call("check", save(dossier | {name: 1, "candidates": [name]}))
    assert ended.code == 2
    assert CONTROLS.findall(ended.err) == []
    assert len(ended.err.splitlines()) == 2


def test_a_terminal_without_the_letters_gets_others_in_their_place(good):
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}
    ended = program("solve", good, env=environment)
    assert "Traceback" not in ended.err
    assert ended.code == 0
