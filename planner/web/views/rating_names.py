"""What people, behaviours and raters are called in a round of rating, each to whom may know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.domain.names import Names
from planner.domain.person import Person
from planner.domain.repertoire import Behaviour
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.ratings.rating import SELF, Source
from planner.ratings.table_words import SOURCE_WORDS
from planner.resources.catalogue import Translator
from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.raters import Rater
from planner.web.views.trail import said_account


@dataclass(frozen=True)
class RoundNames:
    """The names of a dossier in a reader's language; what is gone from it goes by its id."""

    dossier: Dossier
    words: Translator

    @cached_property
    def _names(self) -> Names:
        return Names(self.dossier.situation(), self.words.language)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The people of the dossier by their ids."""
        return self._names.situation.people

    def person(self, person: str) -> str:
        """Return what somebody is called."""
        return self._names.person(person) if person in self.people else person

    def behaviour(self, behaviour: str) -> str:
        """Return what a behaviour is called."""
        known = self.dossier.whole_repertoire.by_id
        return self._names.behaviour(behaviour) if behaviour in known else behaviour

    def known(self, behaviour: str) -> Behaviour | None:
        """Return a behaviour of the repertoire; nothing where it is not in it any more."""
        return self.dossier.whole_repertoire.by_id.get(behaviour)

    def direction(self, behaviour: str) -> str:
        """Return the direction of a behaviour; nothing where the repertoire has it no more."""
        found = self.known(behaviour)
        return "" if found is None else self._names.direction(found.direction)

    def definition(self, behaviour: str) -> str:
        """Return what a behaviour is."""
        found = self.known(behaviour)
        return "" if found is None else say(found.definition, self.words.language, "")

    def source(self, source: Source) -> str:
        """Return what a source is called, to begin with."""
        return first_up(self.words.say(SOURCE_WORDS[source]))

    def sources(self, sources: Iterable[Source]) -> str:
        """Return several sources in a row."""
        return self._names.listed(self.words.say(SOURCE_WORDS[each]) for each in sources)


def first_up(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def rater_names(
    store: Store, raters: Iterable[Rater], names: RoundNames, *, sees_invited: bool
) -> dict[str, str]:
    """Return what each rater is called, by account.

    Members of the committee know each other, and somebody who rates themselves is in the dossier.
    Whom the secretary asked besides goes by what they are and a number, unless the reader is one
    who invites.
    """
    accounts, found = Accounts(store), {}
    numbers: dict[str, int] = {}
    for each in raters:
        account = accounts.find(each.account)
        called = each.account if account is None else said_account(account, names.words)
        kinds = set(each.people.values())
        if kinds == {SELF}:
            found[each.account] = names.person(next(iter(each.people)))
        elif kinds == {"committee"} or sees_invited:
            found[each.account] = called
        else:
            kind = names.source(next(iter(sorted(kinds))))
            numbers[kind] = numbers.get(kind, 0) + 1
            found[each.account] = f"{kind} {numbers[kind]}"
    return found
