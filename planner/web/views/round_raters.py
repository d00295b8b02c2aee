"""Who can be asked to rate in a round besides, and as what."""

from dataclasses import dataclass

from planner.ratings.rating import PERCEIVING, SELF, Source
from planner.resources.catalogue import Translator
from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.memberships import Memberships, Role
from planner.store.rating_rounds import RatingRound
from planner.web.views.rating_names import RoundNames
from planner.web.views.trail import said_account

_RATING_ROLES = (Role.MEMBER, Role.RATER, Role.PERSON)


@dataclass(frozen=True)
class AddingView:
    """What the forms that add somebody to a round offer."""

    accounts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


def possible_raters(store: Store, dossier: str, account: Account | None) -> dict[str, Account]:
    """Return who may rate in a dossier by their role, by account; and whoever works here alone."""
    accounts = Accounts(store)
    found = {} if account is None or not account.is_owner else {account.id: account}
    for each in Memberships(store).of_dossier(dossier):
        rates = accounts.find(each.account) if each.role in _RATING_ROLES else None
        if rates is not None and rates.disabled_at is None and not rates.is_administrator:
            found[rates.id] = rates
    return found


def own_people(store: Store, dossier: str) -> dict[str, str]:
    """Return which account is whom of a dossier: those who can rate themselves."""
    found = {}
    for each in Memberships(store).of_dossier(dossier):
        account = Accounts(store).find(each.account) if each.person else None
        if account is not None and account.disabled_at is None:
            found[each.account] = each.person
    return found


def adding_view(
    store: Store, dossier: str, round_: RatingRound, names: RoundNames, account: Account | None
) -> AddingView:
    """Return what the forms that add somebody offer, to whoever may invite."""
    raters = possible_raters(store, dossier, account)
    return AddingView(
        accounts=tuple(
            sorted(
                ((each.id, said_account(each, names.words)) for each in raters.values()),
                key=lambda pair: pair[1].casefold(),
            )
        ),
        sources=source_options(names.words),
        people=tuple((person, names.person(person)) for person in round_.people),
    )


def source_options(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return what somebody can be to whom they rate, to choose from."""
    return tuple((source, _meaning(source, words)) for source in (*PERCEIVING, SELF))


def _meaning(source: Source, words: Translator) -> str:
    meanings: dict[Source, str] = {
        "superior": words.say("Superior: leads them"),
        "peer": words.say("Peer: works beside them (shown from three on)"),
        "report": words.say("Report: is led by them (shown from three on)"),
        "stakeholder": words.say("Stakeholder: works with them from outside"),
        "assessor": words.say("Assessor: knows them from an assessment"),
        "committee": words.say("Committee: talks with them for this dossier"),
        "self": words.say("They themselves"),
    }
    return meanings[source]
