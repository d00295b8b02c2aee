"""Figures of a composition, and everything that it breaks, against what was worked out by hand."""

import random

import pytest

from planner.analysis.evaluate import assignment_faults, evaluate
from planner.resources.catalogue import Translator
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import Reference, check_evaluate
from tests.oracle.writing import json_text, json_value

from .conftest import as_json, read


def one(dossier: dict, assignment=None, **options):
    """Return the only proposal of an evaluation, and what it breaks in English."""
    answer = evaluate(read(dossier), assignment, language="en", **options)
    (proposal,) = answer.proposals
    return proposal, [(v.item.written(), v.text) for v in answer.violations]


def test_the_incumbents_as_they_sit(hand):
    proposal, broken = one(hand)
    assert proposal.assignment == {"dg": "ann", "bv": "bob", "nw": None}
    # Trust: ann and bob, two of two. Crisis: bob. Future: nobody, 2 of 13 points short.
    assert proposal.objectives == {
        "coverage": 2,
        "departure": 7,
        "load": 2,
        "balance": 400,
        "nearness": 60,
        "changes": 0,
        "development": 0,
    }
    assert proposal.coverage_percent == 84.6
    assert broken == [({"filled": "nw"}, "mt: the seat nw is empty.")]
    assert proposal.changes == []
    assert proposal.rank == 1
    assert proposal.proven is False
    assert proposal.bounds == {}


def test_the_team_row_by_row_and_person_by_person(hand):
    proposal, _ = one(hand, {"dg": "ann", "bv": "bob", "nw": "dik"})
    team = proposal.teams["mt"]
    assert {name: (r.carriers, r.required, r.shortfall) for name, r in team.coverage.items()} == {
        "trust": (["ann", "bob", "dik"], 2, 0),
        "crisis": (["bob"], 1, 0),
        "future": (["dik"], 1, 0),
    }
    # Trust gives 4 * 2 / 3 to each of three; nobody is missed there.
    assert team.contributions == pytest.approx({"ann": 8 / 3, "bob": 8 / 3 + 3, "dik": 8 / 3 + 2})
    assert sum(team.contributions.values()) == pytest.approx(13)
    assert team.marginals == {"ann": 0, "bob": 3, "dik": 2}
    assert team.roles["crisis"] == ["bob"]
    assert team.roles["future"] == ["dik"]
    assert len(team.roles["trust"]) == 2
    assert proposal.objectives["departure"] == 3
    assert proposal.objectives["load"] == 2
    assert proposal.coverage_percent == 100


def test_a_seat_that_is_not_named_is_empty(hand):
    proposal, broken = one(hand, {"nw": "cas"})
    assert proposal.assignment == {"dg": None, "bv": None, "nw": "cas"}
    assert proposal.objectives["changes"] == 2
    assert [item for item, _ in broken] == [
        {"locked": "dg"},
        {"filled": "dg"},
        {"filled": "bv"},
    ]
    assert [(c.seat, c.before, c.to) for c in proposal.changes] == [
        ("dg", "ann", None),
        ("bv", "bob", None),
        ("nw", None, "cas"),
    ]


def test_nobody_at_all_covers_nothing(hand):
    proposal, _ = one(hand, {})
    assert proposal.objectives == {
        "coverage": 13,
        "departure": 0,
        "load": 0,
        "balance": 1000,
        "nearness": 4 * 20 + 3 * 20 + 2 * 30,
        "changes": 2,
        "development": 0,
    }
    assert proposal.coverage_percent == 0
    assert proposal.teams["mt"].contributions == {}
    assert proposal.teams["mt"].roles == {"trust": [], "crisis": [], "future": []}


def test_somebody_on_a_seat_that_is_not_open_to_them_is_told_once(hand):
    _, broken = one(hand, {"dg": "bob", "bv": "ann", "nw": "cas"})
    assert [item for item, _ in broken] == [
        {"locked": "dg"},
        {"eligible": ["bv", "ann"]},
    ]
    assert broken[0][1] == "mt: the seat dg is locked, and Ann does not sit there."
    assert broken[1][1] == "mt: the seat bv is not open to Ann."


def test_an_unknown_level_does_not_meet_a_minimum(hand):
    hand["teams"][0]["seats"][2]["minimum"] = {"crisis": 2, "future": 3}
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "dik"})
    assert broken == [
        (
            {"minimum": "nw"},
            "mt: dik has a level that is not known for ‘crisis’, "
            "where the seat nw asks at least 2.",
        )
    ]
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "cas"})
    assert broken == [
        (
            {"minimum": "nw"},
            "mt: cas has level 2 for ‘future’, where the seat nw asks at least 3.",
        )
    ]


def test_a_locked_seat_asks_no_minimum(hand):
    hand["teams"][0]["seats"][0]["minimum"] = {"future": 5}
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "cas"})
    assert broken == []


def test_a_critical_row_that_is_short_is_told(hand):
    hand["teams"][0]["demand"][2]["critical"] = True
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "cas"})
    assert broken == [
        (
            {"critical": ["mt", "future"]},
            "mt: ‘future’ is critical and has 0 carriers of the 1.",
        )
    ]


def test_a_critical_row_that_is_switched_off_is_not_told(hand):
    hand["teams"][0]["demand"][2]["critical"] = True
    hand["constraints"] = [{"kind": "critical", "off": True}]
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "cas"})
    assert broken == []


def test_cautious_reads_the_low_end(hand):
    assignment = {"dg": "ann", "bv": "cas", "nw": "dik"}
    as_it_is, _ = one(hand, assignment)
    cautious, _ = one(hand, assignment, cautious=True)
    assert as_it_is.teams["mt"].coverage["trust"].carriers == ["ann", "dik"]
    assert cautious.teams["mt"].coverage["trust"].carriers == ["ann"]
    assert cautious.objectives["coverage"] - as_it_is.objectives["coverage"] == 4


def test_the_circle_counts_for_spread_rows_only_and_once(hand):
    hand["teams"][0]["circle"] = ["dik", "bob"]
    hand["teams"][0]["demand"][0]["spread"] = True
    proposal, _ = one(hand)
    team = proposal.teams["mt"]
    assert team.coverage["trust"].carriers == ["ann", "bob", "dik"]
    assert team.coverage["future"].carriers == []
    # Who leaves the seat leaves the circle too; with three carriers nobody is missed for trust.
    assert proposal.objectives["departure"] == 3


def test_a_team_that_demands_nothing_is_covered(hand):
    hand["teams"][0]["demand"] = []
    proposal, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "cas"})
    assert proposal.coverage_percent == 100
    assert set(proposal.objectives.values()) == {0}
    assert proposal.teams["mt"].contributions == {}
    assert broken == []


def test_each_item_is_told_once_with_all_its_teams(hand):
    hand["teams"].append(
        {
            "id": "mt2",
            "demand": [{"behaviour": "future", "importance": 1, "level": 4, "carriers": 1}],
            "seats": [{"id": "zz", "incumbent": "cas", "optional": True}],
        }
    )
    hand["constraints"] = [{"kind": "coverage_floor", "percent": 100}]
    _, broken = one(hand, {"dg": "ann", "bv": "bob", "nw": "eef", "zz": "cas"})
    assert [item for item, _ in broken] == [{"constraint": 0}]
    assert "mt covers 84.6 %" in broken[0][1]
    assert "mt2 covers 0 %" in broken[0][1]


@pytest.mark.parametrize(
    ("assignment", "expected"),
    [
        ([], [("$", "must be an object from seat to person")]),
        (None, [("$", "must be an object from seat to person")]),
        ({"x": "ann"}, [("x", 'names a seat that is not in the dossier: "x"')]),
        ({"dg": "zz"}, [("dg", 'names a person who is not in the dossier: "zz"')]),
        ({"dg": 1}, [("dg", "names a person who is not in the dossier: 1")]),
        (
            {"dg": "ann", "bv": "ann"},
            [("bv", 'sits on another seat already (dg): "ann"')],
        ),
        ({"dg": None, "bv": None}, []),
        ({}, []),
    ],
)
def test_mistakes_in_an_assignment_are_told_with_their_seat(hand, assignment, expected):
    english = Translator("en")
    found = assignment_faults(read(hand).situation(), assignment)
    assert [(f.path, english.say(f.template, **f.values)) for f in found] == expected


@pytest.mark.parametrize("seed", range(40))
def test_any_composition_of_a_random_dossier_is_evaluated_as_the_enumeration_says(seed):
    raw = json_value(json_text(random_dossier(random.Random(700 + seed))))
    reference, dossier = Reference(raw), read(raw)
    source = random.Random(seed)
    for cautious in (False, True):
        for _ in range(3):
            people = source.sample(reference.case.people, len(reference.case.people))
            assignment = {
                seat.id: people.pop() if people and source.random() < 0.8 else None
                for seat in reference.case.seats
                if source.random() < 0.9
            }
            answer = as_json(evaluate(dossier, assignment, cautious=cautious))
            assert check_evaluate(reference, assignment, answer, cautious) == []
