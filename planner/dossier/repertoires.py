"""The repertoires that ship with the program."""

import json
from functools import cache

from planner.domain.repertoire import Repertoire
from planner.resources.files import resource_path


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the repertoires that ship with the program."""
    folder = resource_path("fixtures", "repertoires")
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


@cache
def shipped(repertoire: str) -> Repertoire:
    """Return a repertoire that ships with the program.

    Raises:
        KeyError: none has that id.
    """
    if repertoire not in shipped_ids():
        raise KeyError(repertoire)
    path = resource_path("fixtures", "repertoires", f"{repertoire}.json")
    return Repertoire.model_validate(json.loads(path.read_text(encoding="utf-8")))
