"""Who may do what: the one place that decides, for every request and for what pages offer.

Denied unless allowed. Where somebody has no part in a dossier it is as if there were none, so that
its existence is not told. Whoever sees the dossier and may not do something in it is told so.
"""

from collections.abc import Mapping

from flask import Flask, g, request
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from planner.store.accounts import Account
from planner.store.memberships import Memberships, Role
from planner.store.raters import Raters
from planner.web.identity import current_account
from planner.web.needs import NEEDS
from planner.web.rights import AFTER_THE_REVEAL, RIGHTS, Need, Right
from planner.web.services import services


class NotAllowed(Forbidden):
    """Whoever asks knows that it is there, and may not do it."""


class RoundIsBlind(NotAllowed):
    """A member may do it again once all have rated."""


def enforce(app: Flask) -> None:
    """Let nobody do what they may not; offer templates `may(right, dossier)`."""
    app.before_request(_enforce)
    app.add_template_global(may)
    app.add_template_global(may_work)
    app.add_template_global(may_administer)


def may(right: str, dossier: str) -> bool:
    """Tell whether whoever asks has a right in a dossier; an owner has all, in any."""
    account = current_account()
    return account is not None and (
        account.is_owner or Right(right) in _rights(account).get(dossier, frozenset())
    )


def may_work() -> bool:
    """Tell whether whoever asks may have dossiers of their own."""
    account = current_account()
    return account is not None and _meets(account, Need.WORK)


def may_administer() -> bool:
    """Tell whether whoever asks manages accounts."""
    account = current_account()
    return account is not None and _meets(account, Need.ADMINISTER)


def dossiers_with(right: Right) -> frozenset[str] | None:
    """Return the dossiers in which whoever asks has a right; `None` is every dossier there is."""
    account = current_account()
    if account is None:
        return frozenset()
    if account.is_owner:
        return None
    return frozenset(each for each, rights in _rights(account).items() if right in rights)


def _enforce() -> None:
    """Refuse a request that whoever asks may not make.

    Raises:
        Unauthorized: nobody is signed in.
        NotFound: it is about something that whoever asks has no part in.
        NotAllowed: they have a part in it, and may not do this.
    """
    endpoint = request.endpoint
    need = None if endpoint is None else NEEDS.get(endpoint)
    if need is Need.OPEN:
        return
    # Addresses that lead nowhere ask for a session too: what exists is not told.
    account = current_account()
    if account is None:
        raise Unauthorized
    if endpoint is None:
        return
    if isinstance(need, Right):
        _enforce_in_dossier(account, need, (request.view_args or {}).get("dossier", ""))
    elif need is None:
        raise NotFound
    elif not _meets(account, need):
        raise NotAllowed


def _enforce_in_dossier(account: Account, right: Right, dossier: str) -> None:
    if account.is_owner:
        return
    rights = _rights(account).get(dossier, frozenset())
    if right in rights:
        return
    if Right.SEE not in rights:
        raise NotFound
    # What a role of theirs has and they do not is kept back because they rate blind.
    roles = Memberships(services().store).of_account(account.id)
    held = [RIGHTS[each.role] for each in roles if each.dossier == dossier]
    raise RoundIsBlind if any(right in each for each in held) else NotAllowed


def _meets(account: Account, need: Need) -> bool:
    if need is Need.ADMINISTER:
        return account.is_owner or account.is_administrator
    if need is Need.WORK:
        can_sign_in = account.is_owner or bool(account.login or account.subject)
        return can_sign_in and not account.is_administrator
    return need in (Need.OPEN, Need.SIGNED_IN)


def _rights(account: Account) -> Mapping[str, frozenset[Right]]:
    """Return what an account may do in each dossier; they are looked up once for a request."""
    if "rights" not in g:
        found: dict[str, frozenset[Right]] = {}
        # Who manages accounts reads no dossier, whatever role somebody gave them.
        if not account.is_administrator:
            blind = Raters(services().store).who_rates_blind()
            for each in Memberships(services().store).of_account(account.id):
                rights = RIGHTS[each.role]
                if each.role is Role.MEMBER and each.dossier in blind:
                    rights -= AFTER_THE_REVEAL
                found[each.dossier] = found.get(each.dossier, frozenset()) | rights
            # Whoever rates blind does so in every role that they have.
            for dossier in blind.keys() & found.keys():
                if account.id in blind[dossier]:
                    found[dossier] -= AFTER_THE_REVEAL
        g.rights = found
    kept: dict[str, frozenset[Right]] = g.rights
    return kept
