"""The planner as people run it: a process of its own, reached over HTTP and by nothing else."""

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = "from planner.cli.main import main; main()"
_LINK = re.compile(r"(http://[\d.]+:\d+)(/sign-in/\S+)")
_SECONDS = 60


@dataclass
class Served:
    """A planner that runs, and the browser of whoever is signed in there."""

    process: subprocess.Popen[str]
    base: str
    browser: requests.Session

    def get(self, address: str) -> requests.Response:
        return self.browser.get(self.base + address, timeout=_SECONDS)

    def token(self, address: str) -> str:
        """Return the token of the forms on a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(address).text)
        assert found is not None, address
        return found[1]

    def post(self, address: str, **form: Any) -> requests.Response:
        return self.browser.post(
            self.base + address, data=form, timeout=_SECONDS, allow_redirects=False
        )

    def limit_files(self, most_bytes: int) -> None:
        """Let no file of the planner grow beyond a size, as on a disk that is full."""
        limits = (most_bytes, resource.RLIM_INFINITY)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, limits)

    def kill(self) -> None:
        """End it without a word to it, as the system might."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


def cli(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the planner to its end."""
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Run the planner on a data folder, signed in, until the context ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "run", "--data", str(folder), "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout, requests.Session() as browser:
        try:
            link = next(found for line in process.stdout if (found := _LINK.search(line)))
            one = Served(process, link[1], browser)
            assert one.get(link[2]).status_code == 200
            yield one
        finally:
            process.kill()
            process.wait()
