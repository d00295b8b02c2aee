"""Coming in by an invitation: a link for one thing in one dossier.

It works once; in the browser in which it was used it leads back, until whoever used it signs out.
"""

from flask import Blueprint, Response, redirect, render_template, url_for

from planner.ratings.rating import ANONYMOUS
from planner.store.accounts import Account, Accounts
from planner.store.invitations import Invitation, Invitations
from planner.store.memberships import Memberships, Role
from planner.store.raters import Rater, Raters
from planner.store.rating_rounds import RatingRound
from planner.web.identity import begin_session
from planner.web.invited_browser import is_used_here, was_used_here
from planner.web.services import services

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/invitations/<token>")
def show(token: str) -> tuple[str, int]:
    """Say what somebody is invited for. Programs look at links too: only the button uses it up."""
    invitation = _of(token)
    account = None if invitation is None else _account(invitation)
    if invitation is None or account is None:
        return _over()
    role = _role(invitation)
    asked = _asked(invitation)
    return render_template(
        "pages/invitations/show.html",
        token=token,
        role=role,
        comes_back=invitation.used_at is not None,
        answers=sum(len(round_.behaviours) * len(rater.people) for round_, rater in asked),
        is_anonymous=bool(asked)
        and all(ANONYMOUS.issuperset(rater.people.values()) for _, rater in asked),
    ), 200


@blueprint.post("/invitations/<token>")
def begin(token: str) -> Response | tuple[str, int]:
    """Use the link up, and let whoever has it in; or back in, in the same browser."""
    with services().store.writing():
        invitation = Invitations(services().store).use(token) or _of(token)
        account = None if invitation is None else _account(invitation)
        if invitation is None or account is None:
            return _over()
        begin_session(account)
    is_used_here(invitation)
    if _role(invitation) is Role.PERSON:
        return redirect(url_for("mine.show"), 303)  # type: ignore[return-value]
    address = url_for("rating_form.mine", dossier=invitation.dossier)
    return redirect(address, 303)  # type: ignore[return-value]


def _of(token: str) -> Invitation | None:
    """Return the invitation of a link that still works: for anybody, or in this browser alone."""
    invitations = Invitations(services().store)
    used = invitations.used(token)
    if used is not None and was_used_here(used):
        return used
    return invitations.look(token)


def _account(invitation: Invitation) -> Account | None:
    found = Accounts(services().store).find(invitation.account)
    return None if found is None or found.disabled_at is not None else found


def _asked(invitation: Invitation) -> list[tuple[RatingRound, Rater]]:
    """Return the rounds that wait for whoever was invited, with what they are in each."""
    raters = Raters(services().store)
    waiting = raters.of_rater(invitation.dossier, invitation.account)
    found = [(each, raters.find(each.id, invitation.account)) for each in waiting]
    return [
        (round_, rater)
        for round_, rater in found
        if rater is not None and rater.counts and round_.closed_at is None
    ]


def _role(invitation: Invitation) -> Role | None:
    held = Memberships(services().store).of_account(invitation.account)
    return next((each.role for each in held if each.dossier == invitation.dossier), None)


def _over() -> tuple[str, int]:
    """Return one answer for every link that does not work: it does not tell why."""
    return render_template("pages/invitations/over.html"), 410
