"""The command line, called in this process or as a program of its own."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.cli.main import main
from tests.oracle.invalid import base_dossier
from tests.oracle.writing import json_text

COMMAND = Path(sys.executable).with_name("abd-planner")


@dataclass(frozen=True)
class Ended:
    """How a call ended: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict]:
        """The answers on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def program(*arguments, stdin: bytes = b"", **options) -> Ended:
    """Run the command as a program of its own."""
    done = subprocess.run(
        [str(COMMAND), *map(str, arguments)],
        check=False,
        input=stdin,
        capture_output=True,
        timeout=60,
        **options,
    )
    # A terminal may speak another code; what a letter became there is not what is looked at.
    printed = (each.decode(errors="replace") for each in (done.stdout, done.stderr))
    return Ended(done.returncode, *printed)


@pytest.fixture
def call(monkeypatch, capsys):
    """Return a function that calls the command in this process."""

    def run(*arguments, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["abd-planner", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.delenv("ABD_PLANNER_LANG", raising=False)
        with pytest.raises(SystemExit) as ending:
            main()
        printed = capsys.readouterr()
        return Ended(ending.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def dossier() -> dict:
    """Return the valid dossier, to be changed at will."""
    return json.loads(json_text(base_dossier()))


@pytest.fixture
def save(tmp_path):
    """Return a function that writes a file and returns its path."""

    def write(what, name: str = "dossier.json") -> Path:
        path = tmp_path / name
        path.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")
        return path

    return write


@pytest.fixture
def good(save, dossier) -> Path:
    """Return the path of a valid dossier."""
    return save(dossier, "good.json")


@pytest.fixture
def bad(save) -> Path:
    """Return the path of a file with a mistake on its second line."""
    return save('{"title": "x",\n "surplus": }', "bad.json")


@pytest.fixture
def clash(save, dossier) -> Path:
    """Return the path of a dossier that nothing can satisfy: a lock against an exclusion."""
    rule = {"kind": "exclude", "person": "p1", "seat": "dg"}
    return save(dossier | {"constraints": [rule]}, "clash.json")
