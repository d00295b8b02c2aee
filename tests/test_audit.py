"""`make audit` asks about every pinned part, and passes only where nothing is known of any.

The service that knows weaknesses is stood in for by one of our own, with an invented weakness.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from packaging.markers import Marker

from tests.test_security_gates import pins

ROOT = Path(__file__).resolve().parent.parent


class Service(ThreadingHTTPServer):
    """A service that answers as https://google.github.io/osv.dev/post-v1-query/ says."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}
        self.known: dict[str, list[dict]] = {}
        self.status = 200
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/query"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = query["package"]["name"]
        self.server.asked[name] = query["version"]
        known = self.server.known.get(name)
        body = json.dumps({"vulns": known} if known else {}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    Thread(target=service.serve_forever, daemon=True).start()
    yield service
    service.shutdown()
    service.server_close()


def audit(service: Service, home: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make audit` runs, with the tool of the environment that runs the tests."""
    asking = f"AUDIT=--vulnerability-service osv --osv-url {service.address}"
    # As somebody types it, and not as a part of the `make test` that may run this.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    recipe = subprocess.run(
        ["make", "--dry-run", "audit", asking],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=outside,
    )
    command = shlex.split(recipe.stdout.splitlines()[-1])
    assert Path(command[0]).name == "pip-audit"
    return subprocess.run(
        [sys.executable, "-m", "pip_audit", *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )


def pinned() -> dict[str, str]:
    """Return the version of each pinned part that is for this machine."""
    return {
        name: version for name, version, marker in pins() if not marker or Marker(marker).evaluate()
    }


def test_it_passes_where_nothing_is_known_of_any_part(service, tmp_path):
    told = audit(service, tmp_path)
    assert told.returncode == 0, told.stderr
    assert service.asked == pinned()


def test_it_fails_on_one_known_weakness_and_says_where_it_is_mended(service, tmp_path):
    version = pinned()["flask"]
    service.known["flask"] = [
        {
            "id": "EXAMPLE-2026-1",
            "summary": "An invented weakness.",
            "affected": [
                {
                    "package": {"name": "flask", "ecosystem": "PyPI"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999.1"}]}
                    ],
                }
            ],
        }
    ]
    told = audit(service, tmp_path)
    assert told.returncode == 1
    assert re.search(rf"flask +{re.escape(version)} +EXAMPLE-2026-1 +999\.1", told.stdout)


def test_it_does_not_pass_where_nobody_knows(service, tmp_path):
    service.status = 503
    told = audit(service, tmp_path)
    assert told.returncode != 0
    assert service.asked
