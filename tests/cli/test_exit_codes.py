"""How a call ends: 0 done, 2 wrong use or invalid input, 3 infeasible, 4 out of time."""

import os
from pathlib import Path

import pytest

from planner import __version__

from .conftest import program

COMMANDS = ("solve", "evaluate", "check")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_valid_dossier_ends_with_0_and_says_nothing_on_standard_error(command, good):
    ended = program(command, good)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_an_invalid_dossier_ends_with_2_and_a_sentence_on_standard_error(command, bad):
    ended = program("--lang", "en", command, bad)
    assert ended.code == 2
    assert ended.out == ""
    sentence = "$: is not valid JSON: something is wrong at line 2, column 13"
    assert ended.err.splitlines() == [f"{bad}: {sentence}"]


def test_a_dossier_that_nothing_can_satisfy_ends_with_3(call, clash):
    ended = call("solve", clash)
    assert (ended.code, ended.err) == (3, "")


def test_an_evaluation_ends_with_0_whatever_is_broken(call, clash):
    ended = call("evaluate", "--json", clash)
    assert ended.code == 0
    broken = [violation["item"] for violation in ended.answers[0]["violations"]]
    assert broken == [{"constraint": 0}]


def test_no_time_at_all_ends_with_4(call, good):
    ended = call("solve", "--json", "--time-limit", "0.000001", good)
    assert ended.code == 4
    assert ended.answers[0]["status"] == "unknown"
    assert ended.answers[0]["proposals"] == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("good", "good"), 0),
        (("good", "bad", "good"), 2),
        (("clash", "good"), 3),
        (("clash", "bad"), 3),
        (("bad", "clash", "good"), 3),
    ],
)
def test_several_files_end_with_the_highest_of_their_codes(call, request, names, code):
    files = [request.getfixturevalue(name) for name in names]
    assert call("solve", "--json", *files).code == code


def test_a_bad_file_does_not_stop_the_others(call, good, bad, clash):
    ended = call("solve", "--json", good, bad, clash, good)
    assert [answer["file"] for answer in ended.answers] == [str(good), str(clash), str(good)]
    assert [answer["status"] for answer in ended.answers] == ["optimal", "infeasible", "optimal"]
    assert ended.err.startswith(f"{bad}: $: ")


def test_every_mistake_of_every_file_is_told_with_its_file_and_path(call, save, dossier):
    first = save(dossier | {"surplus": 1, "extra": 2}, "first.json")
    dossier["people"][0]["levels"]["trust"] = 9
    second = save(dossier, "second.json")
    ended = call("--lang", "en", "check", first, second)
    assert ended.code == 2
    assert ended.err.splitlines() == [
        f"{first}: surplus: is not a key that is known here",
        f"{first}: extra: is not a key that is known here",
        f"{second}: people[0].levels.trust: must lie on the scale from 1 to 5, and is 9",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("solve",),
        ("check",),
        ("compare", "FILE"),
        ("compare", "FILE", "--seat"),
        ("compare", "FILE", "--seat", "nowhere"),
        ("compare", "FILE", "FILE", "--seat", "bv"),
        ("solve", "FILE", "--surplus"),
        ("solve", "FILE", "--alternatives", "0"),
        ("solve", "FILE", "--alternatives", "many"),
        ("solve", "FILE", "--alternatives", "1.5"),
        ("solve", "FILE", "--difference", "0"),
        ("solve", "FILE", "--difference", "-1"),
        ("solve", "FILE", "--time-limit", "nan"),
        ("solve", "FILE", "--time-limit", "inf"),
        ("solve", "FILE", "--time-limit", "0"),
        ("solve", "FILE", "--time-limit", "-1"),
        ("solve", "FILE", "--time-limit", "soon"),
        ("solve", "FILE", "--seed", "x"),
        ("solve", "FILE", "--lang", "fr"),
        ("--lang", "fr", "solve", "FILE"),
        ("schema",),
        ("schema", "nothing"),
        ("evaluate", "FILE", "--assignment", "{"),
        ("evaluate", "FILE", "--assignment", "[]"),
        ("evaluate", "FILE", "--assignment", "null"),
        ("evaluate", "FILE", "--assignment", "3"),
        ("evaluate", "FILE", "--assignment", '{"nowhere": "p1"}'),
        ("evaluate", "FILE", "--assignment", '{"bv": "nobody"}'),
        ("evaluate", "FILE", "--assignment", '{"bv": 1}'),
        ("evaluate", "FILE", "--assignment", '{"bv": ["p1"]}'),
        ("evaluate", "FILE", "--assignment", '{"bv": NaN}'),
        ("evaluate", "FILE", "--assignment", '{"dg": "p1", "bv": "p1"}'),
        ("evaluate", "FILE", "--assignment", '{"bv": "p2", "bv": "p2"}'),
        ("evaluate", "FILE", "--assignment", '{"bv": "\\ud800"}'),
        ("evaluate", "FILE", "--assignment", "[" * 5000),
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_wrong_use_ends_with_2_and_a_sentence(call, good, arguments, language):
    words = [good if argument == "FILE" else argument for argument in arguments]
    ended = call(*words, *([] if "--lang" in words else ["--lang", language]))
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()


def test_each_mistake_in_an_assignment_is_told_with_its_seat(call, good):
    assignment = '{"nowhere": "p1", "bv": "nobody", "dg": "p1"}'
    ended = call("--lang", "en", "evaluate", good, "--assignment", assignment)
    about = f"{good}: --assignment"
    assert ended.err.splitlines() == [
        f'{about}: nowhere: names a seat that is not in the dossier: "nowhere"',
        f'{about}: bv: names a person who is not in the dossier: "nobody"',
        f'{about}: dg: sits on another seat already (nowhere): "p1"',
    ]


def test_a_file_that_is_not_there_a_folder_and_a_locked_file_end_with_2(call, tmp_path, good):
    ended = call("--lang", "en", "check", tmp_path / "gone.json", tmp_path, good)
    assert ended.code == 2
    assert ended.err.splitlines() == [
        f"{tmp_path / 'gone.json'}: $: there is no such file",
        f"{tmp_path}: $: is a folder, not a file",
    ]
    assert "good.json" in ended.out


def test_a_file_that_may_not_be_read_ends_with_2(call, good, monkeypatch):
    # Refused here as the system refuses it; root, as whom tests may run, would be let in.
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ended = call("--lang", "en", "check", good)
    assert (ended.code, ended.err) == (2, f"{good}: $: may not be read by you\n")


@pytest.mark.parametrize("name", ["", "a\x00b"])
def test_a_name_that_no_file_can_have_ends_with_2(call, name):
    ended = call("check", name)
    assert ended.code == 2
    assert ended.err


def test_a_closed_standard_input_ends_with_2(good):
    ended = program("check", "-", preexec_fn=lambda: os.close(0))
    assert ended.code == 2
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", ["solve", "evaluate", "check"])
def test_no_invalid_input_ends_in_a_traceback(command, save, dossier):
    files = [
        save("", "empty.json"),
        save("[" * 100_000, "deep.json"),
        save('{"a": ' * 50_000, "deeper.json"),
        save("9" * 500, "number.json"),
        save(dossier | {"people": [{"id": "p1", "levels": {"trust": 10**500}}]}, "huge.json"),
        save('{"\\ud800": NaN}', "surrogate.json"),
        save("null", "null.json"),
    ]
    ended = program(command, *files)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert all(f"{file}: " in ended.err for file in files)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_version_is_printed(call, language):
    ended = call("--lang", language, "--version")
    assert ended.code == 0
    assert __version__ in ended.out
    assert ended.err == ""


def test_a_call_without_a_command_shows_the_commands(call):
    ended = call()
    assert ended.code == 2
    for command in ("solve", "evaluate", "compare", "check", "schema", "run"):
        assert command in ended.err
