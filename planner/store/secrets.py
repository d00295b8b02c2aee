"""Secrets: tokens of which only the hash is kept, and the installation's own key.

The key lies in a file beside the database and not in it, so that a copy of the database alone
opens nothing.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.errors import StoreError

KEY_NAME = "abd-planner.key"


def new_token() -> str:
    """Return a secret of 256 bits that can stand in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def installation_key(store: Store) -> str:
    """Return the key of the data folder; it is made where there is none yet.

    Raises:
        StoreError: it cannot be read or written.
    """
    path = store.folder / KEY_NAME
    try:
        # One process makes it, and the others wait for that.
        with store.writing():
            if not path.exists():
                _make(path)
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error.reason
        raise StoreError(
            marked("{file} cannot be opened: {reason}."), file=path, reason=reason
        ) from error


def derived(key: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose, which tell nothing of the key or of other purposes."""
    return hmac.digest(key.encode(), purpose.encode(), "sha256")


def _make(path: Path) -> None:
    """Write a new key as a whole, for its owner alone."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{new_token()}\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
