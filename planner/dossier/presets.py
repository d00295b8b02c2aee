"""The presets that ship with the program: demands that kinds of tasks suggest, with reasons.

A preset is a suggestion: each of its rows can be changed, and says why it stands there.
"""

from functools import cache
from typing import Any, Literal

from planner.domain.identifiers import Identifier
from planner.domain.record import Record
from planner.domain.team import Demand
from planner.domain.text import Text
from planner.dossier.reading import validated_as
from planner.dossier.written_json import read_json
from planner.resources.files import resource_path


class PresetRow(Demand):
    """A row of a demand, and why it is suggested."""

    reason: Text


class Preset(Record):
    """The demand that a kind of task suggests."""

    format: Literal["abd-planner/preset/1"]
    id: Identifier
    title: Text
    description: Text
    repertoire: Identifier
    demand: tuple[PresetRow, ...]


@cache
def presets() -> dict[str, Preset]:
    """Return the presets that ship with the program, by their ids."""
    read = (validated_as(Preset, raw) for raw in _as_written().values())
    return {preset.id: preset for preset in read}


def demand_of(preset: str) -> list[dict[str, Any]]:
    """Return a preset's rows as a dossier's file has them; the reason becomes the row's note.

    Raises:
        KeyError: there is no such preset.
    """
    return [
        {**{key: value for key, value in row.items() if key != "reason"}, "note": row["reason"]}
        for row in _as_written()[preset]["demand"]
    ]


@cache
def _as_written() -> dict[str, Any]:
    paths = sorted(resource_path("fixtures", "presets").glob("*.json"))
    return {path.stem: read_json(path.read_bytes()) for path in paths}
