"""How each kind asks less: a step, and degrees that are ever weaker."""

import itertools
import random
from decimal import Decimal

import pytest

import constraints
from planner.dossier.requirements import ConstraintHolds, requirements
from planner.dossier.weakening import instead, ways
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem
from tests.building import composition_of, dossier, names_of, person, row, seat, team
from tests.solver.conftest import at_random, read


def steps(rule, people=("ann", "ben", "cas"), **attributes):
    """Return the parameters that differ, one step weaker and at each way's last degree."""
    seats = [seat("s1", "ann"), seat("s2", "ben")]
    everybody = [person(name, **attributes) for name in people]
    case = dossier(everybody, [team("mt", seats, [row("trust"), row("crisis")])], [rule])
    own = requirements(case)[0]
    found = list(ways(own, case.situation()))
    return (
        [instead(own, way.step) for way in found],
        [instead(own, way.weakened(way.degrees)) for way in found],
    )


@pytest.mark.parametrize(
    ("rule", "step", "last"),
    [
        ({"kind": "max_changes", "limit": 0}, [{"limit": 1}], [{"limit": 2}]),
        ({"kind": "max_changes", "limit": 2}, [], []),
        ({"kind": "max_load", "limit": 1}, [{"limit": 2}], [{"limit": 2}]),
        ({"kind": "redundancy", "carriers": 2}, [{"carriers": 1}], [{"carriers": 0}]),
        ({"kind": "redundancy", "carriers": 0}, [], []),
        ({"kind": "coverage_floor", "percent": 66.67}, [{"percent": 61.67}], [{"percent": 0}]),
        ({"kind": "coverage_floor", "percent": 2}, [{"percent": 0}], [{"percent": 0}]),
        ({"kind": "departures", "count": 2, "percent": 80}, [{"percent": 75}], [{"percent": 0}]),
        ({"kind": "continuity", "members": 1, "years": 2}, [{"members": 0}], [{"members": 0}]),
        ({"kind": "attribute_spread", "attribute": "x", "distinct": 1},
         [{"distinct": 0}], [{"distinct": 0}]),
        ({"kind": "attribute_count", "attribute": "x", "value": 1, "minimum": 1, "maximum": 1},
         [{"minimum": 0}, {"maximum": 2}], [{"minimum": 0}, {"maximum": 2}]),
        ({"kind": "include", "person": "ann"}, [], []),
        ({"kind": "exclude", "person": "ann"}, [], []),
        ({"kind": "apart", "people": ["ann", "ben"]}, [], []),
    ],
)  # fmt: skip
def test_a_step_and_the_last_degree(rule, step, last):
    assert steps(rule) == (step, last)


@pytest.mark.parametrize("kind", ["apart", "together"])
def test_a_group_asks_less_with_one_person_fewer(kind):
    everybody = ["ann", "ben", "cas"]
    step, last = steps({"kind": kind, "people": everybody})
    assert step == last == [{"people": [p for p in everybody if p != gone]} for gone in everybody]


def test_tenure_gives_way_by_a_year_on_either_side():
    step, last = steps({"kind": "tenure", "minimum_years": 2.5}, tenure_years=9)
    assert step == [{"minimum_years": 1.5}, {"maximum_years": 8}]
    assert last == [{"minimum_years": 0}, {"maximum_years": 10}]


def test_years_and_percentages_keep_every_digit():
    case = dossier(
        [person("ann", tenure_years=8)],
        [team("mt", [seat("s1", "ann")], [row("trust")])],
        [{"kind": "tenure", "maximum_years": Decimal("7." + "0" * 39 + "1")}],
    )
    higher = list(ways(requirements(case)[0], case.situation()))[-1].step
    assert higher.constraint.maximum_years == Decimal("8." + "0" * 39 + "1")


def test_what_no_composition_can_reach_is_passed_over_in_one_degree():
    case = dossier([person("ann")], [team("mt", ["s1"], [row("trust")])],
                   [{"kind": "redundancy", "carriers": 10**30}])  # fmt: skip
    (way,) = ways(requirements(case)[0], case.situation())
    assert way.step.constraint.carriers == 10**30 - 1
    assert [way.weakened(degree).constraint.carriers for degree in (1, 2)] == [1, 0]


def test_a_kind_that_tells_no_weaker_form_has_none():
    silent = {kind.name() for kind in constraints.KINDS if "weaker" not in vars(kind)}
    assert silent == {"critical", "include", "exclude", "development"}


@pytest.mark.parametrize("number", range(60))
def test_what_a_requirement_keeps_is_kept_by_its_weaker_forms(number):
    """Degree by degree nothing is lost, on compositions drawn at random."""
    chance = random.Random(number)
    case = read(at_random(number))
    problem, names = Problem.of(case), names_of(case, "en")
    drawn = []
    for _ in range(12):
        people = list(problem.situation.people)
        chance.shuffle(people)
        everywhere = itertools.zip_longest(problem.situation.seats, people)
        assignment = {s: p for s, p in everywhere if s is not None}
        drawn.append(Figures(problem.situation, composition_of(problem, assignment)))
    for own in problem.asked:
        for way in ways(own, problem.situation):
            few = sorted({1, way.degrees, *(chance.randint(1, way.degrees) for _ in range(3))})
            ladder = [own, *(way.weakened(degree) for degree in few)]
            for stronger, weaker in [*itertools.pairwise(ladder), (own, way.step)]:
                assert instead(stronger, weaker)
                for figures in drawn:
                    if not stronger.check(figures, names):
                        assert not weaker.check(figures, names)
            if isinstance(own, ConstraintHolds):
                assert all(one.constraint.sentence(names) for one in ladder)
