"""Setting up how somebody signs in: the page behind the link that an administrator made."""

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from planner.domain.faults import Fault, fault_at
from planner.store.accounts import Account, Accounts
from planner.store.administration import Administration
from planner.store.links import ENROLMENT
from planner.store.secrets import hash_of
from planner.web.editing import Refusal
from planner.web.identity import begin_session
from planner.web.known_browser import know_this_browser
from planner.web.passwords import weaknesses
from planner.web.second_factor import offered_factor, taken_factor
from planner.web.services import services

blueprint = Blueprint("enrolment", __name__)

Page = str | tuple[str, int]


@blueprint.get("/enrol/<token>")
def show(token: str) -> Page:
    """Show what is asked: a password, and the first code of a second factor."""
    account = _account_of(token)
    return _used() if account is None else _page(account, token, None)


@blueprint.post("/enrol/<token>")
def take(token: str) -> Page:
    """Take the password and the second factor, and sign in; the link works no more."""
    account = _account_of(token)
    if account is None:
        return _used()
    credentials = services().credentials
    password, code = request.form.get("new_password", ""), request.form.get("new_code", "")
    secret = taken_factor(request.form.get("factor", ""), hash_of(token))
    mistakes = {
        "new_password": weaknesses(password, account.name, account.login or ""),
        "new_code": wrong_code(secret, code),
    }
    wrong = {name: faults for name, faults in mistakes.items() if faults}
    if wrong or secret is None:
        return _page(account, token, Refusal(wrong)), 422
    hashed = credentials.hashed(password)
    administration = Administration(services().store, services().sign_in.watch)
    done = administration.enrol(token, credentials, hashed, secret, code)
    if done is None:
        return _used()
    begin_session(account)
    know_this_browser(account.id)
    return render_template("pages/account/recovery.html", codes=done[1])


def wrong_code(secret: str | None, code: str) -> tuple[Fault, ...]:
    """Return why a first code is not taken; nothing where it is."""
    if secret is None:
        return (fault_at("", "the picture was shown too long ago; scan the new one"),)
    if not services().credentials.code_fits(secret, code):
        return (fault_at("", "is not the code that your app shows now"),)
    return ()


def _account_of(token: str) -> Account | None:
    if not services().settings.local_accounts:
        raise NotFound
    found = services().sign_in.links.find(ENROLMENT, token)
    return None if found is None else Accounts(services().store).find(found)


def _page(account: Account, token: str, refusal: Refusal | None) -> str:
    factor = offered_factor(
        account.login or account.name, hash_of(token), request.form.get("factor", "")
    )
    return render_template(
        "pages/account/enrol.html", account=account, factor=factor, refusal=refusal
    )


def _used() -> Page:
    return render_template("pages/account/enrol_used.html"), 410
