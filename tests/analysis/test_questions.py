"""Why not, front, stress and uncertainty, against the independent reference."""

import json
import random

import pytest

from planner.analysis.front import front
from planner.analysis.stress import stress
from planner.analysis.uncertainty import uncertainty
from planner.analysis.why_not import why_not
from planner.dossier.reading import read_dossier
from planner.dossier.schemas import schema
from tests.oracle.analyses import check_front, check_stress, check_uncertainty, check_why_not
from tests.oracle.dossiers import random_dossier
from tests.oracle.writing import json_text, json_value

SEEDS = range(700, 716)
jsonschema = pytest.importorskip("jsonschema")


def drawn(seed):
    text = json_text(random_dossier(random.Random(seed)))
    return json_value(text), read_dossier(text.encode())


def exact(written):
    """Return an answer as the reference reads it, its numbers exactly as they are written."""
    return json_value(json.dumps(written))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("cautious", [False, True], ids=["level", "cautious"])
def test_a_front_is_the_one_of_the_reference(seed, cautious):
    case, dossier = drawn(seed)
    written = front(dossier, cautious=cautious).written()
    assert check_front(case, exact(written), cautious) == []
    jsonschema.validate(written, schema("front"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("cautious", [False, True], ids=["level", "cautious"])
def test_the_stress_of_teams_is_that_of_the_reference(seed, cautious):
    case, dossier = drawn(seed)
    written = stress(dossier, cautious=cautious).written()
    assert check_stress(case, exact(written), cautious) == []
    jsonschema.validate(written, schema("stress"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("cautious", [False, True], ids=["level", "cautious"])
def test_why_not_somebody_is_told_as_by_the_reference(seed, cautious):
    case, dossier = drawn(seed)
    chance = random.Random(seed)
    person = chance.choice([one.id for one in dossier.people])
    seat = chance.choice([None, *dossier.situation().seats])
    written = why_not(dossier, person, seat, cautious=cautious).written()
    assert check_why_not(case, person, seat, exact(written), cautious) == []
    jsonschema.validate(written, schema("why-not"))


@pytest.mark.parametrize("seed", SEEDS)
def test_uncertainty_is_near_that_of_the_reference(seed):
    case, dossier = drawn(seed)
    written = uncertainty(dossier, draws=400, seed=seed).written()
    assert check_uncertainty(case, exact(written), 400, False) == []
    jsonschema.validate(written, schema("uncertainty"))


def test_the_same_seed_draws_the_same_and_another_does_not():
    _, dossier = drawn(701)
    told = [
        {**uncertainty(dossier, draws=50, seed=seed).written(), "seconds": 0, "seed": 0}
        for seed in (3, 3, 4)
    ]
    assert told[0] == told[1]
