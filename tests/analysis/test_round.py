"""A round over many teams: against the enumeration, and rounds whose chains can be told."""

import json
import random

import pytest
from jsonschema import Draft202012Validator

from benchmarks.rounds import Size, realistic
from planner.analysis.evaluate import evaluate
from planner.analysis.propose import propose
from planner.analysis.round.answer import round_report, round_reports
from planner.analysis.round.gaps import gaps
from planner.analysis.round.sentences import RoundSentences
from planner.analysis.round.summary import over_all
from planner.domain.composition import Composition
from planner.domain.priority import Priority
from planner.dossier.reading import read_dossier, validated
from planner.dossier.schemas import schema
from planner.solver.limits import Limits, Stopped
from planner.solver.sweep import InTurn
from planner.solver.tiers import Found
from tests.building import dossier, figures_of, person, row, seat, team
from tests.oracle.checks import Reference
from tests.oracle.dossiers import random_dossier
from tests.oracle.rounds import problems_of_round
from tests.oracle.writing import json_text, json_value


def problems(seed):
    """Return what is wrong with the report on one random dossier."""
    source = random.Random(seed)
    raw = json_value(json_text(random_dossier(source)))
    cautious = source.random() < 0.4
    report = round_report(read_dossier(json_text(raw).encode()), cautious=cautious)
    written = report.written()
    errors = Draft202012Validator(schema("round")).iter_errors(written)
    found = [f"schema: {error.message[:200]}" for error in errors]
    return found + problems_of_round(Reference(raw), json_value(json.dumps(written)), cautious)


@pytest.mark.parametrize("seed", range(3000, 3060))
def test_a_report_is_that_of_the_enumeration(seed):
    assert problems(seed) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(4000, 5000, 50))
def test_the_reports_of_many_dossiers_are_those_of_the_enumeration(start):
    for seed in range(start, start + 50):
        assert problems(seed) == [], seed


def applied(today, moves):
    """Return who sits where after moves: first everybody gets up, then everybody sits down."""
    then = dict(today)
    for move in moves:
        if move.origin is not None:
            then[move.origin] = None
    for move in moves:
        if move.to is not None:
            assert then[move.to] is None
            then[move.to] = move.person
    return then


@pytest.mark.parametrize("seed", [1, 2])
def test_a_round_over_many_teams_adds_up(seed):
    size = Size(teams=12, vacancies=16, candidates=40, eligible=8)
    case = validated(realistic(seed, size))
    report = round_report(case)
    incumbents = case.situation().incumbents
    assert report.status == "optimal"
    assert report.assignment == propose(case).proposals[0].assignment
    assert any(len(chain.moves) > 1 for chain in report.chains)
    assert report.without_seat
    chained = [move for chain in report.chains for move in chain.moves]
    assert sorted(chained, key=repr) == sorted(report.moves, key=repr)
    # Made one after another, the chains come to the proposal.
    then = incumbents
    for chain in report.chains:
        then = applied(then, chain.moves)
    assert then == report.assignment
    for figures, assignment in (("before", None), ("after", report.assignment)):
        (worked_out,) = evaluate(case, assignment).proposals
        whole = getattr(report, figures)
        assert whole.objectives == worked_out.objectives
        assert whole.coverage_percent == worked_out.coverage_percent
        for name, of_team in report.teams.items():
            assert getattr(of_team, figures).objectives == worked_out.teams[name].objectives


# Hand-made rounds: everybody carries what only one team asks.


def carrier(name, *behaviours):
    return person(name, dict.fromkeys(behaviours, 4))


def asking(name, behaviour, *seats, **more):
    return team(name, seats, [row(behaviour, **more)])


def summary(chain):
    return [(move.person, move.origin, move.to) for move in chain.moves]


def told(report):
    return [summary(chain) for chain in report.chains]


THREE = dossier(
    [carrier("ann", "crisis"), carrier("ben", "network"), carrier("cas", "candour")],
    [
        asking("a", "network", seat("a1", "ann", candidates=["ben"])),
        asking("b", "candour", seat("b1", "ben", candidates=["cas"])),
        asking("c", "crisis", seat("c1", candidates=["ann"])),
    ],
    priorities=["coverage", "changes"],
)


def test_a_chain_of_three_goes_from_the_vacancy_to_whoever_comes_from_outside():
    report = round_report(THREE)
    (chain,) = report.chains
    assert summary(chain) == [("ann", "a1", "c1"), ("ben", "b1", "a1"), ("cas", None, "b1")]
    assert (chain.closed, chain.stays_empty, chain.teams) == (False, None, ["a", "b", "c"])
    assert (chain.before.coverage_percent, chain.after.coverage_percent) == (0.0, 100.0)
    assert chain.text.en == (
        "Ann goes from a1 (A) to c1 (C); Ben goes from b1 (B) to a1 (A); Cas comes from outside "
        "to b1 (B). This alone brings the coverage of A, B and C from 0 % to 100 %."
    )
    assert chain.text.nl == (
        "Ann gaat van a1 (A) naar c1 (C); Ben gaat van b1 (B) naar a1 (A); Cas komt van buiten "
        "op b1 (B). Deze keten alleen brengt de dekking van A, B en C van 0 % naar 100 %."
    )
    assert report.text.en == (
        "With two people on another seat and one person from outside, 100 % of what is asked is "
        "covered; now it is 0 %."
    )
    assert (report.without_seat, report.unfilled) == ([], [])
    assert [one.person for one in report.moves] == ["ann", "ben", "cas"]
    assert report.moves[0].teams == ["a", "c"]


def test_two_people_who_trade_seats_are_a_closed_circle():
    case = dossier(
        [carrier("ann", "crisis"), carrier("ben", "network")],
        [
            asking("a", "network", seat("a1", "ann", candidates=["ben"])),
            asking("b", "crisis", seat("b1", "ben", candidates=["ann"])),
        ],
    )
    (chain,) = round_report(case).chains
    assert summary(chain) == [("ann", "a1", "b1"), ("ben", "b1", "a1")]
    assert (chain.closed, chain.stays_empty) == (True, None)
    assert chain.text.en.startswith("Ann and Ben trade seats: Ann goes from a1 (A) to b1 (B); ")
    assert chain.text.nl.startswith("Ann en Ben ruilen van stoel: ")


def test_a_circle_of_three_begins_at_its_first_seat():
    skills = {"ann": "network", "ben": "crisis", "cas": "candour"}
    seats = {"a1": ("ann", "ben"), "b1": ("ben", "cas"), "c1": ("cas", "ann")}
    case = dossier(
        [carrier(name, skill) for name, skill in skills.items()],
        [
            asking(place[0], skills[comes], seat(place, sits, candidates=[comes]))
            for place, (sits, comes) in seats.items()
        ],
    )
    (chain,) = round_report(case).chains
    assert summary(chain) == [("ann", "a1", "c1"), ("ben", "b1", "a1"), ("cas", "c1", "b1")]
    assert chain.closed
    assert chain.text.en.startswith("A closed circle: Ann goes ")


def test_somebody_who_is_replaced_leaves_without_a_seat():
    case = dossier(
        [carrier("ann"), carrier("ben", "network")],
        [asking("a", "network", seat("a1", "ann", candidates=["ben"]))],
    )
    report = round_report(case)
    assert told(report) == [[("ann", "a1", None), ("ben", None, "a1")]]
    assert [one.model_dump() for one in report.without_seat] == [
        {"person": "ann", "seat": "a1", "team": "a"}
    ]
    # One team: its seats need no team's name.
    assert report.chains[0].text.en.startswith(
        "Ann leaves a1 and gets no other seat; Ben comes from outside to a1."
    )
    assert "one person who leaves without a seat" in report.text.en


def test_a_seat_that_is_left_behind_may_stay_empty():
    case = dossier(
        [carrier("ann", "network")],
        [
            asking("a", "network", seat("a1", candidates=["ann"])),
            team("b", [seat("b1", "ann", candidates=[], optional=True)]),
        ],
    )
    report = round_report(case)
    (chain,) = report.chains
    assert chain.stays_empty == "b1"
    assert chain.text.en.startswith("Ann goes from b1 (B) to a1 (A); b1 (B) stays empty.")
    (empty,) = report.unfilled
    # Her own seat stays open to Ann, who is needed elsewhere.
    assert (empty.seat, empty.optional, empty.open_to) == ("b1", True, ["ann"])
    assert empty.why == "elsewhere"


def emptied(seats, people, constraints=(), priorities=("coverage", "changes")):
    """Return the seats that stay empty, and why."""
    case = dossier(people, [asking("a", "network", *seats)], constraints, priorities=priorities)
    return {one.seat: (one.why, one.text.en) for one in round_report(case).unfilled}


def test_a_vacancy_that_is_open_to_nobody_stays_empty():
    case = emptied([seat("a1", candidates=[], optional=True)], [carrier("ann")])
    assert case == {"a1": ("nobody", "a1 stays empty: the seat is open to nobody.")}


def test_a_vacancy_whose_candidates_break_what_is_asked_stays_empty():
    rule = {"kind": "exclude", "person": "ann"}
    seats = [seat("a1", candidates=["ann"], optional=True)]
    found = emptied(seats, [carrier("ann", "network")], [rule])
    assert found["a1"][0] == "not_allowed"
    hard = [seat("a1", candidates=["ann"], optional=True, minimum={"crisis": 3})]
    assert emptied(hard, [carrier("ann", "network")])["a1"][0] == "not_allowed"


def test_a_vacancy_whose_candidates_would_add_nothing_stays_empty():
    # Whoever carries it can be missed by nobody: a departure costs something then.
    seats = [seat("a1", candidates=["ann"], optional=True)]
    found = emptied(seats, [carrier("ann", "network")], priorities=("departure", "coverage"))
    assert found["a1"][0] == "no_gain"
    assert found["a1"][1].endswith("makes the proposal better.")


def test_why_a_vacancy_stays_empty_is_not_told_where_slack_allows_it():
    case = validated(
        dossier(
            [carrier("ann", "network")],
            [asking("a", "network", seat("a1", candidates=["ann"], optional=True))],
        ).written()
        | {"priorities": [{"objective": "coverage", "slack": 1}, {"objective": "departure"}]}
    )
    (empty,) = round_report(case).unfilled
    assert empty.why is None
    assert "cannot be told" in empty.text.en


def test_why_a_vacancy_stays_empty_is_not_told_of_whoever_may_develop():
    seats = [
        seat("a1", candidates=["ann"], optional=True, minimum={"crisis": 3}),
        seat("a2", candidates=["ben"]),
    ]
    rule = {"kind": "development", "budget": 1}
    people = [person("ann", {"network": 4, "crisis": 1}), carrier("ben", "network")]
    assert emptied(seats, people, [rule])["a1"][0] is None


def test_a_chain_that_breaks_something_by_itself_says_what():
    # Ann and Ben come together or not at all, to two vacancies.
    case = dossier(
        [carrier("ann", "network"), carrier("ben", "network")],
        [asking("a", "network", seat("a1", candidates=["ann"], optional=True),
                seat("a2", candidates=["ben"], optional=True), carriers=2)],
        [{"kind": "together", "people": ["ann", "ben"]}],
    )  # fmt: skip
    report = round_report(case)
    assert [len(chain.moves) for chain in report.chains] == [1, 1]
    for chain in report.chains:
        assert chain.after is None
        assert [one.item.written() for one in chain.breaks] == [{"constraint": 0}]
        assert "By itself this cannot be: A: " in chain.text.en
        assert "Alleen deze keten kan niet: A: " in chain.text.nl
    # Vacancies that must be filled are broken today: no chain breaks them.
    open_seats = dossier(
        [carrier("ann", "network"), carrier("ben", "network")],
        [asking("a", "network", "a1", "a2", carriers=2)],
    )
    assert all(not chain.breaks for chain in round_report(open_seats).chains)


def test_what_each_chain_brings_is_counted_from_today():
    case = dossier(
        [carrier("ann", "network"), carrier("ben", "network")],
        [
            asking("a", "network", seat("a1", candidates=["ann"]), importance=3),
            asking("b", "network", seat("b1", candidates=["ben"])),
        ],
    )
    first, second = round_report(case).chains
    assert (first.before.coverage, first.after.coverage, first.teams) == (3, 0, ["a"])
    assert (second.before.coverage, second.after.coverage, second.teams) == (1, 0, ["b"])


def test_a_chain_that_changes_nothing_says_so():
    case = dossier([carrier("ann")], [asking("a", "network", seat("a1", candidates=["ann"]))])
    (chain,) = round_report(case).chains
    assert "This alone changes nothing in the coverage of A: 0 %." in chain.text.en


def test_where_everybody_stays_nothing_is_better():
    case = dossier(
        [carrier("ann", "network"), carrier("ben", "network")],
        [asking("a", "network", seat("a1", "ann"))],
        priorities=["coverage", "changes"],
    )
    report = round_report(case)
    assert (report.moves, report.chains) == ([], [])
    assert report.text.en.startswith("As people sit now, 100 % of what is asked is covered; no")


def test_where_nothing_better_was_found_that_is_not_called_the_best():
    today = figures_of(THREE, THREE.situation().incumbents)
    said = RoundSentences(THREE).finding(today, today, [], proven=False)
    assert said.en.endswith("nothing better was found in the time given.")
    assert said.nl.endswith("iets beters is in de gegeven tijd niet gevonden.")


def test_a_proposal_of_development_alone_is_told_as_such():
    case = dossier(
        [person("ann", {"network": 1})],
        [asking("a", "network", seat("a1", "ann", candidates=[]))],
        [{"kind": "development", "budget": 1}],
        priorities=["coverage", "nearness"],
    )
    report = round_report(case)
    assert (report.moves, [one.end for one in report.development]) == ([], [20])
    assert report.text.en == (
        "With one development step, 0 % of what is asked is covered; now it is 0 %."
    )


def test_a_clash_is_told_in_both_languages():
    case = dossier(
        [carrier("ann")],
        [asking("a", "network", seat("a1", candidates=["ann"]))],
        [{"kind": "exclude", "person": "ann"}],
    )
    report = round_report(case)
    assert (report.status, report.after, report.proven) == ("infeasible", None, False)
    assert report.text.en.startswith("No composition meets all that is asked.")
    assert [one.item.written() for one in report.conflict] == [{"constraint": 0}, {"filled": "a1"}]
    assert all(one.text.nl and one.text.en != one.text.nl for one in report.conflict)
    assert report.teams["a"].after is None


def test_without_time_there_is_nothing_but_today():
    report = round_report(THREE, limits=Limits(time_limit=0.0))
    assert (report.status, report.assignment, report.gap) == ("unknown", None, {})
    assert report.text.en.startswith("Nothing was found in the time given.")
    assert report.teams["a"].before.coverage_percent == 0.0


def gap_of(bounds, slacks, *, proven=False):
    """Return the gaps of the chain of three before anybody moved: coverage 3, changes 0."""
    figures = figures_of(THREE, THREE.situation().incumbents)
    assert (figures.objectives["coverage"], figures.objectives["nearness"]) == (3, 60)
    found = Found(Composition(THREE.situation().incumbents), figures, proven, bounds)
    return gaps(found, [Priority(objective=name, slack=s) for name, s in slacks.items()])


def test_a_gap_is_the_part_of_the_value_that_is_not_proven():
    bounds = {"coverage": 2, "nearness": 15}
    assert gap_of(bounds, dict.fromkeys(bounds, 0)) == {"coverage": 1 / 3, "nearness": 0.75}
    assert gap_of(bounds, dict.fromkeys(bounds, 0), proven=True) == dict.fromkeys(bounds, 0)
    assert gap_of({"coverage": 3, "changes": 0}, {"coverage": 0, "changes": 0}) == {
        "coverage": 0, "changes": 0,
    }  # fmt: skip
    # What slack allows is as small as is asked; the last priority has no use for it.
    assert gap_of(bounds, {"coverage": 1, "nearness": 45}) == {"coverage": 0, "nearness": 0.75}


def test_each_region_is_solved_by_itself_and_told_together():
    clash = dossier([], [asking("a", "network", seat("a1", candidates=[]))])
    regions = [THREE, clash, THREE]
    reports = list(round_reports(regions, InTurn(), Limits(), seed=3))
    assert [report.status for report in reports] == ["optimal", "infeasible", "optimal"]
    assert [report.seed for report in reports] == [3, 3, 3]
    assert reports[0].assignment == round_report(THREE, seed=3).assignment
    said = over_all(list(zip(regions, reports, strict=True)))
    assert said.en == (
        "2 rounds have a proposal: together 100 % of what is asked is covered then; now it is 0 %."
    )
    assert over_all([(clash, reports[1])]).en == "None of these rounds has a proposal."
    with pytest.raises(Stopped):
        list(round_reports(regions, InTurn(), Limits(time_limit=0.0)))
    no_time = list(round_reports([THREE], InTurn(), Limits(), time_limit=0.0))
    assert no_time[0].status == "unknown"


def test_the_same_seed_gives_the_same_report():
    size = Size(teams=3, vacancies=5, candidates=12, eligible=5)
    case = validated(realistic(5, size))
    first, second = (round_report(case, seed=9).written() | {"seconds": 0} for _ in range(2))
    assert first == second
