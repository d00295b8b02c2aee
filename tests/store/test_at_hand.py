"""What was read lately is at hand, and takes no more memory than it may."""

from threading import Barrier, Thread

import pytest

from planner.dossier.rereading import Origin, Reading, read_whole
from planner.resources.files import resource_path
from planner.store import at_hand
from planner.store.at_hand import AtHand

READ = read_whole(resource_path("fixtures", "dossiers", "mt-uitvoering.json").read_bytes())


def reading(size=1, origin=None):
    return Reading(READ.raw, READ.dossier, origin or Origin(size))


def fails():
    raise ZeroDivisionError


def is_at_hand(kept, name):
    """Tell whether a reading is still there, without reading it again."""
    try:
        kept.get(name, fails)
    except ZeroDivisionError:
        return False
    return True


def test_what_many_ask_for_at_once_is_read_once():
    kept, together, calls, found = AtHand(), Barrier(8), [], []

    def read():
        calls.append(1)
        return READ

    def ask():
        together.wait()
        found.append(kept.get("one", read))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert found == [READ] * 8


def test_where_reading_fails_the_next_one_reads_again():
    kept = AtHand()
    with pytest.raises(ZeroDivisionError):
        kept.get("one", fails)
    assert kept.get("one", lambda: READ) is READ


def test_what_was_not_asked_for_longest_goes_first(monkeypatch):
    monkeypatch.setattr(at_hand, "_MOST_READINGS", 2)
    kept = AtHand()
    for name in ("one", "two"):
        kept.put(name, reading())
    kept.get("one", fails)
    kept.put("three", reading())
    assert [is_at_hand(kept, name) for name in ("one", "two", "three")] == [True, False, True]


def test_large_files_take_the_room_of_others(monkeypatch):
    monkeypatch.setattr(at_hand, "_MOST_BYTES", 10)
    kept = AtHand()
    for name in ("one", "two", "three"):
        kept.put(name, reading(4))
    assert [is_at_hand(kept, name) for name in ("one", "two", "three")] == [False, True, True]
    kept.put("huge", reading(99))
    assert [is_at_hand(kept, name) for name in ("two", "three", "huge")] == [False, False, True]


def test_versions_that_came_of_one_file_count_once(monkeypatch):
    monkeypatch.setattr(at_hand, "_MOST_BYTES", 10)
    kept, origin = AtHand(), Origin(8)
    for name in ("one", "two", "three"):
        kept.put(name, reading(origin=origin))
    assert all(is_at_hand(kept, name) for name in ("one", "two", "three"))
