"""Tries the reference on cases that were worked out by hand from the specification."""

import copy
import random
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

from . import pretender
from .case import Case, Composition
from .checks import comparison, shared_ranks
from .dossiers import random_dossier
from .figures import round_half_up, smallest_load, team_figures
from .invalid import base_dossier, invalid_dossiers, strange_dossiers
from .reference import (
    check_compare,
    check_evaluate,
    check_result,
    compositions,
    figures,
    items,
    solve,
    violations,
)
from .search import Table
from .writing import json_text, json_value

BOTH = {"s1": "a", "s2": "b"}
"""Trust is carried by a and b, crisis by b: nothing is short."""
SHORT = {"s1": "a", "s2": "c"}
"""Trust is carried by a alone, one short; crisis by c."""


def tiny(**changed) -> dict:
    """Return a dossier with one team of two seats and four people."""
    dossier = {
        "format": "abd-planner/dossier/1",
        "title": "Klein",
        "repertoire": {
            "id": "klein",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "inward"}, {"id": "across"}],
            "behaviours": [
                {"id": "trust", "direction": "inward"},
                {"id": "crisis", "direction": "across"},
                {"id": "future", "direction": "across"},
            ],
        },
        "people": [
            {
                "id": "a",
                "levels": {"trust": 4, "crisis": 2, "future": 5},
                "attributes": {"tenure_years": 2, "home": "BZK", "past": ["x", "y"]},
            },
            {
                "id": "b",
                "levels": {"trust": 3, "crisis": 4},
                "attributes": {"tenure_years": Decimal("7.0"), "home": "FIN", "past": ["y"]},
            },
            {
                "id": "c",
                "levels": {"trust": Decimal("2.9"), "crisis": 5},
                "attributes": {"mark": 1},
            },
            {
                "id": "d",
                "levels": {
                    "trust": None,
                    "crisis": {"level": Decimal("3.4"), "low": Decimal("2.8"), "high": 4},
                },
                "attributes": {"mark": True, "tenure_years": "9"},
            },
        ],
        "candidates": ["b", "c", "d"],
        "teams": [
            {
                "id": "mt",
                "demand": [
                    {"behaviour": "trust", "importance": 4, "level": 3, "carriers": 2},
                    {"behaviour": "crisis", "importance": 2, "level": 3, "carriers": 1},
                ],
                "seats": [{"id": "s1", "incumbent": "a"}, {"id": "s2"}],
            }
        ],
    }
    dossier.update(changed)
    return dossier


def with_rules(*constraints, **changed) -> dict:
    """Return the tiny dossier with constraints."""
    return tiny(constraints=list(constraints), **changed)


def objectives(dossier: dict, assignment: dict, cautious: bool = False, raised=None) -> dict:
    """Return the objectives of the whole composition."""
    return figures(dossier, assignment, cautious, raised)["objectives"]


def test_figures_where_nothing_is_short():
    found = figures(tiny(), BOTH)
    assert found["objectives"] == {
        "coverage": 0,
        "departure": 6,
        "load": 2,
        "balance": 0,
        "nearness": 0,
        "changes": 0,
        "development": 0,
    }
    assert found["coverage_percent"] == 100
    team = found["teams"]["mt"]
    assert team["coverage"]["trust"] == {"carriers": {"a", "b"}, "required": 2, "shortfall": 0}
    assert team["contributions"] == {"a": 4, "b": 6}
    assert team["marginals"] == {"a": 4, "b": 6}


def test_figures_where_a_row_is_short():
    found = figures(tiny(), SHORT)
    assert found["objectives"]["coverage"] == 4
    assert found["coverage_percent"] == 60
    assert found["objectives"]["departure"] == 4
    assert found["objectives"]["load"] == 1
    assert found["objectives"]["balance"] == 500


def test_unknown_levels_are_the_scale_minimum_for_nearness_only():
    found = figures(tiny(), {"s2": "d"})
    assert found["objectives"]["nearness"] == 4 * (30 - 10)
    assert found["objectives"]["coverage"] == 8
    assert found["teams"]["mt"]["contributions"] == {"d": 2}


def test_cautious_reads_low_where_there_is_an_interval():
    found = objectives(tiny(), {"s2": "d"}, cautious=True)
    assert (found["coverage"], found["nearness"], found["balance"]) == (10, 84, 1000)


def test_changes_count_incumbents_who_leave_and_no_vacancies():
    assert objectives(tiny(), BOTH)["changes"] == 0
    assert objectives(tiny(), {"s1": "b", "s2": "c"})["changes"] == 1
    assert objectives(tiny(), {"s2": "c"})["changes"] == 1


def test_an_empty_team_has_no_departure_and_no_load():
    found = objectives(tiny(), {})
    assert (found["departure"], found["load"], found["coverage"]) == (0, 0, 10)
    assert found["nearness"] == 4 * 20 + 2 * 20


def test_balance_is_rounded_up():
    dossier = tiny()
    dossier["teams"][0]["demand"] = [
        {"behaviour": "trust", "importance": 5, "level": 3, "carriers": 3}
    ]
    assert objectives(dossier, BOTH)["balance"] == 334


def test_the_circle_counts_for_spread_rows_and_does_not_leave():
    dossier = tiny()
    dossier["teams"][0]["circle"] = ["b"]
    dossier["teams"][0]["demand"][0]["spread"] = True
    found = figures(dossier, SHORT)
    assert found["objectives"]["coverage"] == 0
    assert found["objectives"]["departure"] == 4
    team = found["teams"]["mt"]
    assert team["coverage"]["trust"]["carriers"] == {"a", "b"}
    assert team["coverage"]["crisis"]["carriers"] == {"c"}
    assert team["contributions"] == {"a": 4, "b": 4, "c": 2}
    assert team["marginals"] == {"a": 4, "b": 4, "c": 2}


def test_a_member_in_the_circle_counts_once_and_leaves_both():
    dossier = tiny()
    dossier["teams"][0]["circle"] = ["b"]
    dossier["teams"][0]["demand"][0]["spread"] = True
    found = figures(dossier, BOTH)
    assert found["teams"]["mt"]["coverage"]["trust"]["carriers"] == {"a", "b"}
    assert found["teams"]["mt"]["marginals"]["b"] == 6
    assert found["objectives"]["departure"] == 6


def test_contribution_is_shared_among_more_carriers_than_needed():
    dossier = tiny()
    dossier["teams"][0]["demand"][0]["carriers"] = 1
    team = figures(dossier, BOTH)["teams"]["mt"]
    assert team["contributions"] == {"a": 2, "b": 4}
    assert team["marginals"] == {"a": 0, "b": 2}
    assert figures(dossier, BOTH)["objectives"]["departure"] == 2
    assert figures(dossier, BOTH)["objectives"]["load"] == 1


def test_nobody_contributes_where_the_team_demands_nothing():
    dossier = tiny()
    dossier["teams"][0]["demand"] = []
    found = figures(dossier, BOTH)
    assert found["coverage_percent"] == 100
    assert found["teams"]["mt"]["contributions"] == {}
    assert found["objectives"]["balance"] == 0


def test_smallest_load():
    assert smallest_load([], []) == 0
    assert smallest_load([1, 1, 1], [frozenset("a")] * 3) == 3
    assert smallest_load([1, 1, 1], [frozenset("a"), frozenset("a"), frozenset("ab")]) == 2
    assert smallest_load([2, 2, 2], [frozenset("abc")] * 3) == 2


def test_rounding_goes_up_at_the_half():
    assert round_half_up(Fraction(25, 4)) == Decimal("6.3")
    assert round_half_up(Fraction(200, 3)) == Decimal("66.7")


def test_two_teams_add_up():
    dossier = tiny()
    other = {
        "id": "other",
        "demand": [{"behaviour": "future", "importance": 3, "level": 4, "carriers": 1}],
        "seats": [{"id": "s3", "optional": True}],
    }
    dossier["teams"].append(other)
    found = figures(dossier, SHORT)
    assert found["objectives"]["coverage"] == 4 + 3
    assert found["objectives"]["balance"] == 500 + 1000
    assert found["coverage_percent"] == Decimal("46.2")
    assert found["teams"]["other"]["coverage_percent"] == 0


RULES = [
    ({"kind": "coverage_floor", "percent": 60}, SHORT, True),
    ({"kind": "coverage_floor", "percent": Decimal("60.00000000000000000000000001")}, SHORT, False),
    ({"kind": "coverage_floor", "percent": 51, "direction": "inward"}, SHORT, False),
    ({"kind": "coverage_floor", "percent": 100, "direction": "across"}, SHORT, True),
    ({"kind": "redundancy", "carriers": 2, "behaviours": ["trust", "future"]}, BOTH, True),
    ({"kind": "redundancy", "carriers": 2}, BOTH, False),
    ({"kind": "departures", "count": 1, "percent": 40}, BOTH, True),
    ({"kind": "departures", "count": 1, "percent": 41}, BOTH, False),
    ({"kind": "departures", "count": 2, "percent": 0}, BOTH, True),
    ({"kind": "departures", "count": 2, "percent": 1}, {"s1": "a"}, False),
    ({"kind": "departures", "count": 1, "percent": 1}, {}, False),
    ({"kind": "max_load", "limit": 2}, BOTH, True),
    ({"kind": "max_load", "limit": 1}, BOTH, False),
    ({"kind": "max_changes", "limit": 0}, BOTH, True),
    ({"kind": "max_changes", "limit": 0}, {"s1": "b", "s2": "c"}, False),
    ({"kind": "include", "person": "b"}, BOTH, True),
    ({"kind": "include", "person": "b", "seat": "s2"}, BOTH, True),
    ({"kind": "include", "person": "b", "seat": "s1"}, BOTH, False),
    ({"kind": "include", "person": "d"}, BOTH, False),
    ({"kind": "exclude", "person": "b", "seat": "s1"}, BOTH, True),
    ({"kind": "exclude", "person": "b"}, BOTH, False),
    ({"kind": "together", "people": ["a", "b"]}, BOTH, True),
    ({"kind": "together", "people": ["c", "d"]}, BOTH, True),
    ({"kind": "together", "people": ["a", "c"]}, BOTH, False),
    ({"kind": "apart", "people": ["a", "c", "d"]}, BOTH, True),
    ({"kind": "apart", "people": ["a", "b"]}, BOTH, False),
    ({"kind": "tenure"}, BOTH, True),
    ({"kind": "tenure"}, {"s1": "b", "s2": "c"}, False),
    ({"kind": "tenure", "exempt": ["a"]}, {"s1": "b", "s2": "c"}, True),
    ({"kind": "tenure", "minimum_years": 2}, {"s1": "b", "s2": "c"}, True),
    ({"kind": "tenure", "minimum_years": 0, "maximum_years": 2}, BOTH, False),
    ({"kind": "continuity", "members": 1, "years": 2}, BOTH, True),
    ({"kind": "continuity", "members": 1, "years": Decimal("2.01")}, BOTH, False),
    ({"kind": "continuity", "members": 2, "years": 0}, BOTH, False),
    ({"kind": "attribute_count", "attribute": "past", "value": "y", "minimum": 2}, BOTH, True),
    ({"kind": "attribute_count", "attribute": "past", "value": "y", "maximum": 1}, BOTH, False),
    ({"kind": "attribute_count", "attribute": "home", "value": "x", "maximum": 0}, BOTH, True),
    (
        {"kind": "attribute_count", "attribute": "mark", "value": Decimal("1.0"), "maximum": 1},
        {"s1": "c", "s2": "d"},
        True,
    ),
    (
        {"kind": "attribute_count", "attribute": "mark", "value": True, "minimum": 2},
        {"s1": "c", "s2": "d"},
        False,
    ),
    ({"kind": "attribute_spread", "attribute": "past", "distinct": 2}, BOTH, True),
    ({"kind": "attribute_spread", "attribute": "past", "distinct": 3}, BOTH, False),
    (
        {"kind": "attribute_spread", "attribute": "mark", "distinct": 2},
        {"s1": "c", "s2": "d"},
        True,
    ),
]


@pytest.mark.parametrize(("rule", "assignment", "kept"), RULES)
def test_constraint(rule, assignment, kept):
    broken = violations(with_rules(rule), assignment)
    assert (("constraint", 0) not in broken) == kept


def test_critical_rows_are_asked_unless_one_constraint_is_off():
    dossier = tiny()
    dossier["teams"][0]["demand"][0]["critical"] = True
    assert violations(dossier, SHORT) == {("critical", "mt", "trust")}
    assert violations(dossier, BOTH) == set()
    dossier["constraints"] = [{"kind": "critical"}, {"kind": "critical", "off": True}]
    assert violations(dossier, SHORT) == set()
    assert items(dossier) == {("filled", "s1"), ("filled", "s2")}


def test_seats_are_filled_open_and_locked():
    dossier = tiny()
    dossier["teams"][0]["seats"][0]["locked"] = True
    assert violations(dossier, {"s1": "b", "s2": None}) == {("locked", "s1"), ("filled", "s2")}
    assert violations(dossier, {"s2": "a"}) == {
        ("locked", "s1"),
        ("filled", "s1"),
        ("eligible", "s2", "a"),
    }


def test_minimum_asks_a_known_level_and_nothing_of_a_locked_seat():
    dossier = tiny()
    seats = dossier["teams"][0]["seats"]
    seats[0] |= {"locked": True, "minimum": {"crisis": 5}}
    seats[1]["minimum"] = {"trust": Decimal("2.9")}
    assert violations(dossier, SHORT) == set()
    assert violations(dossier, {"s1": "a", "s2": "d"}) == {("minimum", "s2")}
    assert ("minimum", "s1") not in items(dossier)


def test_tenure_leaves_locked_seats_out():
    dossier = with_rules({"kind": "tenure", "minimum_years": 0, "maximum_years": 2})
    dossier["teams"][0]["seats"][0]["locked"] = True
    assert violations(dossier, BOTH) == set()


def test_constraint_for_another_team_asks_nothing_here():
    dossier = with_rules({"kind": "include", "person": "b", "teams": ["other"]})
    dossier["teams"].append({"id": "other", "demand": [], "seats": [{"id": "s3"}]})
    assert ("constraint", 0) in violations(dossier, {"s1": "a", "s2": "b", "s3": "c"})
    assert ("constraint", 0) not in violations(dossier, {"s1": "a", "s2": "c", "s3": "b"})


def test_compositions_are_all_of_them():
    found = {tuple(assignment.values()) for assignment, _ in compositions(tiny())}
    assert found == {
        *(("a", other) for other in "bcd"),
        *permutations("bcd", 2),
    }
    assert sum(1 for _ in compositions(tiny(), set())) == 1 + 4 + 3 + 9


def test_a_seat_with_an_empty_list_is_open_to_its_incumbent_only():
    dossier = tiny()
    dossier["teams"][0]["seats"][0]["candidates"] = []
    assert {assignment["s1"] for assignment, _ in compositions(dossier)} == {"a"}


def test_priorities_in_turn():
    assert solve(tiny()) == {
        "coverage": 0,
        "departure": 6,
        "load": 2,
        "balance": 0,
        "nearness": 0,
        "changes": 0,
    }


def test_slack_gives_room_to_the_next_objective():
    priorities = [{"objective": "coverage", "slack": 4}, {"objective": "departure"}]
    assert solve(tiny(priorities=priorities)) == {"coverage": 0, "departure": 4}
    priorities[0]["slack"] = 3
    assert solve(tiny(priorities=priorities)) == {"coverage": 0, "departure": 6}


def test_slack_of_the_last_objective_has_no_effect():
    table = Table(Case(tiny(priorities=[{"objective": "coverage", "slack": 4}])), False)
    assert table.is_optimal((0,), [0])
    assert not table.is_optimal((4,), [0])


def test_alternatives_differ_by_people():
    table = Table(Case(tiny(priorities=[{"objective": "coverage"}])), False)
    first, last = frozenset("ab"), frozenset("cd")
    assert table.best_values([first], 1) == [4]
    assert table.best_values([first], 2) == [8]
    assert table.best_values([first, last], 2) is None
    assert table.best_values([first], 3) is None


def develop(**parameters) -> dict:
    """Return the tiny dossier with a `development` constraint."""
    return with_rules({"kind": "development", "budget": 1, **parameters})


def test_development_raises_known_levels_of_who_sits_there():
    found = figures(develop(), SHORT, raised={("c", "trust"): 1})
    assert found["objectives"]["coverage"] == 0
    assert found["objectives"]["development"] == 1
    raised = {pair for _, steps in compositions(develop()) for pair in steps}
    assert ("d", "trust") not in raised
    assert ("c", "crisis") not in raised
    assert ("a", "crisis") in raised


def test_development_comes_last_and_costs_its_steps():
    rule = {"kind": "development", "budget": 2, "people": ["c"], "step": Decimal("0.1")}
    dossier = with_rules(rule, {"kind": "exclude", "person": "b"})
    dossier["priorities"] = [{"objective": "coverage"}]
    assert solve(dossier) == {"coverage": 0, "development": 1}
    dossier["priorities"] = [{"objective": "development"}, {"objective": "coverage"}]
    assert solve(dossier) == {"development": 0, "coverage": 4}


def test_development_leaves_room_for_the_slack_before_it():
    dossier = with_rules(
        {"kind": "development", "budget": 1},
        {"kind": "exclude", "person": "b"},
        priorities=[{"objective": "coverage", "slack": 4}],
    )
    assert solve(dossier) == {"coverage": 0, "development": 0}


def test_the_last_step_ends_at_the_maximum_and_low_rises_as_much():
    dossier = develop(step=2)
    case = Case(dossier)
    raised = {("d", "crisis"): 1}
    assert Composition(case, {"s2": "d"}, False, raised).reading("d", "crisis") == 50
    assert Composition(case, {"s2": "d"}, True, raised).reading("d", "crisis") == 28 + 16


def test_development_lifts_over_a_minimum():
    dossier = develop(behaviours=["trust"])
    dossier["teams"][0]["seats"][1] |= {"candidates": ["c"], "minimum": {"trust": 3}}
    assert {tuple(steps.items()) for _, steps in compositions(dossier)} == {((("c", "trust"), 1),)}


def conflicting() -> dict:
    """Return a dossier of which constraints 0 and 2 cannot hold together."""
    return with_rules(
        {"kind": "include", "person": "b"},
        {"kind": "max_load", "limit": 2},
        {"kind": "exclude", "person": "b", "teams": ["mt"]},
    )


def test_conflict_is_minimal():
    result = pretender.solve(conflicting(), 1, 1, False)
    assert result["status"] == "infeasible"
    assert result["conflict"] == [{"constraint": 0}, {"constraint": 2}]
    assert check_result(conflicting(), json_value(json_text(result))) == []


@pytest.mark.parametrize(
    "conflict",
    [
        [{"constraint": 0}, {"constraint": 1}, {"constraint": 2}],
        [{"constraint": 0}, {"constraint": 1}],
        [{"constraint": 0}, {"constraint": 2}, {"constraint": 2}],
        [{"constraint": 0}, {"constraint": 2}, {"minimum": "s1"}],
        [],
    ],
)
def test_a_wrong_conflict_is_found(conflict):
    result = pretender.solve(conflicting(), 1, 1, False) | {"conflict": conflict}
    assert check_result(conflicting(), json_value(json_text(result)))


def test_a_locked_seat_without_its_item_is_open_to_others():
    dossier = with_rules({"kind": "include", "person": "b", "seat": "s1"})
    dossier["teams"][0]["seats"][0]["locked"] = True
    result = pretender.solve(dossier, 1, 1, False)
    assert result["conflict"] == [{"constraint": 0}, {"locked": "s1"}]


def test_who_may_not_sit_there_makes_a_conflict_of_one():
    dossier = with_rules({"kind": "include", "person": "a", "seat": "s2"})
    assert pretender.solve(dossier, 1, 1, False)["conflict"] == [{"constraint": 0}]


def answer(dossier: dict, alternatives: int = 2) -> dict:
    """Return a right result as the program would print it."""
    return json_value(json_text(pretender.solve(dossier, alternatives, 1, False)))


def test_a_right_result_has_no_problems():
    assert check_result(develop(), answer(develop()), 2) == []
    assert check_result(tiny(), answer(tiny(), 20), 20) == []
    assert answer(tiny(), 20)["exhausted"] is True
    assert answer(tiny(), 6)["exhausted"] is False


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "feasible"),
        (("exhausted",), True),
        (("proposals", 0, "rank"), 2),
        (("proposals", 0, "proven"), False),
        (("proposals", 0, "bounds", "coverage"), 1),
        (("proposals", 0, "objectives", "departure"), 5),
        (("proposals", 0, "objectives", "development"), False),
        (("proposals", 0, "coverage_percent"), Decimal("99.9")),
        (("proposals", 0, "assignment", "s2"), "c"),
        (("proposals", 0, "assignment", "s2"), "a"),
        (("proposals", 0, "teams", "mt", "coverage", "trust", "carriers"), ["a"]),
        (("proposals", 0, "teams", "mt", "coverage", "trust", "required"), 1),
        (("proposals", 0, "teams", "mt", "roles", "trust"), ["a"]),
        (("proposals", 0, "teams", "mt", "contributions", "a"), Decimal("4.00000001")),
        (("proposals", 0, "teams", "mt", "marginals", "a"), 3),
        (("proposals", 0, "changes"), []),
        (("proposals", 0, "development"), [{"person": "a", "behaviour": "crisis", "steps": 1}]),
        (("proposals", 1, "bounds", "coverage"), 0),
    ],
)
def test_a_wrong_result_is_found(path, value):
    result = copy.deepcopy(answer(tiny()))
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert check_result(tiny(), result, 2)


def test_a_proposal_that_is_not_optimal_is_found():
    better = with_rules({"kind": "exclude", "person": "b"})
    problems = check_result(tiny(), answer(better, 1), 1)
    assert any("not optimal" in problem for problem in problems)


def test_a_list_that_is_too_short_is_found():
    problems = check_result(tiny(), answer(tiny(), 1), 2)
    assert any("more exist" in problem for problem in problems)


def test_evaluation_names_what_is_broken():
    dossier = with_rules({"kind": "max_load", "limit": 1})
    result = json_value(json_text(pretender.evaluate(dossier, {"s2": "a"}, False)))
    assert {json_text(entry["item"]) for entry in result["violations"]} == {
        '{"filled": "s1"}',
        '{"eligible": ["s2", "a"]}',
    }
    assert check_evaluate(dossier, {"s2": "a"}, result) == []
    assert check_evaluate(dossier, None, result)
    result["violations"].pop()
    assert check_evaluate(dossier, {"s2": "a"}, result)


def test_comparison_by_hand():
    empty, entries = comparison(Case(tiny()), "s2", False)
    assert empty.assignment == {"s1": "a", "s2": None}
    found = {entry["person"]: entry for entry in entries}
    assert [entry["person"] for entry in entries] == ["b", "c", "d"]
    assert [entry["rank"] for entry in entries] == [1, 2, 2]
    assert [found[person]["gain"] for person in "bcd"] == [6, 2, 2]
    assert found["b"]["unique"] == {"crisis"}
    assert found["c"]["short"] == {"trust": {"carriers": 1, "required": 2, "shortfall": 1}}
    assert found["b"]["job_fit"] == 100
    assert found["c"]["job_fit"] == Fraction(100 * (4 * 29 + 2 * 30), 6 * 30)
    assert found["d"]["job_fit"] == Fraction(100 * (4 * 10 + 2 * 30), 6 * 30)
    assert [found[person]["job_fit_rank"] for person in "bcd"] == [1, 2, 3]


def test_who_moves_leaves_a_seat_empty_in_a_comparison():
    dossier = tiny(candidates=["a", "b"])
    _, entries = comparison(Case(dossier), "s2", False)
    moved = next(entry for entry in entries if entry["person"] == "a")
    assert moved["composition"].assignment == {"s1": None, "s2": "a"}
    assert moved["gain"] == 0
    result = json_value(json_text(pretender.compare(dossier, "s2", False)))
    assert check_compare(dossier, "s2", result) == []
    result["people"][0]["gain"] += 1
    assert check_compare(dossier, "s2", result)


def test_a_locked_seat_is_compared_for_its_incumbent_only():
    dossier = tiny()
    dossier["teams"][0]["seats"][0]["locked"] = True
    assert [entry["person"] for entry in comparison(Case(dossier), "s1", False)[1]] == ["a"]


def test_shared_ranks():
    assert shared_ranks([3, 5, 5, 9]) == [1, 2, 2, 4]


@pytest.mark.parametrize("seed", range(40))
def test_random_dossiers_agree_with_slower_definitions(seed):
    source = random.Random(seed)
    dossier = json_value(json_text(random_dossier(source)))
    case = Case(dossier)
    for assignment, raised in list(compositions(dossier, set()))[:: 1 + source.randrange(200)][:5]:
        composition = Composition(case, assignment, source.random() < 0.5, raised)
        for team in case.teams:
            part = team_figures(composition, team)
            assert part.contributions == shapley(part)
            assert sum(part.contributions.values()) == part.value()
            assert part.value() == part.demanded - part.coverage
            marginals = [part.marginals.get(person, 0) for person in part.members]
            assert part.departure == max(marginals, default=0)
            if sum(part.needs.values()) <= 6:
                assert pretender.largest_load(pretender.roles(composition, team)) == part.load


def shapley(part) -> dict[str, Fraction]:
    """Return the Shapley values by their definition for each row: over all orders of arrival."""
    values = dict.fromkeys(part.counted, Fraction(0))
    for row in part.team.rows:
        carriers = sorted(part.carriers[row.behaviour])[:6]
        orders = list(permutations(carriers))
        if len(part.carriers[row.behaviour]) > 6:
            for person in part.carriers[row.behaviour]:
                share = Fraction(part.needs[row.behaviour], len(part.carriers[row.behaviour]))
                values[person] += row.importance * share
            continue
        for order in orders:
            for person in order[: row.carriers]:
                values[person] += Fraction(row.importance, len(orders))
    return values


@pytest.mark.parametrize("seed", range(40))
def test_right_answers_to_random_dossiers_pass_the_checks(seed):
    source = random.Random(seed)
    dossier = json_value(json_text(random_dossier(source)))
    cautious = source.random() < 0.5
    alternatives, difference = source.choice(((1, 1), (3, 1), (3, 2)))
    result = json_value(json_text(pretender.solve(dossier, alternatives, difference, cautious)))
    assert check_result(dossier, result, alternatives, difference, cautious) == []
    result = json_value(json_text(pretender.evaluate(dossier, None, cautious)))
    assert check_evaluate(dossier, None, result, cautious) == []
    seat = dossier["teams"][0]["seats"][0]["id"]
    result = json_value(json_text(pretender.compare(dossier, seat, cautious)))
    assert check_compare(dossier, seat, result, cautious) == []


def test_invalid_dossiers_are_all_different_from_the_valid_one():
    found = list(invalid_dossiers(random.Random(0)))
    valid = json_text(base_dossier())
    assert len(found) > 300
    assert all(invalid.content != valid for invalid in found)
    whats = [invalid.what for invalid in found]
    assert all(whats)
    assert next(iter(compositions(base_dossier())))
    assert list(strange_dossiers())
