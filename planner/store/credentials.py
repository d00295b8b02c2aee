"""How somebody proves to be the one, without a provider: a password and a second factor.

Passwords are kept as argon2id hashes (RFC 9106, section 4, second recommended option). The secret
of the second factor (TOTP, RFC 6238) has to be read to be compared, so it is encrypted with a key
that does not lie in the database. Each of its codes works once. Recovery codes have 120 bits of
chance, so that a plain hash is enough.
"""

import hashlib
import secrets
from base64 import b32encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any
from unicodedata import normalize

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from cryptography.fernet import Fernet, InvalidToken
from pyotp.exceptions import OTPVerificationError

from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

RECOVERY_CODES = 10
_RECOVERY_BYTES = 15
# Each hash takes 64 MiB for a moment: two at a time, however many people sign in at once.
_HASHING = BoundedSemaphore(2)


@dataclass(frozen=True)
class _Kept:
    account: str
    password: str
    secret: bytes
    last_step: int
    changed_at: str


def new_secret() -> str:
    """Return a new secret for a second factor: 160 bits, as RFC 4226 recommends (section 4)."""
    return pyotp.random_base32(32)


class Credentials:
    """The passwords and second factors of a store."""

    def __init__(self, store: Store, key: bytes, clock: Callable[[], float]) -> None:
        """Keep the store, the key that second factors are encrypted with, and the clock.

        The clock is the time of day: the codes depend on it.
        """
        self._store = store
        self._box = Fernet(urlsafe_b64encode(key))
        self._clock = clock
        self._hasher = PasswordHasher()

    @cached_property
    def _nobody(self) -> _Kept:
        """What whoever is unknown is compared with, so that it takes as long."""
        hashed = self.hashed(secrets.token_urlsafe(16))
        return _Kept("", hashed, self._box.encrypt(new_secret().encode()), 0, "")

    def of(self, account: str) -> str | None:
        """Return when an account's credentials were last changed; nothing where it has none."""
        kept = self._find(account)
        return None if kept is None else kept.changed_at

    def code_fits(self, secret: str, code: str) -> bool:
        """Tell whether a code comes of a secret that is not kept yet."""
        return self._step(secret, code) is not None

    def hashed(self, password: str) -> str:
        """Return what is kept of a password."""
        with _HASHING:
            return self._hasher.hash(_normal(password))

    def set_up(self, account: str, hashed: str, secret: str, code: str) -> list[str]:
        """Give an account its password and second factor; return new recovery codes.

        Args:
            account: the id of the account.
            hashed: the password, as `hashed` makes it: that takes long, so not while others wait.
            secret: the secret of the second factor.
            code: the code that showed that it works; it is used up.
        """
        step = self._step(secret, code) or 0
        with self._store.writing():
            hidden = self._box.encrypt(secret.encode())
            self._write(_Kept(account, hashed, hidden, step, now()))
            Trail(self._store).note("account.credentials", f"accounts/{account}")
            return self._new_recovery_codes(account)

    def change_password(self, account: str, password: str) -> None:
        """Give an account another password.

        Raises:
            Unknown: it has no credentials.
        """
        hashed = self.hashed(password)
        with self._store.writing():
            self._write(replace(self._held(account), password=hashed, changed_at=now()))
            Trail(self._store).note("account.password", f"accounts/{account}")

    def change_factor(self, account: str, secret: str, code: str) -> list[str]:
        """Give an account another second factor; return new recovery codes.

        Raises:
            Unknown: it has no credentials.
        """
        step, hidden = self._step(secret, code) or 0, self._box.encrypt(secret.encode())
        with self._store.writing():
            changed = replace(self._held(account), secret=hidden, last_step=step)
            self._write(replace(changed, changed_at=now()))
            Trail(self._store).note("account.factor", f"accounts/{account}")
            return self._new_recovery_codes(account)

    def drop(self, account: str) -> None:
        """Take an account's password, second factor and recovery codes away."""
        with self._store.writing() as tables:
            for table in ("credentials", "recovery_codes"):
                tables.execute(f"DELETE FROM {table} WHERE account = ?", [account])  # noqa: S608

    def prove(self, account: str | None, password: str, code: str) -> bool:
        """Tell whether password and code are an account's; each code is right only once.

        What is wrong is not told, and an unknown account takes as long as a known one.
        """
        nobody = self._nobody
        kept = (None if account is None else self._find(account)) or nobody
        is_right = self._is_password(kept.password, password)
        secret = self._opened(kept.secret)
        step = self._step(secret, code)
        hashed = _recovery_hash(code)
        if account is None or kept is nobody or not is_right:
            return False
        with self._store.writing() as tables:
            if step is None:
                gone = tables.execute(
                    "DELETE FROM recovery_codes WHERE account = ? AND code = ?", [account, hashed]
                )
                return bool(gone.rowcount)
            # Read again within the write: the same code may have come twice at once.
            latest = self._find(account)
            if latest is None or latest.secret != kept.secret or step <= latest.last_step:
                return False
            self._write(replace(latest, last_step=step))
        return True

    def recovery_codes_left(self, account: str) -> int:
        """Return how many recovery codes an account still has."""
        return len(self._store.rows("SELECT 1 FROM recovery_codes WHERE account = ?", account))

    def _step(self, secret: str, code: str) -> int | None:
        """Return which code of a secret it is: of this half minute, the last or the next."""
        digits = "".join(code.split())
        try:
            return int(
                pyotp.TOTP(secret).verify_and_get_timecode(
                    digits, for_time=self._clock(), valid_window=1
                )
            )
        except OTPVerificationError:
            return None

    def _opened(self, hidden: bytes) -> str:
        """Return a secret; one that nobody knows where it was encrypted with another key."""
        try:
            return self._box.decrypt(hidden).decode()
        except InvalidToken:
            return new_secret()

    def _is_password(self, hashed: str, password: str) -> bool:
        try:
            with _HASHING:
                return self._hasher.verify(hashed, _normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _new_recovery_codes(self, account: str) -> list[str]:
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        with self._store.writing() as tables:
            tables.execute("DELETE FROM recovery_codes WHERE account = ?", [account])
            for code in codes:
                row = {"account": account, "code": _recovery_hash(code)}
                tables.table("recovery_codes").insert(sealed(row))
        return codes

    def _held(self, account: str) -> _Kept:
        kept = self._find(account)
        if kept is None:
            raise Unknown
        return kept

    def _find(self, account: str) -> _Kept | None:
        row = self._store.row("SELECT * FROM credentials WHERE account = ?", account)
        return None if row is None else _kept(row)

    def _write(self, kept: _Kept) -> None:
        with self._store.writing() as tables:
            tables.table("credentials").upsert(sealed(vars(kept)), pk="account")


def _normal(password: str) -> str:
    """Return a password as every keyboard gives it (NIST SP 800-63B-4, section 3.1.1.2)."""
    return normalize("NFKC", password)


def _recovery_code() -> str:
    text = b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _recovery_hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _kept(row: dict[str, Any]) -> _Kept:
    return _Kept(**unsealed(row))
