"""Who was there when it was decided: who has a role in the dossier, to begin with."""

from planner.decisions.own_words import DECIDES, ROLE_NAMES
from planner.resources.catalogue import Translator
from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.decision_drafts import Attendee
from planner.store.memberships import Memberships, Role
from planner.web.views.trail import said_account

_DECIDING = (Role.CHAIR, Role.MEMBER, Role.SECRETARY)


def prefilled(
    store: Store, dossier: str, account: Account | None, words: Translator
) -> tuple[Attendee, ...]:
    """Return who may have been there, each once; whoever works alone still has to give a name."""
    if account is None or account.is_owner:
        return (Attendee(name="", role=words.say(DECIDES)),)
    found: dict[str, Attendee] = {}
    members = Memberships(store).of_dossier(dossier)
    for role in _DECIDING:
        for member in (each for each in members if each.role is role):
            somebody = Accounts(store).find(member.account)
            if somebody is not None and _takes_part(somebody):
                name, called = said_account(somebody, words), words.say(ROLE_NAMES[role.value])
                told = Attendee(name=name, role=called)
                found.setdefault(somebody.id, told)
    return tuple(found.values())


def _takes_part(account: Account) -> bool:
    """Tell whether somebody can be at work in a dossier; who manages accounts reads none."""
    return account.disabled_at is None and not account.is_administrator
