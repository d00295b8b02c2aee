"""A wish as a form has it, and as a dossier has it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from constraints.base import Constraint
from planner.domain.attribute import Scalar
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.text import Text, say
from planner.domain.typed_numbers import typed_number
from planner.web.views.attributes import attribute_values
from planner.web.views.wish_fields import PREFIX, Field, parameters

NOTE = PREFIX + "note"


class Form(Protocol):
    """What was filled in."""

    def get(self, key: str, default: str) -> str:
        """Return what one field holds."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return everything that was ticked under one name."""


def written_wish(
    kind: type[Constraint],
    fields: Sequence[Field],
    form: Form,
    situation: Situation,
    names: Names,
    before: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the wish of a form, as a dossier's file has it; what was left empty stays out.

    `before` is the wish as it was: what a form does not ask is kept from it, and a note in the
    other language is too.
    """
    wish: dict[str, Any] = {"kind": kind.name()}
    asked = {field.parameter for field in fields}
    wish |= {
        name: value
        for name, value in before.items()
        if name in parameters(kind) and name not in (*asked, "kind", "note")
    }
    for field in fields:
        value = _value(field, form, situation, names, before)
        if value is not None:
            wish[field.parameter] = value
    note = _note(form.get(NOTE, "").strip(), names.language, before.get("note"))
    if note:
        wish["note"] = note
    return wish


def _value(
    field: Field, form: Form, situation: Situation, names: Names, before: Mapping[str, Any]
) -> Any:
    """Return what a field holds; `None` where it says nothing."""
    typed = form.get(field.name, "").strip()
    match field.sort:
        case "several":
            ticked = list(dict.fromkeys(form.getlist(field.name)))
            return ticked if ticked or field.is_required else None
        case "tick":
            ticked_now = bool(typed)
            says_nothing = not field.is_required and ticked_now == bool(field.default)
            return None if says_nothing else ticked_now
        case "number":
            return typed_number(typed) if typed else None
        case "value":
            attribute = form.get(PREFIX + "attribute", "").strip()
            known = [*attribute_values(situation, attribute or None), before.get(field.parameter)]
            return _scalar(typed, known, names) if typed else None
    return typed or None


def _scalar(typed: str, known: Sequence[Any], names: Names) -> Any:
    """Return the value that was typed: as people have it, else a number, else a text."""
    for value in known:
        if isinstance(value, Scalar) and names.value(value) == typed:
            return value
    return typed_number(typed)


def _note(typed: str, language: str, before: Text | None) -> Text | None:
    """Return the note with its text in the reader's language replaced by what was typed."""
    if not typed:
        return None
    if isinstance(before, Mapping) and say(before, language, "").strip() != typed:
        return {**before, language: typed}
    return before if isinstance(before, Mapping) else typed


def filled_in(
    fields: Sequence[Field], wish: Mapping[str, Any] | None, names: Names
) -> dict[str, Any]:
    """Return what each field shows, by its name: of a wish, or of a new one (`None`)."""
    return {field.name: _shown(field, wish, names) for field in fields} | {
        NOTE: say((wish or {}).get("note"), names.language, "")
    }


def _shown(field: Field, wish: Mapping[str, Any] | None, names: Names) -> Any:
    value = field.default if wish is None else wish.get(field.parameter, field.default)
    match field.sort:
        case "several":
            return tuple(value or ())
        case "tick":
            # Whoever adds a wish with something to tick asks for that, as its example says.
            return not value if wish is None else bool(value)
        case "number" | "value":
            return "" if value is None else names.value(value)
    return value or ""
