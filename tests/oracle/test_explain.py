"""Tries the check of explanations: a right answer passes, and no part of it can be changed."""

import copy
import random
from functools import cache

import pytest

from planner.analysis.explain.answer import explain
from planner.dossier.reading import read_dossier

from .checks import Reference
from .dossiers import random_dossier
from .explain import one_step, problems_of_explanation
from .writing import json_text, json_value


def answered(accepted, first):
    """Return a reference and an answer that has what is looked for, the first from a number on."""
    for number in range(first, 300):
        text = json_text(random_dossier(random.Random(number)))
        result = json_value(json_text(explain(read_dossier(text.encode())).written()))
        if accepted(result):
            reference = Reference(json_value(text))
            assert problems_of_explanation(reference, result, False) == []
            return reference, result
    raise AssertionError("no random dossier has such an answer")


def binding(result):
    """Return the requirements of an answer that bind and improve by a step."""
    return [
        one
        for one in result["requirements"]
        if one["binds"] and one["relaxed"]["improves"] and one["relaxed"]["instead"]
    ]


@cache
def explained():
    """Return an explained proposal that says something of everything."""
    return answered(lambda r: binding(r) and r["moves"] and r["moves"][0]["rows"], first=56)


@cache
def clashing():
    """Return an explained clash that gives way by a parameter."""
    return answered(
        lambda r: (
            r["conflict"]
            and r["conflict"][0]["scope"] == "dossier"
            and r["conflict"][0]["smallest"]["instead"]
        ),
        first=15,
    )


def refused(reference, result, change):
    """Tell whether a changed answer is found out."""
    changed = copy.deepcopy(result)
    change(changed)
    assert changed != result
    return bool(problems_of_explanation(reference, changed, False))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r["moves"].pop(),
        lambda r: r["moves"][0]["rows"].clear(),
        lambda r: r["moves"][0]["without"]["objectives"].update(coverage=999),
        lambda r: binding(r)[0].update(binds=False),
        lambda r: binding(r)[0].update(left_out=None),
        lambda r: binding(r)[0]["relaxed"]["improves"].update(after=-1),
        lambda r: binding(r)[0]["relaxed"].update(instead={"limit": 99}),
        lambda r: binding(r)[0]["relaxed"].update(composition=r["proposal"]),
        lambda r: next(q for q in r["requirements"] if not q["binds"]).update(binds=True),
        lambda r: r["objectives"][0].update(best=-1),
        lambda r: r["objectives"][-1].update(value=-1),
        lambda r: r["objectives"].pop(),
    ],
)
def test_no_part_of_an_explanation_can_be_changed(change):
    reference, result = explained()
    assert refused(reference, result, change)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r["conflict"].pop(),
        lambda r: r["conflict"][0].update(scope="conflict"),
        lambda r: r["conflict"][0]["smallest"].update(instead={"limit": 99}),
        lambda r: r["conflict"][0]["smallest"].update(composition=None),
        lambda r: r["conflict"][0]["smallest"]["composition"].update(coverage_percent=1),
        lambda r: r.update(status="optimal"),
    ],
)
def test_no_part_of_an_explained_clash_can_be_changed(change):
    reference, result = clashing()
    assert refused(reference, result, change)


def test_a_step_is_written_out_for_every_kind_that_knows_less():
    raw = json_value(json_text(random_dossier(random.Random(0))))
    parameters = [
        ({"kind": "max_changes", "limit": 1}, [{"limit": 2}]),
        ({"kind": "max_load", "limit": 3}, [{"limit": 4}]),
        ({"kind": "redundancy", "carriers": 2}, [{"carriers": 1}]),
        ({"kind": "coverage_floor", "percent": 3}, [{"percent": 0}]),
        ({"kind": "departures", "count": 1, "percent": 80}, [{"percent": 75}]),
        ({"kind": "exclude", "person": "p1"}, []),
        ({"kind": "apart", "people": ["p1", "p2"]}, []),
        ({"kind": "together", "people": ["a", "b", "c"]}, [{"people": list(two)} for two in
                                                          ("bc", "ac", "ab")]),
        ({"kind": "tenure"}, [{"minimum_years": 2}, {"maximum_years": 8}]),
        ({"kind": "attribute_count", "attribute": "x", "value": 1, "minimum": 1, "maximum": 2},
         [{"minimum": 0}, {"maximum": 3}]),
    ]  # fmt: skip
    for constraint, expected in parameters:
        case = Reference(raw | {"constraints": [constraint]}).case
        steps = one_step(case, ("constraint", 0))
        assert [step.instead for step in steps] == expected
