"""What each further change buys, in sentences."""

import re
from threading import Event

import pytest

from planner.analysis.front import front
from planner.solver.limits import Limits
from tests.building import dossier, person, row, seat, team
from tests.oracle.figures import round_half_up, whole_objective, whole_percentage
from tests.oracle.front import front as reference_front

from .conftest import assert_both_languages, drawn, english, percent

SEEDS = range(920, 936)
PEOPLE = [
    person("ann", {"trust": 4}),
    person("ben"),
    person("cas", {"candour": 4}),
    person("dee", {"crisis": 4, "candour": 4}),
]
DEMAND = [row("trust"), row("candour"), row("crisis")]


def told(seats, constraints=(), people=PEOPLE, **more):
    """Return the sentences of the points, and the one that ends them."""
    answer = front(dossier(people, [team("mt", seats, DEMAND)], constraints, **more))
    return [point.said for point in answer.points], answer.said


def test_each_change_is_told_with_what_it_buys():
    points, ending = told([seat("s1", "ann"), seat("s2", "ben")])
    assert [said.en for said in points] == [
        "If everybody stays who sits now, coverage is 33.3 %.",
        "A first change brings coverage from 33.3 % to 100 %: Dee on s2.",
    ]
    assert (
        points[1].nl == "Een eerste wisseling brengt de dekking van 33,3 % naar 100 %: Dee op s2."
    )
    assert ending.en == "More than 1 change buys nothing more, as long as every wish is met."


def test_a_vacancy_is_filled_without_a_change():
    points, ending = told([seat("s1", "ann", locked=True), seat("s2")])
    assert [said.en for said in points] == [
        "If everybody stays who sits now, coverage is 100 %: Dee on s2."
    ]
    assert ending.en == "Changes buy nothing more, as long as every wish is met."


def test_changes_that_the_wishes_need_come_first():
    points, _ = told([seat("s1", "ann"), seat("s2", "ben")], [{"kind": "exclude", "person": "ben"}])
    assert points[0].en == (
        "At least 1 change is needed to meet every wish; coverage is then 100 %: Dee on s2."
    )


def test_development_is_told_with_the_moves():
    people = [person("ann", {"trust": 4, "candour": 2.5})]
    points, _ = told(
        [seat("s1", "ann", locked=True)], [{"kind": "development", "budget": 1}], people
    )
    assert points[0].en == (
        "If everybody stays who sits now, coverage is 66.7 %: Ann to level 3.5 in ‘Candour’."
    )


def test_where_no_composition_keeps_the_wishes_that_is_said():
    points, ending = told([seat("s1", "ann", locked=True)], [{"kind": "exclude", "person": "ann"}])
    assert points == []
    assert ending.en == "No composition meets every wish; there is no front."


def test_a_search_that_was_stopped_claims_nothing_of_more_changes():
    stop = Event()
    stop.set()
    case = dossier(PEOPLE, [team("mt", [seat("s1", "ann"), seat("s2", "ben")], DEMAND)])
    answer = front(case, limits=Limits(stop=stop))
    assert answer.said.en == "The search was stopped; what more changes buy is not known."


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_is_true_by_the_reference(seed):
    reference, case = drawn(seed)
    answer, expected = front(case), reference_front(reference, False)
    assert_both_languages(answer)
    shown = [percent(round_half_up(whole_percentage(point))) for point in expected]
    for position, (point, composition) in enumerate(zip(answer.points, expected, strict=True)):
        text, changes = point.said.en, whole_objective(composition, "changes")
        assert shown[position] in text
        if position:
            assert f"from {shown[position - 1]}" in text
            assert text.startswith("A first change" if changes == 1 else f"With {changes} changes")
        elif changes:
            assert text.startswith(f"At least {changes} change")
        else:
            assert text.startswith("If everybody stays who sits now")
        _assert_moves(point, text, english(case))
    last = whole_objective(expected[-1], "changes") if expected else None
    found = re.match(r"More than (\d+) change|(Changes) buy|(No composition)", answer.said.en)
    assert found.groups() == (
        (str(last), None, None)
        if last
        else (None, None, "No composition")
        if last is None
        else (None, "Changes", None)
    )


def _assert_moves(point, text, names):
    moves = [
        f"{'nobody' if after is None else names.person(after)} on {names.seat(place)}"
        for place, before in names.situation.incumbents.items()
        if (after := point.assignment[place]) != before
    ]
    named = moves if len(moves) + len(point.development or ()) <= 4 else moves[:3]
    assert all(move in text for move in named)
