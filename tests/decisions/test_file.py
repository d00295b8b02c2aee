"""The file of a decision: what is written is read back, and whatever changed is told."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planner.decisions.decision import Decision
from planner.decisions.fingerprint import fingerprint, fingerprints
from planner.decisions.writing import check_decision, read_decision, write_decision
from planner.dossier.examples import examples
from planner.dossier.schemas import schema_of
from planner.dossier.strict_json import InvalidFile
from tests.decisions.making import example

SMALLEST = write_decision(example("crisisteam"))
WRITTEN = example("crisisteam").written()


def faults(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as error:
        check_decision(content)
    return [(fault.path, fault.template) for fault in error.value.faults]


def changed(**parts) -> bytes:
    """Return a file of which parts were changed, and the fingerprints made anew."""
    raw = json.loads(write_decision(example())) | parts
    raw["fingerprints"] = fingerprints({k: v for k, v in raw.items() if k != "fingerprints"})
    return json.dumps(raw).encode()


@pytest.mark.parametrize("name", sorted(examples()))
@pytest.mark.parametrize("rank", [1, 2])
def test_what_is_written_is_read_back(name, rank):
    decision = example(name, rank)
    content = write_decision(decision)
    checked = check_decision(content)
    assert checked.is_as_written
    assert checked.decision.written() == decision.written()
    assert write_decision(read_decision(content)) == content


@pytest.mark.parametrize("name", sorted(examples()))
def test_the_schema_takes_it(name):
    written = json.loads(write_decision(example(name)))
    Draft202012Validator(schema_of(Decision)).validate(written)


def test_anybody_can_work_out_the_fingerprint():
    raw = json.loads(write_decision(example()))
    told = raw.pop("fingerprints")
    assert told["whole"] == fingerprint(raw)
    assert rfc8785.dumps(raw).startswith(b'{"answer":{')
    assert told["parts"]["choice"] == fingerprint(raw["choice"])


@given(st.integers(0, len(SMALLEST) - 1), st.integers(1, 255))
def test_one_byte_that_changed_is_always_told(position, flip):
    content = bytearray(SMALLEST)
    content[position] ^= flip
    told = is_taken_as(bytes(content))
    # Only a space, a line's end or the form of a number or letter can be another byte and still
    # say the same; then the layout is told.
    assert told is None or (not told.is_as_written and told.decision.written() == WRITTEN)


def is_taken_as(content: bytes):
    """Return what a file is taken as, nothing where mistakes in it are told."""
    try:
        return check_decision(content)
    except InvalidFile as error:
        return None if error.faults else error


def test_a_part_that_changed_is_named():
    content = write_decision(example()).replace(b"A. Voorbeeld", b"C. Voorbeeld")
    assert [path for path, _ in faults(content)] == ["present", "fingerprints.whole"]


def test_a_fingerprint_that_changed_is_told_too():
    decision = example()
    own = decision.fingerprints.parts["options"].encode()
    content = write_decision(decision).replace(own, own[::-1])
    assert [path for path, _ in faults(content)] == ["options"]


def test_a_part_that_was_taken_away_or_added_is_told():
    raw = json.loads(write_decision(example()))
    del raw["certainty" if "certainty" in raw else "repertoire"]
    raw["ratings"] = {"rounds": 1, "sources": {"peer": 3}}
    told = dict(faults(json.dumps(raw).encode()))
    assert told["repertoire"] == "is missing, and had a fingerprint"
    assert told["ratings"] == "has no fingerprint: it was not there at first"


def test_a_file_that_another_program_laid_out_is_taken_and_that_is_told():
    content = json.dumps(json.loads(write_decision(example()))).encode()
    checked = check_decision(content)
    assert not checked.is_as_written
    assert checked.decision.written() == example().written()


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"date": "2 maart"}, "date"),
        ({"present": [{"name": "A", "role": ""}]}, "present[0].role"),
        ({"surplus": 1}, "surplus"),
        ({"options": {"alternatives": 0}}, "options.alternatives"),
        ({"options": {"seed": 2**60}}, "options.seed"),
        ({"format": "abd-planner/decision/2"}, "format"),
        ({"asked": {"constraints": [], "priorities": [{"objective": "load"}]}}, "asked"),
        ({"comparisons": [{"seat": "x", "empty_percent": 1, "people": []}]}, "comparisons[0].seat"),
    ],
)
def test_mistakes_are_told_with_their_path(parts, path):
    if "seed" in parts.get("options", {}):
        # Such a number has no canonical form, so it has no fingerprint either.
        raw = json.loads(write_decision(example())) | parts
        content = json.dumps(raw).encode()
    else:
        content = changed(**parts)
    assert path in [found for found, _ in faults(content)]


def test_every_mistake_is_told_at_once():
    told = [path for path, _ in faults(changed(date="x", id="", present=[]))]
    assert {"date", "id", "present"} <= set(told)


def test_a_dossier_that_was_changed_does_not_fit_the_rest():
    raw = json.loads(write_decision(example()))
    content = raw["dossier"]["content"].replace('"importance": 4', '"importance": 1', 1)
    told = dict(faults(changed(dossier={**raw["dossier"], "content": content})))
    assert {"dossier.sha256", "task.teams", "task.fingerprint"} <= set(told)


def test_a_mistake_in_the_dossier_is_told_with_its_place_in_it():
    raw = json.loads(write_decision(example()))
    content = raw["dossier"]["content"].replace('"locked"', '"lokked"', 1)
    assert '"lokked"' in content
    told = [path for path, _ in faults(changed(dossier={**raw["dossier"], "content": content}))]
    assert any(path.startswith("dossier.content: teams[0].seats[") for path in told)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"a": 1, "a": 2}', b"\xff", b"NaN", b"[" * 5000]
)
def test_what_is_no_decision_is_refused(content):
    assert faults(content)
