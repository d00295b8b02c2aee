"""Reading a dossier: every mistake in it, with its path, at once."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from planner.domain.faults import Fault, fault_at, shown
from planner.dossier.dossier import Dossier
from planner.dossier.references import cross_check
from planner.dossier.strict_json import InvalidFile, decode, join, parse
from planner.resources.catalogue import marked

Model = TypeVar("Model", bound=BaseModel)


def read_dossier(content: bytes) -> Dossier:
    """Return the dossier that a file holds.

    Raises:
        InvalidFile: with every mistake in it.
    """
    raw, faults = parse(decode(content))
    return validated(raw, faults)


def validated(raw: Any, faults: list[Fault] | None = None) -> Dossier:
    """Return the dossier that parsed JSON holds; `faults` are mistakes that parsing found.

    Raises:
        InvalidFile: with those mistakes, and every other.
    """
    return validated_as(Dossier, raw, faults, cross_check)


def validated_as(
    model: type[Model],
    raw: Any,
    faults: list[Fault] | None = None,
    cross_check: Callable[[Any], list[Fault]] | None = None,
    parts: Mapping[str, Any] | None = None,
) -> Model:
    """Return what parsed JSON holds, as a model of its format.

    Args:
        model: the format.
        raw: the parsed JSON.
        faults: mistakes that parsing found.
        cross_check: finds mistakes in how the parts of the file fit together.
        parts: what stands under some of the file's keys, where it holds records that were
            validated before; these are taken as they are.

    Raises:
        InvalidFile: with those mistakes, and every other.
    """
    found = list(faults or [])
    try:
        read = model.model_validate({**raw, **parts} if parts else raw)
    except ValidationError as error:
        # What could not be parsed as a value is told already, and better.
        told = {fault.path for fault in found}
        found += [fault for fault in _translated(error, raw) if fault.path not in told]
        read = None
    found += [] if cross_check is None else cross_check(raw)
    if found or read is None:
        raise InvalidFile(_once_a_place(found))
    return read


def _once_a_place(faults: list[Fault]) -> list[Fault]:
    """Return the mistakes, one for each place and sentence; the first to be found stays."""
    seen: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        seen.setdefault((fault.path, fault.template), fault)
    return list(seen.values())


def _translated(error: ValidationError, raw: Any) -> list[Fault]:
    return [
        _as_fault(_path(detail["loc"], raw, detail["type"]), detail)
        for detail in error.errors(include_url=False)
        if not _is_long_enough(detail)
    ]


def _is_long_enough(detail: Any) -> bool:
    """Tell whether a list is called too short only because an item in it is wrong."""
    if detail["type"] != "too_short":
        return False
    given, least = detail["input"], detail["ctx"]["min_length"]
    return isinstance(given, list | tuple) and len(given) >= least


def _path(location: tuple[int | str, ...], raw: Any, kind: str) -> str:
    """Return where a mistake is, in the file's own terms.

    The location that pydantic gives holds names of types besides (which kind of constraint,
    which form of a value); what the file does not hold is left out.
    """
    path, current = "$", raw
    for position, key in enumerate(location):
        inside = (isinstance(current, dict) and isinstance(key, str) and key in current) or (
            isinstance(current, list) and isinstance(key, int) and key < len(current)
        )
        if inside:
            path, current = join(path, key), current[key]
        elif kind == "missing" and position == len(location) - 1:
            path = join(path, key)
    return path


def _as_fault(path: str, detail: Any) -> Fault:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "fault":
        values = {name: value for name, value in context.items() if name != "template"}
        return Fault(path, context["template"], values)
    match kind:
        case "missing":
            return fault_at(path, "is missing")
        case "extra_forbidden":
            return fault_at(path, "is not a key that is known here")
        case "string_type":
            return fault_at(path, "must be a text")
        case "string_too_short":
            return fault_at(path, "must not be empty")
        case "bool_type" | "bool_parsing":
            return fault_at(path, "must be true or false")
        case "tuple_type" | "list_type":
            return fault_at(path, "must be a list")
        case "dict_type" | "model_type" | "model_attributes_type" | "dataclass_type":
            return fault_at(path, "must be an object")
        case "too_short":
            return fault_at(path, "must hold at least {least}", least=context["min_length"])
        case "literal_error":
            template = marked("must be {expected}")
            return fault_at(path, template, expected=context["expected"].replace(" or ", " / "))
        case "union_tag_invalid":
            template = marked("is no kind that is known: {value}")
            return fault_at(join(path, "kind"), template, value=shown(context["tag"]))
        case "union_tag_not_found":
            return fault_at(join(path, "kind"), "is missing")
        case "string_pattern_mismatch":
            return fault_at(path, "does not have the form that is asked here")
    return fault_at(path, "is not valid: {reason}", reason=detail["msg"])
