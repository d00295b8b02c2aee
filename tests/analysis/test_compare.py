"""Everybody who may take a seat, side by side, against what was worked out by hand."""

import random

import pytest

from planner.analysis.compare import compare
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import Reference, check_compare
from tests.oracle.writing import json_text, json_value

from .conftest import as_json, read


def side_by_side(dossier: dict, seat: str, **options) -> dict:
    """Return what is said of each person, in the order of the comparison."""
    answer = compare(read(dossier), seat, language="en", **options)
    return {person.person: person for person in answer.people}


def ranks(people: dict) -> dict:
    return {name: person.rank for name, person in people.items()}


def test_the_vacant_seat_worked_out_by_hand(hand):
    answer = compare(read(hand), "nw", language="en")
    assert (answer.seat, answer.team) == ("nw", "mt")
    assert answer.empty.objectives["coverage"] == 2
    assert answer.empty.coverage_percent == 84.6
    people = {person.person: person for person in answer.people}
    assert list(people) == ["dik", "cas", "eef", "bob"]
    # dik adds future; cas is a second carrier of crisis, so that bob's departure costs less;
    # eef adds nothing; bob would leave his own seat empty.
    assert [person.rank for person in answer.people] == [1, 2, 3, 4]
    assert [person.gain for person in answer.people] == [2, 0, 0, 0]
    assert people["dik"].figures.objectives["coverage"] == 0
    assert people["cas"].figures.objectives["departure"] == 4
    assert people["eef"].figures.objectives["departure"] == 7
    assert people["bob"].figures.objectives["changes"] == 1
    assert {name: person.unique for name, person in people.items()} == {
        "dik": ["future"],
        "cas": [],
        "eef": [],
        "bob": ["crisis"],
    }
    assert [(s.behaviour, s.carriers, s.required, s.shortfall) for s in people["cas"].short] == [
        ("future", 0, 1, 1)
    ]
    assert people["dik"].short == []
    assert people["dik"].contribution == pytest.approx(8 / 3 + 2)
    assert people["cas"].contribution == pytest.approx(3 / 2)
    assert people["eef"].contribution == 0
    assert people["dik"].violations == []


def test_job_fit_is_what_a_classic_ranking_would_say(hand):
    people = side_by_side(hand, "nw")
    # The rows ask 4*30 + 3*30 + 2*40 = 290; an unknown level counts as 10.
    assert {name: person.job_fit for name, person in people.items()} == {
        "dik": 79.3,  # 4*30 + 3*10 + 2*40 = 230
        "cas": 58.6,  # 4*10 + 3*30 + 2*20 = 170
        "eef": 31.0,  # 4*10 + 3*10 + 2*10 = 90
        "bob": 79.3,  # 4*30 + 3*30 + 2*10 = 230
    }
    assert {name: person.job_fit_rank for name, person in people.items()} == {
        "dik": 1,
        "bob": 1,
        "cas": 3,
        "eef": 4,
    }


def test_job_fit_ranks_by_the_exact_figure_and_not_the_rounded_one(hand):
    rows = [
        {"behaviour": name, "importance": importance, "level": 5, "carriers": 1}
        for name, importance in (("trust", 5), ("crisis", 5), ("future", 5))
    ]
    hand["teams"][0]["demand"] = rows
    hand["people"] += [
        {"id": "x", "levels": {"trust": 3, "crisis": 3, "future": 3}},
        {"id": "y", "levels": {"trust": 3, "crisis": 3, "future": 3.1}},
    ]
    hand["candidates"] = ["x", "y"]
    people = side_by_side(hand, "nw")
    assert (people["x"].job_fit, people["y"].job_fit) == (60.0, 60.7)
    assert (people["x"].job_fit_rank, people["y"].job_fit_rank) == (2, 1)


def test_ties_share_a_rank_and_the_next_one_is_passed_over(hand):
    hand["people"] += [
        {"id": "fay", "levels": {"future": 4}},
        {"id": "gus", "levels": {"future": 4}},
        {"id": "hal", "levels": {}},
    ]
    hand["people"][3]["levels"] = {"trust": 3, "future": 5}
    hand["candidates"] = ["hal", "gus", "fay", "dik"]
    people = side_by_side(hand, "nw")
    assert ranks(people) == {"dik": 1, "fay": 2, "gus": 2, "hal": 4}
    assert list(people) == ["dik", "fay", "gus", "hal"]
    assert {name: person.job_fit_rank for name, person in people.items()} == {
        "dik": 1,
        "fay": 2,
        "gus": 2,
        "hal": 4,
    }


def test_the_order_is_by_the_priorities_without_slack(hand):
    hand["priorities"] = [
        {"objective": "changes", "slack": 9},
        {"objective": "coverage", "slack": 9},
    ]
    assert list(side_by_side(hand, "nw")) == ["dik", "cas", "eef", "bob"]
    assert ranks(side_by_side(hand, "nw")) == {"dik": 1, "cas": 2, "eef": 2, "bob": 4}
    # Without an objective that tells them apart, all share the first rank.
    hand["priorities"] = [{"objective": "development"}]
    assert set(ranks(side_by_side(hand, "nw")).values()) == {1}


def test_somebody_who_moves_within_the_team_leaves_a_gap_and_gains_nothing(hand):
    bob = side_by_side(hand, "nw")["bob"]
    assert bob.gain == 0
    assert bob.figures.objectives["changes"] == 1
    assert [violation.item.written() for violation in bob.violations] == [{"filled": "bv"}]


def test_a_gain_counts_from_the_one_empty_composition(hand):
    """For bob's own seat the empty composition lacks him; a newcomer is measured against that."""
    people = side_by_side(hand, "bv")
    answer = compare(read(hand), "bv")
    assert answer.empty.objectives["coverage"] == 4 + 3 + 2
    assert {name: person.gain for name, person in people.items()} == {
        "bob": 7,
        "cas": 3,
        "dik": 6,
        "eef": 0,
    }
    assert people["bob"].figures.objectives["changes"] == 0
    assert people["dik"].figures.objectives["changes"] == 1


def test_a_locked_seat_is_its_incumbents(hand):
    people = side_by_side(hand, "dg")
    assert list(people) == ["ann"]
    assert people["ann"].rank == 1
    assert people["ann"].gain == 4


def test_an_incumbent_may_keep_a_seat_that_is_open_to_nobody_else(hand):
    hand["teams"][0]["seats"][1]["candidates"] = []
    assert list(side_by_side(hand, "bv")) == ["bob"]


def test_a_vacant_seat_for_nobody_has_nobody_to_compare(hand):
    hand["teams"][0]["seats"][2]["candidates"] = []
    assert side_by_side(hand, "nw") == {}


def test_a_team_that_demands_nothing_has_no_job_fit(hand):
    hand["teams"][0]["demand"] = []
    people = side_by_side(hand, "nw")
    assert {person.job_fit for person in people.values()} == {None}
    assert {person.job_fit_rank for person in people.values()} == {None}
    assert {person.gain for person in people.values()} == {0}
    assert {person.contribution for person in people.values()} == {0}
    # Only bob, who would leave his own seat, changes anything.
    assert ranks(people) == {"cas": 1, "dik": 1, "eef": 1, "bob": 4}


def test_somebody_of_another_team_leaves_that_team(hand):
    hand["teams"].append(
        {
            "id": "mt2",
            "demand": [{"behaviour": "future", "importance": 5, "level": 4, "carriers": 1}],
            "seats": [{"id": "zz", "incumbent": "dik"}],
        }
    )
    dik = side_by_side(hand, "nw")["dik"]
    # The team gains future; the dossier loses it elsewhere, where it weighs more.
    assert dik.figures.objectives["coverage"] == 0
    assert dik.dossier.objectives["coverage"] == 5
    assert dik.rank == 4
    assert [violation.item.written() for violation in dik.violations] == [{"filled": "zz"}]


def test_everything_that_a_composition_breaks_is_told_of_each_person(hand):
    hand["constraints"] = [
        {"kind": "exclude", "person": "cas"},
        {"kind": "coverage_floor", "percent": 100},
    ]
    people = side_by_side(hand, "nw")
    assert {
        name: [violation.item.written() for violation in person.violations]
        for name, person in people.items()
    } == {
        "dik": [],
        "cas": [{"constraint": 0}, {"constraint": 1}],
        "eef": [{"constraint": 1}],
        "bob": [{"constraint": 1}, {"filled": "bv"}],
    }


def test_cautious_reads_the_low_end(hand):
    dik = side_by_side(hand, "nw", cautious=True)["dik"]
    # Trust at 2 is no carrier, and counts for 2 in the job fit: 4*20 + 3*10 + 2*40 = 190.
    assert dik.job_fit == 65.5
    assert dik.contribution == 2


def test_nobody_develops_in_a_comparison(hand):
    hand["constraints"] = [{"kind": "development", "budget": 9}]
    people = side_by_side(hand, "nw")
    assert {person.figures.objectives["development"] for person in people.values()} == {0}
    assert people["cas"].figures.objectives["coverage"] == 2


def test_a_seat_that_does_not_exist_cannot_be_compared(hand):
    with pytest.raises(KeyError):
        compare(read(hand), "nowhere")


@pytest.mark.parametrize("seed", range(40))
def test_every_seat_of_a_random_dossier_is_compared_as_the_enumeration_says(seed):
    raw = json_value(json_text(random_dossier(random.Random(800 + seed))))
    reference, dossier = Reference(raw), read(raw)
    for seat in reference.case.seats:
        for cautious in (False, True):
            answer = as_json(compare(dossier, seat.id, cautious=cautious))
            assert check_compare(reference, seat.id, answer, cautious) == []
