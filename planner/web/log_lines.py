"""What goes to standard error while the planner serves: short lines that hold nobody's data.

The lines say what happened, where in the program, and how long it took. What other libraries want
to say is left out, for they put addresses and values into it: of theirs only the place is told.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

from flask import has_request_context

from planner.resources.whereabouts import whereabouts
from planner.store.acting import actor

Style = Literal["plain", "json"]
# The name under which our own loggers hand over the fields of an event, each of them harmless.
FIELDS = "abd_fields"
_OURS = ("planner", "constraints")
# What others say as it stands: how a server begins and ends, with numbers and addresses of its own.
_HARMLESS = frozenset(
    {
        "Starting gunicorn %s",
        "Listening at: %s (%s)",
        "Connection in use: %s",
        "Invalid address: %s",
        "Can't connect to %s",
        "Booting worker with pid: %s",
        "Handling signal: %s",
        "Hang up: %s",
        "WORKER TIMEOUT (pid:%s)",
        "Worker exiting (pid: %s)",
        "Worker (pid:%s) was sent %s!",
        "Worker (pid:%s) was sent %s! Perhaps out of memory?",
        "Worker (pid:%s) exited with code %s.",
        "Using worker: %s",
        "Shutting down: %s",
        "Reason: %s",
    }
)


def write_logs(style: Style) -> None:
    """Write log lines to standard error from now on: `plain` for people, `json` for programs.

    At a terminal only what went wrong is told; a program gets every request as well.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if style == "json" else PlainLine())
    level = logging.INFO if style == "json" else logging.WARNING
    logging.basicConfig(handlers=[handler], level=level)


class JsonLine(logging.Formatter):
    """One JSON object a line, with fields that are always called the same."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if has_request_context():
            line["trace_id"] = actor().trace_id
        line |= getattr(record, FIELDS, {})
        line |= _error(record)
        return json.dumps(line)


class PlainLine(logging.Formatter):
    """The same for people: when, how bad, and what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event."""
        moment = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        fields = getattr(record, FIELDS, {}) | _error(record)
        told = " ".join(map(str, fields.values()))
        return f"{moment} {record.levelname.lower()}: {_event(record)} {told}".rstrip()


def _event(record: logging.LogRecord) -> str:
    is_ours = record.name.partition(".")[0] in _OURS
    if is_ours or (isinstance(record.msg, str) and record.msg in _HARMLESS):
        return record.getMessage()
    return f"{record.name}: {record.module}.{record.funcName}, line {record.lineno}"


def _error(record: logging.LogRecord) -> dict[str, Any]:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return {}
    return {"error": type(error).__name__, "place": list(whereabouts(error))}
