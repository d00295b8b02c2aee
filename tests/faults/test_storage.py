"""The disk full, one byte changed, and two who write on one version: said, and nothing lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.dossier.reading import read_dossier
from planner.store.database import FILE_NAME, Store
from planner.store.dossiers import Dossiers
from planner.store.verifying import verify
from planner.web.server import prepare
from tests.faults.serving import cli, served
from tests.web.cases import keep, small
from tests.web.conftest import form_token

RENAME = "/dossiers/klein/rename"


@pytest.fixture
def folder(tmp_path):
    store = prepare(tmp_path, demo=False)
    keep(store, "klein", small())
    store.close()
    return tmp_path


def titles(folder):
    store = Store(folder)
    dossiers = Dossiers(store)
    found = [
        str(read_dossier(dossiers.find("klein", change.version).content).title)
        for change in dossiers.history("klein")
    ]
    store.close()
    return found[::-1]


def test_a_full_disk_is_said_and_nothing_half_is_saved(folder):
    # What was written ahead is held beside the database, and is what a full disk cuts off first.
    beside = folder / f"{FILE_NAME}-wal"
    saved, version = ["Klein"], 1
    with served(folder) as one:
        token = one.token(RENAME)

        def rename(title):
            return one.post(RENAME, csrf_token=token, version=str(version), title=title)

        for room in (100, 5000, 9000, 20_000):
            one.limit_files(beside.stat().st_size + room)
            while (answer := rename(f"{version} {'x' * 190}")).status_code == 303:
                saved.append(f"{version} {'x' * 190}")
                version += 1
            assert answer.status_code == 503
            assert "<h1>Er is niets opgeslagen</h1>" in answer.text
            # Where it cannot be logged no profiles are shown; all else can be read.
            for _ in range(2):
                assert one.get("/dossiers/klein/team").status_code == 503
            assert one.get("/dossiers/klein/people").status_code == 200
            one.limit_files(-1)
            assert rename(f"Ruimte voor {room}").status_code == 303
            saved.append(f"Ruimte voor {room}")
            version += 1
    assert titles(folder) == saved
    assert verify(folder / FILE_NAME).damages == ()


def test_of_two_who_write_on_one_version_one_is_told_of_both(enter, store):
    version = Dossiers(store).find("klein").version
    clients = [enter() for _ in range(2)]
    named = ["Van de een", "Van de ander"]
    forms = [
        {"csrf_token": form_token(client, RENAME), "version": str(version), "title": title}
        for client, title in zip(clients, named, strict=True)
    ]
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda one, form: one.post(RENAME, data=form), clients, forms))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    text = refused.get_data(as_text=True)
    assert all(title in text for title in named)
    kept = Dossiers(store).find("klein")
    assert kept.version == version + 1
    assert str(read_dossier(kept.content).title) == named[answers.index(refused) ^ 1]


def flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_byte_that_was_changed_is_named(folder):
    path = folder / FILE_NAME
    store = Store(folder)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = store.row("SELECT content FROM dossier_versions")["content"]
    store.close()
    flip(path, path.read_bytes().index(content) + len(content) // 2)
    checked = cli("verify", "--data", str(folder))
    assert checked.returncode != 0
    assert "dossier_versions" in checked.stdout + checked.stderr
    with served(folder) as one:
        answer = one.get("/dossiers/klein/team")
        assert answer.status_code == 500
        assert "<h1>Dit is beschadigd</h1>" in answer.text
        assert "abd-planner verify" in answer.text
        assert "verloren" not in answer.text
        # What is whole can be read.
        assert one.get("/method").status_code == 200


def test_a_broken_page_is_refused_at_the_start(folder):
    flip(folder / FILE_NAME, 0)
    checked = cli("verify", "--data", str(folder))
    started = cli("run", "--data", str(folder), "--port", "0")
    for each in (checked, started):
        assert each.returncode == 2
        assert FILE_NAME in each.stdout + each.stderr
        assert "Traceback" not in each.stdout + each.stderr
