"""The attributes that people of a dossier have, and the values that these hold."""

from planner.domain.attribute import Scalar, distinct_key
from planner.domain.situation import Situation


def attribute_names(situation: Situation) -> tuple[str, ...]:
    """Return which attributes people have, in the order in which they are met."""
    return tuple(
        dict.fromkeys(name for person in situation.people.values() for name in person.attributes)
    )


def attribute_values(situation: Situation, attribute: str | None = None) -> tuple[Scalar, ...]:
    """Return the values of one attribute, or of all: each once, a text apart from a number."""
    found: dict[tuple[str, Scalar], Scalar] = {}
    for person in situation.people.values():
        for name, held in person.attributes.items():
            if held is None or attribute not in (None, name):
                continue
            for value in held if isinstance(held, tuple) else (held,):
                found.setdefault(distinct_key(value), value)
    return tuple(found.values())
