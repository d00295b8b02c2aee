"""The time of a record, as it is kept: UTC, ISO 8601; and seconds that no set clock touches."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

# Names one start of a Linux machine (random(4)); every process reads the same.
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def now() -> str:
    """Return the present moment, to the millisecond, so that moments sort as texts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """Return a kept moment."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class Stopwatch:
    """A count of seconds; counts of another era say nothing about each other."""

    era: str
    seconds: Callable[[], float]


def stopwatch() -> Stopwatch:
    """Return the count since the machine was started, the same for every process on it.

    Setting the clock, back or forth, does not touch it, and time asleep counts. Where the system
    has no such count it is the clock itself.
    """
    try:
        return Stopwatch(_BOOT.read_text("ascii").strip(), partial(time.clock_gettime, _boottime()))
    except (AttributeError, OSError):
        return Stopwatch("clock", time.time)


def _boottime() -> int:
    return time.CLOCK_BOOTTIME
