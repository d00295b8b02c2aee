"""Reading levels cautiously, at the low end of their interval: the address of a page says so."""

from typing import Any

from flask import Blueprint, request

from planner.dossier.dossier import Dossier

_FIELD = "cautious"


def is_cautious() -> bool:
    """Tell whether the address asks to read levels at the low end of their interval."""
    return request.args.get(_FIELD) == "1"


def has_intervals(dossier: Dossier) -> bool:
    """Tell whether any level has an interval: only then does the cautious reading differ."""
    return any(
        level is not None and level.low is not None
        for person in dossier.people
        for level in person.levels.values()
    )


def keep_reading(blueprint: Blueprint) -> None:
    """Let links, forms and redirects to the screens of a blueprint read as the page itself does.

    An address that says how to read (`cautious=none` for the levels as they are) keeps its word.
    """
    blueprint.url_defaults(_read_alike)


def _read_alike(_: str, values: dict[str, Any]) -> None:
    if is_cautious():
        values.setdefault(_FIELD, "1")
