"""Somebody out of more people than a list can hold: named in a field, not chosen from a list."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from planner.domain.faults import Fault, fault_at, shown
from planner.domain.names import Names
from planner.resources.catalogue import marked

# A list to choose from has no more people than this.
MOST_OPTIONS = 200
_MOST_TOLD = 5
_NOBODY = marked("{typed} is the name of nobody who can be chosen here.")
_SEVERAL = marked("{typed} fits {number} people, such as {people}. Type more of the name.")


class NotNamed(Exception):
    """What was typed names nobody, or more people than one."""

    def __init__(self, fault: Fault) -> None:
        """Keep why."""
        super().__init__(fault.template)
        self.fault = fault


def told_apart(people: Iterable[str], names: Names) -> dict[str, str]:
    """Return the name of each of some people; with the id where several have the same name."""
    called = {person: " ".join(names.person(person).split()) for person in people}
    often = Counter(name.casefold() for name in called.values())
    return {
        person: name if often[name.casefold()] == 1 else f"{name} ({person})"
        for person, name in called.items()
    }


def chosen_or_named(
    field: str,
    sent: str,
    people: Collection[str],
    names: Names,
    otherwise: str = "must be one of the choices",
) -> str:
    """Return who is chosen from a list, or named where there are more people than a list holds.

    Args:
        field: what the field is called in its form.
        sent: an id of the list, or what was typed.
        people: who can be chosen.
        names: what they are called.
        otherwise: what is wrong where it is nobody of the list.

    Raises:
        NotNamed: it is nobody of these people, or several of them.
    """
    if sent in people:
        return sent
    if not sent or len(people) <= MOST_OPTIONS:
        raise NotNamed(fault_at(field, otherwise))
    return person_named(field, sent, told_apart(people, names))


def person_named(field: str, typed: str, called: Mapping[str, str]) -> str:
    """Return the one person who is named: by a whole name, or by a part that nobody else has.

    Args:
        field: what the field is called in its form.
        typed: what was typed there.
        called: who can be named, as `told_apart` calls them.

    Raises:
        NotNamed: nobody is called so, or several are.
    """
    needle = " ".join(typed.split()).casefold()
    whole = [person for person, name in called.items() if needle == name.casefold()]
    found = whole or [person for person, name in called.items() if needle in name.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotNamed(fault_at(field, _NOBODY, typed=shown(typed)))
    told = ", ".join(called[person] for person in found[:_MOST_TOLD])
    values = {"typed": shown(typed), "number": len(found), "people": told}
    raise NotNamed(fault_at(field, _SEVERAL, **values))
