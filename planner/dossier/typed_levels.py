"""Levels as people type them: `3,4`, with an interval beside it, or not known."""

import re
from collections.abc import Sequence
from typing import Any

from planner.domain.faults import Fault, fault_at, shown
from planner.domain.typed_numbers import typed_number
from planner.dossier.editing import ABSENT, Absent
from planner.dossier.reading import validated
from planner.dossier.strict_json import InvalidFile

_IN_PLACE = re.compile(r"^people\[(\d+)\]\.levels\b.*?(?:\.(level|low|high))?$")


def typed_level(level: str, low: str, high: str) -> Any:
    """Return what three fields say, as a dossier's file has it; all empty is not known.

    What cannot be a level stays as it was typed, so that the mistake is told at its place.
    """
    typed = {
        name: typed_number(text)
        for name, text in (("level", level), ("low", low), ("high", high))
        if text.strip()
    }
    if not typed:
        return ABSENT
    return typed["level"] if set(typed) == {"level"} else typed


def within_interval(level: str, before: Any) -> Any:
    """Return a level that was typed by itself, where its interval is kept as it was before."""
    typed = typed_level(level, "", "")
    if isinstance(before, dict) and typed is not ABSENT:
        return {**before, "level": typed}
    return typed


def is_same_level(one: Any, other: Any) -> bool:
    """Tell whether two levels of a file mean the same: what is `null` is as good as absent."""
    return (None if one is ABSENT else one) == (None if other is ABSENT else other)


def faults_of_levels(raw: Any, levels: Sequence[tuple[str, Any]]) -> list[tuple[Fault, ...]]:
    """Return what is wrong with each of some levels, by the rules that a file is held to.

    A mistake's path is `level`, `low` or `high`: the part of the level that it is about.

    Args:
        raw: the dossier as its file has it.
        levels: behaviours, each with a level as the file would have it.
    """
    own = [_own_faults(value) for _, value in levels]
    case = {
        "format": raw["format"],
        "title": "",
        "repertoire": raw["repertoire"],
        "people": [
            {"id": str(position), "levels": {} if value is ABSENT or faults else {behaviour: value}}
            for position, ((behaviour, value), faults) in enumerate(zip(levels, own, strict=True))
        ],
        "teams": [{"id": "team", "demand": [], "seats": []}],
    }
    try:
        validated(case)
    except InvalidFile as error:
        for fault in error.faults:
            found = _IN_PLACE.match(fault.path)
            if found is not None:
                part = found[2] or "level"
                own[int(found[1])].append(Fault(part, fault.template, fault.values))
    return [tuple(faults) for faults in own]


def _own_faults(value: Any | Absent) -> list[Fault]:
    """Return what is wrong with how a level was typed, in words for whoever typed it."""
    if isinstance(value, str):
        return [_no_number("level", value)]
    if not isinstance(value, dict):
        return []
    if "level" not in value:
        return [fault_at("level", "is missing: an interval stands beside a level")]
    faults = [
        fault_at(end, "is missing: an interval has two ends")
        for end in ("low", "high")
        if end not in value
    ]
    return faults + [
        _no_number(part, typed) for part, typed in value.items() if isinstance(typed, str)
    ]


def _no_number(part: str, typed: str) -> Fault:
    return fault_at(
        part, "must be a number such as 3.4, and is ‘{value}’", value=shown(typed).strip('"')
    )
