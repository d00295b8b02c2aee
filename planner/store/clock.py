"""The time of a record, as it is kept: UTC, ISO 8601; and seconds that no set clock touches.

Sessions and links last so many of these seconds. The cookie that names a session has the time of
day in its signature besides: where the clock is set back, or further forth than a session lasts
without work, cookies of before are not taken, and people sign in again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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


@dataclass(frozen=True)
class Term:
    """From when until when something holds: by the clock, and by a count where that goes on.

    What lasts for days outlives a start of the machine, at which the count begins anew. From then
    on the clock alone is asked.
    """

    made_at: str
    expires_at: str
    era: str | None
    made: float | None

    @classmethod
    def of(cls, lasts: timedelta, watch: Stopwatch) -> "Term":
        """Return what begins now and lasts so long."""
        began = datetime.now(UTC)
        ends = (began + lasts).isoformat(timespec="milliseconds")
        return cls(began.isoformat(timespec="milliseconds"), ends, watch.era, watch.seconds())

    def holds(self, watch: Stopwatch) -> bool:
        """Tell whether it holds now; setting the clock back makes nothing last longer."""
        began, ends = moment(self.made_at), moment(self.expires_at)
        if self.era != watch.era or self.made is None:
            return began <= datetime.now(UTC) < ends
        counted = watch.seconds() - self.made
        return datetime.now(UTC) < ends and 0 <= counted < (ends - began).total_seconds()


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
