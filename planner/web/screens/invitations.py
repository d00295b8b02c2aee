"""Coming in by an invitation: a link that works once, for one thing in one dossier."""

from flask import Blueprint, Response, redirect, render_template, url_for

from planner.store.accounts import Account, Accounts
from planner.store.invitations import Invitation, Invitations
from planner.store.memberships import Memberships, Role
from planner.web.identity import begin_session
from planner.web.services import services

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/invitations/<token>")
def show(token: str) -> tuple[str, int]:
    """Say what somebody is invited for. Programs look at links too: only the button uses it up."""
    invitation = Invitations(services().store).look(token)
    account = None if invitation is None else _account(invitation)
    if invitation is None or account is None:
        return _over()
    role = _role(invitation)
    return render_template("pages/invitations/show.html", token=token, role=role), 200


@blueprint.post("/invitations/<token>")
def begin(token: str) -> Response | tuple[str, int]:
    """Use the link up, and let whoever has it in."""
    with services().store.writing():
        invitation = Invitations(services().store).use(token)
        account = None if invitation is None else _account(invitation)
        if invitation is None or account is None:
            return _over()
        begin_session(account)
    if _role(invitation) is Role.PERSON:
        return redirect(url_for("mine.show"), 303)  # type: ignore[return-value]
    address = url_for("rating_form.mine", dossier=invitation.dossier)
    return redirect(address, 303)  # type: ignore[return-value]


def _account(invitation: Invitation) -> Account | None:
    found = Accounts(services().store).find(invitation.account)
    return None if found is None or found.disabled_at is not None else found


def _role(invitation: Invitation) -> Role | None:
    held = Memberships(services().store).of_account(invitation.account)
    return next((each.role for each in held if each.dossier == invitation.dossier), None)


def _over() -> tuple[str, int]:
    """Return one answer for every link that does not work: it does not tell why."""
    return render_template("pages/invitations/over.html"), 410
