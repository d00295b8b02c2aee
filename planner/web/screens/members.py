"""Leden: who has which role in a dossier; giving and taking roles, and inviting by a link."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.domain.names import Names
from planner.resources.catalogue import marked
from planner.store.accounts import Account, Accounts
from planner.store.invitations import INVITED_ROLES, LONGEST_DAYS, Invitations
from planner.store.memberships import AnotherPerson, LastSecretary, Memberships, Role
from planner.store.ratings import Ratings
from planner.web.editing import Refusal, Refused
from planner.web.identity import current_account
from planner.web.language import language, words
from planner.web.named_people import MOST_OPTIONS, NotNamed, chosen_or_named
from planner.web.new_links import new_link, show_once
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.views.members import ROLES, members_view, rates_nothing

blueprint = Blueprint("members", __name__)

USUAL_DAYS = 14
MOST_NAME_LETTERS = 120
_LAST = marked(
    "cannot be taken away: this is the last secretary. Make somebody else the secretary first"
)
_ANOTHER = marked("cannot be: this account is somebody else in this dossier already")


@blueprint.get("/dossiers/<dossier>/members")
def show(dossier: str) -> str:
    """Show who has which role; a link that was just made stands there, once."""
    return _page(opened(dossier))


@blueprint.post("/dossiers/<dossier>/members")
def add(dossier: str) -> Response | tuple[str, int]:
    """Give an account a role."""
    found = opened(dossier)
    try:
        account, role, person = _account_asked(), _role_asked(tuple(Role)), ""
        if role is Role.PERSON:
            person = _person_asked(found)
        Memberships(services().store).add(found.id, account.id, role, person)
    except Refused as refused:
        return _page(found, refused.refusal, "add"), 422
    except AnotherPerson:
        return _page(found, _wrong("person", _ANOTHER), "add"), 422
    tell(
        words().say(
            "{name} is now: {role}.", name=short(account.name), role=words().say(ROLES[role][0])
        )
    )
    return _to_members(found)


@blueprint.post("/dossiers/<dossier>/members/<account>/remove")
def remove(dossier: str, account: str) -> Response | tuple[str, int]:
    """Take a role away; the last secretary stays."""
    found = opened(dossier)
    asks = current_account()
    try:
        Memberships(services().store).remove(
            found.id,
            account,
            _role_asked(tuple(Role)),
            request.form.get("person", ""),
            may_be_last=asks is not None and asks.is_owner,
        )
    except LastSecretary:
        return _page(found, _wrong("role", _LAST), "remove"), 422
    except Refused as refused:
        return _page(found, refused.refusal, "remove"), 422
    tell(words().say("The role was taken away."))
    # Whoever took away their own role may see nothing of it any more; asked anew, it is known.
    is_own = asks is not None and asks.id == account and not asks.is_owner
    return redirect(url_for("dossiers.show"), 303) if is_own else _to_members(found)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/invitations")
def invite(dossier: str) -> Response | tuple[str, int]:
    """Invite somebody without an account, by a link that is shown once."""
    found = opened(dossier)
    try:
        name, days = name_asked(), days_asked()
        role = _role_asked(INVITED_ROLES, "invited_role")
        person = _person_asked(found, "invited_person") if role is Role.PERSON else ""
    except Refused as refused:
        return _page(found, refused.refusal, "invite"), 422
    account, secret = Invitations(services().store).invite(found.id, name, role, person, days)
    return _shown_once(found, account, secret)


@blueprint.post("/dossiers/<dossier>/invitations/<account>/again")
def invite_again(dossier: str, account: str) -> Response:
    """Make a new link for somebody who was invited; the older ones work no more."""
    found = opened(dossier)
    if Ratings(services().store).gave_unnamed(account):
        # Whoever makes the link could open it, and read what was given without a name.
        tell(
            words().say(
                "No new link was made: this person rated already, and whoever has the link would "
                "see what they gave. The first link still works in the browser in which they "
                "opened it, until they sign out. Is that not possible? Invite them anew."
            )
        )
        return _to_members(found)
    secret = Invitations(services().store).invite_again(found.id, account, USUAL_DAYS)
    somebody = Accounts(services().store).find(account)
    assert somebody is not None
    return _shown_once(found, somebody, secret)


@blueprint.post("/dossiers/<dossier>/invitations/<account>/withdraw")
def withdraw(dossier: str, account: str) -> Response:
    """Take an invitation back: its links work no more, and whoever came in by one is out."""
    found = opened(dossier)
    with services().store.writing():
        Invitations(services().store).withdraw(found.id, account)
        services().sign_in.sessions.end_all(account)
    tell(words().say("The invitation was taken back."))
    return _to_members(found)


def _account_asked() -> Account:
    login = request.form.get("login", "").strip()
    if not login:
        raise Refused(_wrong("login", "must not be empty"))
    found = Accounts(services().store).by_login(login)
    if found is None or found.disabled_at is not None:
        template = marked("is nobody's here. Ask who manages the accounts to make an account")
        raise Refused(_wrong("login", template))
    if found.is_administrator:
        template = marked("manages accounts, and reads no dossiers. Use another account for that")
        raise Refused(_wrong("login", template))
    return found


def _role_asked(allowed: tuple[Role, ...], field: str = "role") -> Role:
    asked = request.form.get(field, "")
    if asked not in {role.value for role in allowed}:
        raise Refused(_wrong(field, "must be one of the choices"))
    return Role(asked)


def _person_asked(found: Opened, field: str = "person") -> str:
    situation, sent = found.dossier.situation(), request.form.get(field, "")
    names, nobody = Names(situation, language()), marked("must be somebody of this dossier")
    try:
        return chosen_or_named(field, sent, situation.people, names, nobody)
    except NotNamed as error:
        raise Refused(Refusal({field: (error.fault,)})) from None


def name_asked() -> str:
    """Return what somebody who is invited is to be called.

    Raises:
        Refused: nothing, or more than a name, was typed.
    """
    name = request.form.get("name", "").strip()
    if not name:
        raise Refused(_wrong("name", "must not be empty"))
    if len(name) > MOST_NAME_LETTERS:
        raise Refused(_wrong("name", "is longer than {most} letters", most=MOST_NAME_LETTERS))
    return name


def days_asked() -> int:
    """Return for how many days a link is to work.

    Raises:
        Refused: it is no such number.
    """
    typed = request.form.get("days", "").strip()
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 4
    if not is_number or not 1 <= int(typed) <= LONGEST_DAYS:
        template = marked("must be a whole number of days, from 1 to {most}")
        raise Refused(_wrong("days", template, most=LONGEST_DAYS))
    return int(typed)


def _wrong(field: str, template: str, **values: object) -> Refusal:
    fault: Fault = fault_at(field, template, **values)
    return Refusal({field: (fault,)})


def _shown_once(found: Opened, account: Account, secret: str) -> Response:
    idle = rates_nothing(services().store, found.id, account.id)
    show_once(found.id, account.name, secret, rates_nothing=idle)
    return _to_members(found)


def _to_members(found: Opened) -> Response:
    return redirect(url_for("members.show", dossier=found.id), 303)  # type: ignore[return-value]


def _page(found: Opened, refusal: Refusal | None = None, form: str = "") -> str:
    say = words().say
    return render_template(
        "pages/members/show.html",
        dossier=found,
        view=members_view(services().store, found.id, found.dossier.situation(), words()),
        are_named=len(found.dossier.people) > MOST_OPTIONS,
        new_link=new_link(found.id),
        refused={form: refusal},
        days=USUAL_DAYS,
        invited=[role.value for role in INVITED_ROLES],
        labels={
            "login": say("Login"),
            "role": say("Role"),
            "invited_role": say("Role"),
            "person": say("Who of the dossier they are"),
            "invited_person": say("Who of the dossier they are"),
            "name": say("Name"),
            "days": say("Days that the link works"),
        },
    )
