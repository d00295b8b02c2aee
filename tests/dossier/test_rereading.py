"""Reading a dossier again after an edit: quicker, and all as it is when everything is read."""

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.dossier.editing import ABSENT, Edit, NoSuchPlace, edited
from planner.dossier.reading import read_dossier, validated
from planner.dossier.rereading import read_whole
from planner.dossier.strict_json import InvalidFile
from planner.dossier.written_json import as_written, read_json, write_json
from planner.resources.files import resource_path
from tests.oracle.dossiers import random_dossier
from tests.oracle.invalid import VALID_CONSTRAINTS, base_dossier

from .conftest import content
from .test_fuzz import KEYS, VALUES

EXAMPLE = resource_path("fixtures", "dossiers", "mt-uitvoering.json").read_bytes()
FILES = (
    content(base_dossier() | {"constraints": VALID_CONSTRAINTS}),
    EXAMPLE,
    *(content(random_dossier(random.Random(seed))) for seed in range(12)),
)
KNOWN_BY = {"people": "id", "teams": "id", "seats": "id", "demand": "behaviour"}
LEVEL = ("people", "feitsma", "levels", "inclusion")


def contents_of(value, name="", place=()):
    """Yield every place within a value, as edits name it, and what is there."""
    yield place, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from contents_of(inner, key, (*place, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            known = isinstance(inner, dict) and name in KNOWN_BY
            key = inner.get(KNOWN_BY[name], position) if known else position
            yield from contents_of(inner, "", (*place, key))


@st.composite
def edits_of(draw, raw):
    """Draw an edit: some place in the file, or beside it; mostly a value that fits somewhere."""
    there = list(contents_of(raw))
    place, was = draw(st.sampled_from(there))
    if draw(st.integers(0, 5)) == 0:
        place = (*place, draw(st.sampled_from(KEYS) | st.integers(0, 9)))
    like = [value for other, value in there if other[-1:] == place[-1:] or type(value) is type(was)]
    value = draw(
        st.sampled_from(like or [None])
        | (st.just(ABSENT) if place else VALUES)
        | st.decimals(0, 7, places=1)
        | st.integers(-1, 6)
        | VALUES
    )
    # Forms give numbers as files have them; of a float, 1e16 is a `Decimal` from then on.
    return Edit(place, value if value is ABSENT else as_written(value))


def told(error):
    return [(fault.path, fault.template, fault.values) for fault in error.faults]


def outcome_of(way, before, edits):
    """Return what comes of edits: the written file and what it holds, or why there is none."""
    try:
        written, dossier = way(before, edits)
    except InvalidFile as error:
        return told(error)
    except NoSuchPlace as error:
        return error.args
    # A repertoire is the same as itself alone.
    return written, dossier.written(), dossier.people, dossier.teams, dossier.constraints


def reread(reading, edits):
    read = reading.after(edits)
    return read.written(), read.dossier


def read_all(raw, edits):
    changed = edited(raw, edits)
    if changed == raw:
        changed = raw
    try:
        read_json(write_json(changed))
    except ValueError:
        # What JSON does not know, such as NaN, is no mistake of a file but of a value in a form.
        return b"", validated(changed)
    return write_json(changed), read_dossier(write_json(changed))


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(st.data())
def test_edits_come_to_the_same_as_reading_all_of_what_is_written(data):
    file = FILES[data.draw(st.integers(0, len(FILES) - 1))]
    reading, raw = read_whole(file), read_json(file)
    for _ in range(data.draw(st.integers(1, 4))):
        edits = data.draw(st.lists(edits_of(raw), min_size=1, max_size=3))
        quick, full = outcome_of(reread, reading, edits), outcome_of(read_all, raw, edits)
        assert quick == full
        if isinstance(quick, tuple) and isinstance(quick[0], bytes):
            reading, raw = reading.after(edits), read_json(quick[0])
            assert reading.raw == raw


def test_whoever_an_edit_leaves_alone_is_not_read_again():
    reading = read_whole(EXAMPLE)
    read = reading.after([Edit(LEVEL, Decimal("4.2"))])
    again = [a is b for a, b in zip(reading.dossier.people, read.dossier.people, strict=True)]
    assert again.count(False) == 1
    assert read.dossier.teams[0] is reading.dossier.teams[0]


def test_with_another_repertoire_every_level_is_held_against_it():
    reading = read_whole(EXAMPLE)
    repertoire = {
        "id": "short",
        "scale": {"minimum": 1, "maximum": 3},
        "directions": [{"id": "inward"}],
        "behaviours": [{"id": "inclusion", "direction": "inward"}],
    }
    edits = [Edit(("repertoire",), repertoire)]
    refused = outcome_of(reread, reading, edits)
    assert refused == outcome_of(read_all, reading.raw, edits)
    assert "people[0].levels.inclusion" in [path for path, *_ in refused]


def test_an_edit_that_changes_nothing_gives_the_very_same():
    reading = read_whole(EXAMPLE)
    assert reading.after([Edit(LEVEL, Decimal("3.3"))]) is reading
    assert reading.after([]) is reading


@pytest.mark.parametrize("value", [4.2, Decimal("4.20"), 1e2, (3, 4)])
def test_edits_that_follow_see_a_value_as_the_file_has_it(value):
    reading = read_whole(EXAMPLE).after([Edit(("people", "feitsma", "attributes", "x"), value)])
    assert reading.raw == read_json(reading.written())
    assert type(reading.raw["people"][0]["attributes"]["x"]) is not float


def test_a_file_is_written_from_its_pieces_just_as_in_one_go():
    for file in FILES:
        reading = read_whole(file)
        assert reading.written() == write_json(read_json(file))
