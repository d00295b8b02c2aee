"""Moves: the plain face by hand, and both faces against each other on random small dossiers."""

import pytest
from hypothesis import assume, given

from planner.solver.backends import Backend, Task, Verdict, solve
from tests.building import dossier, figures_of, person, seat, team, team_figures
from tests.figures.test_linear_faces import MANY, SEEDS, kept, random_problem

PEOPLE = [person(name) for name in ("ann", "ben", "cas")]
MT = team("mt", [seat("s1", "ann"), seat("s2", "ben"), "s3"])


def moves(sitting):
    return team_figures(dossier(PEOPLE, [MT]), sitting).moves


@pytest.mark.parametrize(
    ("sitting", "number"),
    [
        ({"s1": "ann", "s2": "ben"}, 0),
        ({"s1": "ann", "s2": "ben", "s3": "cas"}, 1),
        ({"s1": "cas", "s2": "ben"}, 1),
        ({"s2": "ben"}, 1),
        ({"s1": "ben", "s2": "ann"}, 2),
        ({"s2": "ben", "s3": "ann"}, 2),
        ({"s1": "cas", "s2": "ben", "s3": "ann"}, 2),
        ({}, 2),
    ],
    ids=[
        "nobody moves",
        "a vacancy that is filled",
        "another occupant",
        "a seat left empty",
        "a swap",
        "a member who goes to the vacancy, and whose seat stays empty",
        "a member who goes to the vacancy, and whose seat is filled",
        "everybody leaves",
    ],
)
def test_a_seat_whose_occupant_differs_is_a_move(sitting, number):
    assert moves(sitting) == number


def test_teams_add_up():
    case = dossier(PEOPLE, [MT, team("ot", ["s4"])])
    figures = figures_of(case, {"s1": "cas", "s2": "ben", "s4": "ann"})
    assert [one.moves for one in figures.teams.values()] == [1, 1]
    assert figures.moves == 2


@given(SEEDS)
@MANY
def test_the_linear_face_has_the_smallest_and_the_largest_number_of_all_compositions(seed):
    problem = random_problem(seed)
    found = kept(problem)
    assume(found)
    numbers = [figures.moves for figures in found]
    model = problem.model()
    for wanted, extreme in ((model.moves, min(numbers)), (-1 * model.moves, -max(numbers))):
        model.program.mathopt.minimize(wanted)
        answer = solve(Task(model.program.mathopt), Backend.CP_SAT, None)
        assert answer.verdict is Verdict.OPTIMAL
        assert round(answer.value) == extreme
        assert problem.verified(model.occupancy.read(answer.values)).moves == abs(extreme)
