"""Edits, undo and redo come to the very bytes that they come to when all is read each time."""

import json
import random
from decimal import Decimal

import pytest

from planner.dossier.editing import ABSENT, Edit, NoSuchPlace, edited, value_at
from planner.dossier.reading import read_dossier, validated
from planner.dossier.strict_json import InvalidFile
from planner.dossier.written_json import read_json, write_json
from planner.resources.files import resource_path
from planner.store.dossiers import Dossiers
from planner.store.freezes import Freezes
from planner.store.kept import Overtaken
from planner.store.seal import is_whole
from planner.store.summary import searched_text, summary_of
from planner.store.told import recorded

FILE = resource_path("fixtures", "dossiers", "mt-uitvoering.json").read_bytes()
# The same on one line: not as we write files, but a file.
ON_ONE_LINE = json.dumps(json.loads(FILE, parse_float=float), ensure_ascii=False).encode()
TOLD = recorded("changed")


class ReadWhole:
    """Every version in full, worked out from the last one's bytes with nothing in between."""

    def __init__(self, content):
        # Content, and which versions "undo" and "redo" go to; version 1 comes first.
        self.versions = [(content, None, None)]

    @property
    def last(self):
        return len(self.versions)

    def content(self, version):
        return self.versions[version - 1][0]

    def edit(self, based_on, edits):
        raw = read_json(self.content(self.last))
        if based_on != self.last:
            before = read_json(self.content(based_on))
            for edit in edits:
                was, theirs = value_at(before, edit.place), value_at(raw, edit.place)
                if was != theirs and theirs != edit.value:
                    return "overtaken"
        try:
            changed = edited(raw, edits)
            if changed == raw:
                return None
            validated(changed)
        except NoSuchPlace:
            return "gone"
        except InvalidFile as error:
            return error.faults
        self.versions.append((write_json(changed), self.last, None))
        return None

    def walk(self, *, is_undo):
        _, undo, redo = self.versions[-1]
        target = undo if is_undo else redo
        if target is not None:
            content, before, after = self.versions[target - 1]
            self.versions.append((content, before, self.last if is_undo else after))


def some_edit(draw, raw):
    """Return an edit as the screens make them; some are refused, some change nothing."""
    people = [person["id"] for person in raw["people"]]
    person, row = draw.choice(people), draw.choice(raw["teams"][0]["demand"])
    level = draw.choice([Decimal("3.4"), Decimal("2.50"), 4, 9, None, ABSENT, "veel"])
    return draw.choice(
        [
            Edit(("people", person, "levels", "inclusion"), level),
            Edit(("people", person, "levels", "nothing_known"), 3),
            Edit(("people", person, "name"), draw.choice(["José Ünal", "Zoë", ""])),
            Edit(("people", f"new-{draw.randint(1, 4)}"), {"id": "new-1", "levels": {}}),
            Edit(("people", person), ABSENT),
            Edit(("teams", "mt", "demand", row["behaviour"], "importance"), draw.randint(0, 6)),
            Edit(("teams", "mt", "demand", row["behaviour"], "level"), Decimal("3.5")),
            Edit(("teams", "mt", "circle"), draw.sample(people, 2)),
            Edit(("candidates",), [person, draw.choice(people)]),
            Edit(("title", "nl"), draw.choice(["Eén", "Twee"])),
        ]
    )


def outcome(action):
    try:
        action()
    except Overtaken:
        return "overtaken"
    except NoSuchPlace:
        return "gone"
    except InvalidFile as error:
        return error.faults
    return None


def agree(dossiers, store, whole):
    kept = dossiers.find("mt")
    assert kept.version == whole.last
    assert kept.content == whole.content(whole.last)
    read = read_dossier(kept.content)
    assert dossiers.open(kept).written() == read.written()
    (row,) = store.rows("SELECT summary, searched FROM dossiers")
    assert row["summary"] == json.dumps(summary_of(read).written(), ensure_ascii=False)
    assert row["searched"] == searched_text(read)
    rows = store.rows("SELECT * FROM dossier_people")
    named = {person.id: person.name or person.id for person in read.people}
    assert {found["person"]: found["name"] for found in rows} == named
    assert all(is_whole(found) for found in rows)


@pytest.mark.parametrize("content", [FILE, ON_ONE_LINE], ids=["as we write", "on one line"])
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_comes_to_the_same(store, content, seed):
    draw, dossiers, whole = random.Random(seed), Dossiers(store), ReadWhole(content)
    kept = dossiers.add(content, TOLD, "mt")
    # Whoever reads all of it anew knows nothing of a task that is still to be fixed.
    Freezes(store).fix("mt", 1, dossiers.open(kept), is_example=True)
    refused = 0
    for _ in range(40):
        if draw.random() < 0.1:
            # Somebody who has nothing at hand.
            dossiers = Dossiers(store)
        step = draw.choice(["undo", "redo", *["edit"] * 5])
        if step == "edit":
            based_on = draw.choice([whole.last, whole.last, max(1, whole.last - 2)])
            raw = read_json(whole.content(based_on))
            edits = [some_edit(draw, raw) for _ in range(draw.choice([1, 1, 2]))]
            expected = whole.edit(based_on, edits)
            found = outcome(lambda: dossiers.edit("mt", based_on, edits, TOLD))  # noqa: B023
            assert found == expected
            refused += expected is not None
        else:
            whole.walk(is_undo=step == "undo")
            getattr(dossiers, step)("mt", dossiers.find("mt").version)
        agree(dossiers, store, whole)
    assert refused
    assert whole.last > 5


def test_an_edit_does_not_read_again_whom_it_leaves_alone(dossiers):
    before = dossiers.open(dossiers.add(FILE, TOLD, "mt"))
    kept = dossiers.edit("mt", 1, [Edit(("people", "kaya", "levels", "inclusion"), 4)], TOLD)
    after = dossiers.open(kept)
    changed = [
        one.id for one, other in zip(before.people, after.people, strict=True) if one is not other
    ]
    assert changed == ["kaya"]
    assert all(one is other for one, other in zip(before.teams, after.teams, strict=True))


def test_only_whose_name_changed_is_written_anew_to_be_found(dossiers, store):
    dossiers.add(FILE, TOLD, "mt")
    before = store.connection.total_changes
    dossiers.edit("mt", 1, [Edit(("people", "kaya", "name"), "F. Kaya-Zoë")], TOLD)
    with_a_name = store.connection.total_changes - before
    before = store.connection.total_changes
    dossiers.edit("mt", 2, [Edit(("people", "kaya", "levels", "inclusion"), 4)], TOLD)
    without = store.connection.total_changes - before
    assert with_a_name == without + 1
    assert [found.person for found in dossiers.people("zoe", most=5)] == ["kaya"]
