"""Dossiers that try the pages: very large, very small, and with markup in every text."""

import json
from typing import Any

from planner.dossier.editing import Edit
from planner.resources.files import resource_path
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.freezes import Freezes
from planner.store.told import recorded

EXAMPLES = ("mt-uitvoering", "twee-directies-carrousel", "crisisteam")
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&<b>"


def example(name: str) -> dict[str, Any]:
    """Return a worked example as its file has it."""
    path = resource_path("fixtures", "dossiers", f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8"))


def behaviours() -> list[str]:
    """Return the ids of the behaviours that ship with the program."""
    path = resource_path("fixtures", "repertoires", "abd-2021.json")
    return [each["id"] for each in json.loads(path.read_text(encoding="utf-8"))["behaviours"]]


def large() -> dict[str, Any]:
    """Return thirty behaviours, ten people and four around them, with names of forty letters."""
    rows = behaviours()
    assert len(rows) == 30
    people = [
        {
            "id": f"p{number}",
            "name": f"Wilhelmina-Alexandra van Oldenbarneveldt {number}"
            if number % 2
            else "Hottentottententententoonstellingsmakers",
            "levels": {
                row: (10 + (number * 7 + position * 11) % 29) / 10
                for position, row in enumerate(rows)
            },
        }
        for number in range(14)
    ]
    return {
        "format": "abd-planner/dossier/1",
        "title": "Dertig gedragingen en tien mensen",
        "repertoire": "abd-2021",
        "people": people,
        "teams": [
            {
                "id": "mt",
                "title": "Bestuursraad",
                "circle": [f"p{number}" for number in range(10, 14)],
                "demand": [
                    {
                        "behaviour": row,
                        "importance": 1 + position % 5,
                        "level": 3.5,
                        "carriers": 1 + position % 4,
                        "critical": False,
                        "spread": position % 3 == 0,
                    }
                    for position, row in enumerate(rows)
                ],
                "seats": [
                    {
                        "id": f"s{number}",
                        "title": "Directeur-generaal Informatievoorziening en Bedrijfsvoering",
                        "incumbent": f"p{number}",
                    }
                    for number in range(10)
                ],
            }
        ],
    }


def small() -> dict[str, Any]:
    """Return four behaviours of two directions, one person, and few texts."""
    return {
        "format": "abd-planner/dossier/1",
        "title": "Klein",
        "repertoire": "abd-2021",
        "people": [{"id": "a", "levels": {"crisis": 4, "speaking_truth": 2}}],
        "teams": [
            {
                "id": "kwartet",
                "demand": [
                    {"behaviour": row, "importance": 1, "level": 3, "carriers": 1}
                    for row in ("crisis", "speaking_truth", "rule_of_law", "long_term")
                ],
                "seats": [{"id": "stoel", "incumbent": "a"}, {"id": "vrij", "optional": True}],
            }
        ],
    }


def empty() -> dict[str, Any]:
    """Return a dossier as it is begun: a task and seats, and nobody yet."""
    case = small()
    (team,) = case["teams"]
    seats = [{"id": seat["id"]} for seat in team["seats"]]
    begun = {name: case[name] for name in ("format", "title", "repertoire")}
    teams = [{"id": team["id"], "demand": team["demand"], "seats": seats}]
    return {**begun, "people": [], "teams": teams}


def hostile() -> dict[str, Any]:
    """Return a dossier with markup in every text that a file can hold, ids too."""
    behaviour, person, team, seat = (f"{MARKUP}{kind}" for kind in "bpts")
    return {
        "format": "abd-planner/dossier/1",
        "title": {"nl": MARKUP, "en": MARKUP},
        "note": MARKUP,
        "repertoire": {
            "id": MARKUP,
            "title": MARKUP,
            "version": MARKUP,
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "across", "label": MARKUP}, {"id": MARKUP, "label": MARKUP}],
            "behaviours": [
                {
                    "id": behaviour,
                    "direction": MARKUP,
                    "label": MARKUP,
                    "definition": MARKUP,
                    "anchors": {"3": MARKUP},
                },
                {"id": "plain", "direction": "across"},
            ],
        },
        "people": [
            {"id": person, "name": MARKUP, "note": MARKUP, "levels": {behaviour: 4}},
            {"id": "around", "name": MARKUP, "levels": {"plain": 2}},
        ],
        "candidates": [person],
        "teams": [
            {
                "id": team,
                "title": MARKUP,
                "note": MARKUP,
                "circle": ["around"],
                "demand": [
                    {
                        "behaviour": each,
                        "importance": 3,
                        "level": 3,
                        "carriers": 1,
                        "spread": True,
                        "note": MARKUP,
                    }
                    for each in (behaviour, "plain")
                ],
                "seats": [
                    {"id": seat, "title": MARKUP, "note": MARKUP, "minimum": {behaviour: 3}},
                    {"id": "other", "title": MARKUP, "optional": True},
                ],
            }
        ],
        "constraints": [{"kind": "include", "person": person, "note": MARKUP}],
    }


def keep(store: Store, name: str, dossier: dict[str, Any]) -> None:
    """Keep a dossier under an id, open as an example is; where there is one, it becomes this."""
    dossiers = Dossiers(store)
    kept = dossiers.find(name)
    if kept is None:
        content = json.dumps(dossier, ensure_ascii=False).encode()
        dossiers.add(content, recorded("added"), name)
    else:
        # What an earlier test put away stays as it is until it is brought back.
        dossiers.archive(name, archived=False)
        dossiers.edit(name, kept.version, [Edit((), dossier)], recorded("changed"))
    fix(store, name, is_example=True)


def fix(store: Store, dossier: str, *, is_example: bool = False) -> None:
    """Fix the task of a dossier, so that its candidates' profiles can be opened."""
    dossiers = Dossiers(store)
    kept = dossiers.find(dossier)
    assert kept is not None
    Freezes(store).fix(dossier, kept.version, dossiers.open(kept), is_example=is_example)
