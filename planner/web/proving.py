"""Proving with a password and a code: throttled, in the trail, and equal for who is unknown."""

from dataclasses import dataclass

from flask import request

from planner.store.accounts import Account, Accounts
from planner.store.trail import Trail
from planner.web.known_browser import know_this_browser, known_browser
from planner.web.services import services


@dataclass(frozen=True)
class Ways:
    """How people get in here: with a password, by a provider of this name, or alone by a link."""

    has_password: bool
    provider: str

    @property
    def is_alone(self) -> bool:
        """Tell whether one person works here, who gets in by the link that the terminal prints."""
        return not self.has_password and not self.provider


def sign_in_ways() -> Ways:
    """Return how people get in here."""
    settings = services().settings
    return Ways(settings.local_accounts, "" if settings.oidc is None else settings.oidc.label)


def proven(login: str, password: str, code: str) -> Account | None:
    """Return the account that a login, a password and a code prove; nothing where they do not.

    Raises:
        Throttled: there were too many failures lately; none of it was looked at.
    """
    parts = services()
    found = Accounts(parts.store).by_login(login)
    browser = None if found is None else known_browser(found.id)
    counted = {"browser": browser} if browser else {"login": login.strip().casefold()}
    named = {**counted, "address": request.remote_addr or ""}
    parts.throttle.attempt(**named)
    account = found if found is not None and found.disabled_at is None else None
    # Compared also where there is no such account, so that it takes as long.
    known = None if account is None else account.id
    is_right = parts.credentials.prove(known, password, code)
    if account is None or not is_right:
        refuse(found)
        return None
    parts.throttle.succeed(**named)
    know_this_browser(account.id)
    return account


def refuse(account: Account | None) -> None:
    """Note in the trail that somebody did not get in, as an account or as nobody we know."""
    record = "accounts" if account is None else f"accounts/{account.id}"
    Trail(services().store).note("session.refused", record)
