"""What it costs to have a person, in sentences."""

import random

import pytest

from planner.analysis.why_not import why_not
from tests.building import dossier, person, row, seat, team

from .conftest import assert_both_languages, drawn, every_sentence, percent

SEEDS = range(960, 984)
PEOPLE = [
    person("ann", {"trust": 4, "crisis": 4}),
    person("ben", {"trust": 2.5, "crisis": 4}),
    person("cas", {"trust": 4}),
]
DEMAND = [row("trust"), row("crisis", importance=3)]


def asked(who, where=None, *, seats=("s1",), constraints=(), candidates=None, **more):
    case = dossier(
        more.pop("people", PEOPLE), [team("mt", seats, DEMAND)], constraints,
        candidates=candidates, **more,
    )  # fmt: skip
    return why_not(case, who, where)


def test_the_cost_is_told_with_its_rows_and_what_makes_up_for_it():
    answer = asked("ben")
    assert answer.said.en == (
        "Choosing Ben costs coverage: the best composition with this choice covers 75 %, where "
        "the best of all covers 100 %."
    )
    assert answer.said.nl == (
        "Kiezen voor Ben kost dekking: de beste samenstelling met deze keuze dekt 75 %, de "
        "allerbeste dekt 100 %."
    )
    assert [line.said.en for line in answer.rows] == [
        "In MT ‘Trust’ then lacks 1 carrier, in the best of all none."
    ]
    assert [said.en for said in answer.needs_said] == [
        "With 1 step of development of Ben the choice is at least as good as the best on what "
        "counts most (the shortfall); it then covers 100 %, the best of all 100 %:",
        "Ben develops Trust from 2.5 to 3.5.",
    ]


def test_what_is_better_than_the_best_after_development_says_how_much():
    """One step of Ann fills what is short, and one more that nobody has."""
    people = [person("ann", {"trust": 2, "crisis": 4}), person("ben", {"trust": 3})]
    demand = [row("trust"), row("crisis", importance=1)]
    case = dossier(people, [team("mt", ("s1",), [demand[0].copy() | {"importance": 2}, demand[1]])])
    answer = why_not(case, "ann")
    assert answer.needs_said[0].en.endswith("it then covers 100 %, the best of all 66.7 %:")


def test_who_is_as_good_costs_nothing():
    answer = asked("ann", "s1")
    assert answer.said.en == (
        "Choosing Ann on the seat s1 costs nothing: there is a composition with this choice that "
        "is as good as the best. It covers 100 %."
    )
    assert answer.needs_said == ()


def test_another_objective_is_named_with_its_figures():
    people = [person("ann", {"trust": 4, "crisis": 4}), person("ben", {"trust": 4, "crisis": 4})]
    answer = asked(
        "ben", seats=[seat("s1", "ann")], people=people, priorities=["coverage", "changes"]
    )
    assert answer.said.en == (
        "Choosing Ben costs something: with this choice the number of changes is 1 at best, and 0 "
        "in the best of all. It then covers 100 %; the best of all covers 100 %."
    )
    assert [said.en for said in answer.needs_said] == [
        "On what counts most (the shortfall) the choice is as good as the best already; Ben needs "
        "no development for that."
    ]


def test_what_no_development_reaches_is_said():
    answer = asked("cas")
    assert [said.en for said in answer.needs_said] == [
        "However far Cas develops, this does not become as good as the best on what counts most: "
        "the shortfall."
    ]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        (None, "No seat is open to Cas. Name Cas as a candidate for a seat, and ask again."),
        ("s1", "The seat s1 is not open to Cas. Name Cas as a candidate for it, and ask again."),
    ],
)
def test_who_is_no_candidate_is_told_so_and_nothing_else(where, sentence):
    answer = asked("cas", where, candidates=["ann", "ben"])
    assert [said.en for said in every_sentence(answer)] == [sentence]


def test_what_stands_in_the_way_is_named():
    answer = asked("ben", constraints=[{"kind": "exclude", "person": "ben"}])
    assert answer.said.en == (
        "Ben does not go together with all of this. Leave any one out, and the rest fits:"
    )
    assert [said.en for said in answer.conflict_said] == ["Ben has no seat."]


def test_a_dossier_that_clashes_by_itself_is_said_to():
    both = [{"kind": "exclude", "person": "ann"}, {"kind": "include", "person": "ann"}]
    answer = asked("ben", constraints=both)
    assert answer.said.en.startswith(
        "No composition meets every wish of this dossier, whoever is chosen. Ben does not go "
    )
    assert answer.needs_said == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_tells_the_figures_of_the_answer(seed):
    """The answer itself is held against the reference elsewhere, for any dossier."""
    _, case = drawn(seed)
    chance = random.Random(seed)
    who = chance.choice([one.id for one in case.people])
    answer = why_not(case, who, chance.choice([None, *case.situation().seats]))
    assert_both_languages(answer)
    text = answer.said.en
    assert ("costs nothing" in text) == (answer.possible and answer.worse is None)
    assert len(answer.rows) == len([line.said for line in answer.rows if line.said])
    closed = any(item.kind == "eligible" for item in answer.conflict)
    assert len(answer.conflict_said) == (0 if closed else len(answer.conflict))
    if answer.with_them is not None:
        assert percent(answer.with_them.coverage_percent) in text
    if answer.worse is not None:
        assert percent(answer.optimum.coverage_percent) in text
        for line in answer.rows:
            assert f"lacks {line.with_shortfall} " in line.said.en
            before = line.optimum_shortfall or "none"
            assert line.said.en.endswith(f"in the best of all {before}.")
    if answer.needs is not None and answer.needs.steps:
        assert f"With {answer.needs.steps} step" in answer.needs_said[0].en
        assert len(answer.needs_said) == 1 + len(answer.needs.development)
