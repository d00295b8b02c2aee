"""Who asks: the account behind the session of a request."""

from flask import g

from planner.store.accounts import Account, Accounts
from planner.web.security import is_signed_in
from planner.web.services import services


def current_account() -> Account | None:
    """Return the account of whoever asks; nothing where nobody is signed in."""
    if "account" not in g:
        g.account = Accounts(services().store).owner() if is_signed_in() else None
    found: Account | None = g.account
    return found
