"""A task that is fixed: it changes only with a reason, whatever way it is changed."""

import pytest

from planner.dossier.editing import Edit
from planner.dossier.leaving import leaving
from planner.dossier.strict_json import InvalidFile
from planner.dossier.task import outsiders
from planner.store.freezes import Freezes, TaskIsFixed
from planner.store.seal import is_whole
from planner.store.sides import insiders_told
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


def seat(dossiers, person, version=None):
    """Put somebody on the empty seat of the example, or take them off it."""
    kept = dossiers.find("mt")
    place = ("teams", "mt", "seats", "bedrijfsvoering", "incumbent")
    return dossiers.edit("mt", version or kept.version, [Edit(place, person)], recorded("changed"))


def in_circle(dossiers, person):
    place = ("teams", "mt", "circle")
    return dossiers.edit("mt", dossiers.find("mt").version, [Edit(place, [person])], recorded("c"))


def vacate(dossiers, who="bakker"):
    """Take somebody who sits off their seat, as it is in the example."""
    read = dossiers.open(dossiers.find("mt"))
    (place,) = [
        ("teams", team.id, "seats", each.id, "incumbent")
        for team in read.teams
        for each in team.seats
        if each.incumbent == who
    ]
    return dossiers.edit("mt", dossiers.find("mt").version, [Edit(place, None)], recorded("c"))


@pytest.mark.parametrize("sit", [seat, in_circle])
def test_no_candidate_comes_to_sit_before_the_task_is_fixed(dossiers, freezes, sit):
    with pytest.raises(InvalidFile) as refused:
        sit(dossiers, "kaya")
    (fault,) = refused.value.faults
    assert "Fix the task first" in fault.template
    assert dossiers.find("mt").version == 1
    fix(freezes, dossiers)
    assert sit(dossiers, "kaya").version == 2


def test_taking_a_candidate_out_and_in_again_brings_no_profile(dossiers, freezes):
    read = dossiers.find("mt")
    person = next(each for each in dossiers.read(read).raw["people"] if each["id"] == "kaya")
    gone = leaving(dossiers.open(read), dossiers.read(read).raw, "kaya").edits
    dossiers.edit("mt", 1, gone.values(), recorded("out"))
    bare = {"id": "kaya", "name": person["name"]}
    dossiers.edit("mt", 2, [Edit(("people", "kaya"), bare)], recorded("in"))
    seat(dossiers, "kaya")
    # Each version that comes back has them as a candidate, and from there on it is refused again.
    dossiers.put_back("mt", 1, 4, recorded("back"))
    with pytest.raises(InvalidFile):
        seat(dossiers, "kaya")
    for _ in range(3):
        dossiers.undo("mt", dossiers.find("mt").version)
        read = dossiers.open(dossiers.find("mt"))
        known = {each.id for each in read.people if each.levels}
        assert "kaya" not in known or "kaya" in outsiders(read)


def test_an_edit_of_an_older_version_seats_no_candidate_either(dossiers, freezes):
    dossiers.edit("mt", 1, [Edit(("title",), "Anders")], recorded("changed"))
    with pytest.raises(InvalidFile):
        seat(dossiers, "kaya", version=1)


def test_whoever_is_known_by_name_alone_may_be_given_a_seat(store, dossiers, freezes):
    dossiers.edit("mt", 1, [Edit(("people", "nieuw"), {"id": "nieuw"})], recorded("added"))
    assert seat(dossiers, "nieuw").version == 3
    # What was seen of them meanwhile may stand in ratings alone.
    seat(dossiers, None)
    assert insiders_told(store, "mt") == {"nieuw"}


def test_a_seat_that_was_emptied_by_mistake_comes_back(store, dossiers, freezes):
    vacate(dossiers)
    assert insiders_told(store, "mt") == {"bakker"}
    dossiers.undo("mt", 2)
    assert "bakker" not in outsiders(dossiers.open(dossiers.find("mt")))


def test_whoever_sat_before_the_task_was_fixed_and_leaves_is_told_of(store, dossiers, freezes):
    fix(freezes, dossiers)
    vacate(dossiers)
    assert insiders_told(store, "mt") == {"bakker"}
    # Of somebody who came to sit later the profile was closed until then.
    seat(dossiers, "kaya")
    seat(dossiers, None)
    assert insiders_told(store, "mt") == {"bakker"}


def test_a_copy_tells_of_them_too(store, dossiers, freezes):
    kept = vacate(dossiers)
    copy = dossiers.add(kept.content, recorded("copied"), "kopie")
    freezes.carry_over("mt", "kopie", dossiers.open(copy), "Gekopieerd")
    assert not freezes.is_fixed("kopie")
    assert insiders_told(store, "kopie") == {"bakker"}
