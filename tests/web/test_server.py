"""Starting: the data folder, the address, and what is refused."""

import socket
import stat
import threading
import time
import urllib.error
import urllib.request

import pytest

from planner.store.database import FILE_NAME
from planner.store.dossiers import Dossiers
from planner.web.server import FolderRefused, HostRefused, PortBusy, prepare, serve
from planner.web.settings import Settings
from tests.web.cases import EXAMPLES


def test_the_data_folder_is_its_owners_alone(tmp_path):
    prepare(tmp_path / "a" / "b", demo=True).close()
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    for file in (tmp_path / "a" / "b").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_examples_fill_an_empty_store_only(tmp_path):
    store = prepare(tmp_path, demo=True)
    assert {listed.id for listed in Dossiers(store).all()} == set(EXAMPLES)
    Dossiers(store).archive("crisisteam")
    store.close()
    again = prepare(tmp_path, demo=True)
    assert "crisisteam" not in {listed.id for listed in Dossiers(again).all()}
    again.close()


def test_what_is_no_database_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"something else altogether, and longer than a header" * 9)
    with pytest.raises(FolderRefused, match="database"):
        prepare(tmp_path, demo=True)
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"something else")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])
def test_an_address_that_others_can_reach_is_refused(tmp_path, host):
    with pytest.raises(HostRefused, match="sign-in") as refused:
        serve(tmp_path / "data", host, 0, announce=pytest.fail)
    assert isinstance(refused.value, ValueError)
    assert not (tmp_path / "data").exists()


def test_with_sign_in_and_no_name_for_others_it_is_refused_as_well(tmp_path):
    settings = Settings(local_accounts=True)
    with pytest.raises(HostRefused, match="hosts"):
        serve(tmp_path / "data", "0.0.0.0", 0, announce=pytest.fail, settings=settings)


def test_with_sign_in_and_a_name_others_can_come(tmp_path):
    """What is announced is their page to sign in, and no link that lets anybody in."""
    settings = Settings(hosts=["planner.example.org"], behind_tls=True, local_accounts=True)
    told = announced(tmp_path, host="0.0.0.0", settings=settings)
    assert told == "https://planner.example.org/sign-in"


def announced(folder, host: str = "127.0.0.1", **options) -> str:
    """Serve, for as long as the tests run; return what is announced."""
    told: list[str] = []
    arguments = {"announce": told.append, **options}
    threading.Thread(target=serve, args=(folder, host, 0), kwargs=arguments, daemon=True).start()
    deadline = time.monotonic() + 60
    while not told and time.monotonic() < deadline:
        time.sleep(0.02)
    return told[0]


def test_a_port_in_use_is_refused(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortBusy, match="--port"):
            serve(tmp_path, "127.0.0.1", taken.getsockname()[1], announce=pytest.fail)


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(FolderRefused):
        prepare(tmp_path / "data", demo=False)


def test_the_link_is_announced_when_the_port_is_taken(tmp_path):
    link = announced(tmp_path, demo=True)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(link.split("/sign-in")[0])
    with refused.value as answer:
        assert answer.code == 401
        assert "Server" not in answer.headers
