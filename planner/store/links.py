"""Links that work once: to sign in alone, and to set up how somebody signs in."""

from planner.store.clock import Stopwatch
from planner.store.database import Store
from planner.store.seal import sealed
from planner.store.secrets import hash_of, new_token

# To sign in, for whoever works alone.
SIGN_IN = "sign_in"
SIGN_IN_SECONDS = 10 * 60.0
# To choose a password and a second factor. It is handed over by another person; a day is how long
# NIST SP 800-63A-4 lets a confirmation code by mail work (section 3.8).
ENROLMENT = "enrolment"
ENROLMENT_SECONDS = 24 * 60 * 60.0


class Links:
    """The links of a store; only the hash of their secret is kept."""

    def __init__(self, store: Store, watch: Stopwatch) -> None:
        """Keep the store and the count of seconds."""
        self._store = store
        self._watch = watch

    def make(self, purpose: str, account: str, lasts: float) -> str:
        """Return the secret of a new link, which works once, within so many seconds."""
        token = new_token()
        row = {
            "id": hash_of(token),
            "purpose": purpose,
            "account": account,
            "era": self._watch.era,
            "made": self._watch.seconds(),
            "lasts": lasts,
        }
        with self._store.writing() as tables:
            self._forget_those_that_ended()
            tables.table("links").insert(sealed(row))
        return token

    def find(self, purpose: str, token: str) -> str | None:
        """Return the account that a link is for, and leave it unused."""
        row = self._store.row(
            "SELECT * FROM links WHERE id = ? AND purpose = ?", hash_of(token), purpose
        )
        if row is None or not self._works(row):
            return None
        return str(row["account"])

    def use(self, purpose: str, token: str) -> str | None:
        """Return the account that a link is for, once; nothing for one that is used or too old."""
        with self._store.writing() as tables:
            account = self.find(purpose, token)
            if account is not None:
                tables.execute("DELETE FROM links WHERE id = ?", [hash_of(token)])
        return account

    def drop(self, purpose: str, account: str) -> None:
        """Let the links of an account for one purpose work no more."""
        with self._store.writing() as tables:
            tables.execute(
                "DELETE FROM links WHERE purpose = ? AND account = ?", [purpose, account]
            )

    def _works(self, row: dict[str, object]) -> bool:
        if row["era"] != self._watch.era:
            return False
        made, lasts = float(str(row["made"])), float(str(row["lasts"]))
        return 0 <= self._watch.seconds() - made <= lasts

    def _forget_those_that_ended(self) -> None:
        for row in self._store.rows("SELECT * FROM links"):
            if not self._works(row):
                self._store.tables.execute("DELETE FROM links WHERE id = ?", [row["id"]])
