"""What was read can be written again, and is the same file."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from planner.dossier.reading import read_dossier, validated
from tests.oracle.dossiers import random_dossier
from tests.oracle.invalid import PERSON, VALID_CONSTRAINTS, Raw, base_dossier
from tests.oracle.writing import json_text, json_value

from .conftest import changed, constrained, content

EXAMPLES = sorted((Path(__file__).parents[2] / "fixtures" / "dossiers").glob("*.json"))


def marked(value):
    """Return a JSON value in which `true` and `1` differ, and `1` and `1.0` do not.

    Numbers are compared as JSON programs hold them, as doubles.
    """
    if isinstance(value, dict):
        return {key: marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [marked(item) for item in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return ("number", float(value))
    return value


def assert_round_trip(dossier: dict):
    written = json.loads(json.dumps(read_dossier(content(dossier)).written()), parse_float=Decimal)
    assert marked(written) == marked(json_value(json_text(dossier)))


def test_the_valid_dossier_is_written_as_it_was_read():
    assert_round_trip(base_dossier())


@pytest.mark.parametrize("constraint", VALID_CONSTRAINTS, ids=lambda c: c["kind"])
def test_each_kind_of_constraint_is_written_as_it_was_read(constraint):
    assert_round_trip(constrained(constraint))


@pytest.mark.parametrize("seed", range(20))
def test_a_random_dossier_is_written_as_it_was_read(seed):
    assert_round_trip(random_dossier(random.Random(seed)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_worked_example_is_written_as_it_was_read(path):
    dossier = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    assert_round_trip(dossier)


@pytest.mark.parametrize("seed", range(20))
def test_what_was_written_can_be_read_again(seed):
    written = read_dossier(content(random_dossier(random.Random(seed)))).written()
    assert validated(json.loads(json.dumps(written))).written() == written


def test_what_was_left_out_stays_out():
    dossier = read_dossier(content(base_dossier())).written()
    assert "note" not in dossier
    assert "name" not in dossier["people"][1]
    assert "optional" not in dossier["teams"][0]["seats"][0]


def test_a_vacancy_that_was_written_out_stays_written_out():
    written = read_dossier(content(base_dossier())).written()
    assert written["teams"][0]["seats"][1]["incumbent"] is None


@pytest.mark.parametrize("years", ["6.99", "0.1", "7.00", "1e2", "3"])
def test_an_attribute_keeps_its_value(years):
    dossier = changed(*PERSON, "attributes", "tenure_years", to=Raw(years))
    written = read_dossier(content(dossier)).written()
    found = json.loads(json.dumps(written), parse_float=Decimal)
    assert Decimal(found["people"][0]["attributes"]["tenure_years"]) == Decimal(years)
