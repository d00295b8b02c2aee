"""Waiting after failures to get in: longer each time, and never for ever.

Counted by what somebody signs in as, or by a browser that is known, and by where from, each under a
name that tells nothing. An attempt counts as failed until it turns out to be right, so that many at
once gain nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from planner.store.clock import Stopwatch
from planner.store.database import Store
from planner.store.seal import sealed

# So many failures cost nothing: people mistype, and a whole office may share one address.
_FREE: Mapping[str, int] = {"login": 4, "browser": 4, "address": 40}
LONGEST_WAIT = 15 * 60.0
# Without a failure for so long, it is all forgotten.
_FORGOTTEN_SECONDS = 24 * 60 * 60.0


class Throttled(Exception):
    """Too many failures; `seconds` is how long it takes until the next attempt is taken."""

    def __init__(self, seconds: int) -> None:
        """Keep how long."""
        super().__init__()
        self.seconds = seconds


@dataclass(frozen=True)
class _Count:
    key: str
    era: str
    failures: int
    last: float


class Throttle:
    """The failures that a store knows of."""

    def __init__(self, store: Store, key: bytes, watch: Stopwatch) -> None:
        """Keep the store, the key that hides who it was, and the count of seconds."""
        self._store = store
        self._key = key
        self._watch = watch

    def attempt(self, **named: str) -> None:
        """Count an attempt as failed, by each of `login`, `browser`, `address` that is named.

        Raises:
            Throttled: it comes too early, and is not to be looked at.
        """
        with self._store.writing() as tables:
            counts = [(kind, self._count(kind, value)) for kind, value in named.items()]
            wait = max(self._wait(kind, count) for kind, count in counts)
            for _, count in counts:
                if wait <= 0:
                    seconds = self._watch.seconds()
                    count = replace(count, failures=count.failures + 1, last=seconds)
                tables.table("throttle").upsert(sealed(vars(count)), pk="key")
        if wait > 0:
            raise Throttled(ceil(wait))

    def succeed(self, **named: str) -> None:
        """Forget the failures of somebody, and take back the attempt by an address."""
        with self._store.writing() as tables:
            self._forget_the_old()
            for kind, value in named.items():
                count = self._count(kind, value)
                if kind != "address" or count.failures <= 1:
                    tables.execute("DELETE FROM throttle WHERE key = ?", [count.key])
                else:
                    row = sealed({**vars(count), "failures": count.failures - 1})
                    tables.table("throttle").upsert(row, pk="key")

    def _count(self, kind: str, value: str) -> _Count:
        """Return the count by a name; one of another start of the machine goes on from now."""
        text = f"{kind}:{value}".encode("utf-8", "surrogatepass")
        key = hashlib.blake2b(text, key=self._key, digest_size=32).hexdigest()
        seconds = self._watch.seconds()
        row = self._store.row("SELECT * FROM throttle WHERE key = ?", key)
        if row is None or self._is_old(row):
            return _Count(key, self._watch.era, 0, seconds)
        is_of_now = row["era"] == self._watch.era and row["last"] <= seconds
        return _Count(key, self._watch.era, row["failures"], row["last"] if is_of_now else seconds)

    def _wait(self, kind: str, count: _Count) -> float:
        beyond = count.failures - _FREE[kind]
        if beyond < 1:
            return 0.0
        # Two to the tenth is more than the longest already.
        lasts = min(2.0 ** min(beyond, 10), LONGEST_WAIT)
        return count.last + lasts - self._watch.seconds()

    def _is_old(self, row: Mapping[str, Any]) -> bool:
        is_of_now = bool(row["era"] == self._watch.era)
        return is_of_now and self._watch.seconds() - float(row["last"]) > _FORGOTTEN_SECONDS

    def _forget_the_old(self) -> None:
        for row in self._store.rows("SELECT * FROM throttle"):
            if self._is_old(row):
                self._store.tables.execute("DELETE FROM throttle WHERE key = ?", [row["key"]])
