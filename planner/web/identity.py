"""Who asks: the session that a request's cookie names, and the account behind it."""

from dataclasses import dataclass

from flask import g, session

from planner.store.accounts import Account, Accounts
from planner.store.acting import Actor, acting, actor
from planner.store.enrolments import Enrolments
from planner.store.sessions import Session
from planner.web.language import moment_text, words
from planner.web.services import services
from planner.web.telling import tell

SESSION_KEY = "session"
# What of an earlier visit goes with somebody who signs in: nothing of whoever was there before.
_KEPT = ("language",)


@dataclass(frozen=True)
class _SignedIn:
    session: Session
    account: Account


def current_account() -> Account | None:
    """Return the account of whoever asks; nothing where nobody is signed in."""
    found = _signed_in()
    return None if found is None else found.account


def current_session() -> Session | None:
    """Return the session of whoever asks; nothing where nobody is signed in."""
    found = _signed_in()
    return None if found is None else found.session


def session_id() -> str | None:
    """Return the id of the session, which is no secret; nothing where nobody is signed in."""
    found = current_session()
    return None if found is None else found.id


def is_signed_in() -> bool:
    """Tell whether the request comes from somebody who is signed in."""
    return _signed_in() is not None


def works_as() -> str:
    """Return under whose name work is kept that is nobody else's: the account's.

    Whoever works alone has but one account, and may work in several browsers at once.
    """
    found = _signed_in()
    if found is None:
        return ""
    return found.session.id if found.account.is_owner else found.account.id


def begin_session(account: Account) -> None:
    """Sign somebody in, with a new session; whatever session there was in this browser ends."""
    with services().store.writing():
        end_session()
        token = services().sign_in.sessions.begin(account.id)
    take_session(token)
    if account.language is not None:
        session["language"] = account.language
    _tell_of_new_link(account)


def _tell_of_new_link(account: Account) -> None:
    """Say, each time for a while, that somebody made a link to come in with the account."""
    link = Enrolments(services().store).news(account.id)
    if link is not None:
        tell(
            words().say(
                "On {moment} a new link was made to sign in with your account. Did you not ask for "
                "that? Look at your account, and tell the secretary of your dossier.",
                moment=moment_text(link.made_at),
            )
        )


def take_session(token: str) -> None:
    """Let the browser have a session that was begun."""
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    session[SESSION_KEY] = token
    _forget()
    act_as_whoever_asks()


def end_session() -> None:
    """Sign whoever asks out: the session ends here and in every copy of the cookie."""
    found = current_session()
    if found is not None:
        services().sign_in.sessions.end(found)
    session.pop(SESSION_KEY, None)
    _forget()


def act_as_whoever_asks() -> None:
    """Let what the request does from here on be told in the trail as theirs."""
    found = current_account()
    if found is not None:
        g.acting.enter_context(acting(Actor(found.id, actor().trace_id)))


def _signed_in() -> _SignedIn | None:
    if "signed_in" not in g:
        g.signed_in = _looked_up()
    found: _SignedIn | None = g.signed_in
    return found


def _looked_up() -> _SignedIn | None:
    token = session.get(SESSION_KEY)
    if not isinstance(token, str):
        return None
    found = services().sign_in.sessions.find(token)
    if found is None:
        return None
    account = Accounts(services().store).find(found.account)
    if account is None or account.disabled_at is not None:
        return None
    if account.is_owner and services().settings.is_shared:
        # Whoever worked here alone has no place among others: what they may do knows no roles.
        return None
    return _SignedIn(found, account)


def _forget() -> None:
    for looked_up in ("signed_in", "rights"):
        g.pop(looked_up, None)
