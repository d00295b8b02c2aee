"""The time of a record, as it is kept: UTC, ISO 8601."""

from datetime import UTC, datetime


def now() -> str:
    """Return the present moment, to the millisecond, so that moments sort as texts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """Return a kept moment."""
    return datetime.fromisoformat(text)
