"""Sessions: who is signed in, and until when.

A session ends after half an hour without work, and after twelve hours whatever happens. That it
is at work is written at most once a minute, so the half hour is never longer, and a minute shorter
at most. Of the token only its hash is kept: whoever reads the database cannot sign in with it.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from planner.store.acting import Actor, acting, actor
from planner.store.clock import Stopwatch, now
from planner.store.database import Store
from planner.store.errors import StoreError
from planner.store.seal import sealed, unsealed
from planner.store.secrets import hash_of, new_token
from planner.store.trail import Trail

IDLE_SECONDS = 30 * 60.0
LONGEST_SECONDS = 12 * 60 * 60.0
_TOUCH_SECONDS = 60.0


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in; the id is the hash of the token, and no secret."""

    id: str
    account: str
    era: str
    began: float
    seen: float
    began_at: str


class Sessions:
    """The sessions of a store."""

    def __init__(self, store: Store, watch: Stopwatch) -> None:
        """Keep the store and the count of seconds."""
        self._store = store
        self._watch = watch

    def begin(self, account: str) -> str:
        """Return the token of a new session of an account."""
        token, seconds = new_token(), self._watch.seconds()
        session = Session(hash_of(token), account, self._watch.era, seconds, seconds, now())
        with self._store.writing() as tables:
            self._forget_those_that_ended()
            tables.table("sessions").insert(sealed(vars(session)))
            self._note("session.begin", account, account)
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token, and count this moment as being at work.

        Nothing comes back where there is none, or where it has ended.
        """
        row = self._store.row("SELECT * FROM sessions WHERE id = ?", hash_of(token))
        if row is None:
            return None
        session = _session(row)
        seconds = self._watch.seconds()
        if self._is_over(session, seconds):
            return None
        return self._touched(session, seconds)

    def of_account(self, account: str) -> list[Session]:
        """Return the sessions of an account, the latest first."""
        rows = self._store.rows(
            "SELECT * FROM sessions WHERE account = ? ORDER BY began DESC", account
        )
        seconds = self._watch.seconds()
        return [session for session in map(_session, rows) if not self._is_over(session, seconds)]

    def end(self, session: Session) -> None:
        """Sign a session out, wherever its token is."""
        with self._store.writing() as tables:
            if tables.execute("DELETE FROM sessions WHERE id = ?", [session.id]).rowcount:
                self._note("session.end", session.account)

    def end_all(self, account: str) -> None:
        """Sign an account out everywhere."""
        with self._store.writing() as tables:
            if tables.execute("DELETE FROM sessions WHERE account = ?", [account]).rowcount:
                self._note("session.end", account)

    def _is_over(self, session: Session, seconds: float) -> bool:
        return (
            session.era != self._watch.era
            # The clock itself is the count here, and was set back: how long ago is not known.
            or seconds < session.seen
            or seconds - session.seen > IDLE_SECONDS
            or seconds - session.began > LONGEST_SECONDS
        )

    def _touched(self, session: Session, seconds: float) -> Session | None:
        """Return a session that is at work; nothing where it was signed out this moment."""
        if seconds - session.seen < _TOUCH_SECONDS:
            return session
        touched = replace(session, seen=seconds)
        # Where nothing can be written people can still read; the session ends the sooner.
        with suppress(StoreError), self._store.writing() as tables:
            if self._store.row("SELECT id FROM sessions WHERE id = ?", session.id) is None:
                return None
            tables.table("sessions").upsert(sealed(vars(touched)), pk="id")
        return touched

    def _forget_those_that_ended(self) -> None:
        for row in self._store.rows("SELECT * FROM sessions"):
            if self._is_over(_session(row), self._watch.seconds()):
                self._store.tables.execute("DELETE FROM sessions WHERE id = ?", [row["id"]])

    def _note(self, name: str, account: str, by: str | None = None) -> None:
        """Note it in the trail; whoever signs in is nobody yet as far as the request knows."""
        acts = actor() if by is None else Actor(by, actor().trace_id)
        with acting(acts):
            Trail(self._store).note(name, f"accounts/{account}")


def _session(row: dict[str, Any]) -> Session:
    return Session(**unsealed(row))


def sign_everybody_out(store: Store) -> None:
    """Forget every session and every link: a backup holds some that were ended since."""
    with store.writing() as tables:
        tables.execute("DELETE FROM sessions")
        tables.execute("DELETE FROM links")
