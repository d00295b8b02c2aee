"""What each person brings to a seat, in sentences, and whether job fit says the same."""

import re

import pytest

from planner.analysis.compare import compare
from tests.building import dossier, person, row, seat, team
from tests.oracle.checks import comparison
from tests.oracle.figures import round_half_up, whole_percentage

from .conftest import assert_both_languages, drawn, english, percent

SEEDS = range(940, 960)
# Ann fits best on paper; Ben alone brings what nobody else has.
PEOPLE = [
    person("ann", {"trust": 5, "candour": 5, "crisis": 2.5}),
    person("ben", {"crisis": 4}),
    person("cas", {"trust": 4, "candour": 4}),
]
DEMAND = [row("trust"), row("candour"), row("crisis", importance=2)]


SEATS = [seat("s1", "cas"), seat("s2")]


def told(people=PEOPLE, demand=DEMAND, seats=SEATS, **more):
    """Return what is said of the whole, and of each person."""
    case = dossier(people, [team("mt", seats, demand)], candidates=["ann", "ben"], **more)
    answer = compare(case, "s2")
    return answer.said, {one.person: one for one in answer.people}


def test_the_highest_job_fit_is_set_beside_the_best_contribution():
    whole, _ = told()
    assert [said.en for said in whole] == [
        "The highest job fit is not the best contribution: Ann fits the job best, but Ben comes "
        "first for what is asked.",
        "With Ben the coverage of this team goes from 50 % to 100 %, with Ann to 50 %.",
    ]
    assert whole[0].nl == (
        "De hoogste functiefit is niet de beste bijdrage: Ann past het best bij de functie, maar "
        "Ben staat bovenaan voor wat er gevraagd wordt."
    )


def test_the_place_for_the_team_stands_beside_that_for_the_job_and_says_why():
    _, people = told()
    assert [said.en for said in people["ben"].said] == [
        "Ben is number 1 for this team, and number 2 if you look at the job alone: Ben brings "
        "‘Crisis’, which nobody else in the team carries.",
        "With Ben the team covers 100 %, with an empty seat 50 %.",
        "With Ben nothing stays short in the team.",
    ]
    assert people["ben"].said[0].nl == (
        "Ben staat op plaats 1 voor dit team, en op plaats 2 als u alleen naar de functie kijkt: "
        "Ben brengt ‘Crisis’ mee, en dat draagt niemand anders in het team."
    )
    assert [said.en for said in people["ann"].said] == [
        "Ann is number 2 for this team, and number 1 if you look at the job alone.",
        "With Ann the team covers as much as with an empty seat: 50 %.",
        "With Ann 1 behaviour stays short: ‘Crisis’.",
    ]
    assert people["ann"].short[0].said.en == (
        "With Ann ‘Crisis’ has 0 of the 1 carrier that is asked."
    )


def test_the_figure_of_the_team_is_never_mixed_with_that_of_all_teams():
    """One sentence, one base: what this team comes to, and apart from it what all of them do."""
    teams = [
        team("mt", [seat("s1", "cas"), seat("s2")], DEMAND),
        team("other", [seat("s3")], [row("trust", importance=4)]),
    ]
    answer = compare(dossier(PEOPLE, teams, candidates=["ann", "ben"]), "s2")
    assert [said.en for said in answer.said[1:3]] == [
        "With Ben the coverage of this team goes from 50 % to 100 %, with Ann to 50 %.",
        "For the order all teams count together: with Ben 50 % of what they ask is covered, "
        "with Ann 25 %.",
    ]
    assert answer.said[1].nl == (
        "Met Ben gaat de dekking van dit team van 50 % naar 100 %, met Ann naar 50 %."
    )


def test_job_fit_that_agrees_is_said_to_agree():
    whole, people = told(demand=[row("trust", carriers=2)])
    assert whole[0].en == (
        "The highest job fit is the best contribution here too: Ann comes first in both."
    )
    assert people["ann"].said[0].en == (
        "Ann is number 1 for this team, and also if you look at the job alone."
    )


def test_a_task_that_asks_nothing_has_no_job_fit():
    whole, people = told(demand=[])
    assert whole[0].en == (
        "The task of this team asks nothing, so there is no job fit to compare with."
    )
    assert people["ann"].said[0].en == "Ann is number 1 for this team."


def test_a_first_place_that_breaks_a_wish_is_warned_of():
    whole, _ = told(constraints=[{"kind": "exclude", "person": "ben"}])
    assert whole[-1].en == "Note: with Ben on this seat, not everything that is asked is met."


def test_a_seat_for_one_and_a_seat_for_nobody():
    whole, _ = told(seats=[seat("s1", "cas"), seat("s2", candidates=["ann"])])
    assert whole[0].en == "Only Ann may take this seat."
    whole, people = told(seats=[seat("s1", "cas"), seat("s2", candidates=[])])
    assert whole[0].en == "Nobody may take this seat. Name candidates for it first."
    assert people == {}


def test_who_moves_leaves_a_seat_empty():
    _, people = told(seats=[seat("s1", "ann"), seat("s2")])
    assert "Ann then leaves the seat s1 empty." in [said.en for said in people["ann"].said]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("cautious", [False, True], ids=["level", "cautious"])
def test_every_sentence_is_true_by_the_reference(seed, cautious):
    reference, case = drawn(seed)
    names, several = english(case), len(case.teams) > 1
    where = "for all teams together" if several else "for this team"
    for place in case.situation().seats:
        answer = compare(case, place, cautious=cautious)
        _, entries = comparison(reference.case, place, cautious)
        assert_both_languages(answer)
        facts = {entry["person"]: entry for entry in entries}
        for found in answer.people:
            entry, name = facts[found.person], names.person(found.person)
            first = found.said[0].en
            assert first.startswith(f"{name} is number {entry['rank']} {where}")
            if entry["job_fit_rank"] not in (None, entry["rank"]):
                assert f"number {entry['job_fit_rank']} if you look at the job alone" in first
            _assert_person(found, entry, names)
        _assert_whole(answer, facts, names)


def _assert_person(found, entry, names):
    texts = [said.en for said in found.said]
    together = " ".join(texts)
    assert ("as much as with an empty seat" in together) == (entry["gain"] == 0)
    assert ("nobody else in the team" in together) == bool(entry["unique"])
    assert ("nothing stays short" in together) == (not entry["short"])
    if entry["short"]:
        stays = "behaviour stays" if len(entry["short"]) == 1 else "behaviours stay"
        assert f"{len(entry['short'])} {stays} short: " in texts[-1]
    for row_found in found.short:
        short = entry["short"][row_found.behaviour]
        label = names.behaviour(row_found.behaviour)
        assert f"‘{label}’ has {short['carriers']} of the {short['required']} " in row_found.said.en


def _assert_whole(answer, facts, names):
    headline = answer.said[0].en
    best = {person for person, entry in facts.items() if entry["rank"] == 1}
    fitting = {person for person, entry in facts.items() if entry["job_fit_rank"] == 1}
    assert headline.startswith("Nobody may take this seat") == (not facts)
    if len(facts) > 1 and fitting:
        assert headline.startswith("The highest job fit is the best ") == bool(best & fitting)
        assert headline.startswith("The highest job fit is not ") == (not best & fitting)
        if not best & fitting:
            first, other = answer.people[0], next(p for p in answer.people if p.job_fit_rank == 1)
            for one in (first, other):
                whole = percent(round_half_up(whole_percentage(facts[one.person]["composition"])))
                _assert_reached(answer, one, names.person(one.person), whole)


def _assert_reached(answer, one, name, whole):
    """The team's own figure stands in one sentence, that of all teams in another."""
    own = percent(one.figures.coverage_percent)
    if "as much as with an empty seat" in answer.said[1].en:
        assert own in answer.said[1].en
    else:
        assert re.search(rf"ith {name} (the coverage .*)?to {own}", answer.said[1].en)
    if answer.said[2:] and answer.said[2].en.startswith("For the order all teams"):
        assert f"ith {name} {whole}" in answer.said[2].en


def test_what_somebody_brings_to_a_seat_beside_their_own_explains_no_place():
    """Ben sits in the team already: his crisis is there without this seat."""
    people = [
        person("ann", {"trust": 4, "candour": 4, "crisis": 2.5}),
        person("ben", {"crisis": 4}),
    ]
    teams = [
        team("mt", [seat("s1", "ben"), seat("s2")], [row("crisis"), row("candour", level=5)]),
        team("other", [seat("s3", "ann")], [row("trust")]),
    ]
    ben, _ = compare(dossier(people, teams), "s2").people
    assert [said.en for said in ben.said[:3]] == [
        "Ben is number 1 for all teams together, and number 2 if you look at the job alone.",
        "With Ben the team covers as much as with an empty seat: 50 %.",
        "Ben brings ‘Crisis’, which nobody else in the team then carries.",
    ]
