"""Who is at work: whatever is written or read meanwhile is told in the trail as theirs."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


def _trace_id() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Actor:
    """Whoever acts: an account, or the program itself; and the request that it belongs to."""

    account: str | None = None
    # 32 hexadecimal digits, as W3C Trace Context has them; one for each request or command.
    trace_id: str = field(default_factory=_trace_id)


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def actor() -> Actor:
    """Return whoever acts now; the program itself where nobody does."""
    return _actor.get() or Actor()


@contextmanager
def acting(as_whom: Actor) -> Iterator[Actor]:
    """Let what happens meanwhile be somebody's."""
    token = _actor.set(as_whom)
    try:
        yield as_whom
    finally:
        _actor.reset(token)
