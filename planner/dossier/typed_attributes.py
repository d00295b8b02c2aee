"""Attributes of people as they are typed: one value, or several with semicolons between."""

from decimal import Decimal
from typing import Any

from planner.domain.faults import Fault, fault_at, shown
from planner.domain.person import TENURE
from planner.domain.typed_numbers import typed_number
from planner.dossier.editing import ABSENT
from planner.dossier.grounds import is_protected_attribute

_YES = frozenset({"ja", "yes", "true"})
_NO = frozenset({"nee", "no", "false"})
MOST_LETTERS = 80


def typed_attribute(text: str, before: Any) -> Any:
    """Return the value that somebody typed; empty takes the attribute away.

    What was a list, a truth value or a text before stays one where it can.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if not parts:
        return ABSENT
    if len(parts) > 1 or isinstance(before, list):
        return [_one(part) for part in parts]
    if isinstance(before, bool) and parts[0].casefold() in _YES | _NO:
        return parts[0].casefold() in _YES
    return parts[0] if isinstance(before, str) else _one(parts[0])


def _one(text: str) -> int | Decimal | str:
    # A code such as 007 is no number: its zeros would be lost.
    is_code = text.startswith("0") and text[1:2].isdigit()
    return text if is_code else typed_number(text)


def faults_of_attribute(name: str, value: Any) -> list[Fault]:
    """Return what is wrong with an attribute: what does not belong in a dossier is refused."""
    if len(name) > MOST_LETTERS:
        return [fault_at("name", "is longer than {most} letters", most=MOST_LETTERS)]
    if is_protected_attribute(name):
        return [
            fault_at(
                "name",
                "does not belong here: {value}. Sex, origin, age, faith, health and what is like "
                "them say nothing about what somebody can do for a team",
                value=shown(name),
            )
        ]
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if name == TENURE and value is not ABSENT and not (is_number and 0 <= value <= 100):
        return [fault_at("value", "must be a number of years from 0 to 100")]
    return []
