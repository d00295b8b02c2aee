"""The files from which a cluster is started with containers."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "cluster"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")


def test_the_scheduler_is_reached_from_this_machine_only():
    services = COMPOSE["services"]
    assert [service for service in services.values() if "ports" in service] == [
        services["scheduler"]
    ]
    assert services["scheduler"]["ports"] == ["127.0.0.1:8786:8786"]


def test_every_container_is_of_the_one_image_and_may_do_little():
    for service in COMPOSE["services"].values():
        assert (FOLDER / service["build"]["context"] / "pyproject.toml").is_file()
        assert (FOLDER / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_the_containers_run_as_a_plain_user_with_the_pins():
    lines = DOCKERFILE.splitlines()
    assert lines.index("USER planner") > lines.index("COPY . /source")
    assert "--constraint /source/pins.txt" in DOCKERFILE


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_dask_knows_every_option_of_the_commands(name):
    words = COMPOSE["services"][name]["command"].split()
    assert words[:2] == ["dask", name]
    shown = subprocess.run(
        [sys.executable, "-m", "dask", name, "--help"], capture_output=True, text=True, check=True
    )
    options = [word for word in words if word.startswith("--")]
    assert [option for option in options if option.removeprefix("--no-") not in shown.stdout] == []
