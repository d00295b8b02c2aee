"""The settings file: strict, with every mistake told at once."""

import pytest

from planner.dossier.strict_json import InvalidFile
from planner.web.settings import (
    CONFIG_VARIABLE,
    LOOPBACK_NAMES,
    Settings,
    named_settings,
    read_settings,
    secret,
)

WHOLE = """
data = "/var/lib/abd-planner"
hosts = ["planner.example.org"]
behind_tls = true
trusted_proxies = 1
secret_key_file = "/etc/abd-planner/session-key"
workers = 4

[oidc]
issuer = "https://login.example.org"
client_id = "abd-planner"
client_secret_file = "/etc/abd-planner/client-secret"

[metrics]
token_file = "/etc/abd-planner/metrics-token"
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        file = tmp_path / "abd-planner.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def faults(file) -> dict[str, str]:
    with pytest.raises(InvalidFile) as refused:
        read_settings(file)
    return {f.path: f.template.format(**f.values) for f in refused.value.faults}


def test_what_is_not_said_is_for_one_person_on_one_machine(written):
    settings = read_settings(written(""))
    assert settings == Settings()
    assert settings.hosts == LOOPBACK_NAMES
    assert (settings.behind_tls, settings.trusted_proxies, settings.metrics) == (False, 0, None)


def test_a_whole_file_is_read(written):
    settings = read_settings(written(WHOLE))
    assert settings.hosts == {"planner.example.org"}
    assert settings.oidc.issuer == "https://login.example.org"
    assert settings.workers == 4


def test_the_environment_names_the_file_and_an_argument_goes_first(written, monkeypatch, tmp_path):
    monkeypatch.setenv(CONFIG_VARIABLE, str(written("workers = 3")))
    assert named_settings().workers == 3
    other = tmp_path / "other.toml"
    other.write_text("workers = 2", encoding="utf-8")
    assert named_settings(other).workers == 2
    monkeypatch.delenv(CONFIG_VARIABLE)
    assert named_settings() == Settings()


def test_every_mistake_is_told_with_its_path(written):
    text = """
    hosts = ["https://planner.example.org:443"]
    behind_tls = "yes"
    trusted_proxies = true
    workers = 0
    data = "here"
    surprise = 1
    [oidc]
    issuer = "http://login.example.org"
    client_id = ""
    [retention]
    finished_jobs = 1.5
    [metrics]
    """
    assert set(faults(written(text))) == {
        "hosts", "behind_tls", "trusted_proxies", "workers", "data", "surprise",
        "oidc.issuer", "oidc.client_id", "oidc.client_secret_file",
        "retention.finished_jobs", "metrics.token_file",
    }  # fmt: skip


@pytest.mark.parametrize(
    "host", ["*", "planner.example.org:8000", "Planner.example.org", "a b", "", "-a.nl", "a.nl/x"]
)
def test_only_plain_names_of_hosts_are_taken(written, host):
    assert set(faults(written(f'hosts = ["{host}"]\nbehind_tls = true'))) == {"hosts"}


def test_other_hosts_without_tls_or_sign_in_are_refused(written):
    others = 'hosts = ["planner.example.org"]\n'
    assert set(faults(written(others))) == {"behind_tls", "hosts"}
    assert set(faults(written(f"{others}local_accounts = true"))) == {"behind_tls"}
    assert "local_accounts" in faults(written(f"{others}behind_tls = true"))["hosts"]
    assert read_settings(written('hosts = ["localhost"]')).hosts == {"localhost"}


def test_a_file_that_is_no_toml_or_not_there_is_told(written, tmp_path):
    assert "TOML" in faults(written("workers ="))["$"]
    assert "cannot be opened" in faults(tmp_path / "gone.toml")["$"]
    file = written("")
    file.write_bytes(b"\xff")
    assert "UTF-8" in faults(file)["$"]


def test_a_secret_is_read_without_its_end_of_line(tmp_path):
    file = tmp_path / "secret"
    file.write_text("s" * 32 + "\n", encoding="utf-8")
    assert secret(file, "secret_key_file") == "s" * 32


@pytest.mark.parametrize("content", [b"short", b"\xff" * 40, None])
def test_a_secret_that_is_none_is_refused_by_the_name_of_its_setting(tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InvalidFile) as refused:
        secret(file, "secret_key_file")
    assert [fault.path for fault in refused.value.faults] == ["secret_key_file"]
