"""`develop-or-recruit` on the command line: tables in both languages, JSON, exit codes."""

import json

import pytest
from jsonschema import Draft202012Validator

from planner.dossier.schemas import schema
from tests.building import dossier, person, row, seat, team

PEOPLE = [person("ann", {"trust": 2}), person("ben", {"crisis": 3})]
MT = team("mt", [seat("s1", "ann", candidates=[]), "s2"], [row("trust"), row("crisis")])
RULE = {"kind": "development", "budget": 1, "step": 0.5}
NOTHING = [{"kind": "include", "person": "ben"}, {"kind": "exclude", "person": "ben"}]


@pytest.fixture
def file(save):
    """Return a function that saves the dossier with constraints, and returns its path."""
    return lambda *constraints: save(json.dumps(dossier(PEOPLE, [MT], constraints).written()))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", ["Alleen werven", "Alleen ontwikkelen", "Ann ontwikkelt Trust van 2 naar 3."]),
        ("en", ["Recruitment only", "Development only", "Ann develops Trust from 2 to 3."]),
    ],
)
def test_for_people_there_are_sentences_and_a_table(call, file, language, told):
    ended = call("--lang", language, "develop-or-recruit", file())
    assert (ended.code, ended.err) == (0, "")
    for text in (*told, "s2: ", "100 %"):
        assert text in ended.out
    rows = [line for line in ended.out.splitlines() if line.startswith("│ ")]
    assert len(rows) == 5


def test_for_programs_there_is_what_the_schema_says(call, file):
    ended = call("develop-or-recruit", file(), "--json", "--seed", "4", "--most-steps", "2")
    (answer,) = ended.answers
    Draft202012Validator(schema("develop-or-recruit")).validate(answer)
    assert next(iter(answer)) == "format"
    assert list(answer)[-3:] == ["seed", "seconds", "versions"]
    assert (ended.code, answer["seed"], answer["most_steps"], answer["step"]) == (0, 4, 2, 1)
    assert [one["moves"] for one in answer["points"]] == [0, 0, 1, 1]


def test_a_step_may_be_given_where_the_dossier_has_none(call, file):
    (answer,) = call("develop-or-recruit", file(), "--json", "--step", "0.5").answers
    assert answer["step"] == 0.5
    assert [one["steps"] for one in answer["points"]] == [0, 2, 0, 2]


def test_a_step_beside_the_dossiers_own_is_wrong_use(call, file):
    path = file(RULE)
    ended = call("--lang", "en", "develop-or-recruit", path, "--step", "1")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"{path}: --step: the dossier's own step for development is 0.5; leave the option out\n"
    )
    assert call("develop-or-recruit", path, "--step", "0.50").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--step", "0"), ("--step", "0.25"), ("--step", "-1"), ("--step", "nan"),
        ("--most-steps", "0"), ("--most-steps", "101"), ("--time-limit", "0"),
    ],
)  # fmt: skip
def test_wrong_use_is_told(call, file, arguments):
    ended = call("develop-or-recruit", file(), *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_where_nothing_is_possible_the_clash_is_told_and_the_code_is_3(call, file, language):
    ended = call("--lang", language, "develop-or-recruit", file(*NOTHING))
    assert ended.code == 3
    assert ended.out.count("  • Ben ") == 3


def test_the_code_is_4_where_the_time_ran_out_with_nothing_found(call, file):
    limit = ("--time-limit", "0.000001")
    ended = call("develop-or-recruit", file(NOTHING[0]), *limit, "--json")
    assert ended.code == 4
    assert (ended.answers[0]["status"], ended.answers[0]["points"]) == ("unknown", [])
    assert "De tijd was om" in call("develop-or-recruit", file(NOTHING[0]), *limit).out


def test_an_invalid_file_ends_with_2(call, bad):
    ended = call("develop-or-recruit", bad)
    assert (ended.code, ended.out) == (2, "")
