"""Who gets in: a link that works once, and the sessions that come of it."""

import secrets
import time
from collections.abc import Callable
from threading import Lock

LINK_SECONDS = 10 * 60.0
IDLE_SECONDS = 30 * 60.0


class SignIn:
    """One-time links and the sessions behind them, in memory: they end with the program."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody signed in."""
        self._clock = clock
        self._links: dict[str, float] = {}
        self._last_seen: dict[str, float] = {}
        self._lock = Lock()

    def new_token(self) -> str:
        """Return the secret of a new link; it works once, within ten minutes."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._links[token] = self._clock()
        return token

    def use(self, token: str) -> str | None:
        """Return a new session for a link, or nothing where it was used, is too old or unknown."""
        with self._lock:
            made = self._links.pop(token, None)
            if made is None or self._clock() - made > LINK_SECONDS:
                return None
            session = secrets.token_urlsafe(32)
            self._last_seen[session] = self._clock()
            return session

    def is_open(self, session: str | None) -> bool:
        """Tell whether a session is signed in, and count this moment as being at work."""
        if session is None:
            return False
        with self._lock:
            seen = self._last_seen.get(session)
            if seen is None:
                return False
            if self._clock() - seen > IDLE_SECONDS:
                del self._last_seen[session]
                return False
            self._last_seen[session] = self._clock()
            return True

    def close(self, session: str) -> None:
        """Sign a session out."""
        with self._lock:
            self._last_seen.pop(session, None)
