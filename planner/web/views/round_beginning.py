"""What a new round can be about, and who can rate in it: what is usual is chosen already."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from planner.domain.text import say
from planner.ratings.rating import INSTRUMENTS
from planner.ratings.table_words import INSTRUMENT_WORDS
from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.memberships import Memberships, Role
from planner.web.views.people_roles import GROUPS, Group, Roles
from planner.web.views.rating_names import RoundNames, first_up
from planner.web.views.round_raters import own_people
from planner.web.views.trail import said_account

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """Options under one heading, and how many of them are usual."""

    title: str
    options: Options
    usual: int


@dataclass(frozen=True)
class BeginningView:
    """What can be chosen for a new round, and what is chosen unless somebody says otherwise."""

    title: str
    instruments: Options
    people: tuple[Choice, ...]
    usual_people: frozenset[str]
    behaviours: tuple[Choice, ...]
    usual_behaviours: frozenset[str]
    # Who rates for the committee, by account; and who can rate themselves, by their id.
    committee: Options
    selves: Options


def beginning_view(
    store: Store, dossier: str, roles: Roles, names: RoundNames, account: Account | None
) -> BeginningView:
    """Return what a new round of a dossier can be about, and who can rate in it."""
    words, situation = names.words, roles.situation
    groups = {group: [p for p in situation.people if roles.group(p) == group] for group in GROUPS}
    asked = {row.behaviour for team in situation.teams for row in team.demand}
    usual = groups["candidates"] or groups["members"]
    return BeginningView(
        title=words.say("Rating of {month}", month=_month(words.language)),
        instruments=tuple(
            (each, first_up(words.say(INSTRUMENT_WORDS[each]))) for each in INSTRUMENTS
        ),
        people=tuple(
            _choice(_titles(names)[group], listed, usual, names.person)
            for group, listed in groups.items()
            if listed
        ),
        usual_people=frozenset(usual),
        behaviours=tuple(
            _choice(
                say(direction.label, words.language, direction.id),
                [b.id for b in situation.repertoire.behaviours if b.direction == direction.id],
                asked,
                names.behaviour,
            )
            for direction in situation.repertoire.directions
        ),
        usual_behaviours=frozenset(asked),
        committee=_committee(store, dossier, names, account),
        selves=tuple(
            (person, names.person(person))
            for person in dict.fromkeys(own_people(store, dossier).values())
            if person in names.people
        ),
    )


def _titles(names: RoundNames) -> dict[Group, str]:
    words = names.words
    return {
        "members": words.say("On a seat"),
        "circle": words.say("In a circle"),
        "candidates": words.say("Candidates"),
        "others": words.say("Others"),
    }


def _choice(
    title: str, listed: Sequence[str], usual: Iterable[str], called: Callable[[str], str]
) -> Choice:
    chosen = set(usual)
    options = tuple((each, called(each)) for each in listed)
    return Choice(title, options, sum(each in chosen for each in listed))


def _committee(store: Store, dossier: str, names: RoundNames, account: Account | None) -> Options:
    accounts = Accounts(store)
    members = [
        found
        for each in Memberships(store).of_dossier(dossier)
        if each.role is Role.MEMBER
        and (found := accounts.find(each.account)) is not None
        and found.disabled_at is None
    ]
    alone = [account] if account is not None and account.is_owner else []
    return tuple((each.id, said_account(each, names.words)) for each in (*alone, *members))


def _month(language: str) -> str:
    return format_date(date.today(), "LLLL y", locale=language)
