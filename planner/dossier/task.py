"""The task of a dossier as one thing: what is asked of its teams, and what counts most.

It is fixed before the profiles of candidates are opened, so that no task is written towards a
person. A note is no part of it, and neither is the order in which rows stand in the file.
"""

import hashlib
import json
from typing import Any

from planner.domain.team import Demand
from planner.dossier.dossier import Dossier


def task_fingerprint(dossier: Dossier) -> str:
    """Return the SHA-256 of the demands of all teams, the least of each seat, and the priorities.

    Two dossiers have the same one where they ask the same, whatever people are in them.
    """
    asked = {
        "teams": sorted(
            [team.id, sorted(_row(row) for row in team.demand)]
            for team in dossier.teams
            if team.demand
        ),
        "seats": sorted(
            [seat.id, sorted(seat.minimum.items())]
            for team in dossier.teams
            for seat in team.seats
            if seat.minimum
        ),
        "priorities": [[each.objective, each.slack] for each in dossier.priorities],
    }
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


def _row(row: Demand) -> list[Any]:
    return [row.behaviour, row.importance, row.level, row.carriers, row.critical, row.spread]


def outsiders(dossier: Dossier) -> frozenset[str]:
    """Return who is in a dossier without a seat or a part in a circle: those who may come."""
    around = {person for team in dossier.teams for person in team.circle}
    sitting = {seat.incumbent for team in dossier.teams for seat in team.seats}
    return frozenset(person.id for person in dossier.people) - around - sitting
