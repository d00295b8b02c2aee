"""The JSON Schemas say of a file what the program says, as far as a schema can."""

import json
import random
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from planner.analysis.compare import compare
from planner.analysis.evaluate import evaluate
from planner.analysis.propose import propose
from planner.dossier.reading import read_dossier
from planner.dossier.schemas import SCHEMAS, schema
from tests.oracle.dossiers import random_dossier
from tests.oracle.invalid import (
    PERSON,
    REPERTOIRE,
    ROW,
    SEAT,
    TEAM,
    VALID_CONSTRAINTS,
    base_dossier,
    invalid_dossiers,
)
from tests.oracle.writing import json_text

from .conftest import changed, constrained, content, told, without


def plain(dossier: dict):
    """Return a dossier as any program reads its file: decimals are doubles."""
    return json.loads(json_text(dossier))


def complaints(name: str, value) -> list[str]:
    """Return what a format's schema says against a value."""
    return [
        f"{error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(schema(name)).iter_errors(value)
    ]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_schema_is_a_schema(name):
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", ["dossier", "repertoire", "result"])
def test_the_formats_that_the_command_names_have_a_schema(name):
    assert schema(name)["type"] == "object"


def test_there_is_no_schema_of_anything_else():
    with pytest.raises(KeyError):
        schema("nothing")


def test_the_schema_of_a_dossier_takes_the_valid_dossier():
    assert complaints("dossier", plain(base_dossier())) == []


@pytest.mark.parametrize("constraint", VALID_CONSTRAINTS, ids=lambda c: c["kind"])
def test_the_schema_of_a_dossier_takes_each_kind_of_constraint(constraint):
    assert complaints("dossier", plain(constrained(constraint))) == []


def test_the_schema_of_a_dossier_takes_random_dossiers():
    validator = Draft202012Validator(schema("dossier"))
    wrong = []
    for seed in range(150):
        dossier = random_dossier(random.Random(seed))
        wrong += [(seed, e.json_path, e.message) for e in validator.iter_errors(plain(dossier))]
    assert wrong == []


@pytest.mark.parametrize("tenths", range(10, 51))
def test_the_schema_of_a_dossier_takes_every_level_of_the_scale(tenths):
    level = Decimal(tenths) / 10
    assert complaints("dossier", plain(changed(*PERSON, "levels", "trust", to=level))) == []


@pytest.mark.parametrize(
    "level", ["3", True, [], {}, {"level": 3}, {"level": 3, "low": None, "high": 3}]
)
def test_the_schema_of_a_dossier_refuses_what_is_no_level(level):
    assert complaints("dossier", plain(changed(*PERSON, "levels", "trust", to=level)))


@pytest.mark.parametrize(
    "dossier",
    [
        changed("surplus", to=1),
        without("title"),
        without(*TEAM, "seats"),
        without(*ROW, "level"),
        changed("format", to="abd-planner/dossier/2"),
        changed(*ROW, "importance", to=6),
        changed(*ROW, "importance", to=2.5),
        changed(*ROW, "carriers", to=0),
        changed(*SEAT, "locked", to=None),
        changed(*SEAT, "locked", to=1),
        changed(*SEAT, "candidates", to=None),
        changed(*SEAT, "title", to=None),
        changed(*PERSON, "name", to=None),
        changed(*PERSON, "id", to=""),
        changed("candidates", to=None),
        changed("teams", to=[]),
        changed("priorities", to=[]),
        changed("priorities", to=[{"objective": "zz"}]),
        changed("title", to={"NL!": "x"}),
        changed(*PERSON, "attributes", "x", to={"a": 1}),
        changed(*REPERTOIRE, "behaviours", 0, "anchors", to={"1.5": "a"}),
        constrained({"kind": "zz"}),
        constrained({"limit": 1}),
        constrained({"kind": "max_changes"}),
        constrained({"kind": "coverage_floor", "percent": 101}),
        constrained({"kind": "departures", "percent": 1, "count": 3}),
        constrained({"kind": "development", "budget": 1, "step": 0}),
        constrained({"kind": "max_load", "limit": 1, "teams": None}),
        # Lengths of lists, and items that stand there twice: a schema can know these too.
        constrained({"kind": "max_load", "limit": 1, "teams": []}),
        constrained({"kind": "together", "people": ["p1"]}),
        constrained({"kind": "apart", "people": []}),
        constrained({"kind": "apart", "people": ["p1", "p1"]}),
        changed("candidates", to=["p2", "p2"]),
        changed(*TEAM, "circle", to=["p3", "p3"]),
    ],
    ids=lambda dossier: "",
)
def test_the_schema_of_a_dossier_refuses_what_a_schema_can_know(dossier):
    assert told(dossier)
    assert complaints("dossier", plain(dossier))


def test_the_schema_of_a_dossier_refuses_nothing_that_the_program_takes():
    """All values of one place that the program takes, the schema takes too."""
    for value in (1, 1.0, 2.9, "1", True, None, [], {}, {"level": 3, "low": 2, "high": 4.5}):
        for place in (
            (*PERSON, "levels", "trust"),
            (*PERSON, "attributes", "x"),
            (*ROW, "level"),
            (*ROW, "importance"),
            (*SEAT, "incumbent"),
            ("title",),
        ):
            dossier = changed(*place, to=value)
            if not told(json.dumps(dossier, default=float)):
                assert complaints("dossier", json.loads(json.dumps(dossier, default=float))) == []


def test_a_default_in_the_schema_of_a_dossier_is_a_value_that_it_takes():
    whole = schema("dossier")
    wrong = []
    for name, part in {**whole["$defs"], "Dossier": whole}.items():
        for key, field in part.get("properties", {}).items():
            if "default" in field:
                validator = Draft202012Validator({**field, "$defs": whole["$defs"]})
                if not validator.is_valid(field["default"]):
                    wrong.append(f"{name}.{key}: {field['default']!r}")
    assert wrong == []


def test_most_invalid_files_that_are_json_are_refused_by_the_schema_too():
    validator = Draft202012Validator(schema("dossier"))
    read, refused = 0, 0
    for invalid in invalid_dossiers(random.Random(1)):
        try:
            value = json.loads(invalid.content, parse_constant=str)
            refused += not validator.is_valid(value)
        except (ValueError, RecursionError, OverflowError):
            continue
        read += 1
    assert read > 450
    assert refused / read > 0.75


@pytest.mark.parametrize("cautious", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_the_schema_of_a_result_takes_what_the_program_answers(seed, cautious):
    dossier = read_dossier(content(random_dossier(random.Random(seed))))
    for answer in (propose(dossier, alternatives=2, cautious=cautious), evaluate(dossier)):
        written = json.loads(json.dumps(answer.written()))
        assert complaints("result", written) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_schema_of_a_comparison_takes_what_the_program_answers(seed):
    dossier = read_dossier(content(random_dossier(random.Random(seed))))
    for seat in dossier.situation().seats:
        written = compare(dossier, seat).written()
        assert complaints("compare", json.loads(json.dumps(written))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"status": "perhaps"},
        {"surplus": 1},
        {"proposals": {}},
        {"exhausted": 1},
        {"conflict": [{"nothing": 1}]},
        {"conflict": [{"filled": "bv", "locked": "bv"}]},
        {"proposals": [{"rank": "first"}]},
        {"seconds": "long"},
    ],
    ids=str,
)
def test_the_schema_of_a_result_refuses_what_is_no_result(wrong):
    answer = evaluate(read_dossier(content(base_dossier())))
    written = json.loads(json.dumps(answer.written()))
    value = {**written, **wrong} if wrong else {}
    assert complaints("result", value)
