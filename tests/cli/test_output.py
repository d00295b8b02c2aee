"""What is printed: JSON for programs, tables and sentences for people."""

import json

import pytest
from jsonschema import Draft202012Validator

from planner.dossier.schemas import schema

from .conftest import program


def test_json_is_one_line_a_file_with_its_name_first(call, good, clash):
    ended = call("solve", "--json", good, clash)
    assert ended.out.count("\n") == 2
    assert [next(iter(answer.items())) for answer in ended.answers] == [
        ("file", str(good)),
        ("file", str(clash)),
    ]
    assert all(answer["format"] == "abd-planner/result/1" for answer in ended.answers)


def test_json_of_an_evaluation_is_one_line_a_file_too(call, good, clash):
    ended = call("evaluate", "--json", good, clash)
    assert [answer["file"] for answer in ended.answers] == [str(good), str(clash)]
    assert [answer["status"] for answer in ended.answers] == ["evaluated", "evaluated"]


def test_json_of_a_comparison_is_one_line(call, good):
    ended = call("compare", good, "--seat", "bv", "--json")
    assert ended.code == 0
    assert [answer["format"] for answer in ended.answers] == ["abd-planner/compare/1"]
    assert {person["person"] for person in ended.answers[0]["people"]} == {"p2", "p3"}


def test_without_its_file_an_answer_is_what_the_schema_says(call, good):
    (answer,) = call("solve", "--json", good).answers
    del answer["file"]
    assert Draft202012Validator(schema("result")).is_valid(answer)
    assert list(answer) == [
        "format",
        "status",
        "proposals",
        "exhausted",
        "conflict",
        "conflict_minimal",
        "seed",
        "seconds",
        "versions",
    ]


def test_json_keeps_letters_as_they_are(save, dossier, call):
    dossier["people"][1]["id"] = "Ñuñoa-é-漢"
    dossier["candidates"] = ["Ñuñoa-é-漢"]
    dossier["teams"][0]["seats"][1]["candidates"] = ["Ñuñoa-é-漢"]
    ended = call("solve", "--json", save(dossier))
    assert '"bv": "Ñuñoa-é-漢"' in ended.out


def test_standard_input_is_read_for_a_dash(good):
    ended = program("solve", "--json", "-", stdin=good.read_bytes())
    assert ended.code == 0
    assert [answer["file"] for answer in ended.answers] == ["-"]


def test_standard_input_may_stand_among_files(call, good, clash):
    ended = call("solve", "--json", good, "-", stdin=clash.read_bytes())
    assert [answer["file"] for answer in ended.answers] == [str(good), "-"]
    assert ended.code == 3


def test_mistakes_in_standard_input_are_told_for_the_dash(call):
    ended = call("--lang", "en", "check", "-", stdin=b"[]")
    assert (ended.code, ended.err) == (2, "-: $: must be an object\n")


@pytest.mark.parametrize("command", ["solve", "evaluate"])
def test_tables_for_people_name_people_seats_and_behaviours(call, good, command):
    ended = call("--lang", "en", command, good)
    for word in ("Geldig", "A. Voorbeeld", "Vertrouwen", "MT"):
        assert word in ended.out
    assert "psychological" not in ended.out


def test_a_conflict_is_told_in_sentences(call, clash):
    ended = call("--lang", "en", "solve", clash)
    assert "  • A. Voorbeeld is not DG." in ended.out.splitlines()
    assert "  • A. Voorbeeld keeps the seat DG." in ended.out.splitlines()


def test_an_evaluation_says_what_is_broken_in_sentences(call, clash):
    ended = call("--lang", "en", "evaluate", clash)
    assert "This breaks:" in ended.out
    assert "A. Voorbeeld sits on the seat DG (MT)." in ended.out


def test_somebody_on_a_seat_that_is_not_open_to_them_is_told(call, good):
    ended = call("--lang", "en", "evaluate", good, "--assignment", '{"bv": "p1"}')
    assert ended.code == 0
    assert "the seat bv is not open to A. Voorbeeld" in ended.out


def test_a_comparison_for_people_has_a_row_for_each(call, good):
    ended = call("--lang", "en", "compare", good, "--seat", "bv")
    assert ended.code == 0
    rows = [line.split("│")[1].strip() for line in ended.out.splitlines() if "│" in line]
    assert rows == ["p2", "p3"]


def test_check_warns_of_a_tenure_that_is_no_number_and_takes_the_file(call, save, dossier):
    dossier["people"][0]["attributes"]["tenure_years"] = "vijf"
    path = save(dossier)
    ended = call("--lang", "en", "check", path)
    assert ended.code == 0
    assert ended.err == (
        f"{path}: warning: people[0].attributes.tenure_years: "
        'is no number and counts as missing: "vijf"\n'
    )
    assert "in order" in ended.out


@pytest.mark.parametrize("name", ["dossier", "result", "repertoire"])
def test_a_schema_is_printed_as_json(call, name):
    ended = call("schema", name)
    assert ended.code == 0
    assert json.loads(ended.out) == schema(name)


def test_a_check_changes_nothing(call, good):
    before = good.read_bytes()
    call("check", good)
    assert good.read_bytes() == before


@pytest.mark.parametrize("seed", ["0", "7", "-3", "123456789012345678901234567890"])
def test_the_seed_stands_in_the_answer(call, good, seed):
    (answer,) = call("solve", "--json", "--seed", seed, good).answers
    assert answer["seed"] == int(seed)


def test_a_cautious_answer_is_the_same_where_the_low_end_is_high_enough(call, good):
    (as_it_is,) = call("evaluate", "--json", good).answers
    (cautious,) = call("evaluate", "--json", "--cautious", good).answers
    assert as_it_is["proposals"][0]["teams"]["mt"]["coverage"]["crisis"]["carriers"] == ["p1"]
    assert cautious["proposals"][0]["teams"]["mt"]["coverage"]["crisis"]["carriers"] == ["p1"]
    assert as_it_is["proposals"][0]["objectives"] == cautious["proposals"][0]["objectives"]


def test_a_cautious_answer_loses_a_carrier_whose_low_end_is_too_low(call, save, dossier):
    dossier["teams"][0]["demand"][1]["level"] = 2.5
    path = save(dossier)
    (as_it_is,) = call("evaluate", "--json", path).answers
    (cautious,) = call("evaluate", "--json", "--cautious", path).answers
    assert as_it_is["proposals"][0]["teams"]["mt"]["coverage"]["crisis"]["carriers"] == ["p1"]
    assert cautious["proposals"][0]["teams"]["mt"]["coverage"]["crisis"]["carriers"] == []


def test_several_alternatives_are_printed_with_their_ranks(call, good):
    (answer,) = call("solve", "--json", "--alternatives", "9", good).answers
    assert [proposal["rank"] for proposal in answer["proposals"]] == [1, 2]
    assert answer["exhausted"] is True
    ended = call("--lang", "en", "solve", "--alternatives", "9", good)
    assert "Proposal 2, proven best after the earlier ones" in ended.out
    assert "There are no more proposals that differ enough." in ended.out
