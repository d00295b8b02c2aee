"""Signing in through the provider: the way there, and the way back.

An account is there beforehand, made by an administrator. Whoever the provider vouches for and
nobody knows here stays outside: a ministry's provider knows everybody who works there, and an
assessment is the business of a few. The first time, an account is found by its login, which must be
an address that the provider has verified; from then on by what the provider calls them, which never
changes hands. An account with a password of its own is not taken over that way.
"""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound

from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts
from planner.web.identity import begin_session, is_signed_in
from planner.web.language import words
from planner.web.openid import ProviderError, Vouched, to_provider, vouched
from planner.web.proving import refuse
from planner.web.returning import own_address
from planner.web.services import services

blueprint = Blueprint("provider", __name__)

_BACK = "back"
_UNKNOWN = marked(
    "The provider knows you, and the planner does not. Ask an administrator to make an account "
    "with your e-mail address as its login."
)
_DISABLED = marked("Your account has been disabled. Ask an administrator.")
_HAS_PASSWORD = marked("Your account signs in with a password. Use that, or ask an administrator.")


@blueprint.get("/sign-in/provider")
def go() -> Response:
    """Lead to the provider."""
    if services().settings.oidc is None:
        raise NotFound
    if is_signed_in():
        return _to(url_for("dossiers.show"))
    scheme = "https" if services().settings.behind_tls else None
    response = to_provider(url_for("provider.come_back", _external=True, _scheme=scheme))
    session[_BACK] = own_address(request.args.get("back", ""))
    return response


@blueprint.get("/sign-in/provider/back")
def come_back() -> Response:
    """Sign in whomever the provider vouches for."""
    if services().settings.oidc is None:
        raise NotFound
    account = account_of(vouched())
    back = own_address(session.pop(_BACK, ""))
    begin_session(account)
    return _to(back or url_for("dossiers.show"))


@blueprint.app_errorhandler(ProviderError)
def explain(error: ProviderError) -> tuple[str, int]:
    """Say why nobody has been signed in, and what can be done."""
    reason = words().say(error.template)
    return render_template("pages/sign_in/provider.html", reason=reason), error.status


def account_of(who: Vouched) -> Account:
    """Return the account of somebody for whom the provider vouches.

    Raises:
        ProviderError: there is none that may sign in so.
    """
    accounts = Accounts(services().store)
    found = accounts.by_subject(who.subject)
    if found is None and who.email is not None:
        found = _first_time(accounts.by_login(who.email), who.subject)
    if found is None:
        refuse(None)
        raise ProviderError(_UNKNOWN, 403)
    if found.disabled_at is not None:
        refuse(found)
        raise ProviderError(_DISABLED, 403)
    return found


def _first_time(account: Account | None, subject: str) -> Account | None:
    """Bind an account that waits for its owner; nothing where there is none."""
    if account is None or account.subject is not None:
        return None
    if account.disabled_at is not None:
        return account
    if services().credentials.of(account.id) is not None:
        refuse(account)
        raise ProviderError(_HAS_PASSWORD, 403)
    return Accounts(services().store).change(account.id, "account.bind", subject=subject)


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
