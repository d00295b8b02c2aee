"""Scenarios: named what-ifs, each a set of edits on a dossier (the format of scenarios, 1)."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Annotated, Any, Literal

from jsonpatch import JsonPatch, JsonPatchException, JsonPatchTestFailed
from jsonpointer import JsonPointerException
from pydantic import AfterValidator, Field, StringConstraints, model_validator

from planner.domain.faults import Fault, fault, fault_at, shown
from planner.domain.identifiers import Identifier
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText
from planner.dossier.dossier import Dossier
from planner.dossier.reading import validated, validated_as
from planner.dossier.strict_json import InvalidFile, decode, parse

MOST_SCENARIOS = 10_000

_Pointer = Annotated[str, StringConstraints(strict=True, pattern=r"^(/([^~/]|~[01])*)*$")]
_WITH_VALUE = ("add", "replace", "test")


class Edit(Record):
    """One operation of JSON Patch (RFC 6902) on a dossier."""

    op: Literal["add", "remove", "replace", "move", "copy", "test"]
    path: _Pointer
    origin: Annotated[_Pointer | None, Field(alias="from")] = None
    value: Any = None

    @model_validator(mode="after")
    def _complete(self) -> "Edit":
        has_value = "value" in self.model_fields_set
        if has_value != (self.op in _WITH_VALUE):
            raise fault("must have a value where the op is add, replace or test, and only there")
        if (self.origin is not None) != (self.op in ("move", "copy")):
            raise fault("must have a from where the op is move or copy, and only there")
        return self

    def operation(self) -> dict[str, Any]:
        """Return the operation as JSON Patch has it; nothing in it is shared with this edit."""
        return deepcopy(self.model_dump(by_alias=True, exclude_unset=True))


class Choice(Record):
    """One of the possibilities on an axis; without edits it leaves the dossier as it is."""

    id: Identifier
    title: OptionalText = None
    edits: tuple[Edit, ...] = ()


def _named_once(named: tuple[Any, ...]) -> tuple[Any, ...]:
    names = [one.id for one in named]
    for position, name in enumerate(names):
        if name in names[:position]:
            raise fault("names {value} twice", value=name)
    return named


class Axis(Record):
    """A question with several possible answers, of which a scenario takes one."""

    id: Identifier
    title: OptionalText = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=1), AfterValidator(_named_once)]


def _not_too_many(axes: tuple[Axis, ...]) -> tuple[Axis, ...]:
    number = prod(len(axis.choices) for axis in axes)
    if number > MOST_SCENARIOS:
        raise fault(
            "makes {number} scenarios, and at most {most} are worked out",
            number=number,
            most=MOST_SCENARIOS,
        )
    return axes


@dataclass(frozen=True)
class Planned:
    """A scenario: the choice on each axis, and its edits with their places in the grid's file."""

    choices: dict[str, str]
    edits: Sequence[tuple[str, Edit]]


class Grid(Record):
    """Axes; the scenarios are every way to take one choice on each."""

    format: Literal["abd-planner/scenarios/1"]
    title: OptionalText = None
    axes: Annotated[
        tuple[Axis, ...],
        Field(min_length=1),
        AfterValidator(_named_once),
        AfterValidator(_not_too_many),
    ]

    def scenarios(self) -> Iterator[Planned]:
        """Yield the scenarios; the last axis runs fastest."""
        for positions in product(*(range(len(axis.choices)) for axis in self.axes)):
            chosen = {
                axis.id: axis.choices[position].id
                for axis, position in zip(self.axes, positions, strict=True)
            }
            edits = [
                (f"axes[{number}].choices[{position}].edits[{which}]", edit)
                for number, (axis, position) in enumerate(zip(self.axes, positions, strict=True))
                for which, edit in enumerate(axis.choices[position].edits)
            ]
            yield Planned(chosen, edits)


def read_grid(content: bytes) -> Grid:
    """Return the grid of scenarios that a file holds.

    Raises:
        InvalidFile: with every mistake in it.
    """
    raw, faults = parse(decode(content))
    return validated_as(Grid, raw, faults)


def edited(raw: Any, edits: Sequence[tuple[str, Edit]]) -> Dossier:
    """Return the dossier that edits make of one; `raw` is its parsed JSON and stays as it is.

    Raises:
        InvalidFile: an edit leads nowhere (with its place in the grid's file), or what comes of
            the edits is no dossier (with every mistake, and its place in the dossier).
    """
    changed = deepcopy(raw)
    for place, edit in edits:
        try:
            changed = JsonPatch([edit.operation()]).apply(changed, in_place=True)
        except (JsonPatchException, JsonPointerException, TypeError) as error:
            raise InvalidFile([_not_applied(place, edit, error)]) from None
    return validated(changed)


def _not_applied(place: str, edit: Edit, error: Exception) -> Fault:
    if isinstance(error, JsonPatchTestFailed):
        return fault_at(
            place,
            "asks for a value at {pointer} that the dossier does not have there: {value}",
            pointer=shown(edit.path),
            value=shown(edit.value),
        )
    where = edit.path if edit.origin is None else f"{edit.origin} → {edit.path}"
    return fault_at(place, "leads nowhere in the dossier: {pointer}", pointer=shown(where))
