"""A task that is fixed: it changes only with a reason, whatever way it is changed."""

import pytest

from planner.dossier.editing import Edit
from planner.store.freezes import Freezes, TaskIsFixed
from planner.store.seal import is_whole
from planner.store.told import recorded
from tests.store.test_dossiers import EXAMPLES

MT = next(path for path in EXAMPLES if path.stem == "mt-uitvoering").read_bytes()


@pytest.fixture
def freezes(store, dossiers):
    dossiers.add(MT, recorded("added"), "mt")
    return Freezes(store)


def team_and_row(dossiers):
    team = dossiers.open(dossiers.find("mt")).teams[0]
    return ("teams", team.id, "demand", team.demand[0].behaviour, "carriers"), team.demand[0]


def more_carriers(dossiers, reason=None):
    """Ask one carrier more in the first row."""
    place, row = team_and_row(dossiers)
    version = dossiers.find("mt").version
    told = recorded("changed")
    return dossiers.edit("mt", version, [Edit(place, row.carriers + 1)], told, reason)


def fix(freezes, dossiers, **more):
    kept = dossiers.find("mt")
    return freezes.fix("mt", kept.version, dossiers.open(kept), **more)


def test_before_it_is_fixed_a_task_changes_freely(dossiers, freezes):
    assert not freezes.is_fixed("mt")
    assert more_carriers(dossiers).version == 2
    assert freezes.of_dossier("mt") == []


def test_a_fixed_task_does_not_change_without_a_reason(dossiers, freezes):
    fix(freezes, dossiers)
    for reason in (None, "", "  \n "):
        with pytest.raises(TaskIsFixed):
            more_carriers(dossiers, reason)
    assert dossiers.find("mt").version == 1


def test_a_reason_stays_with_the_change(store, dossiers, freezes):
    fixed = fix(freezes, dossiers)
    kept = more_carriers(dossiers, "De crisis vraagt meer mensen")
    _, change = freezes.of_dossier("mt")
    assert (change.version, change.reason) == (kept.version, "De crisis vraagt meer mensen")
    assert change.fingerprint != fixed.fingerprint
    assert all(map(is_whole, store.rows("SELECT * FROM freezes")))


def test_what_is_no_part_of_the_task_asks_no_reason(dossiers, freezes):
    fix(freezes, dossiers)
    edit = Edit(("people", "feitsma", "levels", "inclusion"), 5)
    dossiers.edit("mt", 1, [edit], recorded("changed"))
    dossiers.edit("mt", 2, [Edit(("title",), "Anders")], recorded("changed"))
    assert len(freezes.of_dossier("mt")) == 1


def test_undoing_what_the_task_asked_says_why_too(dossiers, freezes):
    changed = more_carriers(dossiers)
    fix(freezes, dossiers)
    with pytest.raises(TaskIsFixed):
        dossiers.undo("mt", changed.version)
    undone = dossiers.undo("mt", changed.version, "Toch niet nodig")
    with pytest.raises(TaskIsFixed):
        dossiers.redo("mt", undone.version)
    dossiers.redo("mt", undone.version, "Toch wel")
    reasons = [each.reason for each in freezes.of_dossier("mt")]
    assert reasons == [None, "Toch niet nodig", "Toch wel"]


def test_priorities_are_part_of_what_is_fixed(dossiers, freezes):
    fix(freezes, dossiers)
    edit = Edit(("priorities",), [{"objective": "changes"}])
    with pytest.raises(TaskIsFixed):
        dossiers.edit("mt", 1, [edit], recorded("changed"))


def test_a_task_is_fixed_once(dossiers, freezes):
    first = fix(freezes, dossiers)
    more_carriers(dossiers, "Waarom")
    assert fix(freezes, dossiers) == first
    assert len(freezes.of_dossier("mt")) == 2


def test_a_worked_example_may_be_played_with(dossiers, freezes):
    fix(freezes, dossiers, is_example=True)
    more_carriers(dossiers)
    assert [each.reason for each in freezes.of_dossier("mt")] == [None, None]


def test_the_trail_holds_both_fingerprints_of_a_change(store, dossiers, freezes):
    fixed = fix(freezes, dossiers)
    more_carriers(dossiers, "Waarom")
    told = [row["payload"] for row in store.rows("SELECT payload FROM trail_entries")]
    assert any('"task.freeze"' in each and fixed.fingerprint in each for each in told)
    (change,) = [each for each in told if '"task.change"' in each]
    assert all(each.fingerprint in change for each in freezes.of_dossier("mt"))
    assert "Waarom" in change


def test_the_copy_of_a_fixed_task_is_fixed(dossiers, freezes):
    fix(freezes, dossiers)
    copy = dossiers.add(MT, recorded("copied"), "kopie")
    freezes.carry_over("mt", "kopie", dossiers.open(copy), "Gekopieerd")
    assert [each.reason for each in freezes.of_dossier("kopie")] == [None]


def test_a_copy_that_asks_something_else_says_so(dossiers, freezes):
    fix(freezes, dossiers)
    dossiers.add(MT, recorded("copied"), "kopie")
    place, row = team_and_row(dossiers)
    changed = dossiers.edit("kopie", 1, [Edit(place, row.carriers + 1)], recorded("changed"))
    freezes.carry_over("mt", "kopie", dossiers.open(changed), "Gemaakt van wat verkend is")
    first, second = freezes.of_dossier("kopie")
    assert first.fingerprint == freezes.of_dossier("mt")[0].fingerprint
    assert second.reason == "Gemaakt van wat verkend is"


def test_the_copy_of_an_example_is_still_to_be_fixed(dossiers, freezes):
    fix(freezes, dossiers, is_example=True)
    copy = dossiers.add(MT, recorded("copied"), "kopie")
    freezes.carry_over("mt", "kopie", dossiers.open(copy), "Gekopieerd")
    assert not freezes.is_fixed("kopie")
