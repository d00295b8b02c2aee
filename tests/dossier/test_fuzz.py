"""Whatever a file holds: it is read, or refused with paths and sentences; nothing else happens."""

import copy
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.dossier.reading import validated
from planner.dossier.strict_json import InvalidFile
from tests.oracle.dossiers import random_dossier
from tests.oracle.invalid import VALID_CONSTRAINTS, base_dossier, invalid_dossiers
from tests.oracle.writing import json_text

from .conftest import told

WORDS = ("p1", "mt", "dg", "bv", "trust", "inward", "coverage", "zz", "", "id", "kind", "level")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**3), 10**3)
    | st.integers(10**300, 10**420)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = (
    "format",
    "title",
    "note",
    "repertoire",
    "people",
    "candidates",
    "teams",
    "constraints",
    "priorities",
    "id",
    "name",
    "levels",
    "attributes",
    "circle",
    "demand",
    "seats",
    "incumbent",
    "locked",
    "minimum",
    "optional",
    "behaviour",
    "importance",
    "level",
    "carriers",
    "critical",
    "spread",
    "low",
    "high",
    "kind",
    "limit",
    "percent",
    "people",
    "person",
    "seat",
    "behaviours",
    "value",
)
QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], database=None)


def assert_read_or_refused(text: str) -> None:
    """Read a file; where it is refused, every mistake must have a path and a sentence."""
    for path, sentence in told(text):
        assert path
        assert sentence
        assert "\n" not in sentence


def places(value, path=()) -> list[tuple]:
    """Return the paths of everything within a value, its own first."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(found for key, item in items for found in places(item, (*path, key)))]


def put(value, path: tuple, new):
    """Return a value with another one at a path."""
    if not path:
        return new
    value = copy.deepcopy(value)
    place = value
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = new
    return value


WHOLE = json.loads(json_text(base_dossier() | {"constraints": VALID_CONSTRAINTS}))
PLACES = places(WHOLE)


@QUICK
@given(VALUES)
def test_any_json_is_read_or_refused(value):
    assert_read_or_refused(json.dumps(value))


@QUICK
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_object_with_keys_of_the_format_is_read_or_refused(value):
    assert_read_or_refused(json.dumps(value))


@QUICK
@given(st.sampled_from(PLACES), VALUES)
def test_a_valid_dossier_with_anything_at_one_place_is_read_or_refused(path, value):
    assert_read_or_refused(json.dumps(put(WHOLE, path, value)))


@QUICK
@given(st.sampled_from(PLACES), st.sampled_from(KEYS), VALUES)
def test_a_valid_dossier_with_a_key_more_is_read_or_refused(path, key, value):
    dossier = copy.deepcopy(WHOLE)
    place = dossier
    for step in path:
        place = place[step]
    if isinstance(place, dict):
        place[key] = value
    elif isinstance(place, list):
        place.append(value)
    assert_read_or_refused(json.dumps(dossier))


@QUICK
@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_a_valid_dossier_with_two_parts_exchanged_is_read_or_refused(first, second):
    def at(path):
        place = WHOLE
        for step in path:
            place = place[step]
        return place

    changed = put(WHOLE, first, at(second))
    if second in places(changed):
        changed = put(changed, second, at(first))
    assert_read_or_refused(json.dumps(changed))


@QUICK
@given(st.integers(0, len(json.dumps(WHOLE)) - 1), st.text(max_size=3), st.integers(0, 3))
def test_a_valid_dossier_with_characters_exchanged_is_read_or_refused(position, more, fewer):
    text = json.dumps(WHOLE)
    assert_read_or_refused(text[:position] + more + text[position + fewer :])


@QUICK
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(file):
    found = told(file)
    assert found
    assert all(path and sentence for path, sentence in found)


@pytest.mark.parametrize("seed", range(15))
def test_a_random_dossier_is_taken(seed):
    assert told(random_dossier(random.Random(seed))) == []


def test_every_invalid_dossier_of_the_oracle_is_refused_at_the_path_that_it_is_about():
    wrong = []
    for invalid in invalid_dossiers(random.Random(7)):
        found = told(invalid.content)
        if not any(invalid.path_fragment in f"{path}: {sentence}" for path, sentence in found):
            wrong.append((invalid.what, found))
    assert wrong == []


def test_a_value_from_elsewhere_is_checked_like_a_file():
    with pytest.raises(InvalidFile) as caught:
        validated({"format": "abd-planner/dossier/1"})
    assert {fault.path for fault in caught.value.faults} == {"title", "repertoire", "teams"}
