"""The application as a server gets it: settings, proxies, and one process on a data folder."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from planner.dossier.strict_json import InvalidFile
from planner.store.alone import alone
from planner.store.errors import StoreError
from planner.web import wsgi
from planner.web.settings import CONFIG_VARIABLE, Settings

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "docs" / "deployment" / "gunicorn.conf.py"


@pytest.fixture
def held():
    with ExitStack() as stack:
        yield stack


def test_the_data_folder_is_to_be_named(held):
    with pytest.raises(InvalidFile) as refused:
        wsgi.opened(Settings(), held)
    assert [fault.path for fault in refused.value.faults] == ["data"]


def test_a_way_to_sign_in_is_to_be_there(tmp_path, held):
    with pytest.raises(InvalidFile) as refused:
        wsgi.opened(Settings(data=tmp_path), held)
    assert "local_accounts" in refused.value.faults[0].template


def test_a_folder_that_another_planner_has_is_refused(tmp_path, held, monkeypatch):
    monkeypatch.setattr(wsgi, "_PATIENCE", 0.0)
    with alone(tmp_path), pytest.raises(StoreError, match="Another planner"):
        wsgi.opened(Settings(data=tmp_path, local_accounts=True), held)


@pytest.mark.parametrize(("proxies", "scheme"), [(0, "http"), (1, "https")])
def test_a_proxy_is_believed_only_where_it_is_configured(tmp_path, held, proxies, scheme):
    app = wsgi.opened(Settings(data=tmp_path, local_accounts=True, trusted_proxies=proxies), held)
    seen = []
    app.before_request(lambda: seen.append(wsgi_request()))

    def wsgi_request() -> tuple[str, str, str | None]:
        from flask import request

        return request.scheme, request.host, request.remote_addr

    headers = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    }
    app.test_client().get("/method", headers=headers)
    address = "198.51.100.7" if proxies else "127.0.0.1"
    assert seen == [(scheme, "localhost", address)]


def test_why_it_cannot_start_is_told_in_sentences(tmp_path, monkeypatch, capsys):
    file = tmp_path / "abd-planner.toml"
    file.write_text("workers = 0\nsurprise = 1\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(file))
    with pytest.raises(SystemExit) as ended:
        wsgi.application()
    assert ended.value.code == 3
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in told] == [
        [str(file), "workers"],
        [str(file), "surprise"],
    ]


@contextmanager
def gunicorn(folder: Path, settings: str):
    """Run gunicorn with the configuration of the guide, until the context ends."""
    file = folder / "abd-planner.toml"
    file.write_text(settings, encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    address = f"127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), "--bind", address],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), CONFIG_VARIABLE: str(file)},
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            yield process, f"http://{address}"
        finally:
            process.kill()
            process.wait()


def until_ready(process, address: str) -> dict:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/ready") as answer:
                return json.load(answer)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("it does not get ready")


def test_gunicorn_serves_it_and_leaves_nothing_running(tmp_path):
    settings = f'data = "{tmp_path / "data"}"\nlocal_accounts = true\n'
    with gunicorn(tmp_path, settings) as (process, address):
        assert until_ready(process, address) == {"calculations": "ready", "database": "ready"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/dossiers/jansen/team?level=3,7")
        with refused.value as answer:
            assert answer.code == 401
            assert "X-Frame-Options" in answer.headers
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    log = (tmp_path / "log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"<dossier>" in line.get("rule", "") for line in lines} == {True, False}
    assert "jansen" not in log
    # The next one may have the folder at once.
    with alone(tmp_path / "data"):
        pass


def test_gunicorn_gives_up_where_a_setting_is_wrong(tmp_path):
    with gunicorn(tmp_path, "workers = 0") as (process, _):
        assert process.wait(timeout=60) == 3
    assert "abd-planner.toml: workers: " in (tmp_path / "log").read_text(encoding="utf-8")
