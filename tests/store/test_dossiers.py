"""Dossiers as they are kept: exact, each version of them, and never overwritten unseen."""

from decimal import Decimal

import pytest

from planner.dossier.editing import ABSENT, Edit, NoSuchPlace
from planner.dossier.strict_json import InvalidFile
from planner.resources.files import resource_path
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.errors import Unknown
from planner.store.kept import Overtaken
from planner.store.seal import is_whole
from planner.store.told import recorded

ADDED = recorded("added")
EXAMPLES = sorted(resource_path("fixtures", "dossiers").glob("*.json"))
LEVEL = ("people", "feitsma", "levels", "inclusion")


@pytest.fixture
def kept(dossiers):
    path = resource_path("fixtures", "dossiers", "mt-uitvoering.json")
    return dossiers.add(path.read_bytes(), ADDED, "mt")


def level(dossiers, version=None):
    found = dossiers.open(dossiers.find("mt", version)).people
    return next(p for p in found if p.id == "feitsma").levels["inclusion"].level


def put(dossiers, based_on, value, place=LEVEL):
    return dossiers.edit("mt", based_on, [Edit(place, value)], recorded("changed"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_comes_out_byte_for_byte_as_it_went_in(dossiers, path):
    kept = dossiers.add(path.read_bytes(), ADDED)
    assert dossiers.find(kept.id).content == path.read_bytes()


def test_an_edit_touches_nothing_else(dossiers, kept):
    changed = put(dossiers, 1, Decimal("4.2"))
    before, after = kept.content.decode().splitlines(), changed.content.decode().splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ('        "inclusion": 3.3,', '        "inclusion": 4.2,')
    ]


def test_versions_stay_and_can_be_read_again(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 2, 5)
    assert [level(dossiers, v) for v in (1, 2, 3, None)] == [33, 40, 50, 50]
    assert [change.version for change in dossiers.history("mt")] == [3, 2, 1]


def test_undo_and_redo_walk_the_edits(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 2, 5)
    seen = []
    for step in ("undo", "undo", "redo", "undo", "redo", "redo"):
        version = dossiers.find("mt").version
        getattr(dossiers, step)("mt", version)
        seen.append(level(dossiers))
    assert seen == [40, 33, 40, 33, 40, 50]
    last = dossiers.find("mt")
    assert last.redo is None
    assert dossiers.redo("mt", last.version) == last


def test_a_new_edit_leaves_nothing_to_redo(dossiers, kept):
    put(dossiers, 1, 4)
    dossiers.undo("mt", 2)
    changed = put(dossiers, 3, 2)
    assert changed.redo is None
    dossiers.undo("mt", changed.version)
    assert level(dossiers) == 33


def test_an_earlier_version_is_put_back_as_a_new_one_and_can_be_undone(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 2, 5)
    back = dossiers.put_back("mt", 1, 3, recorded("back"))
    assert (back.version, back.content) == (4, kept.content)
    assert level(dossiers) == 33
    assert level(dossiers, dossiers.undo("mt", 4).version) == 50
    assert [change.version for change in dossiers.history("mt")] == [5, 4, 3, 2, 1]


def test_what_stands_already_is_not_put_back_once_more(dossiers, kept):
    put(dossiers, 1, 4)
    assert dossiers.put_back("mt", 2, 2, recorded("back")).version == 2


def test_a_version_is_put_back_on_what_was_seen_only(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 2, 5)
    with pytest.raises(Overtaken):
        dossiers.put_back("mt", 1, 2, recorded("back"))
    with pytest.raises(Unknown):
        dossiers.put_back("mt", 9, 3, recorded("back"))
    assert level(dossiers) == 50


def test_the_first_version_cannot_be_undone(dossiers, kept):
    assert dossiers.undo("mt", 1) == kept


def test_who_undoes_what_somebody_else_did_meanwhile_is_told(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 2, 5)
    with pytest.raises(Overtaken):
        dossiers.undo("mt", 2)
    assert level(dossiers) == 50


def test_two_who_edit_different_places_both_get_their_way(dossiers, kept):
    put(dossiers, 1, 4)
    put(dossiers, 1, 2, ("people", "feitsma", "levels", "expert_knowledge"))
    raw = dossiers.open(dossiers.find("mt")).people[0].levels
    assert (raw["inclusion"].level, raw["expert_knowledge"].level) == (40, 20)


def test_two_who_edit_one_place_are_told_and_nothing_is_lost(dossiers, kept):
    put(dossiers, 1, 4)
    with pytest.raises(Overtaken) as overtaken:
        put(dossiers, 1, 2)
    (clash,) = overtaken.value.clashes
    assert (clash.before, clash.theirs, clash.mine) == (Decimal("3.3"), 4, 2)
    assert level(dossiers) == 40


def test_two_who_put_the_same_do_not_clash(dossiers, kept):
    put(dossiers, 1, 4)
    assert put(dossiers, 1, 4).version == 2


def test_an_edit_of_somebody_who_is_gone_is_told(dossiers, kept):
    put(dossiers, 1, ABSENT, ("teams", "mt", "demand", "speaking_truth"))
    with pytest.raises((Overtaken, NoSuchPlace)):
        put(dossiers, 1, 2, ("teams", "mt", "demand", "speaking_truth", "importance"))


def test_what_would_not_be_valid_is_refused_with_its_place(dossiers, kept):
    with pytest.raises(InvalidFile) as refused:
        put(dossiers, 1, 9)
    assert [fault.path for fault in refused.value.faults] == ["people[0].levels.inclusion"]
    assert dossiers.find("mt") == kept


def test_an_edit_that_changes_nothing_makes_no_version(dossiers, kept):
    assert put(dossiers, 1, Decimal("3.3")) == kept


def test_what_is_not_there_is_unknown(dossiers):
    assert dossiers.find("none") is None
    with pytest.raises(Unknown):
        put(dossiers, 1, 3)


def test_an_archived_dossier_is_out_of_the_list_and_can_come_back(dossiers, kept):
    dossiers.archive("mt")
    assert dossiers.all() == []
    assert [each.id for each in dossiers.all(archived=True)] == ["mt"]
    dossiers.archive("mt", archived=False)
    assert [each.id for each in dossiers.all()] == ["mt"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("FEITSMA", 1), ("uitvoerings", 1), ("delivery", 1), ("_", 0), ("zzz", 0), ("  ", 1)],
)
def test_a_search_looks_at_titles_and_names_in_both_languages(dossiers, kept, search, found):
    assert len(dossiers.all(search=search)) == found


def test_what_was_saved_is_there_when_the_store_is_opened_again(dossiers, kept, store, tmp_path):
    put(dossiers, 1, 4)
    again = Store(tmp_path)
    assert level(Dossiers(again)) == 40
    again.close()


def test_every_row_is_sealed(dossiers, kept, store):
    put(dossiers, 1, 4)
    dossiers.archive("mt")
    rows = store.rows("SELECT * FROM dossiers") + store.rows("SELECT * FROM dossier_versions")
    assert len(rows) == 3
    assert all(is_whole(row) for row in rows)
    store.connection.execute("UPDATE dossier_versions SET done = replace(done, 'a', 'b')")
    assert not all(is_whole(row) for row in store.rows("SELECT * FROM dossier_versions"))


def test_where_an_error_comes_out_of_a_write_nothing_is_saved(dossiers, kept, store):
    def fail_after_a_write():
        with store.writing():
            put(dossiers, 1, 4)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_a_write()
    assert dossiers.find("mt") == kept
