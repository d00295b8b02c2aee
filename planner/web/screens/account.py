"""One's own account: name, language, password, second factor, sessions."""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound

from planner.domain.faults import Fault, fault_at
from planner.resources.catalogue import LANGUAGES
from planner.store.accounts import Account, Accounts
from planner.store.enrolments import Enrolment, Enrolments
from planner.web.editing import Refusal
from planner.web.identity import begin_session, current_account, current_session
from planner.web.language import words
from planner.web.naming import unfit_name
from planner.web.passwords import weaknesses
from planner.web.proving import proven
from planner.web.screens.enrolment import wrong_code
from planner.web.second_factor import offered_factor, taken_factor
from planner.web.services import services
from planner.web.telling import tell

blueprint = Blueprint("account", __name__)

Page = str | tuple[str, int]


@blueprint.get("/account")
def show() -> str:
    """Show the account of whoever asks."""
    return _page(_own(), None)


@blueprint.post("/account")
def change() -> Response | Page:
    """Change name and language."""
    account = _own()
    name, language = request.form.get("name", "").strip(), request.form.get("language", "")
    if mistakes := ({} if account.is_owner else unfit_name(name)):
        return _page(account, Refusal(mistakes)), 422
    chosen = language if language in LANGUAGES else None
    Accounts(services().store).change(
        account.id, name=account.name if account.is_owner else name, language=chosen
    )
    if chosen is not None:
        session["language"] = chosen
    tell(words().say("Your account has been changed."))
    return _back()


@blueprint.get("/account/password")
def ask_password() -> str:
    """Show the form for another password."""
    return _password_page(_with_password(), None)


@blueprint.post("/account/password")
def change_password() -> Response | Page:
    """Take another password; sessions elsewhere end."""
    account = _with_password()
    password = request.form.get("new_password", "")
    weak = weaknesses(password, account.name, account.login or "")
    mistakes = {"new_password": weak} if weak else _unproven(account)
    if mistakes:
        return _password_page(account, Refusal(mistakes)), 422
    services().credentials.change_password(account.id, password)
    _begin_anew(account)
    tell(words().say("Your password has been changed. You have been signed out everywhere else."))
    return _back()


@blueprint.get("/account/second-factor")
def ask_factor() -> str:
    """Show another second factor, to be scanned."""
    return _factor_page(_with_password(), None)


@blueprint.post("/account/second-factor")
def change_factor() -> Page:
    """Take another second factor, with new recovery codes; sessions elsewhere end."""
    account = _with_password()
    secret = taken_factor(request.form.get("factor", ""), account.id)
    code = request.form.get("new_code", "")
    wrong = wrong_code(secret, code)
    mistakes = {"new_code": wrong} if wrong else _unproven(account)
    if mistakes or secret is None:
        return _factor_page(account, Refusal(mistakes)), 422
    codes = services().credentials.change_factor(account.id, secret, code)
    _begin_anew(account)
    return render_template("pages/account/recovery.html", codes=codes)


def _unproven(account: Account) -> dict[str, tuple[Fault, ...]]:
    """Return a mistake where whoever asks does not prove to be the account's owner once more."""
    password, code = request.form.get("password", ""), request.form.get("code", "")
    if proven(account.login or "", password, code) is not None:
        return {}
    return {"password": (fault_at("", "is not right, or the code beside it is not"),)}


def _own() -> Account:
    account = current_account()
    if account is None:
        raise NotFound
    return account


def _with_password() -> Account:
    """Return the account of whoever asks; 404 where it signs in otherwise."""
    account = _own()
    if not services().settings.local_accounts or services().credentials.of(account.id) is None:
        raise NotFound
    return account


def _begin_anew(account: Account) -> None:
    """End every session of an account, and begin a new one here."""
    services().sign_in.sessions.end_all(account.id)
    begin_session(account)


def _page(account: Account, refusal: Refusal | None) -> str:
    parts = services()
    has_password = parts.settings.local_accounts and parts.credentials.of(account.id) is not None
    return render_template(
        "pages/account/show.html",
        account=account,
        refusal=refusal,
        changed_at=parts.credentials.of(account.id) if has_password else None,
        codes_left=parts.credentials.recovery_codes_left(account.id),
        links=_links(account),
        sessions=parts.sign_in.sessions.of_account(account.id),
        this=current_session(),
    )


def _links(account: Account) -> list[tuple[Enrolment, str]]:
    """Return the links that were made to come in with an account, each with who made it."""
    accounts = Accounts(services().store)
    made = Enrolments(services().store).of_account(account.id)
    by = {each.made_by: accounts.find(each.made_by) for each in made if each.made_by is not None}
    names = {each: found.name for each, found in by.items() if found is not None}
    return [(each, names.get(each.made_by or "", "")) for each in made]


def _password_page(account: Account, refusal: Refusal | None) -> str:
    return render_template("pages/account/password.html", account=account, refusal=refusal)


def _factor_page(account: Account, refusal: Refusal | None) -> str:
    signed = request.form.get("factor", "")
    factor = offered_factor(account.login or account.name, account.id, signed)
    return render_template(
        "pages/account/second_factor.html", account=account, factor=factor, refusal=refusal
    )


def _back() -> Response:
    return redirect(url_for("account.show"), 303)  # type: ignore[return-value]
