"""Tries the check of rounds: a right answer passes, and no part of it can be changed."""

import copy
import random
from functools import cache

import pytest

from planner.analysis.round.answer import round_report
from planner.dossier.reading import read_dossier

from .checks import Reference
from .dossiers import random_dossier
from .rounds import problems_of_round
from .writing import json_text, json_value


@cache
def answered(number):
    """Return a reference and the answer about a random dossier, which is right."""
    text = json_text(random_dossier(random.Random(number)))
    result = json_value(json_text(round_report(read_dossier(text.encode())).written()))
    reference = Reference(json_value(text))
    assert problems_of_round(reference, result, False) == []
    return reference, result


def chosen(wanted):
    """Return the first of the answers that has what is wanted."""
    return next(pair for pair in map(answered, range(3000, 3300)) if wanted(pair[1]))


def with_a_chain(result):
    return any(len(chain["moves"]) > 1 for chain in result["chains"]) and result["unfilled"]


def longest(result):
    return max(result["chains"], key=lambda chain: len(chain["moves"]))


def refused(reference, result, change):
    """Tell whether a changed answer is found out."""
    changed = copy.deepcopy(result)
    change(changed)
    assert changed != result
    return bool(problems_of_round(reference, changed, False))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.update(proven=False),
        lambda r: r["text"].pop("en"),
        lambda r: r["before"]["objectives"].update(coverage=999),
        lambda r: r["after"].update(coverage_percent=1),
        lambda r: r["bounds"].update(dict.fromkeys(r["bounds"], -1)),
        lambda r: r["gap"].update(dict.fromkeys(r["gap"], 1)),
        lambda r: next(iter(r["teams"].values())).update(short=[1]),
        lambda r: next(iter(r["teams"].values())).update(after=r["before"] | {"x": 1}, before=None),
        lambda r: r["moves"].pop(),
        lambda r: r["moves"][0].update(to=r["moves"][0]["from"]),
        lambda r: r["moves"][0].update(teams=[]),
        lambda r: r["chains"].pop(),
        lambda r: longest(r)["moves"].reverse(),
        lambda r: longest(r).update(closed=not longest(r)["closed"]),
        lambda r: longest(r).update(stays_empty="nowhere"),
        lambda r: longest(r)["before"].update(coverage=999),
        lambda r: longest(r).update(after=None),
        lambda r: longest(r).update(breaks=[{"item": {"constraint": 0}}]),
        lambda r: r["unfilled"].pop(),
        lambda r: r["unfilled"][0].update(why="nothing"),
        lambda r: r["unfilled"][0].update(open_to=["somebody"]),
        lambda r: r["without_seat"].append({"person": "p1", "seat": "s", "team": "t"}),
        lambda r: r.update(conflict=[{"filled": "bv"}]),
    ],
)
def test_no_part_of_a_round_can_be_changed(change):
    assert refused(*chosen(with_a_chain), change)


def test_a_chain_cannot_be_cut_in_two():
    reference, result = chosen(with_a_chain)

    def cut(changed):
        chain = longest(changed)
        rest = copy.deepcopy(chain) | {"moves": chain["moves"][1:]}
        chain["moves"] = chain["moves"][:1]
        changed["chains"].append(rest)

    assert refused(reference, result, cut)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.update(status="unknown"),
        lambda r: r["conflict"].pop(),
        lambda r: r["conflict"][0]["text"].pop("nl"),
        lambda r: r["moves"].append({}),
        lambda r: next(iter(r["teams"].values()))["before"]["objectives"].update(coverage=999),
    ],
)
def test_no_part_of_an_infeasible_round_can_be_changed(change):
    assert refused(*chosen(lambda result: result["conflict"]), change)
