"""Figures for whoever keeps the planner running, in Prometheus' text format.

They count requests by the rule of their address, and calculations by their kind: nothing in them
is about a dossier or a person. The address is there only where a token is configured.
"""

import secrets
import shutil
from collections.abc import Iterator, Mapping

from flask import Blueprint, Flask, Response, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from werkzeug.exceptions import Unauthorized

from planner import __version__
from planner.jobs.queue import Queue
from planner.store.jobs import Ending, KeptJob
from planner.web.request_log import method, rule, seconds
from planner.web.services import services

# The bar is 200 milliseconds for 95 of 100 requests; the buckets are finest around it.
_REQUEST_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 10)
_CALCULATION_BUCKETS = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)


class Figures:
    """The figures of one application."""

    def __init__(self, jobs: Queue, folder: str) -> None:
        """Begin to count.

        Args:
            jobs: the calculations.
            folder: the data folder, whose disk must not get full.
        """
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "abd_planner_requests",
            "Requests that were answered.",
            ("method", "rule", "status"),
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "abd_planner_request_seconds",
            "How long requests took.",
            ("rule",),
            buckets=_REQUEST_BUCKETS,
            registry=self.registry,
        )
        self.calculation_seconds = Histogram(
            "abd_planner_calculation_seconds",
            "How long calculations were worked at, by what came of them.",
            ("kind", "outcome"),
            buckets=_CALCULATION_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_Present(jobs, folder))
        ProcessCollector(registry=self.registry)
        jobs.listen(self._ended)

    def count(self, response: Response) -> Response:
        """Count a request that is answered."""
        self.requests.labels(method(), rule(), response.status_code).inc()
        self.request_seconds.labels(rule()).observe(seconds())
        return response

    def _ended(self, job: KeptJob, ending: Ending) -> None:
        outcome = "none" if ending.answer is None else "cut short" if ending.cut_short else "whole"
        self.calculation_seconds.labels(job.kind, outcome).observe(ending.seconds)


class _Present(Collector):
    """What is so at the moment that somebody asks."""

    def __init__(self, jobs: Queue, folder: str) -> None:
        self._jobs = jobs
        self._folder = folder

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _labelled(
            "abd_planner_info", "The version that runs.", ("version", {__version__: 1.0})
        )
        numbers = self._jobs.unfinished_by_state()
        yield _labelled(
            "abd_planner_calculations", "Calculations that wait and run.", ("state", numbers)
        )
        yield GaugeMetricFamily(
            "abd_planner_disk_free_bytes",
            "Room left on the disk of the data folder.",
            value=shutil.disk_usage(self._folder).free,
        )


def _labelled(name: str, told: str, by: tuple[str, Mapping[str, float]]) -> GaugeMetricFamily:
    label, values = by
    family = GaugeMetricFamily(name, told, labels=(label,))
    for value, number in values.items():
        family.add_metric((value,), number)
    return family


def measure(app: Flask, token: str) -> None:
    """Count from now on, and show the figures at `/metrics` to whoever has the token."""
    with app.app_context():
        figures = Figures(services().jobs, str(services().store.folder))
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def show() -> Response:
        """Return the figures as they are now."""
        shown = request.headers.get("Authorization", "").encode()
        if not secrets.compare_digest(shown, f"Bearer {token}".encode()):
            raise Unauthorized
        return Response(generate_latest(figures.registry), content_type=CONTENT_TYPE_LATEST)

    app.after_request(figures.count)
    app.register_blueprint(blueprint)
