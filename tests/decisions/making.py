"""Decisions for tests: on the worked examples, and on small dossiers."""

import datetime
import json
from functools import cache

from planner.analysis.propose import propose
from planner.decisions.deciding import Basis, Chosen, decide
from planner.decisions.parts import Options, Present
from planner.dossier.examples import examples
from planner.dossier.reading import read_dossier
from tests.building import BEHAVIOURS

DATE = datetime.date(2026, 3, 2)
PRESENT = (
    Present(name="A. Voorbeeld", role="voorzitter"),
    Present(name="B. Voorbeeld", role="lid"),
)


@cache
def result_of(content: bytes, options: Options = Options()):  # noqa: B008
    return propose(
        read_dossier(content),
        alternatives=options.alternatives,
        difference=options.difference,
        seed=options.seed,
        cautious=options.cautious,
    )


def basis_of(content: bytes, options: Options = Options(), **more) -> Basis:  # noqa: B008
    return Basis(content, options, result_of(content, options), **more)


def decided(
    content: bytes, rank: int = 1, *, basis=None, reasons="Dit team draagt de opgave.", **more
):
    """Return a decision for the proposal of a rank; 0 keeps everybody where they sit."""
    basis = basis or basis_of(content)
    situation = read_dossier(content).situation()
    proposals = basis.result.proposals
    taken = proposals[rank - 1].assignment if rank and proposals else situation.incumbents
    departure = more.pop("departure", "Zij kent het veld.")
    chosen = Chosen(dict(taken), reasons, departure, **more)
    return decide("besluit-7", DATE, basis, chosen, PRESENT)


@cache
def example(name: str = "mt-uitvoering", rank: int = 1):
    """Return the decision on a worked example."""
    return decided(examples()[name], rank)


def small(people: int = 4, **more) -> bytes:
    """Return the file of a dossier with one vacancy and so many candidates for it."""
    names = [f"p{number}" for number in range(people)]
    seats = [
        {"id": "chair", "title": "Voorzitter", "incumbent": "boss", "locked": True},
        {"id": "vacancy", "title": "Directeur", "candidates": names},
    ]
    everybody = [
        {"id": "boss", "name": "De Baas", "levels": {"trust": 4}},
        *(
            {"id": name, "name": f"Kandidaat {number}", "levels": {"candour": 2 + number % 3}}
            for number, name in enumerate(names)
        ),
    ]
    demand = [
        {"behaviour": "trust", "importance": 2, "level": 3, "carriers": 1},
        {"behaviour": "candour", "importance": 5, "level": 4, "carriers": 1},
    ]
    team = {"id": "mt", "title": "MT Klein", "demand": demand, "seats": seats}
    dossier = {
        "format": "abd-planner/dossier/1",
        "title": "Vacature directeur",
        "repertoire": {
            "id": "small",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": one} for one in ("inward", "upward", "outward", "across")],
            "behaviours": [
                {"id": name, "direction": direction} for name, direction in BEHAVIOURS.items()
            ],
        },
        "people": everybody,
        "teams": [team],
        **more,
    }
    return json.dumps(dossier, ensure_ascii=False, indent=1).encode()
