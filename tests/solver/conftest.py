"""Small dossiers, line-ups of solvers, and answers as bytes."""

import json
import random
from dataclasses import dataclass

import pytest

from planner.analysis.propose import propose
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from planner.solver import proposals
from planner.solver.backends import Backend
from planner.solver.race import Race
from tests.oracle.dossiers import random_dossier
from tests.oracle.writing import json_text, json_value

CP_SAT, SCIP, HIGHS = Backend


def read(dossier: dict) -> Dossier:
    """Return a dossier as the program has it."""
    return read_dossier(json_text(dossier).encode())


def at_random(seed: int) -> dict:
    """Return a random dossier as parsed JSON, its decimals exact."""
    return json_value(json_text(random_dossier(random.Random(seed))))


def seat(name: str, *candidates: str, **more) -> dict:
    """Return a seat that is open to these people."""
    return {"id": name, "candidates": list(candidates), **more}


def row(behaviour: str, importance: int = 1, carriers: int = 1, **more) -> dict:
    """Return a row that asks level 3."""
    wanted = {"behaviour": behaviour, "importance": importance, "level": 3, "carriers": carriers}
    return wanted | more


def team_of(seats: list[dict], rows: list[dict], people: dict[str, str], **more) -> dict:
    """Return a dossier of one team; `people` says of each person which behaviours they carry."""
    return {
        "format": "abd-planner/dossier/1",
        "title": "Klein",
        "repertoire": {
            "id": "klein",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "inward"}],
            "behaviours": [{"id": name, "direction": "inward"} for name in "abcdef"],
        },
        "people": [
            {"id": name, "levels": dict.fromkeys(carried.split(), 4)}
            for name, carried in people.items()
        ],
        "teams": [{"id": "mt", "demand": rows, "seats": seats}],
        **more,
    }


def as_bytes(dossier: dict, **options) -> bytes:
    """Return the whole answer as bytes, all but the seconds that it took."""
    answer = propose(read(dossier), **options).written()
    return json.dumps(answer | {"seconds": 0}).encode()


@dataclass
class StoppingRace(Race):
    """A race after which somebody stops the search, when it was run so many times."""

    runs: int = 0
    last: int = 1

    def run(self, task, limits, listener=None):
        answer = super().run(task, limits, listener)
        self.runs += 1
        if self.runs == self.last:
            limits.stop.set()
        return answer


@pytest.fixture
def line_up(monkeypatch):
    """Return a function that makes every search from now on race these solvers, in this order."""

    def enter(*backends: Backend) -> None:
        monkeypatch.setattr(proposals, "Race", lambda: Race(line_up=list(backends)))

    return enter
