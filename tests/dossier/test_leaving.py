"""Taking somebody out: nothing that refers to them is left, and the dossier stays valid."""

import json
from decimal import Decimal

import pytest

from planner.dossier.editing import edited
from planner.dossier.joining import new_person_id
from planner.dossier.leaving import leaving
from planner.dossier.reading import validated
from planner.dossier.typed_attributes import faults_of_attribute, typed_attribute


def case():
    return {
        "format": "abd-planner/dossier/1",
        "title": "Vertrek",
        "repertoire": "abd-2021",
        "people": [{"id": each} for each in ("ann", "ben", "cas", "dia")],
        "candidates": ["ben", "cas"],
        "teams": [
            {
                "id": "mt",
                "circle": ["cas", "ben"],
                "demand": [],
                "seats": [
                    {"id": "vast", "incumbent": "ann", "locked": True},
                    {"id": "een", "incumbent": "ben"},
                    {"id": "twee", "candidates": ["ben", "dia"]},
                ],
            }
        ],
        "constraints": [
            {"kind": "include", "person": "ben"},
            {"kind": "together", "people": ["ben", "cas"]},
            {"kind": "max_changes", "limit": 1},
            {"kind": "apart", "people": ["dia", "ben", "cas"]},
            {"kind": "tenure", "exempt": ["ben"]},
            {"kind": "development", "budget": 2, "people": ["ben"]},
        ],
    }


def test_everything_that_refers_to_somebody_goes_along():
    gone = leaving(validated(case()), case(), "ben")
    assert [(m.kind, m.where) for m in gone.mentions] == [
        ("candidate", ""),
        ("circle", "mt"),
        ("seat", "een"),
        ("for", "twee"),
        ("dropped", 0),
        ("dropped", 1),
        ("wish", 3),
        ("wish", 4),
        ("dropped", 5),
    ]
    left = edited(case(), gone.edits.values())
    validated(left)
    assert '"ben"' not in json.dumps(left)
    assert left["constraints"] == [
        {"kind": "max_changes", "limit": 1},
        {"kind": "apart", "people": ["dia", "cas"]},
        {"kind": "tenure", "exempt": []},
    ]


@pytest.mark.parametrize("person", ["cas", "dia"])
def test_whoever_leaves_leaves_a_valid_dossier(person):
    gone = leaving(validated(case()), case(), person)
    left = edited(case(), gone.edits.values())
    validated(left)
    assert f'"{person}"' not in json.dumps(left)


def test_a_fixed_seat_keeps_who_sits_there():
    assert leaving(validated(case()), case(), "ann").locked == "vast"


def test_an_id_is_made_of_the_name_and_is_nobody_elses():
    assert new_person_id("Zoë van 't Hóf", set()) == "zoe-van-t-hof"
    assert new_person_id("Zoë van 't Hóf", {"zoe-van-t-hof"}) == "zoe-van-t-hof-2"
    assert new_person_id("李", set()) == "person"
    assert len(new_person_id("x" * 500, set())) == 40


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("4,5", None, Decimal("4.5")),
        ("beleid; uitvoering", None, ["beleid", "uitvoering"]),
        ("beleid", ["x"], ["beleid"]),
        ("12", "elf", "12"),
        ("007", None, "007"),
        ("nee", True, False),
        ("Yes", False, True),
    ],
)
def test_an_attribute_is_what_was_typed(text, before, value):
    typed = typed_attribute(text, before)
    assert typed == value
    assert type(typed) is type(value)


@pytest.mark.parametrize(
    "name", ["geslacht", "Leeftijd", "age", "herkomst", "religion", "gezondheid", "sex"]
)
def test_what_people_are_not_chosen_by_is_no_attribute(name):
    assert faults_of_attribute(name, "x")


def test_tenure_is_a_number_of_years():
    assert faults_of_attribute("tenure_years", "lang")
    assert faults_of_attribute("tenure_years", -1)
    assert not faults_of_attribute("tenure_years", 4)
    assert not faults_of_attribute("organisation", "BZK")
