"""What stands around the pages for whoever keeps the planner: log lines, health, figures."""

from flask import Flask

from planner.web import health
from planner.web.metrics import measure
from planner.web.request_log import log_requests
from planner.web.settings import Metrics, secret


def watch(app: Flask, metrics: Metrics | None) -> None:
    """Log requests, answer probes, and show figures where that is configured.

    Comes before the guards, so that what these refuse is seen too.

    Raises:
        InvalidFile: the token of the figures cannot be read.
    """
    log_requests(app)
    app.register_blueprint(health.blueprint)
    if metrics is not None:
        measure(app, secret(metrics.token_file, "metrics.token_file"))
