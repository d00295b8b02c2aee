"""A time limit that runs out gives the best found so far, and what is proven of it."""

import json

import pytest

from benchmarks.cases import one_team

from .conftest import program

PROVEN = {"coverage": 0, "departure": 0, "load": 5, "balance": 0, "nearness": 0, "changes": 1}
"""What was proven of the hard dossier in half a minute, each with the earlier ones at theirs."""
ORDER = list(PROVEN)


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    path = tmp_path_factory.mktemp("hard") / "hard.json"
    dossier = one_team(2, open_seats=10, candidates=120, behaviours=30, incumbents=5)
    path.write_text(json.dumps(dossier))
    return path


@pytest.mark.parametrize("seconds", ["0.3", "1"])
def test_a_search_out_of_time_has_bounds_that_are_true(hard, seconds):
    ended = program("solve", "--json", "--time-limit", seconds, hard)
    assert "Traceback" not in ended.err
    (answer,) = ended.answers
    assert answer["status"] in ("feasible", "unknown")
    assert ended.code == {"feasible": 0, "unknown": 4}[answer["status"]]
    assert answer["conflict"] == []
    for proposal in answer["proposals"]:
        assert proposal["proven"] is False
        values = [proposal["objectives"][objective] for objective in ORDER]
        assert values > list(PROVEN.values()) or values == list(PROVEN.values())
        assert set(proposal["bounds"]) == set(PROVEN)
        for objective in ORDER:
            assert proposal["bounds"][objective] <= PROVEN[objective]


def test_a_search_out_of_time_with_nothing_found_ends_with_4(hard):
    ended = program("solve", "--json", "--time-limit", "0.001", hard)
    assert ended.code == 4
    assert ended.answers[0]["status"] == "unknown"
    assert ended.answers[0]["proposals"] == []


def test_a_search_out_of_time_says_so_to_people(hard):
    ended = program("--lang", "en", "solve", "--time-limit", "0.001", hard)
    assert ended.code == 4
    assert "Nothing found in the time given" in ended.out


def test_alternatives_out_of_time_are_those_that_were_found(hard):
    ended = program("solve", "--json", "--alternatives", "50", "--time-limit", "1", hard)
    (answer,) = ended.answers
    assert answer["status"] in ("feasible", "unknown")
    assert answer["exhausted"] is False
    assert len(answer["proposals"]) < 50


def test_a_limit_that_is_not_reached_changes_nothing(call, good):
    (with_limit,) = call("solve", "--json", "--time-limit", "60", good).answers
    (without,) = call("solve", "--json", good).answers
    assert with_limit | {"seconds": 0} == without | {"seconds": 0}
