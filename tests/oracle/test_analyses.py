"""Tries the checks of the analyses on cases that were worked out by hand."""

import copy
import random
from decimal import Decimal
from itertools import product

import pytest

from . import pretender
from .analyses import check_front, check_stress, check_uncertainty, check_why_not
from .case import Case, Composition, Level
from .checks import Reference
from .dossiers import narrow_dossier, random_dossier
from .figures import whole_objective
from .rules import all_items
from .search import compositions_of
from .test_reference import develop, tiny, with_rules
from .uncertainty import Drawn, compositions_of_proposals, coverages, shares
from .why_not import Needs, Wish, lifted, most_needed_steps, ways
from .writing import json_text, json_value

FRAME = {"seed": 0, "seconds": Decimal("0.1"), "versions": {}}
OBJECTIVES_OF_BOTH = {
    "coverage": 0,
    "departure": 6,
    "load": 2,
    "balance": 0,
    "nearness": 0,
    "changes": 0,
    "development": 0,
}
"""Of a and b; with c in the place of b one carrier of trust is missing."""
WITH_C = {
    "assignment": {"s1": "a", "s2": "c"},
    "objectives": OBJECTIVES_OF_BOTH | {"coverage": 4, "departure": 4, "load": 1, "balance": 500},
    "coverage_percent": 60,
}
WHY_NOT_C = {
    "format": "abd-planner/why-not/1",
    "person": "c",
    "seat": None,
    "possible": True,
    "optimum": {
        "assignment": {"s1": "a", "s2": "b"},
        "objectives": OBJECTIVES_OF_BOTH,
        "coverage_percent": 100,
    },
    "with": WITH_C,
    "worse": {"objective": "coverage", "by": 4},
    "rows": [{"team": "mt", "behaviour": "trust", "optimum_shortfall": 0, "with_shortfall": 1}],
    "conflict": [],
    "needs": {
        "steps": 1,
        "development": [
            {
                "person": "c",
                "behaviour": "trust",
                "from": Decimal("2.9"),
                "to": Decimal("3.9"),
                "steps": 1,
            }
        ],
    },
    **FRAME,
}


def why_not(dossier: dict, person: str, seat: str | None = None, cautious: bool = False) -> dict:
    """Return a right answer that has been checked."""
    result = json_value(json_text(pretender.why_not(dossier, person, seat, cautious)))
    code = 0 if result["possible"] else 3
    assert check_why_not(dossier, person, seat, result, cautious, code) == []
    assert check_why_not(dossier, person, seat, result, cautious, 3 - code)
    return result


def changed(result: dict, path: tuple, value) -> dict:
    """Return a copy of a result with another value in one place."""
    result = copy.deepcopy(result)
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return result


def test_why_not_by_hand():
    assert check_why_not(tiny(), "c", None, WHY_NOT_C) == []
    assert check_why_not(tiny(), "c", "s2", WHY_NOT_C | {"seat": "s2"}) == []
    result = json_value(json_text(pretender.why_not(tiny(), "c", None, False)))
    assert result == WHY_NOT_C | {"seconds": 0}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "abd-planner/whynot/1"),
        (("person",), "d"),
        (("seat",), "s2"),
        (("possible",), False),
        (("optimum",), None),
        (("optimum", "assignment", "s2"), "c"),
        (("optimum", "coverage_percent"), Decimal("99.9")),
        (("optimum", "objectives", "load"), 1),
        (("optimum", "development"), []),
        (("with",), None),
        (("with", "assignment"), {"s1": "c", "s2": "b"}),
        (("with",), WHY_NOT_C["optimum"]),
        (("with", "objectives", "nearness"), 1),
        (("worse",), None),
        (("worse", "by"), 3),
        (("worse", "objective"), "balance"),
        (("rows",), []),
        (("rows", 0, "with_shortfall"), 2),
        (("rows", 0, "behaviour"), "crisis"),
        (("conflict",), [{"filled": "s1"}]),
        (("needs",), None),
        (("needs", "steps"), 2),
        (("needs",), {"steps": 0, "development": []}),
        (("needs", "development", 0, "to"), 4),
        (("needs", "development", 0, "person"), "b"),
        (("needs", "development", 0, "steps"), 3),
        (("needs", "development", 0, "behaviour"), "crisis"),
        (("extra",), 1),
    ],
)
def test_a_wrong_why_not_is_found(path, value):
    assert check_why_not(tiny(), "c", None, changed(WHY_NOT_C, path, value))


def test_keys_that_are_missing_or_out_of_order_are_found():
    for key in WHY_NOT_C:
        less = {name: value for name, value in WHY_NOT_C.items() if name != key}
        assert check_why_not(tiny(), "c", None, less)
    turned = dict(reversed(list(WHY_NOT_C.items())))
    assert check_why_not(tiny(), "c", None, turned)


def test_needs_of_more_than_a_smallest_number_are_found():
    dossier = tiny()
    dossier["people"][2]["levels"]["trust"] = Decimal("1.5")
    result = why_not(dossier, "c")
    assert result["needs"]["steps"] == 2
    assert result["needs"]["development"][0]["to"] == Decimal("3.5")
    result["needs"]["development"][0] |= {"steps": 3, "to": Decimal("4.5")}
    result["needs"]["steps"] = 3
    assert check_why_not(dossier, "c", None, result)


def test_an_unknown_level_cannot_be_helped():
    result = why_not(tiny(), "d", "s1")
    assert result["with"]["assignment"] == {"s1": "d", "s2": "b"}
    assert result["needs"] is None
    assert check_why_not(tiny(), "d", "s1", result | {"needs": {"steps": 0, "development": []}})


def test_somebody_of_the_optimum_needs_nothing():
    result = why_not(tiny(), "b")
    assert (result["worse"], result["rows"]) == (None, [])
    assert result["needs"] == {"steps": 0, "development": []}


def test_somebody_who_is_open_to_no_seat():
    result = why_not(tiny(), "a", "s2")
    assert result["conflict"] == [{"eligible": ["s2", "a"]}]
    assert result["needs"] is None
    dossier = tiny(candidates=["b", "c"])
    result = why_not(dossier, "d")
    assert result["conflict"] == [{"eligible": [None, "d"]}]
    assert check_why_not(dossier, "d", None, result | {"conflict": [{"filled": "s1"}]})


def test_a_locked_seat_is_the_conflict():
    dossier = tiny()
    dossier["teams"][0]["seats"][0]["locked"] = True
    result = why_not(dossier, "b", "s1")
    assert result["conflict"] == [{"locked": "s1"}]
    assert check_why_not(
        dossier, "b", "s1", result | {"conflict": [{"locked": "s1"}, {"filled": "s2"}]}
    )


def test_a_conflict_is_minimal_beside_the_wish():
    dossier = with_rules({"kind": "max_changes", "limit": 0}, {"kind": "max_load", "limit": 9})
    result = why_not(dossier, "c", "s1")
    assert result["conflict"] == [{"constraint": 0}]
    assert result["needs"] is None
    for wrong in ([], [{"constraint": 1}], [{"constraint": 0}, {"constraint": 1}]):
        assert check_why_not(dossier, "c", "s1", result | {"conflict": wrong})


def test_needs_over_a_minimum():
    dossier = tiny()
    seat = {"candidates": ["c"], "minimum": {"trust": 3}, "optional": True}
    dossier["teams"][0]["seats"][1] |= seat
    result = why_not(dossier, "c", "s2")
    assert result["optimum"]["assignment"] == {"s1": "b", "s2": None}
    assert result["conflict"] == [{"minimum": "s2"}]
    assert result["needs"] == WHY_NOT_C["needs"]
    assert check_why_not(dossier, "c", "s2", result | {"needs": None})


def test_why_not_of_what_cannot_be():
    dossier = with_rules({"kind": "include", "person": "b"}, {"kind": "exclude", "person": "b"})
    result = why_not(dossier, "c")
    assert (result["optimum"], result["with"], result["needs"]) == (None, None, None)
    assert result["conflict"] == [{"constraint": 0}, {"constraint": 1}]


def test_cautious_reads_the_lower_ends():
    assert why_not(tiny(), "d")["with"]["assignment"] == {"s1": "a", "s2": "d"}
    assignment = why_not(tiny(), "d", None, True)["with"]["assignment"]
    assert set(assignment.values()) == {"b", "d"}


def test_steps_of_the_dossier_come_on_top():
    dossier = develop(people=["c"], step=Decimal("0.1"), budget=1)
    dossier["priorities"] = [{"objective": "coverage"}]
    result = why_not(dossier, "c")
    assert result["worse"] == {"objective": "development", "by": 1}
    assert result["rows"] == []
    assert result["needs"] == {"steps": 0, "development": []}
    dossier["people"][2]["levels"]["trust"] = Decimal("1.9")
    assert why_not(dossier, "c")["needs"]["steps"] == 1


def test_slack_lets_several_compositions_be_the_best():
    priorities = [{"objective": "coverage", "slack": 4}, {"objective": "departure"}]
    result = why_not(tiny(priorities=priorities), "b")
    assert result["worse"] is None
    other = result["with"] | {
        "assignment": {"s1": "b", "s2": "d"},
        "objectives": WITH_C["objectives"] | {"changes": 1},
        "coverage_percent": 60,
    }
    assert check_why_not(tiny(priorities=priorities), "b", None, result | {"with": other}) == []


def naive_needs(case: Case, wish: Wish, cautious: bool, target: int) -> int | None:
    """Return the smallest number of steps, by every number of steps for every behaviour."""
    behaviours = [name for name in case.direction_of if most_needed_steps(case, wish.person, name)]
    ranges = [range(most_needed_steps(case, wish.person, name) + 1) for name in behaviours]
    for numbers in sorted(product(*ranges), key=sum):
        after = lifted(case, wish.person, dict(zip(behaviours, numbers, strict=True)))
        for composition in compositions_of(after, all_items(after), cautious, wish.granted):
            if whole_objective(composition, case.priorities[0][0]) <= target:
                return sum(numbers)
    return None


@pytest.mark.parametrize("seed", range(60))
def test_needs_agree_with_a_slower_definition(seed):
    source = random.Random(seed)
    while True:
        dossier = json_value(json_text(random_dossier(source)))
        case = Case(dossier)
        cautious = source.random() < 0.5
        kept = Reference(dossier).compositions(cautious)
        wish = Wish(source.choice(case.people), None)
        work = len(kept)
        for name in case.direction_of:
            work *= 1 + most_needed_steps(case, wish.person, name)
        if kept and wish.is_open(case) and work < 10_000:
            break
    first = case.priorities[0][0]
    target = min(whole_objective(composition, first) for composition in kept)
    assert Needs(case, wish, cautious, target).smallest() == (
        naive_needs(case, wish, cautious, target),
        True,
    )


def test_ways_to_add_up():
    found = list(ways({"x": [0, 1, 3], "y": [0, 2]}, 3))
    assert found == [{"x": 1, "y": 2}, {"x": 3}]
    assert list(ways({}, 0)) == [{}]
    assert list(ways({"x": [0]}, 1)) == []


def moving(*constraints) -> dict:
    """Return a dossier in which one change takes the coverage from 4 to 0: a in the place of d."""
    dossier = with_rules(*constraints, candidates=["a", "b", "c"])
    dossier["teams"][0]["seats"][0]["incumbent"] = "d"
    return dossier


def front(dossier: dict, cautious: bool = False) -> dict:
    """Return a right front that has been checked."""
    result = json_value(json_text(pretender.front(dossier, cautious)))
    code = 0 if result["points"] else 3
    assert check_front(dossier, result, cautious, code) == []
    assert check_front(dossier, result, cautious, 3 - code)
    return result


def test_front_by_hand():
    result = {
        "format": "abd-planner/front/1",
        "points": [
            {
                "changes": 0,
                "coverage": 4,
                "coverage_percent": 60,
                "assignment": {"s1": "d", "s2": "b"},
                "proven": True,
            },
            {
                "changes": 1,
                "coverage": 0,
                "coverage_percent": Decimal("100.0"),
                "assignment": {"s1": "b", "s2": "a"},
                "proven": True,
            },
        ],
        **FRAME,
    }
    assert check_front(moving(), result, False, 0) == []
    result["points"][0]["assignment"] = {"s1": "d", "s2": "a"}
    assert check_front(moving(), result) == []
    for path, value in [
        (("points",), result["points"][:1]),
        (("points",), result["points"][::-1]),
        (("points",), [*result["points"], result["points"][1] | {"changes": 2}]),
        (("points", 0, "assignment"), {"s1": "d", "s2": "c"}),
        (("points", 0, "assignment"), {"s1": "d", "s2": None}),
        (("points", 1, "coverage"), 1),
        (("points", 1, "changes"), 2),
        (("points", 1, "coverage_percent"), 99),
        (("points", 1, "proven"), False),
        (("points", 1, "development"), []),
    ]:
        assert check_front(moving(), changed(result, path, value))


def test_front_keeps_the_constraints():
    changes = {"kind": "max_changes", "limit": 0}
    assert [point["coverage"] for point in front(moving(changes))["points"]] == [4]
    put = {"kind": "include", "person": "a", "seat": "s1"}
    assert [point["changes"] for point in front(moving(put))["points"]] == [1]
    assert front(moving(changes, put))["points"] == []


def test_front_develops_where_it_may():
    rule = {"kind": "development", "budget": 1, "people": ["c"], "step": Decimal("0.1")}
    dossier = with_rules(rule, candidates=["c", "d"])
    result = front(dossier)
    assert [point["coverage"] for point in result["points"]] == [0]
    assert result["points"][0]["development"][0]["person"] == "c"
    result["points"][0]["development"] = []
    assert check_front(dossier, result)
    del result["points"][0]["development"]
    assert check_front(dossier, result)


def sitting(**changes) -> dict:
    """Return the tiny dossier with b on its second seat."""
    dossier = tiny(**changes)
    dossier["teams"][0]["seats"][1]["incumbent"] = "b"
    return dossier


def stress(dossier: dict, cautious: bool = False) -> list[dict]:
    """Return the departures of the first team of a right answer that has been checked."""
    result = json_value(json_text(pretender.stress(dossier, cautious)))
    assert check_stress(dossier, result, cautious, 0) == []
    assert check_stress(dossier, result, cautious, 3)
    return next(iter(result["teams"].values()))["departures"]


def test_stress_by_hand():
    trust = {"behaviour": "trust", "carriers": 1, "required": 2, "shortfall": 1}
    crisis = {"behaviour": "crisis", "carriers": 0, "required": 1, "shortfall": 1}
    departures = [
        {
            "people": ["a"],
            "seats": ["s1"],
            "coverage_lost": 4,
            "coverage": 4,
            "coverage_percent": 60,
            "short": [trust],
            "replacement": {"assignment": {"s1": "c"}, "coverage": 4, "coverage_percent": 60},
        },
        {
            "people": ["b"],
            "seats": ["s2"],
            "coverage_lost": 6,
            "coverage": 6,
            "coverage_percent": 40,
            "short": [trust, crisis],
            "replacement": {"assignment": {"s2": "d"}, "coverage": 4, "coverage_percent": 60},
        },
        {
            "people": ["a", "b"],
            "seats": ["s1", "s2"],
            "coverage_lost": 10,
            "coverage": 10,
            "coverage_percent": 0,
            "short": [trust | {"carriers": 0, "shortfall": 2}, crisis],
            "replacement": {
                "assignment": {"s1": "d", "s2": "c"},
                "coverage": 8,
                "coverage_percent": 20,
            },
        },
    ]
    figures = {"objectives": OBJECTIVES_OF_BOTH, "coverage_percent": 100}
    teams = {"mt": {"figures": figures, "departures": departures}}
    result = {"format": "abd-planner/stress/1", "teams": teams, **FRAME}
    assert check_stress(sitting(), result) == []
    place = ("teams", "mt", "departures")
    for path, value in [
        (("teams",), {}),
        (("teams", "mt", "figures", "objectives", "load"), 1),
        (place, departures[:2]),
        (place, [departures[1], departures[0], departures[2]]),
        ((*place, 0, "seats"), ["s2"]),
        ((*place, 0, "coverage_lost"), 5),
        ((*place, 0, "coverage"), 5),
        ((*place, 0, "coverage_percent"), 61),
        ((*place, 0, "short"), []),
        ((*place, 1, "short", 1, "shortfall"), 2),
        ((*place, 1, "replacement"), None),
        ((*place, 1, "replacement", "assignment"), {"s2": "a"}),
        ((*place, 1, "replacement", "assignment"), {"s2": "b"}),
        ((*place, 1, "replacement", "assignment"), {"s1": "c"}),
        ((*place, 1, "replacement", "coverage"), 5),
        ((*place, 2, "replacement", "assignment"), {"s1": "c", "s2": "c"}),
        ((*place, 2, "replacement", "assignment"), {"s1": "c", "s2": None}),
        ((*place, 2, "people"), ["b", "a"]),
    ]:
        assert check_stress(sitting(), changed(result, path, value))


def test_a_replacement_keeps_minimums_except_on_a_locked_seat():
    dossier = sitting()
    for seat in dossier["teams"][0]["seats"]:
        seat["minimum"] = {"crisis": 4}
    dossier["teams"][0]["seats"][0]["locked"] = True
    found = [entry["replacement"]["assignment"] for entry in stress(dossier)]
    assert found[0] in ({"s1": "c"}, {"s1": "d"})
    assert found[1:] == [{"s2": "c"}, {"s1": "d", "s2": "c"}]


def test_one_seat_of_a_pair_stays_empty_where_one_can_be_filled():
    pair = stress(sitting(candidates=["c"]))[2]["replacement"]
    assert sorted(pair["assignment"].values(), key=str) == [None, "c"]
    assert pair["coverage"] == 8
    assert [entry["replacement"] for entry in stress(sitting(candidates=[]))] == [None] * 3


def test_who_leaves_leaves_the_circle_too():
    dossier = sitting()
    dossier["teams"][0] |= {"circle": ["a", "c"]}
    for row in dossier["teams"][0]["demand"]:
        row["spread"] = True
    found = stress(dossier)
    assert [entry["coverage_lost"] for entry in found] == [4, 4, 8]
    assert found[1]["short"] == [
        {"behaviour": "trust", "carriers": 1, "required": 2, "shortfall": 1}
    ]


def test_somebody_with_a_seat_elsewhere_does_not_move():
    dossier = sitting(candidates=["c"])
    seat = {"id": "s3", "incumbent": "c"}
    dossier["teams"].append({"id": "other", "demand": [], "seats": [seat, {"id": "s4"}]})
    assert [entry["replacement"] for entry in stress(dossier)] == [None] * 3


def uncertain(**changes) -> dict:
    """Return a dossier of c, who carries crisis, and d, who does so in 31 of 32 draws."""
    return tiny(candidates=["c", "d"], **changes)


def test_shares_of_drawn_levels_by_hand():
    case = Case(uncertain())
    functions = [Drawn(Composition(case, {"s1": "a", "s2": person})) for person in ("c", "d")]
    assert [function.is_sure() for function in functions] == [True, False]
    outcomes = coverages(case, functions, 40_000, seed=3)
    short = sum(outcome[1] == 6 for outcome in outcomes) / 40_000
    assert abs(short - 0.03125) < 0.005
    assert {outcome[1] for outcome in outcomes} == {4, 6}
    assert abs(shares(outcomes)[0] - 0.515625) < 0.003


def uncertainty(dossier: dict, draws: int = 400, cautious: bool = False) -> tuple[dict, list]:
    """Return a right answer that has been checked, and its proposals."""
    result = json_value(json_text(pretender.uncertainty(dossier, draws, 5, cautious)))
    proposals = pretender.solve(dossier, 3, 1, cautious)["proposals"]
    assert check_uncertainty(dossier, result, draws, cautious, proposals, 0) == []
    assert check_uncertainty(dossier, result, draws, cautious) == []
    return result, proposals


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("draws",), 300),
        (("proposals",), []),
        (("proposals", 0, "rank"), 2),
        (("proposals", 0, "best_share"), Decimal("0.9")),
        (("proposals", 0, "coverage_percent", "p50"), 40),
        (("proposals", 0, "coverage_percent", "p5"), 100),
        (("proposals", 0, "coverage_percent", "p95"), Decimal("60.01")),
        (("seats",), {}),
        (("seats", "s2"), []),
        (("seats", "s2", 0, "best_share"), Decimal("0.2")),
        (("seats", "s2", 0, "person"), "b"),
        (
            ("seats", "s2"),
            [
                {"person": "d", "best_share": Decimal("0.3")},
                {"person": "c", "best_share": Decimal("0.7")},
            ],
        ),
        (
            ("seats", "s2"),
            [
                {"person": "c", "best_share": Decimal("0.7")},
                {"person": "d", "best_share": Decimal("0.3")},
            ],
        ),
    ],
)
def test_a_wrong_uncertainty_is_found(path, value):
    result, proposals = uncertainty(uncertain())
    assert result["proposals"][0]["coverage_percent"] == {"p5": 60, "p50": 60, "p95": 60}
    assert {entry["person"] for entry in result["seats"]["s2"]} == {"c", "d"}
    wrong = changed(result, path, value)
    assert check_uncertainty(uncertain(), wrong, 400, False, proposals)


def test_what_no_draw_changes_is_checked_exactly():
    dossier = tiny()
    dossier["people"][3]["levels"]["crisis"] = Decimal("3.4")
    result, proposals = uncertainty(dossier, 10)
    assert result["proposals"][0]["best_share"] == 1
    assert result["seats"]["s2"][0] == {"person": "b", "best_share": 1}
    wrong = changed(result, ("proposals", 0, "best_share"), Decimal("0.9"))
    wrong = changed(wrong, ("proposals", 1, "best_share"), Decimal("0.1"))
    assert check_uncertainty(dossier, wrong, 10, False, proposals)


def test_only_seats_that_others_may_take_are_listed():
    dossier = tiny()
    dossier["teams"][0]["seats"][0]["locked"] = True
    assert set(uncertainty(dossier, 10)[0]["seats"]) == {"s2"}
    dossier["teams"][0]["seats"][0] |= {"locked": False, "candidates": ["a"]}
    assert set(uncertainty(dossier, 10)[0]["seats"]) == {"s2"}


def test_development_rises_above_the_drawn_level():
    rule = {"kind": "development", "budget": 1, "people": ["d"], "behaviours": ["crisis"]}
    case = Case(uncertain(constraints=[rule]))
    step = {"person": "d", "behaviour": "crisis", "steps": 1}
    made = {"assignment": {"s1": "a", "s2": "d"}, "development": [step]}
    (composition,) = compositions_of_proposals(case, [made])
    assert composition.raised == {("d", "crisis"): 1}
    for risen in (False, True):
        outcomes = coverages(case, [Drawn(composition, risen=risen)], 500, seed=4)
        assert set(map(tuple, outcomes)) == {(4,)}


@pytest.mark.parametrize("seed", range(40))
def test_right_analyses_of_random_dossiers_pass_the_checks(seed):
    source = random.Random(seed)
    dossier = json_value(json_text(random_dossier(source)))
    reference = Reference(dossier)
    cautious = source.random() < 0.5
    for person, seat in (
        (source.choice(reference.case.people), None),
        (source.choice(reference.case.people), source.choice(reference.case.seats).id),
    ):
        result = json_value(json_text(pretender.why_not(dossier, person, seat, cautious)))
        assert check_why_not(reference, person, seat, result, cautious) == []
    result = json_value(json_text(pretender.front(dossier, cautious)))
    assert check_front(reference, result, cautious) == []
    result = json_value(json_text(pretender.stress(dossier, cautious)))
    assert check_stress(reference, result, cautious) == []
    result = json_value(json_text(pretender.uncertainty(dossier, 100, seed, cautious)))
    proposals = pretender.solve(dossier, 3, 1, cautious)["proposals"]
    assert check_uncertainty(reference, result, 100, cautious, proposals or None) == []


def test_narrow_intervals_show_how_levels_are_drawn(monkeypatch):
    dossier = json_value(json_text(narrow_dossier()))
    result, _ = uncertainty(dossier, 1000)
    for seat, reached in (("of-rounded", 0.125), ("of-skewed", 0.2627), ("of-high", 0.7623)):
        share = {entry["person"]: entry["best_share"] for entry in result["seats"][seat]}
        assert abs(float(share["sure"]) - (1 - reached) / 2) < 0.05

    def cut_off(case: Case, source: random.Random) -> dict:
        found = {}
        for pair, known in case.levels.items():
            value = int(source.triangular(known.low, known.high, known.level))
            found[pair] = Level(value, value, value)
        return found

    def as_likely(case: Case, source: random.Random) -> dict:
        found = {}
        for pair, known in case.levels.items():
            value = source.randint(known.low, known.high)
            found[pair] = Level(value, value, value)
        return found

    for wrong in (cut_off, as_likely):
        monkeypatch.setattr(pretender, "drawn_levels", wrong)
        result = json_value(json_text(pretender.uncertainty(dossier, 1000, 5, False)))
        assert check_uncertainty(dossier, result, 1000)
