"""The files of the deployment guide: what they promise about rights, networks and proxies."""

import re
import runpy
import shlex
from pathlib import Path

import pytest
import yaml

from planner.web.settings import read_settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "deployment"
GUIDE = FOLDER.parent / "operators.md"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(text("compose.yaml"))


@pytest.fixture(scope="module")
def steps() -> list[list[str]]:
    """The steps of the container file: each an instruction and the rest."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text("Dockerfile"), flags=re.MULTILINE))
    return [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]


def last_stage(steps: list[list[str]]) -> list[list[str]]:
    start = max(at for at, step in enumerate(steps) if step[0] == "FROM")
    return steps[start:]


def test_the_container_has_no_rights_that_it_does_not_need(compose, steps):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
    assert "cap_add" not in compose["services"]["planner"]
    assert [step[1] for step in last_stage(steps) if step[0] == "USER"] == ["planner"]
    after = [step[0] for step in last_stage(steps)]
    assert "RUN" not in after[after.index("USER") :]


def test_the_container_holds_the_installed_package_alone(steps):
    copied = [step[1] for step in last_stage(steps) if step[0] in ("COPY", "ADD")]
    assert copied == [
        "--from=build /opt/planner /opt/planner",
        "docs/deployment/gunicorn.conf.py /opt/planner/gunicorn.conf.py",
    ]


def test_the_planner_can_reach_nothing_outside(compose):
    planner = compose["services"]["planner"]
    assert "ports" not in planner
    assert planner["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_secrets_come_as_files_and_none_is_in_the_folder(compose):
    assert set(compose["services"]["planner"]["secrets"]) == set(compose["secrets"])
    assert not [path for path in FOLDER.rglob("*") if path.parent.name == "secrets"]
    assert "environment" not in compose["services"]["planner"]


def test_the_health_check_asks_whether_the_planner_is_ready(steps):
    check = next(step[1] for step in steps if step[0] == "HEALTHCHECK")
    assert "/health/ready" in check


def test_the_settings_are_ones_that_the_planner_takes():
    settings = read_settings(FOLDER / "abd-planner.toml")
    assert settings.is_shared
    assert settings.behind_tls
    assert settings.trusted_proxies == 1


def test_what_is_shown_beside_the_settings_can_be_uncommented(tmp_path):
    shown = re.sub(r"^# (?=\[|\w+ = )", "", text("abd-planner.toml"), flags=re.MULTILINE)
    (tmp_path / "abd-planner.toml").write_text(shown, encoding="utf-8")
    assert read_settings(tmp_path / "abd-planner.toml").oidc is not None


def test_gunicorn_is_one_process_that_believes_nobody_and_logs_no_address():
    settings = runpy.run_path(str(FOLDER / "gunicorn.conf.py"))
    assert settings["workers"] == 1
    assert settings["worker_class"] == "gthread"
    assert settings["bind"].startswith("127.0.0.1:")
    assert settings["accesslog"] is None
    assert (settings["forwarded_allow_ips"], settings["secure_scheme_headers"]) == ("", {})
    assert settings["control_socket_disable"] is True


def test_the_proxies_close_the_figures_and_set_the_headers_that_are_believed():
    nginx, caddy = text("nginx.conf"), text("Caddyfile")
    assert re.search(r"location = /metrics \{\s+return 404;", nginx)
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx
    assert "proxy_set_header Host $http_host;" in nginx
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in nginx
    assert re.search(r"path /metrics\s+respond @\w+ 404", caddy)
    # It sets these headers itself, and hands none on, unless it is told to trust somebody.
    assert "trusted_proxies" not in caddy


def test_the_unit_starts_gunicorn_as_somebody_without_rights():
    unit = dict(re.findall(r"^(\w+)=(.*)$", text("abd-planner.service"), re.MULTILINE))
    assert unit["User"] == "abd-planner"
    assert unit["CapabilityBoundingSet"] == ""
    assert unit["NoNewPrivileges"] == "yes"
    assert unit["ProtectSystem"] == "strict"
    assert shlex.split(unit["ExecStart"])[1] == "--config"
    # What gunicorn ends with where a setting is wrong.
    assert unit["RestartPreventExitStatus"] == "3"


def test_the_guide_tells_of_each_file():
    guide = GUIDE.read_text(encoding="utf-8")
    for path in FOLDER.iterdir():
        assert f"deployment/{path.name}" in guide, path.name
