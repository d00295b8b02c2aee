"""The trail: each entry chained to the last, and every change to it found."""

import json
from itertools import pairwise

import pytest

from planner.store.acting import Actor, acting
from planner.store.chain import BEGINNING, Head, broken
from planner.store.database import Store
from planner.store.seal import sealed
from planner.store.trail import Trail
from planner.store.verifying import verify


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def trail(store) -> Trail:
    noted = Trail(store)
    with acting(Actor("ann")):
        for number in range(5):
            noted.note("dossier.edit", "dossiers/mt", dossier="mt", before="a", after=str(number))
        noted.note("profile.read", "dossiers/mt/people", dossier="mt", subjects=("p1", "p2"))
    return noted


def told(store) -> list[str]:
    return [found.template for found in broken(store.connection)]


def test_what_is_noted_is_chained_and_whole(store, trail):
    rows = store.rows("SELECT * FROM trail ORDER BY sequence")
    assert [row["sequence"] for row in rows] == list(range(1, 9))
    assert rows[0]["previous"] == BEGINNING
    assert all(after["previous"] == row["hash"] for row, after in pairwise(rows))
    assert trail.head().written() == f"8:{rows[-1]['hash']}"
    assert told(store) == []
    assert verify(store.path).damages == ()


def test_an_empty_trail_is_whole(store):
    assert Trail(store).head().written() == f"0:{BEGINNING}"
    assert told(store) == []


def test_a_payload_has_the_fields_of_the_standard(store, trail):
    entries = [
        json.loads(row["payload"])
        for row in store.rows("SELECT payload FROM trail_entries ORDER BY sequence")
    ]
    above, first, second = entries[-3:]
    assert {entry["trace_id"] for entry in entries} == {above["trace_id"]}
    assert above["parent_span_id"] is None
    assert first["parent_span_id"] == second["parent_span_id"] == above["span_id"]
    assert len({entry["span_id"] for entry in entries}) == len(entries)
    assert first["attributes"]["dpl.core.data_subject_id"] == "mt/p1"
    assert "dpl.core.data_subject_id" not in above["attributes"]
    for entry in entries:
        assert len(bytes.fromhex(entry["trace_id"])) == 16
        assert len(bytes.fromhex(entry["span_id"])) == 8
        assert entry["status_code"] == "STATUS_CODE_OK"
        assert entry["start_time"] <= entry["end_time"]
        assert entry["attributes"]["abd.account"] == "ann"


def test_an_entry_is_there_only_where_its_write_is(store):
    trail = Trail(store)

    def fail() -> None:
        with store.writing():
            trail.note("dossier.add", "dossiers/x", dossier="x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert trail.head().sequence == 0


def reseal(store, table, sequence, **values):
    """Change a row as somebody would who knows about seals."""
    row = store.row(f"SELECT * FROM {table} WHERE sequence = ?", sequence)
    store.tables.table(table).upsert(sealed({**row, **values}), pk="sequence")


def test_a_changed_payload_is_found(store, trail):
    reseal(store, "trail_entries", 3, payload="{}")
    assert told(store) == ["What entry {entry} of the trail says is not what was written."]


def test_a_changed_digest_is_found(store, trail):
    reseal(store, "trail", 3, digest="0" * 64)
    assert "Entry {entry} of the trail is not as it was written." in told(store)


def test_an_entry_that_is_taken_out_is_found(store, trail):
    store.connection.execute("DELETE FROM trail_entries WHERE sequence = 4")
    store.connection.execute("DELETE FROM trail WHERE sequence = 4")
    assert told(store) == ["The trail misses entries {first} to {last}."]


def test_entries_that_are_taken_off_the_end_are_found(store, trail):
    store.connection.execute("DELETE FROM trail_entries WHERE sequence > 6")
    store.connection.execute("DELETE FROM trail WHERE sequence > 6")
    assert told(store) == ["The trail ends at entry {last}, and was at entry {kept} before."]


def test_entries_that_changed_places_are_found(store, trail):
    rows = {row["sequence"]: row for row in store.rows("SELECT * FROM trail")}
    for here, there in ((2, 3), (3, 2)):
        reseal(store, "trail", here, digest=rows[there]["digest"], hash=rows[there]["hash"])
    assert len(told(store)) > 2


def test_an_erasure_without_an_entry_that_tells_is_found(store, trail):
    reseal(store, "trail_entries", 3, payload=None, salt=None, erased=5)
    assert told(store) == ["Entry {entry} of the trail was erased, and no entry tells why."]


def test_what_an_entry_says_cannot_just_go(store, trail):
    store.connection.execute("DELETE FROM trail_entries WHERE sequence = 3")
    assert told(store) == ["What entry {entry} of the trail says is gone."]


def test_a_head_that_was_kept_elsewhere_is_checked_later(store, trail):
    kept = trail.head()
    assert Head.read(kept.written()) == kept
    trail.note("dossier.read", "dossiers/mt")
    assert verify(store.path, kept).damages == ()
    (found,) = verify(store.path, Head(kept.sequence, "0" * 64)).damages
    assert found.template == "The trail is another one since entry {entry} was its last."


def test_a_trail_that_was_written_anew_does_not_go_on_from_the_head(store, trail):
    """Whoever may write to the file can make a whole chain; the head elsewhere tells."""
    kept = trail.head()
    with store.writing():
        for table in ("trail_entries", "trail", "trail_head"):
            store.connection.execute(f"DELETE FROM {table}")
        for _ in range(10):
            trail.note("dossier.read", "dossiers/mt")
    assert verify(store.path).damages == ()
    assert len(verify(store.path, kept).damages) == 1


@pytest.mark.parametrize("text", ["", "1", "1:abc", ":" + "0" * 64, "x:" + "0" * 64])
def test_what_is_no_head_is_not_read(text):
    assert Head.read(text) is None
