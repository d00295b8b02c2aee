"""The accounts of the installation: who can sign in, and who manages that."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from planner.domain.faults import Fault
from planner.domain.text import say
from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts, LoginTaken
from planner.store.administration import (
    Administration,
    Disabled,
    LastAdministrator,
    NotDisabled,
)
from planner.store.errors import StoreError
from planner.store.memberships import Memberships
from planner.web.editing import Refusal
from planner.web.language import language, words
from planner.web.naming import unfit_login, unfit_name
from planner.web.proving import sign_in_ways
from planner.web.services import services
from planner.web.telling import short, tell

blueprint = Blueprint("accounts", __name__)

Page = str | tuple[str, int]


@blueprint.get("/accounts")
def show() -> str:
    """Show every account, and a form for a new one."""
    return _page(None)


@blueprint.post("/accounts")
def add() -> Response | Page:
    """Make an account; where it needs a link to begin with, show that."""
    name, login = request.form.get("name", "").strip(), request.form.get("login", "").strip()
    mistakes = {**unfit_name(name), **unfit_login(login)}
    if mistakes:
        return _page(Refusal(mistakes)), 422
    accounts = Accounts(services().store)
    try:
        account = accounts.add(name, login, is_administrator="administrator" in request.form)
    except LoginTaken as error:
        return _page(Refusal({"login": (Fault("", error.template),)})), 422
    if sign_in_ways().has_password:
        return _link_page(account)
    tell(words().say("The account of {name} has been made.", name=short(name)))
    return _back()


@blueprint.post("/accounts/<account>/link")
def link(account: str) -> Page:
    """Make a new link to set up how somebody signs in, and show it once."""
    found = Accounts(services().store).find(account)
    if found is None or not sign_in_ways().has_password:
        raise NotFound
    try:
        return _link_page(found)
    except Disabled as error:
        return _refused(error)


@blueprint.post("/accounts/<account>/disable")
def disable(account: str) -> Response | Page:
    """Let somebody sign in no more, once it is sure."""
    if "sure" not in request.form:
        return _question(account, "accounts.disable")
    said = marked("{name} cannot sign in any more.")
    return _done(_administration().disable, account, said)


@blueprint.post("/accounts/<account>/enable")
def enable(account: str) -> Response | Page:
    """Let somebody sign in again."""
    return _done(_administration().enable, account, marked("{name} can sign in again."))


@blueprint.post("/accounts/<account>/appoint")
def appoint(account: str) -> Response | Page:
    """Let somebody manage accounts, once it is sure: they see no dossier from then on."""
    if "sure" not in request.form:
        return _question(account, "accounts.appoint")
    return _done(_administration().appoint, account, marked("{name} is an administrator now."))


@blueprint.post("/accounts/<account>/forget")
def forget(account: str) -> Response | Page:
    """Take the name off an account that is disabled, once it is sure; it cannot be undone."""
    if "sure" not in request.form:
        return _question(account, "accounts.forget")
    return _done(_administration().forget, account, marked("The account is now called {name}."))


@blueprint.post("/accounts/<account>/dismiss")
def dismiss(account: str) -> Response | Page:
    """Let somebody manage accounts no more."""
    said = marked("{name} is no administrator any more.")
    return _done(_administration().dismiss, account, said)


@blueprint.post("/accounts/<account>/sign-out")
def sign_out(account: str) -> Response | Page:
    """Sign somebody out in every browser."""
    return _done(_administration().sign_out, account, marked("{name} is signed out everywhere."))


def _administration() -> Administration:
    return Administration(services().store, services().sign_in.watch)


def _done(step: Callable[[str], None], account: str, said: str) -> Response | Page:
    """Take a step, say that it is done, and lead back to the list."""
    try:
        step(account)
    except (LastAdministrator, NotDisabled) as error:
        return _refused(error)
    found = Accounts(services().store).find(account)
    tell(words().say(said, name="" if found is None else short(found.name)))
    return _back()


def _question(account: str, endpoint: str) -> Page:
    """Ask whether it is sure, with the dossiers that nobody would run afterwards."""
    found = Accounts(services().store).find(account)
    if found is None or not found.is_managed:
        raise NotFound
    alone = Memberships(services().store).led_alone(account)
    unled = () if found.disabled_at is not None or found.is_administrator else alone
    titles = [
        say(each.summary.title, language(), each.id)
        for archived in (False, True)
        for each in services().dossiers.all(archived=archived, among=unled)
    ]
    return render_template(
        "pages/accounts/sure.html", account=found, endpoint=endpoint, unled=titles
    )


def _refused(error: StoreError) -> Page:
    return _page(None, refused=error.template), 409


def _link_page(account: Account) -> str:
    """Show a new link of an account; it stands nowhere else, and is not shown again."""
    secret = _administration().new_link(account.id)
    scheme = "https" if services().settings.behind_tls else None
    address = url_for("enrolment.show", token=secret, _external=True, _scheme=scheme)
    return render_template("pages/accounts/link.html", account=account, address=address)


def _page(refusal: Refusal | None, refused: str = "") -> str:
    everybody, credentials = _administration().all(), services().credentials
    set_up = {each.id for each in everybody if each.subject or credentials.of(each.id)}
    return render_template(
        "pages/accounts/show.html",
        accounts=everybody,
        set_up=set_up,
        ways=sign_in_ways(),
        refusal=refusal,
        refused=words().say(refused) if refused else "",
    )


def _back() -> Response:
    return redirect(url_for("accounts.show"), 303)  # type: ignore[return-value]
