"""Who rates in a round: somebody who comes besides, somebody who is invited or goes away."""

from collections.abc import Mapping

from flask import Blueprint, Response, request

from planner.domain.faults import Fault, fault_at
from planner.ratings.rating import PERCEIVING, SELF, Source
from planner.resources.catalogue import marked
from planner.store.invitations import Invitations
from planner.store.memberships import Role
from planner.store.raters import Raters
from planner.store.rating_rounds import NotNow, RatingRound
from planner.web.editing import Refusal, Refused
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.new_links import show_once
from planner.web.screens.members import days_asked, name_asked
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import (
    not_now,
    round_in,
    round_page,
    to_round,
    typed_reason,
    wrong,
)
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.round_raters import own_people, possible_raters

blueprint = Blueprint("rating_raters", __name__)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/raters")
def add(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Let somebody rate who has a role in the dossier; or rate others than they did."""
    found, store = opened(dossier), services().store
    kept = round_in(found, round_)
    account = request.form.get("account", "")
    try:
        if account not in possible_raters(store, found.id, current_account()):
            raise Refused(wrong("account", "must be one of the choices"))
        people = _people_asked(found, kept, account)
        Raters(store).add(found.id, round_, account, people)
    except Refused as refused:
        return round_page(found, round_, refused.refusal, "add"), 422
    except NotNow:
        return not_now(found, round_)
    tell(words().say("They can rate now. Their list says whom."))
    return to_round(found, round_)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/invitations")
def invite(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Invite somebody to rate by a link that is shown once; they see the form, and nothing else."""
    found, store = opened(dossier), services().store
    kept = round_in(found, round_)
    try:
        name, days = name_asked(), days_asked()
        people = _people_asked(found, kept, None)
        with store.writing():
            account, secret = Invitations(store).invite(found.id, name, Role.RATER, "", days)
            Raters(store).add(found.id, round_, account.id, people)
    except Refused as refused:
        return round_page(found, round_, refused.refusal, "invite"), 422
    except NotNow:
        return not_now(found, round_)
    show_once(found.id, name, secret)
    return to_round(found, round_)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/raters/<account>/withdraw")
def withdraw(dossier: str, round_: str, account: str) -> Response | tuple[str, int]:
    """Let somebody take no part any more: what they gave counts for nothing, and is kept."""
    found = opened(dossier)
    try:
        reason = typed_reason()
        if not reason:
            raise Refused(wrong("reason", "must not be empty"))
        Raters(services().store).withdraw(found.id, round_, account, reason)
    except Refused as refused:
        return round_page(found, round_, refused.refusal, "withdraw"), 422
    except NotNow:
        return not_now(found, round_)
    tell(words().say("What they gave does not count any more. It is kept, and can come back."))
    return to_round(found, round_)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/raters/<account>/back")
def bring_back(dossier: str, round_: str, account: str) -> Response | tuple[str, int]:
    """Let somebody take part again."""
    found = opened(dossier)
    try:
        Raters(services().store).bring_back(found.id, round_, account)
    except NotNow:
        return not_now(found, round_)
    tell(words().say("They take part again, with what they gave before."))
    return to_round(found, round_)


def _people_asked(found: Opened, round_: RatingRound, account: str | None) -> Mapping[str, Source]:
    """Return whom somebody is to rate, and as what.

    Raises:
        Refused: nobody is chosen, or they cannot be that.
    """
    own = own_people(services().store, found.id).get(account or "")
    asked = request.form.get("source", "")
    faults: dict[str, tuple[Fault, ...]] = {}
    people = [each for each in request.form.getlist("people") if each in round_.people]
    if asked not in (*PERCEIVING, SELF):
        faults["source"] = (fault_at("source", "must be one of the choices"),)
    elif asked == SELF:
        people = [each for each in round_.people if each == own]
        if not people:
            template = marked("is somebody who is rated here, and whose own account it is")
            faults["source"] = (fault_at("source", template),)
    else:
        # Whoever is in the round themselves rates the others.
        people = [each for each in people if each != own]
    if not people and not faults:
        faults["people"] = (fault_at("people", "must not be empty"),)
    if faults:
        raise Refused(Refusal(faults))
    before = Raters(services().store).find(round_.id, account) if account else None
    kept = {} if before is None else dict(before.people)
    source: Source = asked  # type: ignore[assignment]
    return {**kept, **dict.fromkeys(people, source)}
