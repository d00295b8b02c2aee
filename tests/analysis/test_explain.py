"""Explanations: against the independent reference, and cases that can be told in a sentence."""

import json
import pickle
import random

import pytest

from planner.analysis.explain.answer import NoSuchProposal, explain
from planner.dossier.schemas import schema
from planner.solver.limits import Limits
from tests.building import dossier, person, row, seat, team
from tests.oracle.checks import Reference
from tests.oracle.dossiers import random_dossier
from tests.oracle.explain import problems_of_explanation
from tests.oracle.writing import json_text, json_value

from .conftest import as_json, read

jsonschema = pytest.importorskip("jsonschema")


def problems(number, cautious):
    """Return what is wrong with the explanation of one random dossier."""
    raw = json_value(json_text(random_dossier(random.Random(number))))
    answer = explain(read(raw), cautious=cautious)
    jsonschema.validate(answer.written(), schema("explain"))
    return problems_of_explanation(Reference(raw), as_json(answer), cautious)


@pytest.mark.parametrize("number", range(30))
def test_an_explanation_is_the_one_of_the_reference(number):
    assert problems(number, number % 3 == 0) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 1400, 20))
def test_many_explanations_are_those_of_the_reference(start):
    for number in range(start, start + 20):
        for cautious in (False, True):
            assert problems(number, cautious) == [], number


ANN = person("ann", {"trust": 4})
BEN = person("ben", {"crisis": 4})
CAS = person("cas", {"trust": 4, "crisis": 4})
ROWS = [row("trust", importance=2), row("crisis", importance=3)]


def requirement(answer, **item):
    """Return the answer about one item."""
    (found,) = (one for one in answer.requirements if one.item.written() == item)
    return found


def test_a_chain_is_one_move_and_what_hangs_apart_is_another():
    seats = [seat("s1", "ann"), seat("s2", candidates=["ann"]), seat("s3", candidates=["cas"])]
    seats[0]["candidates"] = ["ben"]
    rules = [{"kind": "include", "person": "ann", "seat": "s2"}]
    answer = explain(dossier([ANN, BEN, CAS], [team("mt", seats, ROWS)], rules))
    assert [[c.seat for c in move.changes] for move in answer.moves] == [["s1", "s2"], ["s3"]]


def test_a_move_tells_what_it_buys_through_whom_and_what_it_costs():
    seats = [seat("s1", "ann", candidates=["ben"])]
    rows = [row("trust"), row("crisis", importance=3)]
    (move,) = explain(dossier([ANN, BEN], [team("mt", seats, rows)])).moves
    gains = {one.behaviour: (one.without_carriers, one.with_carriers) for one in move.rows}
    assert gains == {"trust": (["ann"], []), "crisis": ([], ["ben"])}
    assert (move.without_it.coverage_percent, move.with_it.coverage_percent) == (25.0, 75.0)
    assert move.needed_for == []
    assert move.text.en == (
        "Ben takes the seat s1 in the place of Ann. Ann has no seat then. "
        "With it 75 % is covered, without it 25 %. "
        "You may leave it out; then you also lose what it brings."
    )
    assert move.rows[0].text.nl == (
        "‘Trust’ gaat van 1 naar 0 dragers; de opgave vraagt er 1. Ann draagt dit daar niet meer."
    )


def test_a_move_that_buys_nothing_can_be_left_out_and_says_so():
    # Two who are alike, and changes do not count: the lot decides whether there is a move.
    case = dossier([person("eef"), person("fie")], [team("mt", [seat("s1", "eef")], ROWS)])
    found = [moves for seed in range(8) if (moves := explain(case, seed=seed).moves)]
    assert 0 < len(found) < 8
    ((move,), *_) = found
    assert move.text.nl.endswith("Het kan ook zonder: niets wat telt, wordt dan slechter.")


def test_a_move_that_a_requirement_asks_for_says_what_would_be_broken():
    (move,) = explain(dossier([ANN], [team("mt", [seat("s1")], ROWS)])).moves
    assert [needed.item.written() for needed in move.needed_for] == [{"filled": "s1"}]
    assert move.needed_for[0].text.en == "MT: the seat s1 is empty."


def test_a_development_is_told_beside_the_proposal_without_it():
    dee = person("dee", {"trust": 2})
    rules = [{"kind": "development", "budget": 1}]
    (step,) = explain(
        dossier([dee], [team("mt", [seat("s1", "dee")], [row("trust")])], rules)
    ).steps
    assert (step.without_it.coverage_percent, step.with_it.coverage_percent) == (0.0, 100.0)
    assert step.text.en.startswith("Dee develops ‘Trust’ from 2 to 3.")


def test_a_limit_on_changes_binds_and_one_more_change_says_what_it_gives():
    seats = [seat("s1", "ann"), seat("s2", "eef")]
    people = [ANN, BEN, CAS, person("eef")]
    case = dossier(
        people, [team("mt", seats, ROWS)], [{"kind": "max_changes", "limit": 0}],
        priorities=("coverage", "changes"),
    )  # fmt: skip
    found = requirement(explain(case), constraint=0)
    assert found.binds
    assert found.relaxed.instead == {"limit": 1}
    assert found.relaxed.improves == found.left_out
    assert (found.left_out.objective, found.left_out.before, found.left_out.after) == (
        "coverage",
        3,
        0,
    )
    assert (
        "If you ask “At most 1 seat changes hands” instead, the shortfall can go down to 0 %; as "
        "it is asked now, to 60 %." in found.text.en
    )
    assert "Worse than in the proposal: the number of changes goes from 0 to 1." in found.text.en


def test_what_does_not_bind_costs_nothing():
    case = dossier([ANN, BEN], [team("mt", [seat("s1"), seat("s2")], ROWS)])
    found = requirement(explain(case), filled="s1")
    assert (found.binds, found.left_out, found.relaxed) == (False, None, None)


def test_where_one_step_is_not_enough_that_is_said():
    seats = [seat("s1", "ann"), seat("s2", "ben"), seat("s3", "cas")]
    people = [ANN, BEN, CAS, *(person(n, {"network": 5}) for n in ("x", "y"))]
    rows = [row("network", carriers=2, importance=5)]
    rules = [
        {"kind": "together", "people": ["x", "y"]},
        {"kind": "max_changes", "limit": 0},
    ]
    found = requirement(explain(dossier(people, [team("mt", seats, rows)], rules)), constraint=1)
    assert found.binds
    assert found.relaxed.improves is None
    assert found.left_out.after == 0
    assert "a little less is not enough" in found.text.en
    assert "If you leave this out, the shortfall can go down to 0 %" in found.text.en


def test_an_objective_tells_how_far_it_could_go_and_at_what_price():
    seats = [seat("s1", "eef", candidates=["cas"])]
    case = dossier(
        [CAS, person("eef")], [team("mt", seats, ROWS)], priorities=("coverage", "changes")
    )
    coverage, changes = explain(case).objectives
    assert (coverage.value, coverage.best) == (0, 0)
    assert coverage.text.en.endswith("could not be better even if it came first.")
    assert (changes.value, changes.best) == (1, 0)
    assert "Covered is then 0 %, in the proposal 100 %." in changes.text.en
    assert "On the seat s1 then sits Eef instead of Cas." in changes.text.en


def test_a_clash_tells_how_little_each_item_must_give_way():
    case = dossier(
        [ANN, BEN], [team("mt", [seat("s1", candidates=["ann", "ben"])], ROWS)],
        [{"kind": "coverage_floor", "percent": 70}],
    )  # fmt: skip
    answer = explain(case)
    (floor,) = answer.conflict
    assert answer.status == "infeasible"
    assert (floor.scope, floor.smallest.instead) == ("dossier", {"percent": 60})
    assert floor.text.nl.startswith(
        "Als u in plaats daarvan vraagt: “Het team dekt minstens 60 % van wat de opgave vraagt”, "
        "dan past al het andere. Minder ver gaan is niet genoeg."
    )


def test_a_percentage_is_rounded_down_to_what_truly_fits():
    rows = [row("trust", importance=1), row("crisis", importance=2)]
    case = dossier([BEN], [team("mt", ["s1"], rows)], [{"kind": "coverage_floor", "percent": 90}])
    (floor,) = explain(case).conflict
    assert floor.smallest.instead == {"percent": 66.6}


def test_a_minimum_gives_way_to_the_highest_level_that_fits():
    dee = person("dee", {"trust": 2.3})
    case = dossier([dee], [team("mt", [seat("s1", minimum={"trust": 4})])])
    minimum = next(one for one in explain(case).conflict if one.item.kind == "minimum")
    assert minimum.smallest.instead == {"minimum": {"trust": 2.3}}


def test_where_two_clashes_stand_beside_each_other_one_solved_leaves_the_other():
    rules = [{"kind": "exclude", "person": "ann"}, {"kind": "exclude", "person": "ben"}]
    seats = [seat("s1", "ann", locked=True), seat("s2", "ben", locked=True)]
    answer = explain(dossier([ANN, BEN], [team("mt", seats)], rules))
    assert {one.scope for one in answer.conflict} == {"conflict"}
    assert all(one.smallest.composition is None for one in answer.conflict)
    assert all("even without this altogether" in one.text.en for one in answer.conflict)


def test_a_proposal_that_is_not_there_is_refused_with_how_many_there_are():
    with pytest.raises(NoSuchProposal) as refused:
        explain(dossier([ANN], [team("mt", ["s1"])]), proposal=3)
    assert refused.value.number == 1


def test_another_proposal_is_explained_beside_the_same_optimum():
    case = dossier([ANN, CAS], [team("mt", ["s1"], ROWS)])
    answer = explain(case, proposal=2)
    assert answer.proposal.assignment == {"s1": "ann"}
    first = answer.objectives[0]
    assert (first.value, first.best) == (3, 0)
    assert first.text.en.startswith(
        "The shortfall is 60 %, and could be 0 %. Covered is then 100 %"
    )


def test_what_slack_gave_away_is_told_with_how_to_keep_it():
    seats = [seat("s1", "ann", candidates=["cas"])]
    raw = dossier([ANN, CAS], [team("mt", seats, ROWS)], priorities=("coverage", "changes"))
    slack = {"priorities": [{"objective": "coverage", "slack": 9}, {"objective": "changes"}]}
    (first, _) = explain(read(raw.written() | slack)).objectives
    assert (first.value, first.best) == (3, 0)
    assert first.text.en.endswith("Then give it no slack in the priorities.")


class Watch:
    """A time limit that is over after so many looks."""

    def __init__(self, looks):
        self.looks = looks

    def is_set(self):
        self.looks -= 1
        return self.looks < 0


def test_what_the_time_did_not_allow_is_null_and_said():
    seats = [seat("s1", "ann"), seat("s2", "eef")]
    case = dossier(
        [ANN, BEN, CAS, person("eef")], [team("mt", seats, ROWS)],
        [{"kind": "max_changes", "limit": 0}],
    )  # fmt: skip
    whole = explain(case)
    seen = set()
    for looks in (*range(0, 60, 4), *range(60, 400, 40)):
        answer = explain(case, limits=Limits(stop=Watch(looks)))
        seen.add(answer.status)
        for known, one in zip(whole.requirements, answer.requirements, strict=False):
            assert one.binds in (known.binds, None)
            assert one.binds is not None or "not known" in one.text.en
        for known, one in zip(whole.objectives, answer.objectives, strict=False):
            assert one.best in (known.best, None)
            assert one.best is not None or "not known" in one.text.en
    assert seen >= {"unknown", "optimal"}


class Elsewhere:
    """A sweep whose tasks, work and answers go the way to another process and back."""

    def run(self, work, tasks, limits):
        for task in tasks:
            there = pickle.loads(pickle.dumps((work, task)))
            yield pickle.loads(pickle.dumps(there[0](there[1], limits)))


@pytest.mark.parametrize("number", [3, 4, 12, 21])
def test_work_done_elsewhere_gives_the_same(number):
    case = read(random_dossier(random.Random(number)))
    here, there = explain(case), explain(case, sweep=Elsewhere())
    assert here.written() | {"seconds": 0} == there.written() | {"seconds": 0}


def in_a_readers_units(case, objective, value):
    """Return a figure as a reader knows it: a percentage, levels, or a plain number."""
    if objective in ("coverage", "departure"):
        rows = [row for each in case.situation().teams for row in each.demand]
        asked = sum(row.importance * row.carriers for row in rows)
        return f"{percent(100 * value / asked if asked else 0)} %"
    if objective == "balance":
        return f"{percent(value / 10)} %"
    return percent(value / 10) if objective == "nearness" else str(value)


def percent(value):
    return f"{value + 1e-9:.1f}".removesuffix(".0")


def check_numbers(case, answer):
    """Check that what is said of each finding has its numbers."""

    def told_as(objective, value):
        return in_a_readers_units(case, objective, value)

    for effect in (*answer.moves, *answer.steps):
        assert f"{percent(effect.with_it.coverage_percent)} %" in effect.text.en
        for found in effect.rows:
            before, after = len(found.without_carriers), len(found.with_carriers)
            told = f"stays {after}." if before == after else f"goes from {before} to {after} "
            assert told in found.text.en
    for found in answer.requirements:
        assert ("costs nothing" in found.text.en) == (found.binds is False)
        improves = (found.relaxed and found.relaxed.improves) or found.left_out
        if improves:
            told = f"can go down to {told_as(improves.objective, improves.after)}"
            assert told in found.text.en
            told = f"as it is asked now, to {told_as(improves.objective, improves.before)}."
            assert told in found.text.en
        if found.relaxed and found.relaxed.improves:
            then = found.relaxed.composition.coverage_percent
            assert f"{percent(then)} %" in found.text.en
    for found in answer.objectives:
        assert f" is {told_as(found.objective, found.value)}" in found.text.en
        assert (found.best == found.value) == ("could not be better" in found.text.en)
        assert found.best == found.value or (
            f" be {told_as(found.objective, found.best)}" in found.text.en
        )
    for found in answer.conflict:
        assert (found.scope == "conflict") == ("nothing fits" in found.text.en)


def sentences(written):
    """Yield every text of an answer, Dutch and English."""
    if isinstance(written, dict):
        if set(written) == {"nl", "en"}:
            yield written["nl"], written["en"]
            return
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from sentences(part)


@pytest.mark.parametrize("number", range(40, 54))
def test_every_sentence_is_whole_and_tells_the_numbers_of_its_finding(number):
    case = read(random_dossier(random.Random(number)))
    answer = explain(case)
    check_numbers(case, answer)
    written = answer.written()
    told = list(sentences({part: written[part] for part in written if part != "proposal"}))
    assert told
    for dutch, english in told:
        for text in (dutch, english):
            assert text.endswith("."), text
            assert not any(left_over in text for left_over in ("{", "}", "  ", "..", "None")), text
        assert dutch != english


def test_the_same_seed_explains_the_same():
    raw = json_value(json_text(random_dossier(random.Random(12))))
    told = [json.dumps(explain(read(raw), seed=5).written() | {"seconds": 0}) for _ in range(2)]
    assert told[0] == told[1]
