"""Small helpers: a valid dossier changed in one place, and what the program says of it."""

import copy

from planner.dossier.reading import read_dossier
from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import Translator
from tests.oracle.invalid import base_dossier
from tests.oracle.writing import json_text

ENGLISH = Translator("en")


def content(dossier) -> bytes:
    """Return a dossier as the bytes of its file."""
    return json_text(dossier).encode()


def changed(*path, to) -> dict:
    """Return the valid dossier with another value at one place."""
    dossier = copy.deepcopy(base_dossier())
    place = dossier
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return dossier


def without(*path) -> dict:
    """Return the valid dossier with one key left out."""
    dossier = copy.deepcopy(base_dossier())
    place = dossier
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return dossier


def constrained(*constraints) -> dict:
    """Return the valid dossier with constraints."""
    return base_dossier() | {"constraints": list(constraints)}


def told(file: bytes | str | dict) -> list[tuple[str, str]]:
    """Return every mistake of a file, its path and its English sentence; [] where it is valid."""
    raw = content(file) if isinstance(file, dict) else file
    raw = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    try:
        read_dossier(raw)
    except InvalidFile as error:
        return [(fault.path, ENGLISH.say(fault.template, **fault.values)) for fault in error.faults]
    return []
