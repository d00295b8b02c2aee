"""Bar: fifty people at work, each with a second of thought between clicks, while solves run."""

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.report import Report
from benchmarks.serving import LARGE
from planner.resources.files import resource_path

PEOPLE = 50
SECONDS = 45.0
# The first seconds are left out: everybody signs in at once, as nobody does.
WARMING_UP = 5.0
BAR, ALONE = 0.200, 0.050
_DOSSIERS = ("mt-uitvoering", LARGE)
_DRAG = re.compile(r'id="drag-form".*?</form>', re.DOTALL)
_PAGES = ("demand", "people", "team", "compare", "proposals", "explore")


@dataclass
class Times:
    """How long the answers took, by what was asked; and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)

    def of(self, *names: str) -> list[float]:
        """Return the times of some sorts of answers; of all where none is named."""
        return [each for name in names or self.seconds for each in self.seconds[name]]


class Person:
    """A browser of one person: one connection, a cookie, and what it last saw of the forms."""

    def __init__(self, base: str, link: str, seed: int) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self._draw = random.Random(seed)
        self._cookie = ""
        self._token = ""
        self._at_hand: dict[str, str] = {}
        self._ask("GET", link)

    def work(self, until: float, times: Times, counts_from: float) -> None:
        """Click, think, and click again."""
        while time.monotonic() < until:
            time.sleep(self._draw.uniform(0.5, 1.5))
            name = self._draw.choice(("page", "page", "what-if", "what-if", "list"))
            dossier = self._draw.choice(_DOSSIERS)
            started = time.monotonic()
            try:
                status = self._click(name, dossier)
            except (OSError, http.client.HTTPException) as error:
                times.failures.append(f"{name}: {error}")
                return
            if status >= 400:
                times.failures.append(f"{name} of {dossier}: {status}")
            elif started >= counts_from:
                times.seconds[name].append(self.seconds)

    def solve(self, dossier: str) -> None:
        """Ask for proposals that nobody has asked for yet."""
        self._ask("GET", f"/dossiers/{dossier}/proposals")
        alternatives, difference = self._draw.randint(3, 10), self._draw.randint(1, 3)
        form = {"alternatives": alternatives, "difference": difference, "csrf_token": self._token}
        self._ask("POST", f"/dossiers/{dossier}/proposals", form)

    def _click(self, name: str, dossier: str) -> int:
        if name == "list":
            return self._ask("GET", "/")
        if name == "page":
            return self._ask("GET", f"/dossiers/{dossier}/{self._draw.choice(_PAGES)}")
        return self._what_if(dossier)

    def _what_if(self, dossier: str) -> int:
        """Put somebody on a seat, as the page at hand offers it; without one it is opened."""
        address = f"/dossiers/{dossier}/explore"
        if dossier not in self._at_hand:
            status = self._ask("GET", address)
            if status >= 400:
                return status
            self._at_hand[dossier] = self.text
        shown = self._at_hand[dossier]
        form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', _DRAG.findall(shown)[0]))
        form |= {
            "seat": self._draw.choice(re.findall(r'data-seat="([^"]+)"', shown)),
            "person": self._draw.choice(re.findall(r'data-person="([^"]+)"', shown)),
        }
        # As htmx does it: the answer is the piece of the page that changes.
        status = self._ask("POST", f"{address}/steps", form, {"HX-Request": "true"})
        self._at_hand[dossier] = self.text
        return status

    def _ask(
        self,
        method: str,
        path: str,
        form: dict[str, Any] | None = None,
        besides: dict[str, str] | None = None,
    ) -> int:
        """Ask, follow where the answer leads, and keep how long the whole of it took."""
        headers = {"Cookie": self._cookie, **(besides or {})}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.monotonic()
        self._connection.request(method, path, urlencode(form) if form else None, headers)
        answer = self._connection.getresponse()
        self.text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self._cookie = value.split(";")[0]
        location = answer.getheader("Location")
        if location:
            status = self._ask("GET", location, besides=besides)
        else:
            status = answer.status
            token = re.search(r'name="csrf_token" value="([^"]+)"', self.text)
            self._token = token[1] if token else self._token
        self.seconds = time.monotonic() - started
        return status


def _measured(people: int, seconds: float, *, solving: bool) -> Times:
    """Let people work on a server of their own, and return how long its answers took."""
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serving", folder, str(people + 1)],
            stdout=subprocess.PIPE,
            # That requests wait for their turn is what is measured here; it need not be told.
            stderr=subprocess.DEVNULL,
            cwd=resource_path("fixtures").parent,
        )
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            return _at_work(told["base"], told["links"], seconds, solving=solving)
        finally:
            server.terminate()
            server.wait()


def _at_work(base: str, links: list[str], seconds: float, *, solving: bool) -> Times:
    times = Times()
    solver = Person(base, links.pop(), 0)
    workers = [Person(base, link, seed) for seed, link in enumerate(links, 1)]
    begun = time.monotonic()
    until, counts_from = begun + seconds, begun + WARMING_UP
    threads = [
        threading.Thread(target=worker.work, args=(until, times, counts_from)) for worker in workers
    ]
    for thread in threads:
        thread.start()
    while solving and time.monotonic() < until - 2:
        solver.solve(LARGE)
        time.sleep(1)
    for thread in threads:
        thread.join()
    return times


def _percentile(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def run() -> Report:
    """Measure one person alone, and fifty with solves running."""
    report = Report(
        "at-work",
        f"{PEOPLE} people at work with a second of thought, solves running",
        "Theirs is the bar: 50 ms for a what-if alone (median), 200 ms at the 95th percentile. A "
        "what-if is the click, and the page that comes of it. No request may fail.",
    )
    alone = _measured(1, 25, solving=False)
    many = _measured(PEOPLE, SECONDS, solving=True)
    assert not alone.failures + many.failures, (alone.failures + many.failures)[:5]
    report.add("what-if, alone", "bar", ALONE, statistics.median(alone.of("what-if")), "s")
    for name in ("what-if", "page", "list"):
        report.add(f"{name}, 95th percentile", "bar", BAR, _percentile(many.of(name)), "s")
    report.add("all, 95th percentile", "bar", BAR, _percentile(many.of()), "s")
    return report
