"""Everything that is printed is in the reader's language, named before or after the command."""

import pytest

from planner.resources.catalogue import Translator

from .conftest import program

COMMANDS = ("run", "solve", "evaluate", "compare", "check", "schema")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", ["before", "after", "before=", "after=", "environment"])
def test_the_language_may_be_named_anywhere(call, good, monkeypatch, language, place):
    option = [f"--lang={language}"] if place.endswith("=") else ["--lang", language]
    if place == "environment":
        ended = program("solve", good, env={"ABD_PLANNER_LANG": language, "PATH": ""})
    elif place.startswith("before"):
        ended = call(*option, "solve", good)
    else:
        ended = call("solve", good, *option)
    assert ended.code == 0
    assert Translator(language).say("Proven best") in ended.out.splitlines()


def test_dutch_is_the_language_where_none_is_named(call, good):
    assert call("solve", good).out == call("--lang", "nl", "solve", good).out


def test_dutch_is_not_english(call, good):
    assert call("--lang", "nl", "solve", good).out != call("--lang", "en", "solve", good).out


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_there_in_both_languages(call, command, option):
    english = call("--lang", "en", *command, option)
    dutch = call("--lang", "nl", *command, option)
    assert (english.code, dutch.code) == (0, 0)
    assert (english.err, dutch.err) == ("", "")
    assert english.out.startswith("Usage: abd-planner")
    assert dutch.out.startswith("Gebruik: abd-planner")
    assert "Show this message and exit." in english.out
    assert "Show this message and exit." not in dutch.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_says_what_it_is_for_and_every_option(call, command):
    lines = call("--lang", "en", command, "--help").out.splitlines()
    options = [line.split("  ") for line in lines if line.startswith("  -")]
    assert lines[2].strip()
    undescribed = [parts for parts in options if len([part for part in parts if part]) < 2]
    assert undescribed == []


@pytest.mark.parametrize(
    ("arguments", "english"),
    [
        (("nonsense",), "No such command"),
        (("solve",), "Missing argument"),
        (("solve", "x", "--surplus"), "No such option"),
        (("solve", "x", "--alternatives", "many"), "is not a valid"),
        (("solve", "x", "--alternatives", "0"), "is not in the range"),
        (("compare", "x", "--seat"), "requires an argument"),
        (("compare", "x", "y", "--seat", "z"), "unexpected extra argument"),
        (("schema", "nothing"), "is not one of"),
        (("solve", "x", "--json=1"), "does not take a value"),
    ],
)
def test_wrong_use_is_told_in_dutch_too(call, arguments, english):
    assert english in call("--lang", "en", *arguments).err
    assert english not in call("--lang", "nl", *arguments).err


def test_mistakes_in_a_file_are_told_in_dutch_too(call, save, dossier):
    path = save(dossier | {"surplus": 1})
    assert "is not a key that is known here" in call("--lang", "en", "check", path).err
    assert "is not a key that is known here" not in call("--lang", "nl", "check", path).err
