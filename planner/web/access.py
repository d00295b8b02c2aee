"""How somebody gets in: the links and sessions of a store, on one count of seconds."""

import time
from collections.abc import Callable

from planner.store.accounts import Accounts
from planner.store.clock import Stopwatch, stopwatch
from planner.store.database import Store
from planner.store.links import SIGN_IN, SIGN_IN_SECONDS, Links
from planner.store.sessions import Sessions


class SignIn:
    """Makes one-time links for whoever works alone, and knows the sessions of everybody."""

    def __init__(
        self,
        store: Store,
        watch: Stopwatch | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep the store and the time.

        Args:
            store: where links and sessions are kept.
            watch: the count of seconds that they last; by default one that nobody can set.
            clock: the time of day, which the codes of a second factor depend on.
        """
        self.watch = watch or stopwatch()
        self.clock = clock
        self.links = Links(store, self.watch)
        self.sessions = Sessions(store, self.watch)
        self._store = store

    def new_token(self) -> str:
        """Return the secret of a new link for whoever works alone: once, within ten minutes."""
        owner = Accounts(self._store).owner()
        return self.links.make(SIGN_IN, owner.id, SIGN_IN_SECONDS)

    def use(self, token: str) -> str | None:
        """Return a new session for a link, or nothing where it was used, is too old or unknown."""
        with self._store.writing():
            account = self.links.use(SIGN_IN, token)
            return None if account is None else self.sessions.begin(account)
