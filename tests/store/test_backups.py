"""What is kept survives: backups while others write, damage that is named, a full disk, kill -9."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite3

from planner.dossier.editing import Edit
from planner.resources.catalogue import Translator
from planner.store import backups, migrations, verifying
from planner.store.backups import NotWhole, backup, restore
from planner.store.database import FILE_NAME, Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError
from planner.store.seal import seal_of
from planner.store.told import recorded
from planner.store.verifying import verify
from tests.web.cases import example, large, small

ROOT = Path(__file__).resolve().parents[2]


def add(dossiers, name, raw):
    return dossiers.add(json.dumps(raw, ensure_ascii=False).encode(), recorded("added"), name)


def change(dossiers, name, title):
    kept = dossiers.find(name)
    return dossiers.edit(name, kept.version, [Edit(("title",), title)], recorded("changed"))


@pytest.fixture
def folder(tmp_path):
    """A data folder with three dossiers, of which one was changed; nobody works with it."""
    data = tmp_path / "data"
    data.mkdir()
    store = Store(data)
    dossiers = Dossiers(store)
    add(dossiers, "klein", small())
    add(dossiers, "groot", large())
    add(dossiers, "mt", example("mt-uitvoering"))
    change(dossiers, "klein", "Tweede")
    store.close()
    return data


@pytest.fixture
def database(folder):
    return folder / FILE_NAME


def titles(folder):
    store = Store(folder)
    with closing(store):
        return {each.id: each.summary.title for each in Dossiers(store).all()}


def told(path):
    return [found.said(Translator("en")) for found in verify(path).damages]


def by_hand(database, statement, *values):
    """Change something behind the planner's back."""
    with closing(sqlite3.connect(str(database), isolation_level=None)) as connection:
        connection.execute(statement, values)


def flip(path, position):
    content = bytearray(path.read_bytes())
    content[position] ^= 0x01
    path.write_bytes(content)


def test_what_is_whole_is_in_order(database):
    verdict = verify(database)
    assert (verdict.dossiers, verdict.versions, verdict.damages) == (3, 4, ())


def test_a_backup_holds_everything_and_can_be_put_back_elsewhere(folder, tmp_path):
    target = tmp_path / "copy.sqlite3"
    assert backup(folder, target) == verify(folder / FILE_NAME)
    assert target.stat().st_mode & 0o777 == 0o600
    restored = restore(tmp_path / "elsewhere", target)
    assert restored.kept is None
    assert titles(tmp_path / "elsewhere") == titles(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite3", "data", "elsewhere"]


def test_a_backup_overwrites_nothing(folder, tmp_path):
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        backup(folder, target)
    assert target.read_text() == "mine"


def test_a_backup_that_was_ended_from_outside_is_in_nobodys_way(folder, tmp_path):
    (tmp_path / "copy.sqlite3.unfinished").write_text("half")
    assert backup(folder, tmp_path / "copy.sqlite3").damages == ()


@pytest.mark.parametrize("name", ["nowhere/copy.sqlite3", "data"])
def test_a_backup_that_cannot_be_written_says_so(folder, tmp_path, name):
    with pytest.raises(StoreError):
        backup(folder, tmp_path / name)


def test_a_folder_without_a_database_has_nothing_to_back_up(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        backup(tmp_path, tmp_path / "copy.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_while_others_write_is_whole_and_of_one_moment(folder, tmp_path):
    store = Store(folder)
    ended, written = threading.Event(), []

    def write(name):
        dossiers = Dossiers(store)
        while not ended.is_set():
            written.append(change(dossiers, name, f"{name} {len(written)}").version)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("klein", "mt")]
    for writer in writers:
        writer.start()
    try:
        for number in range(5):
            before = len(written)
            verdict = backup(folder, tmp_path / f"{number}.sqlite3")
            assert verdict.damages == ()
            assert verdict.versions >= before + 4
    finally:
        ended.set()
        for writer in writers:
            writer.join()
        store.close()
    assert len(written) > 5
    assert verify(folder / FILE_NAME).damages == ()


def test_restoring_keeps_what_was_there(folder, tmp_path):
    target = tmp_path / "copy.sqlite3"
    backup(folder, target)
    store = Store(folder)
    change(Dossiers(store), "klein", "Derde")
    store.close()
    restored = restore(folder, target)
    assert titles(folder)["klein"] == "Tweede"
    assert restored.kept.parent == folder
    assert verify(restored.kept).versions == 5
    assert {path.name for path in folder.iterdir()} == {FILE_NAME, restored.kept.name}
    # And back again.
    restore(folder, restored.kept)
    assert titles(folder)["klein"] == "Derde"


def test_nothing_is_put_back_while_the_planner_runs(folder, tmp_path):
    target = tmp_path / "copy.sqlite3"
    backup(folder, target)
    store = Store(folder)
    change(Dossiers(store), "klein", "Derde")
    with pytest.raises(StoreError, match="The planner runs"):
        restore(folder, target)
    change(Dossiers(store), "klein", "Vierde")
    store.close()
    assert titles(folder)["klein"] == "Vierde"
    assert {path.name for path in folder.iterdir()} == {FILE_NAME}


def test_a_backup_takes_the_place_of_a_damaged_database(folder, database, tmp_path):
    target = tmp_path / "copy.sqlite3"
    backup(folder, target)
    database.write_bytes(b"no database at all" * 100)
    (folder / f"{FILE_NAME}-wal").write_bytes(b"its log")
    restored = restore(folder, target)
    assert restored.kept.read_bytes().startswith(b"no database")
    assert verify(database).damages == ()


def damaged(path, kind):
    content = path.read_bytes()
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("A letter, and no database. " * 200)
    elif kind == "half":
        path.write_bytes(content[: len(content) // 2])
    elif kind == "without its last byte":
        path.write_bytes(content[:-1])
    elif kind == "another program's":
        path.unlink()
        by_hand(path, "CREATE TABLE bookmarks (id)")
    elif kind == "a later version's":
        by_hand(path, f"PRAGMA user_version={len(migrations.STEPS) + 1}")
    elif kind == "a page of noise":
        path.write_bytes(content[:8192] + random.Random(1).randbytes(4096) + content[12288:])
    return path


KINDS = [
    "empty",
    "text",
    "half",
    "without its last byte",
    "another program's",
    "a later version's",
    "a page of noise",
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_whole_is_not_put_back(folder, tmp_path, kind):
    target = tmp_path / "copy.sqlite3"
    backup(folder, target)
    damaged(target, kind)
    before = titles(folder)
    with pytest.raises(NotWhole) as refused:
        restore(folder, target)
    assert refused.value.damages
    assert titles(folder) == before
    assert {path.name for path in folder.iterdir()} == {FILE_NAME}


def test_what_is_not_there_is_not_put_back(folder, tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        restore(folder, tmp_path / "nothing")


CHANGED = [
    (
        "UPDATE dossiers SET searched = 'somebody else' WHERE id = 'mt'",
        ["dossiers mt: the row is not as it was written."],
    ),
    (
        "UPDATE dossier_versions SET at = '2020' WHERE dossier = 'klein' AND version = 2",
        ["dossier_versions klein 2: the row is not as it was written."],
    ),
    (
        "UPDATE dossier_people SET name = 'X' WHERE dossier = 'klein'",
        ["dossier_people klein a: the row is not as it was written."],
    ),
    (
        "DELETE FROM dossier_versions WHERE dossier = 'klein' AND version = 1",
        ["dossiers klein: it stands at version 2, and 1 are there."],
    ),
    (
        "UPDATE dossier_versions SET content = (SELECT content FROM dossier_versions "
        "WHERE dossier = 'mt') WHERE dossier = 'groot'",
        [
            "dossier_versions groot 1: the row is not as it was written.",
            "dossier_versions groot 1: the content is not what its fingerprint says.",
        ],
    ),
    (
        "DELETE FROM dossiers WHERE id = 'groot'",
        ["dossier_versions, row 2: what it belongs to in dossiers is not there."],
    ),
]


@pytest.mark.parametrize(("statement", "expected"), CHANGED)
def test_what_was_changed_behind_the_planners_back_is_named(database, statement, expected):
    by_hand(database, statement)
    found = told(database)
    assert all(sentence in found for sentence in expected), found
    assert len(found) <= 20


def test_a_content_with_a_seal_of_its_own_still_needs_its_fingerprint(database):
    """Whoever knows how a row is sealed may seal another content; the fingerprint tells."""
    with closing(sqlite3.connect(str(database), isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM dossier_versions LIMIT 1").fetchone())
        row["content"] = b"not even packed"
        connection.execute(
            "UPDATE dossier_versions SET content = ?, seal = ? WHERE dossier = ? AND version = ?",
            (row["content"], seal_of(row), row["dossier"], row["version"]),
        )
    assert told(database) == [
        "dossier_versions klein 1: the content is not what its fingerprint says."
    ]


@pytest.mark.parametrize("word", [b"W. Feitsma", b"Tweede"])
def test_a_flipped_bit_within_a_row_is_found(database, word):
    """SQLite itself sees nothing wrong with it."""
    flip(database, database.read_bytes().index(word) + 1)
    found = told(database)
    assert found
    assert not any("damaged" in sentence for sentence in found)


def test_a_byte_that_is_no_text_any_more_is_found(database):
    position = database.read_bytes().index(b"W. Feitsma")
    content = bytearray(database.read_bytes())
    content[position] = 0xFF
    database.write_bytes(content)
    assert told(database)


def everything(database):
    """Return all that a database holds, as it is read."""
    with closing(verifying.opened(database)) as connection:
        schema = [tuple(row) for row in connection.execute("SELECT name, sql FROM sqlite_schema")]
        tables = [name for name, sql in schema if sql and sql.startswith("CREATE TABLE")]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        return schema, {name: [tuple(row) for row in found] for name, found in rows.items()}


def test_a_flipped_bit_is_seen_wherever_something_is_read_from(database):
    """What goes unseen lies where nothing is kept: all that is read is as it was."""
    whole, before = database.read_bytes(), everything(database)
    chance, seen = random.Random(7), 0
    for _ in range(160):
        flip(database, chance.randrange(100, len(whole)))
        if verify(database).damages:
            seen += 1
        else:
            assert everything(database) == before
        database.write_bytes(whole)
    assert seen > 5


def test_a_backup_of_an_older_version_is_put_back_and_brought_up_to_date(
    tmp_path, monkeypatch, folder
):
    current = migrations.STEPS
    old = tmp_path / "old"
    old.mkdir()
    with monkeypatch.context() as then:
        for module in (migrations, verifying):
            then.setattr(module, "STEPS", current[:1])
        then.setattr("planner.store.dossiers.write_people", lambda *_: None)
        then.setattr("planner.store.dossiers.Trail.note", lambda *_, **__: 0)
        store = Store(old)
        add(Dossiers(store), "van-vroeger", small())
        store.close()
        backup(old, tmp_path / "old.sqlite3")
    assert verify(tmp_path / "old.sqlite3").damages == ()
    restore(folder, tmp_path / "old.sqlite3")
    store = Store(folder)
    assert [found.person for found in Dossiers(store).people("a", most=9)] == ["a"]
    store.close()
    assert verify(folder / FILE_NAME).damages == ()


@pytest.fixture
def writer(folder):
    """Starts a process that writes versions of `klein` to the folder."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "tests.store.writer", str(folder), *arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.stdout.close()
        process.wait()


def test_what_was_acknowledged_survives_a_kill_in_the_middle_of_writes(folder, database, writer):
    chance = random.Random(3)
    for _ in range(3):
        process = writer()
        acknowledged = [int(process.stdout.readline()) for _ in range(chance.randrange(3, 30))]
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait()
        store = Store(folder)
        dossiers = Dossiers(store)
        for version in acknowledged:
            kept = dossiers.find("klein", version)
            assert dossiers.open(kept).title.startswith(f"{version} ")
        assert dossiers.find("klein").version in (acknowledged[-1], acknowledged[-1] + 1)
        store.close()
        assert verify(database).damages == ()


def test_a_full_disk_loses_nothing_and_says_so(folder, database, writer):
    most = database.stat().st_size + 60_000
    process = writer(str(most))
    *acknowledged, last = process.stdout.read().splitlines()
    assert process.wait() == 0
    assert last.startswith("Nothing was saved: ")
    assert len(acknowledged) > 3
    store = Store(folder)
    assert Dossiers(store).find("klein").version == int(acknowledged[-1])
    # There is room again.
    assert change(Dossiers(store), "klein", "Verder").version == int(acknowledged[-1]) + 1
    store.close()
    assert verify(database).damages == ()


@pytest.fixture
def full_disk():
    """Nothing may be written beyond 20,000 bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_backup_to_a_full_disk_leaves_nothing_behind(folder, tmp_path, full_disk):
    with pytest.raises(StoreError, match="cannot be written"):
        backup(folder, tmp_path / "copy.sqlite3")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_restoring_to_a_full_disk_changes_nothing(folder, database, tmp_path, request):
    backup(folder, tmp_path / "copy.sqlite3")
    before = database.read_bytes()
    request.getfixturevalue("full_disk")
    with pytest.raises(StoreError, match="cannot be written"):
        restore(folder, tmp_path / "copy.sqlite3")
    assert database.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_where_links_cannot_be_made_the_old_database_is_copied(folder, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    backup(folder, tmp_path / "copy.sqlite3")
    monkeypatch.setattr(os, "link", refuse)
    assert verify(restore(folder, tmp_path / "copy.sqlite3").kept).damages == ()
    assert backups.FILE_NAME in {path.name for path in folder.iterdir()}
