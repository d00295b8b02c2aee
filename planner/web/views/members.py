"""Who has which role in a dossier, what each role may do, and how links to invited people stand."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from planner.decisions.own_words import ROLE_NAMES
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.resources.catalogue import Translator, marked
from planner.store.accounts import Account, Accounts
from planner.store.clock import stopwatch
from planner.store.database import Store
from planner.store.enrolments import Enrolments
from planner.store.invitations import Invitation, Invitations
from planner.store.memberships import Membership, Memberships, Role
from planner.store.raters import Raters

LinkState = Literal["waits", "used", "over"]

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.SECRETARY: (
        ROLE_NAMES["secretary"],
        marked(
            "Runs the dossier: changes the task and the people, invites, reads and downloads "
            "profiles. Does not rate."
        ),
    ),
    Role.CHAIR: (
        ROLE_NAMES["chair"],
        marked("Opens rounds of rating, decides, and reads everything."),
    ),
    Role.MEMBER: (
        ROLE_NAMES["member"],
        marked("Rates; reads profiles, comparisons and proposals once the round is open."),
    ),
    Role.READER: (ROLE_NAMES["reader"], marked("Reads the decision, nothing else.")),
    Role.RATER: (
        ROLE_NAMES["rater"],
        marked("Was invited: sees the form to rate people, and none of what others say."),
    ),
    Role.PERSON: (
        ROLE_NAMES["person"],
        marked("Sees their own profile, and can ask to correct it or to be erased."),
    ),
}


@dataclass(frozen=True)
class MemberView:
    """One role of somebody."""

    account: str
    name: str
    login: str
    role: Role
    role_name: str
    person: str
    person_name: str
    added_at: str
    is_closed: bool
    # How the link stands of somebody who was invited; nothing for whoever has an account.
    link: LinkState | None
    link_until: str
    # When a new link to sign in was made for the account, where that is news.
    new_link_at: str
    # Whether they were invited to rate, and no round asks them yet.
    rates_nothing: bool


@dataclass(frozen=True)
class MembersView:
    """Everybody with a role."""

    members: tuple[MemberView, ...]
    people: int
    roles: tuple[tuple[str, str, str], ...]
    # The people whom a role can be about, by their ids.
    persons: tuple[tuple[str, str], ...]

    def role_options(self, among: Container[str] = tuple(Role)) -> list[tuple[str, str]]:
        """Return the roles that can be given, to choose from."""
        return [(value, name) for value, name, _ in self.roles if value in among]


def members_view(
    store: Store, dossier: str, situation: Situation, words: Translator
) -> MembersView:
    """Return everybody with a role in a dossier."""
    accounts, links = Accounts(store), Invitations(store).of_dossier(dossier)
    names = Names(situation, words.language)
    members = []
    for each in Memberships(store).of_dossier(dossier):
        account = accounts.find(each.account)
        if account is not None:
            news = Enrolments(store).news(account.id)
            made_at = "" if news is None else news.made_at
            invitation = links.get(account.id)
            idle = rates_nothing(store, dossier, account.id)
            members.append(_member(each, account, invitation, made_at, idle, names, words))
    members.sort(key=lambda member: (list(Role).index(member.role), member.name))
    return MembersView(
        members=tuple(members),
        people=len({member.account for member in members}),
        roles=tuple(
            (role.value, words.say(name), words.say(meaning))
            for role, (name, meaning) in ROLES.items()
        ),
        persons=tuple(sorted(((each, names.person(each)) for each in situation.people),
                             key=lambda pair: pair[1])),
    )  # fmt: skip


def _member(
    membership: Membership,
    account: Account,
    invitation: Invitation | None,
    new_link_at: str,
    idle: bool,
    names: Names,
    words: Translator,
) -> MemberView:
    person = membership.person
    is_there = person in names.situation.people
    return MemberView(
        account=account.id,
        name=account.name or words.say("Whoever works alone on this machine"),
        login=account.login or "",
        role=membership.role,
        role_name=words.say(ROLES[membership.role][0]),
        person=person,
        person_name=names.person(person) if is_there else "",
        added_at=membership.added_at,
        is_closed=account.disabled_at is not None,
        link=None if invitation is None else _state(invitation),
        link_until="" if invitation is None else invitation.expires_at,
        new_link_at=new_link_at,
        rates_nothing=idle,
    )


def rates_nothing(store: Store, dossier: str, account: str) -> bool:
    """Tell whether somebody was invited to rate, and no round asks them to."""
    roles = {each.role for each in Memberships(store).of_account(account)}
    return roles == {Role.RATER} and not Raters(store).of_rater(dossier, account)


def _state(invitation: Invitation) -> LinkState:
    if invitation.is_open(stopwatch()):
        return "waits"
    return "over" if invitation.used_at is None else "used"
