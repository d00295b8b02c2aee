"""A new dossier: one team with empty seats, and a task that is empty or comes from a preset."""

from collections.abc import Sequence
from typing import Any

from planner.domain.text import Text
from planner.dossier.presets import demand_of, presets

_REPERTOIRE = "abd-2021"


def new_dossier(title: str, team: str, seats: Sequence[Text], preset: str | None) -> dict[str, Any]:
    """Return the content of a new dossier.

    Args:
        title: what the dossier is called.
        team: what its team is called.
        seats: the titles of the team's seats.
        preset: what suggests the rows of its task; without one nothing is asked yet.

    Raises:
        KeyError: there is no such preset.
    """
    return {
        "format": "abd-planner/dossier/1",
        "title": title,
        "repertoire": _REPERTOIRE if preset is None else presets()[preset].repertoire,
        "people": [],
        "teams": [
            {
                "id": "team",
                "title": team,
                "demand": [] if preset is None else demand_of(preset),
                "seats": [
                    {"id": f"seat-{number}", "title": title}
                    for number, title in enumerate(seats, start=1)
                ],
            }
        ],
    }
