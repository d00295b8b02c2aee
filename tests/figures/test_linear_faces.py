"""The linear face of each objective against exhaustive search with the program's own figures."""

import random
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, find, given, settings
from hypothesis import strategies as st

from planner.domain.composition import Composition
from planner.domain.priority import OBJECTIVES
from planner.dossier.reading import read_dossier
from planner.figures.team_figures import Figures
from planner.solver.backends import Backend, Task, Verdict, solve
from planner.solver.problem import Problem, VerificationError
from tests.building import proposal
from tests.figures.random_teams import CALM
from tests.oracle.dossiers import random_dossier
from tests.oracle.writing import json_text

MOST_COMPOSITIONS = 1_500
SEEDS = st.integers(0, 2**32)
MANY = settings(CALM, suppress_health_check=list(HealthCheck))


def random_problem(seed):
    """Return a random problem; only the dossier's text comes from the reference."""
    text = json_text(random_dossier(random.Random(seed)))
    return Problem.of(read_dossier(text.encode()), cautious=seed % 3 == 0)


def assignments(problem):
    """Yield every way to seat people where they may sit, nobody twice."""
    places = list(problem.open_to)
    for chosen in product(*((None, *problem.open_to[place]) for place in places)):
        seated = [somebody for somebody in chosen if somebody is not None]
        if len(seated) == len(set(seated)):
            yield dict(zip(places, chosen, strict=True))


def developments(problem, assignment):
    """Yield every way to spend the budget on people who sit where it is allowed."""
    permission = problem.permission
    if permission is None:
        yield ()
        return
    situation = problem.situation
    asked = {row.behaviour for team in situation.teams for row in team.demand}
    asked |= {name for seat in situation.seats.values() for name in seat.minimum}
    chances = [
        [
            (somebody, behaviour, steps)
            for steps in range(permission.most_steps(situation, somebody, behaviour) + 1)
        ]
        for place, somebody in assignment.items()
        if somebody is not None and situation.team_of_seat[place].id in permission.teams
        for behaviour in sorted(asked)
    ]

    def spend(position, left, taken):
        if position == len(chances):
            yield tuple(permission.develop(situation, *one) for one in taken)
            return
        for one in chances[position]:
            if one[2] <= left:
                yield from spend(position + 1, left - one[2], [*taken, one] if one[2] else taken)

    yield from spend(0, permission.budget, [])


def compositions(problem):
    """Yield every composition, whether it keeps what is asked or not."""
    for assignment in assignments(problem):
        for development in developments(problem, assignment):
            yield Composition(assignment, development)


def kept(problem):
    """Return the figures of all compositions that keep what is asked; `None` where too many."""
    found = []
    for number, composition in enumerate(compositions(problem)):
        if number == MOST_COMPOSITIONS:
            return None
        try:
            found.append(problem.verified(composition))
        except VerificationError:
            continue
    return found


def minimum(problem, objective, backend=Backend.CP_SAT):
    """Return the smallest value of the linear face alone, and the composition that has it."""
    model = problem.model()
    model.program.mathopt.minimize(model.objective(objective))
    answer = solve(Task(model.program.mathopt), backend, None)
    if answer.verdict is Verdict.INFEASIBLE:
        return None
    assert answer.verdict is Verdict.OPTIMAL
    return model.certain(objective) + round(answer.value), model.occupancy.read(answer.values)


@given(SEEDS)
@MANY
def test_the_smallest_of_each_linear_face_is_the_smallest_over_all_compositions(seed):
    problem = random_problem(seed)
    found = kept(problem)
    assume(found is not None)
    for objective in OBJECTIVES:
        answer = minimum(problem, objective)
        if not found:
            assert answer is None
            continue
        assert answer is not None, objective
        value, composition = answer
        assert value == min(figures.objectives[objective] for figures in found), objective
        assert problem.verified(composition).objectives[objective] == value, objective


@given(SEEDS)
@settings(MANY, max_examples=60)
def test_the_smallest_is_the_same_where_nothing_is_asked(seed):
    # Without requirements the figures have all the room there is: empty seats, empty teams.
    problem = random_problem(seed).asking(())
    found = kept(problem)
    assume(found is not None)
    for objective in OBJECTIVES:
        smallest = min(figures.objectives[objective] for figures in found)
        value, composition = minimum(problem, objective)
        assert value == smallest, objective
        assert Figures(problem.situation, composition).objectives[objective] == smallest


@given(SEEDS, st.sampled_from(OBJECTIVES), st.sampled_from([Backend.SCIP, Backend.HIGHS]))
@settings(MANY, max_examples=60)
def test_every_solver_finds_the_same_smallest_value(seed, objective, backend):
    problem = random_problem(seed)
    one, other = minimum(problem, objective), minimum(problem, objective, backend)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one[0] == other[0]


@given(SEEDS, st.sampled_from(OBJECTIVES))
@settings(MANY, max_examples=40)
def test_a_search_with_one_priority_finds_the_smallest_value(seed, objective):
    problem = random_problem(seed)
    found = kept(problem)
    assume(found)
    priority = problem.priorities[0].model_copy(update={"objective": objective, "slack": 0})
    proposed = proposal(
        problem.dossier, cautious=problem.situation.cautious, priorities=(priority,)
    )
    assert proposed.figures.objectives[objective] == min(
        figures.objectives[objective] for figures in found
    )
    assert proposed.bounds == {objective: proposed.figures.objectives[objective]}


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_there_are_random_dossiers_in_which_the_objective_has_something_to_choose(objective):
    def has_a_choice(seed):
        found = kept(random_problem(seed))
        return found and len({figures.objectives[objective] for figures in found}) > 1

    find(SEEDS, has_a_choice, settings=MANY)
