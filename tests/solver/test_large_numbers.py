"""Whatever a dossier asks, the program's numbers stay small and its answers exact."""

import json
import random

import pytest

from planner.analysis.propose import propose
from planner.dossier.reading import read_dossier
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import check_result
from tests.oracle.writing import json_text, json_value


@pytest.mark.parametrize("asked", [5_000, 300_000, 10**9, 10**15, 10**30])
@pytest.mark.parametrize("seed", range(6))
def test_a_row_may_ask_for_any_number_of_carriers(seed, asked):
    case = random_dossier(random.Random(4000 + seed))
    for team in case["teams"]:
        for row in team["demand"][: 1 + seed % 2]:
            row["carriers"] = asked
            row["critical"] = False
    case["priorities"] = [
        {"objective": "balance"},
        {"objective": "coverage"},
        {"objective": "load"},
    ]
    text = json_text(case)
    result = propose(read_dossier(text.encode()), alternatives=2)
    told = json_value(json.dumps(result.written()))
    assert check_result(json_value(text), told, 2, 1, False) == []
