"""Rounds get the same answers among fillings as among people on seats."""

import pytest

from planner.solver import teamwise
from planner.solver.problem import Problem
from tests.oracle.case import Composition
from tests.oracle.checks import Reference
from tests.oracle.many_teams import BY_TEAM
from tests.oracle.rules import violations_of

from .conftest import at_random, read, row, seat, team_of
from .ways import Way, round_at_random, told

VARIANTS = [(1, 1), (4, 1), (3, 2)]
ONLY_COVERAGE = [{"objective": "coverage"}, {"objective": "changes"}]
LARGE = 10**6
"""So many compositions of a round are no hindrance where nothing is enumerated."""


def same_both_ways(raw: dict, seed: int, variants=VARIANTS) -> int:
    """Ensure that both ways give the same answers; return how many went on among fillings."""
    dossier, handed_over = read(raw), 0
    for alternatives, difference in variants:
        options = {"alternatives": alternatives, "difference": difference, "seed": seed}
        one, other = Way.teamwise(), Way.seatwise()
        cautious = seed % 2 == 0
        answers = one.answers(dossier, cautious=cautious, **options)
        expected = other.answers(dossier, cautious=cautious, **options)
        assert told(answers, alternatives) == told(expected, alternatives), (seed, options)
        assert other.handovers == 0
        handed_over += one.handovers > 0
    return handed_over


def coverage_first(raw: dict, seed: int) -> dict:
    """Return a dossier that wants coverage most, sometimes with slack."""
    others = [one for one in raw.get("priorities", []) if one["objective"] != "coverage"]
    first = {"objective": "coverage", "slack": seed % 3}
    return raw | {"priorities": [first, *(others or [{"objective": "changes"}])]}


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_random_rounds_are_answered_the_same_either_way(start):
    handed_over = sum(
        same_both_ways(round_at_random(seed, most=LARGE), seed) for seed in range(start, start + 10)
    )
    assert handed_over >= 10, "of 30 searches"


def test_random_dossiers_of_any_sort_are_answered_the_same_either_way():
    handed_over = sum(
        same_both_ways(coverage_first(at_random(seed), seed), seed, [VARIANTS[seed % 3]])
        for seed in range(300, 330)
    )
    assert handed_over >= 9, "of 30 searches"


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 10_600, 50))
def test_many_random_rounds_are_answered_the_same_either_way(start):
    seeds = range(start, start + 50)
    assert sum(same_both_ways(round_at_random(seed, most=LARGE), seed) for seed in seeds) >= 75
    for seed in seeds:
        same_both_ways(coverage_first(at_random(seed), seed), seed)


def assert_as_enumerated(raw: dict, seed: int) -> int:
    """Ensure that a round is answered as the enumeration says; return the handovers."""
    reference, way, cautious = Reference(raw), Way.teamwise(), seed % 2 == 1
    table, (alternatives, difference) = reference.table(cautious), VARIANTS[seed % 3]
    options = {"alternatives": alternatives, "difference": difference, "seed": seed}
    answers = way.answers(read(raw), cautious=cautious, **options)
    earlier: list[frozenset] = []
    for found in answers.proposals:
        composition = Composition(reference.case, dict(found.composition.assignment), cautious)
        assert violations_of(composition) == set()
        best = table.best_values(earlier, difference)
        assert best is not None
        assert [found.bounds[name] for name in table.names] == best
        assert table.is_optimal(tuple(found.figures.objectives[n] for n in table.names), best)
        assert found.proven
        earlier.append(composition.people)
    if len(answers.proposals) < alternatives:
        assert table.best_values(earlier, difference) is None
        assert answers.infeasible or answers.exhausted
    return way.handovers


@pytest.mark.parametrize("start", [1000, 1010])
def test_random_rounds_are_answered_as_the_enumeration_says(start):
    seeds = range(start, start + 10)
    assert sum(assert_as_enumerated(round_at_random(seed), seed) > 0 for seed in seeds) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("start", range(30_000, 30_300, 30))
def test_many_random_rounds_are_answered_as_the_enumeration_says(start):
    seeds = range(start, start + 30)
    assert sum(assert_as_enumerated(round_at_random(seed), seed) > 0 for seed in seeds) >= 15


@pytest.mark.parametrize("limit", ["_MOST", "_MOST_PARTIAL"])
def test_where_fillings_are_too_many_the_answer_is_the_same(limit, monkeypatch):
    went_back = 0
    for seed in range(50, 62):
        dossier = read(round_at_random(seed))
        way = Way.teamwise()
        expected = way.answers(dossier, seed=seed)
        with monkeypatch.context() as patch:
            patch.setattr(teamwise, limit, 0)
            back = Way.teamwise()
            assert told(back.answers(dossier, seed=seed)) == told(expected)
        assert back.handovers == 0
        went_back += way.handovers
    assert went_back >= 4


def two_teams(*seats: dict, priorities: list[dict], people: dict[str, str], **more) -> dict:
    """Return two teams with the same demand, each with a seat of the two."""
    whole = team_of([], [], people, priorities=priorities, **more)
    rows = [row("a", 4), row("b", 1)]
    whole["teams"] = [
        {"id": f"t{number}", "demand": rows, "seats": [one]} for number, one in enumerate(seats)
    ]
    return whole


def both_ways(raw: dict, **options) -> tuple:
    """Return the answer of a search that goes on among fillings, the same as the other way's."""
    way = Way.teamwise()
    answers = way.answers(read(raw), **options)
    assert way.handovers > 0
    assert told(answers) == told(Way.seatwise().answers(read(raw), **options))
    return answers


def test_a_locked_seat_that_may_be_empty_keeps_its_incumbent():
    raw = two_teams(
        seat("x", incumbent="p", locked=True, optional=True),
        seat("y", "q", "r"),
        people={"p": "", "q": "a", "r": "b"},
        priorities=[{"objective": "coverage"}, {"objective": "load"}],
    )
    (found,) = both_ways(raw).proposals
    assert found.composition.assignment == {"x": "p", "y": "q"}


@pytest.mark.parametrize("slack", [0, 1, 4, 10**9, 10**100])
def test_slack_of_coverage_alone_has_no_effect(slack):
    raw = two_teams(
        seat("x", *"pqr"),
        seat("y", *"pqr"),
        people={"p": "a b", "q": "a", "r": "b"},
        priorities=[{"objective": "coverage", "slack": slack}],
    )
    for seed in range(5):
        (found,) = both_ways(raw, seed=seed).proposals
        assert found.composition.people == {"p", "q"}


@pytest.mark.parametrize("slack", [1, 10**9, 10**100])
def test_slack_of_coverage_lets_a_later_objective_have_its_way(slack):
    raw = two_teams(
        seat("x", *"pqr"),
        seat("y", *"pr", incumbent="r"),
        people={"p": "a b", "q": "a", "r": ""},
        priorities=[{"objective": "coverage", "slack": 3 + slack}, {"objective": "changes"}],
    )
    (found,) = both_ways(raw).proposals
    assert found.composition.assignment["y"] == "r"
    assert found.bounds == {"coverage": 1, "changes": 0}


def test_an_objective_that_needs_no_search_narrows_nothing():
    """Nothing is demanded and all seats are vacant: every figure is 0, and the lot decides."""
    everybody = "pqrtuv"
    raw = two_teams(
        seat("x", *everybody),
        seat("y", *everybody),
        people=dict.fromkeys(everybody, "a b"),
        priorities=[
            {"objective": name} for name in ("coverage", "departure", "changes", "nearness")
        ],
    )
    chosen = {
        frozenset(found.composition.people)
        for seed in range(12)
        for found in both_ways(raw, seed=seed, alternatives=2).proposals[:1]
    }
    assert len(chosen) > 3


@pytest.mark.parametrize("asked", [40_000, 10**9, 10**30])
def test_a_row_may_ask_for_any_number_of_carriers(asked):
    for seed in range(20, 26):
        raw = round_at_random(seed)
        for team in raw["teams"]:
            for one in team["demand"][: 1 + seed % 2]:
                one |= {"carriers": asked, "critical": False}
        raw["constraints"] = []
        same_both_ways(raw, seed, [(2, 1)])
        assert_as_enumerated(raw, seed)


def test_carriers_beyond_the_seats_make_no_more_fillings_matter():
    """What no filling can take away is no room for others."""
    sizes = []
    for beyond in (0, 1000):
        raw = two_teams(
            seat("x", *"pqrt"),
            seat("y", *"pqrt"),
            people={"p": "a b", "q": "a", "r": "b", "t": ""},
            priorities=[{"objective": "coverage"}, {"objective": "departure"}],
        )
        for team in raw["teams"]:
            for one in team["demand"]:
                one["carriers"] += beyond
        way = Way.teamwise()
        way.answers(read(raw))
        sizes.append(way.sizes)
    assert sizes[0] == sizes[1]
    assert 2 < sizes[0][0] < 8


def test_whoever_may_sit_in_several_teams_has_a_price(monkeypatch):
    seen = []

    class Noting(teamwise.Pricing):
        def run(self, reached):
            seen.append(self.shared)
            return super().run(reached)

    monkeypatch.setattr(teamwise, "Pricing", Noting)
    raw = two_teams(
        seat("x", *"pqs"),
        seat("y", "p", "t", incumbent="q"),
        people={"p": "a", "q": "a", "s": "b", "t": "b"},
        priorities=ONLY_COVERAGE,
    )
    Way.teamwise().answers(read(raw), alternatives=3)
    assert seen == [{"p", "q"}], "once, for all proposals"


PEOPLE = {"p": "a", "q": "a", "r": "b", "t": "b"}


def applies(monkeypatch, many: int, **more) -> bool:
    """Tell whether a round of one open and one vacant seat is searched by fillings."""
    monkeypatch.setattr(teamwise, "MANY_TEAMS", many)
    wanted = {"people": PEOPLE, "priorities": ONLY_COVERAGE} | more
    raw = two_teams(seat("x", *"pqr"), seat("y", "p", incumbent="t"), **wanted)
    return teamwise.Teamwise.applies(Problem.of(read(raw)))


def test_many_teams_are_those_with_an_open_seat(monkeypatch):
    assert applies(monkeypatch, 2)
    assert not applies(monkeypatch, 3)
    locked = two_teams(
        seat("x", *"pqr"),
        seat("y", "p", incumbent="t", locked=True),
        people=PEOPLE,
        priorities=ONLY_COVERAGE,
    )
    monkeypatch.setattr(teamwise, "MANY_TEAMS", 2)
    assert not teamwise.Teamwise.applies(Problem.of(read(locked)))


@pytest.mark.parametrize(
    "more",
    [
        {"priorities": [{"objective": "changes"}, {"objective": "coverage"}]},
        {"constraints": [{"kind": "max_changes", "limit": 1}]},
        {"constraints": [{"kind": "include", "person": "p"}]},
        {"constraints": [{"kind": "development", "budget": 1}]},
    ],
)
def test_what_teams_decide_together_is_not_searched_by_fillings(more, monkeypatch):
    assert not applies(monkeypatch, 2, **more)


def test_what_each_team_decides_by_itself_is_searched_by_fillings(monkeypatch):
    asked = [
        {"kind": "include", "person": "p", "seat": "x"},
        {"kind": "exclude", "person": "q"},
        {"kind": "max_load", "limit": 2},
    ]
    assert applies(monkeypatch, 2, constraints=asked)


def test_the_rounds_ask_everything_that_a_team_can_be_asked():
    kinds = {
        constraint["kind"]
        for seed in range(40)
        for constraint in round_at_random(seed, most=LARGE)["constraints"]
    }
    assert kinds == set(BY_TEAM)
