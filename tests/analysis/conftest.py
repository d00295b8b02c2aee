"""A small dossier that can be worked out by hand."""

import copy

import pytest

from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from tests.oracle.writing import json_text, json_value

HAND = {
    "format": "abd-planner/dossier/1",
    "title": "Met de hand",
    "repertoire": {
        "id": "klein",
        "scale": {"minimum": 1, "maximum": 5},
        "directions": [{"id": "inward"}, {"id": "across"}],
        "behaviours": [
            {"id": "trust", "direction": "inward"},
            {"id": "crisis", "direction": "across"},
            {"id": "future", "direction": "across"},
        ],
    },
    "people": [
        {"id": "ann", "name": "Ann", "levels": {"trust": 4, "crisis": 2}},
        {"id": "bob", "levels": {"trust": 3, "crisis": 4}},
        {"id": "cas", "levels": {"crisis": 3, "future": 2}},
        {"id": "dik", "levels": {"trust": {"level": 3, "low": 2, "high": 4}, "future": 5}},
        {"id": "eef", "levels": {}},
    ],
    "candidates": ["bob", "cas", "dik", "eef"],
    "teams": [
        {
            "id": "mt",
            "circle": ["eef"],
            "demand": [
                {"behaviour": "trust", "importance": 4, "level": 3, "carriers": 2},
                {"behaviour": "crisis", "importance": 3, "level": 3, "carriers": 1},
                {"behaviour": "future", "importance": 2, "level": 4, "carriers": 1},
            ],
            "seats": [
                {"id": "dg", "incumbent": "ann", "locked": True},
                {"id": "bv", "incumbent": "bob"},
                {"id": "nw"},
            ],
        }
    ],
}


def read(dossier: dict) -> Dossier:
    """Return a dossier as the program has it."""
    return read_dossier(json_text(dossier).encode())


def as_json(answer) -> dict:
    """Return an answer as programs read it, its decimals exact."""
    return json_value(json_text(answer.written()))


@pytest.fixture
def hand() -> dict:
    """Return the dossier, to be changed at will."""
    return copy.deepcopy(HAND)
