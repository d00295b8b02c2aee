"""The plain face, the linear face and the reference of `tests.oracle` say the same of everything.

Random dossiers come from the reference's own generator: circles, spread rows, several teams,
vacant seats that are alike, locks, intervals, development and every kind of constraint.
"""

import random
from dataclasses import dataclass
from functools import cached_property

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from planner.domain.names import Names
from planner.dossier.reading import read_dossier
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem, VerificationError
from planner.solver.proposals import search
from tests.building import composition_of, fix, is_possible
from tests.oracle import dossiers, rules
from tests.oracle import search as reference
from tests.oracle.case import Case
from tests.oracle.case import Composition as Seating
from tests.oracle.writing import json_text, json_value

SAMPLE = 60
"""So many compositions of a dossier are judged, half of them among those that keep everything."""


@dataclass(frozen=True)
class Sample:
    """A random dossier, as the reference and as the program read it."""

    seed: int

    @cached_property
    def chance(self):
        """What decides about everything that is drawn from this dossier."""
        return random.Random(self.seed)

    @cached_property
    def text(self):
        """The dossier as JSON."""
        return json_text(dossiers.random_dossier(random.Random(self.seed)))

    @cached_property
    def cautious(self):
        """Whether levels are read at their low end."""
        return self.seed % 3 == 0

    @cached_property
    def case(self):
        """The dossier as the reference reads it."""
        return Case(json_value(self.text))

    @cached_property
    def problem(self):
        """The dossier as the program reads it."""
        return Problem.of(read_dossier(self.text.encode()), self.cautious)

    def seating(self, assignment, raised):
        """Return a composition as the reference has it."""
        return Seating(self.case, assignment, self.cautious, raised)

    def kept(self, items):
        """Return the (assignment, raised) that keep all of the items, by the reference."""
        found = reference.compositions_of(self.case, items, self.cautious)
        return [(seating.assignment, seating.raised) for seating in found]

    def drawn(self, compositions, number):
        """Return some of the compositions, all where there are not more."""
        if len(compositions) <= number:
            return compositions
        return self.chance.sample(compositions, number)


SAMPLES = st.integers(0, 2**32).map(Sample)
CALM = settings(
    max_examples=150,
    derandomize=True,
    database=None,
    # A seed does not become a simpler dossier by becoming a smaller number.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def written(requirement):
    """Return a requirement's item as the reference writes it."""
    key = requirement.item.key
    return (requirement.item.kind, *key) if isinstance(key, tuple) else (requirement.item.kind, key)


def is_verified(problem, composition):
    """Tell whether the program gives a composition out."""
    try:
        problem.verified(composition)
    except VerificationError:
        return False
    return True


@given(SAMPLES)
@CALM
def test_the_program_asks_the_items_of_the_reference(sample):
    assert {written(one) for one in sample.problem.asked} == rules.all_items(sample.case)


@given(SAMPLES)
@CALM
def test_the_plain_checks_accept_the_compositions_of_the_reference_and_no_others(sample):
    problem = sample.problem
    names = Names(problem.situation, sample.chance.choice(("nl", "en")))
    kept = sample.kept(rules.all_items(sample.case))
    compositions = sample.drawn(kept, SAMPLE // 2) + sample.drawn(sample.kept(set()), SAMPLE // 2)
    free = problem.asking(())
    for assignment, raised in compositions:
        expected = rules.violations_of(sample.seating(assignment, raised))
        composition = composition_of(problem, assignment, raised)
        # What the reference enumerates keeps to who may sit where and to the development allowed.
        figures = free.verified(composition)
        broken = {written(one) for one in problem.asked if one.check(figures, names)}
        assert broken == expected
        assert is_verified(problem, composition) == (not expected)


@given(SAMPLES)
@CALM
def test_each_requirement_is_broken_exactly_where_its_linear_face_is_impossible(sample):
    problem = sample.problem
    names = Names(problem.situation, "en")
    for assignment, raised in sample.drawn(sample.kept(set()), 2):
        figures = Figures(problem.situation, composition_of(problem, assignment, raised))
        for requirement in problem.asked:
            model = problem.asking((requirement,)).model()
            if not representable(model, raised):
                continue
            fix(model, assignment, raised)
            holds = not requirement.check(figures, names)
            assert is_possible(model) == holds, (requirement, assignment, raised)


@given(SAMPLES)
@CALM
def test_all_requirements_together_allow_what_the_reference_keeps(sample):
    problem = sample.problem
    kept = sample.drawn(sample.kept(rules.all_items(sample.case)), 2)
    for assignment, raised in kept + sample.drawn(sample.kept(set()), 2):
        model = problem.model()
        if representable(model, raised):
            fix(model, assignment, raised)
            broken = rules.violations_of(sample.seating(assignment, raised))
            assert is_possible(model) == (not broken)


def representable(model, raised):
    """Tell whether the model has the steps: those above the highest level asked buy nothing."""
    states = model.occupancy.development.all_states()
    return all(number <= len(states.get(pair, ())) for pair, number in raised.items())


@given(SAMPLES)
@CALM
def test_whatever_is_dropped_the_solver_finds_something_where_the_reference_does(sample):
    problem = sample.problem
    for share in (1, 0.8, 0.5):
        asked = tuple(one for one in problem.asked if sample.chance.random() < share)
        items = {written(one) for one in asked}
        expected = reference.can_hold(sample.case, items, sample.cautious)
        assert is_possible(problem.asking(asked).model()) == expected


@given(SAMPLES)
@settings(CALM, max_examples=60)
def test_a_search_gives_the_best_values_of_the_reference_or_a_conflict_that_is_one(sample):
    answers = search(sample.problem, seed=sample.seed % 7)
    if answers.infeasible:
        clash = {
            (item.kind, *item.key) if isinstance(item.key, tuple) else (item.kind, item.key)
            for item in answers.conflict
        }
        assert answers.conflict_minimal
        assert not reference.can_hold(sample.case, clash, sample.cautious)
        for item in clash:
            assert reference.can_hold(sample.case, clash - {item}, sample.cautious)
        return
    table = reference.Table(sample.case, sample.cautious)
    best = table.best_values([], 1)
    assert best is not None
    figures = answers.proposals[0].figures
    values = tuple(figures.objectives[objective] for objective in table.names)
    assert answers.status(1) == "optimal"
    assert table.is_optimal(values, best)


FEATURES = {
    "a circle and a row that is spread": lambda sample: any(
        team.circle and row.spread for team in sample.case.teams for row in team.rows
    ),
    "a member who is in the circle": lambda sample: any(
        set(team.circle) & {seat.incumbent for seat in team.seats} for team in sample.case.teams
    ),
    "several teams": lambda sample: len(sample.case.teams) > 1,
    "seats that are alike": lambda sample: any(
        len(group.seats) > 1 for group in sample.problem.model().occupancy.groups
    ),
    "a locked seat": lambda sample: any(seat.locked for seat in sample.case.seats),
    "development of two steps": lambda sample: any(
        sum(raised.values()) > 1 for _, raised in sample.kept(set())[:200]
    ),
    "a level with an interval that is read cautiously": lambda sample: (
        sample.cautious and any(level.low < level.level for level in sample.case.levels.values())
    ),
    "a scale that begins at zero": lambda sample: sample.case.scale_minimum == 0,
    "nothing that keeps everything": lambda sample: (
        not reference.can_hold(sample.case, rules.all_items(sample.case), sample.cautious)
    ),
} | {
    f"a constraint of the kind {kind}": lambda sample, kind=kind: any(
        one["kind"] == kind for one in sample.case.constraints
    )
    for kind in [*dossiers.KINDS, "development"]
}


@pytest.mark.parametrize("feature", FEATURES)
def test_the_random_dossiers_hold(feature):
    find(SAMPLES, FEATURES[feature], settings=CALM)
