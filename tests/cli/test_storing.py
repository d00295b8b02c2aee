"""`backup`, `restore` and `verify`: what they print, in both languages, and their exit codes."""

import json

import pytest
from pysqlite3 import dbapi2 as sqlite3

from planner.store.database import FILE_NAME, Store
from planner.store.dossiers import Dossiers
from planner.store.told import recorded
from planner.store.trail import Trail
from planner.web.access import SignIn
from tests.web.cases import small


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    store = Store(folder)
    Dossiers(store).add(json.dumps(small()).encode(), recorded("added"), "klein")
    store.close()
    return folder


def test_a_backup_goes_out_and_comes_back(call, data, tmp_path):
    file = tmp_path / "kopie.sqlite3"
    ended = call("backup", file, "--data", data)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{file}: geschreven; 1 dossier, 1 versie\n"
    assert call("verify", file).out == f"{file}: in orde; 1 dossier, 1 versie\n"
    ended = call("restore", file, "--data", data, "--lang", "en")
    assert ended.code == 0
    first, second = ended.out.splitlines()
    assert first == f"{file}: put back; 1 dossier, 1 version"
    assert second.startswith(f"What was there before is kept in {data}/abd-planner-before-restore-")


def test_what_is_damaged_is_named_on_standard_error(call, data, tmp_path):
    connection = sqlite3.connect(str(data / FILE_NAME))
    connection.execute("UPDATE dossiers SET searched = 'x'")
    connection.commit()
    connection.close()
    file = tmp_path / "kopie.sqlite3"
    sentence = "dossiers klein: de rij is niet zoals zij geschreven is."
    ended = call("verify", "--data", data)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{data / FILE_NAME}: {sentence}\n"
    ended = call("backup", file, "--data", data)
    assert ended.code == 2
    assert file.exists()
    assert ended.err == f"{file}: {sentence}\n"
    ended = call("restore", file, "--data", data)
    assert ended.code == 2
    assert "niet heel. Er is niets teruggezet en niets gewijzigd." in ended.err


@pytest.mark.parametrize("command", ["backup", "restore", "verify"])
def test_what_is_not_there_is_told(call, tmp_path, command):
    ended = call(command, tmp_path / "nergens", "--data", tmp_path / "ook-niet")
    assert (ended.code, ended.out) == (2, "")
    assert "kan niet worden geopend" in ended.err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_without_a_file_the_use_is_told(call, command):
    assert call(command).code == 2


def test_nothing_is_put_back_while_the_planner_runs(call, data, tmp_path):
    file = tmp_path / "kopie.sqlite3"
    call("backup", file, "--data", data)
    store = Store(data)
    ended = call("restore", file, "--data", data)
    store.close()
    assert ended.code == 2
    assert ended.err.startswith(f"De planner draait op {data}.")


def test_the_head_of_the_log_is_printed_and_checked(call, data):
    store = Store(data)
    Trail(store).note("dossier.read", "dossiers/klein")
    store.close()
    head = call("head", "--data", data)
    assert (head.code, head.err) == (0, "")
    ended = call("verify", "--data", data, "--head", head.out.strip())
    assert ended.code == 0
    assert f"Het logboek loopt nog door vanaf {head.out[:12]}…" in ended.out
    other = f"1:{'0' * 64}"
    ended = call("verify", "--data", data, "--head", other)
    assert (ended.code, ended.out) == (2, "")
    assert "Het logboek is veranderd sinds regel 1 de laatste was." in ended.err


def test_what_is_no_head_is_refused(call, data):
    ended = call("verify", "--data", data, "--head", "abc")
    assert (ended.code, ended.out) == (2, "")
    assert "abc is geen eindpunt" in ended.err


def test_a_head_is_read_from_a_database_alone(call, tmp_path):
    assert call("head", "--data", tmp_path).code == 2
    (tmp_path / FILE_NAME).write_bytes(b"no database at all")
    ended = call("head", "--data", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "beschadigd" in ended.err


def test_whoever_signed_out_since_the_backup_stays_signed_out(call, data, tmp_path):
    store = Store(data)
    sign_in = SignIn(store)
    token, link = sign_in.use(sign_in.new_token()), sign_in.new_token()
    file = tmp_path / "kopie.sqlite3"
    call("backup", file, "--data", data)
    sign_in.sessions.end(sign_in.sessions.find(token))
    store.close()
    assert call("restore", file, "--data", data).code == 0
    store = Store(data)
    sign_in = SignIn(store)
    assert sign_in.sessions.find(token) is None
    assert sign_in.use(link) is None
    store.close()
