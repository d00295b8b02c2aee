"""The wheel works from an empty folder, with nothing of the checkout in sight."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT],
        check=True,
        cwd=folder,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A command of its own: the wheel in a new environment that sees this one's libraries."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    libraries = subprocess.check_output(
        [sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A plain path, not `site.addsitedir`: the editable link to the checkout is not followed.
    Path(site, "libraries.pth").write_text(libraries + "\n")
    script = folder / "bin" / "abd-planner"
    script.write_text(
        f"#!{python}\nfrom planner.cli.main import main\nif __name__ == '__main__':\n    main()\n"
    )
    script.chmod(0o755)
    return script


def run(command: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(
        [command, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_it_holds_templates_and_fixtures(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "planner/_data/fixtures/repertoires/abd-2021.json",
        "planner/_data/fixtures/dossiers/mt-uitvoering.json",
        "planner/_data/templates/layout.html",
        "planner/_data/templates/translations/nl/core.po",
        "constraints/critical.py",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_does_not_use_the_checkout(command, tmp_path):
    python = command.parent / "python"
    where = subprocess.check_output(
        [python, "-c", "import planner; print(planner.__file__)"], text=True, cwd=tmp_path
    )
    assert str(ROOT) not in where


def test_it_solves_a_worked_example_from_an_empty_folder(command, tmp_path):
    example = (ROOT / "fixtures/dossiers/mt-uitvoering.json").read_bytes()
    (tmp_path / "dossier.json").write_bytes(example)
    solved = run(command, tmp_path, "solve", "--json", "dossier.json")
    assert solved.returncode == 0, solved.stderr
    assert '"status": "optimal"' in solved.stdout


def test_it_speaks_dutch_from_an_empty_folder(command, tmp_path):
    assert "Gebruik:" in run(command, tmp_path, "--help").stdout
    assert "Usage:" in run(command, tmp_path, "--lang", "en", "--help").stdout
