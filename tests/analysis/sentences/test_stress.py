"""What departures do, in sentences: by hand, and against the independent reference."""

import pytest

from planner.analysis.stress import stress
from tests.building import dossier, person, row, seat, team
from tests.oracle.figures import round_half_up
from tests.oracle.stress import departures

from .conftest import assert_both_languages, drawn, english, percent

SEEDS = range(900, 918)


def told(case, departure=0, of="mt"):
    """Return the sentences of one departure: the loss, the rows, the replacement."""
    found = stress(case).teams[of].departures[departure]
    return found.said, [short.said for short in found.short], found.replacement_said


def whole(case, of="mt"):
    return [said.en for said in stress(case).teams[of].said]


ANN, BEN, CAS = (
    person("ann", {"trust": 4, "candour": 4}),
    person("ben", {"trust": 4, "candour": 2.5}),
    person("cas", {"candour": 4}),
)
DEMAND = [row("trust", carriers=2, importance=2), row("candour", importance=3)]


def sitting(*, candidates=("cas",), people=(ANN, BEN, CAS), demand=DEMAND):
    seats = [seat("s1", "ann"), seat("s2", "ben")]
    return dossier(people, [team("mt", seats, demand)], candidates=candidates)


def test_a_row_falls_back_to_one_carrier_or_to_none():
    loss, rows, replacement = told(sitting())
    assert loss.en == "Without Ann coverage falls from 100 % to 28.6 %."
    assert loss.nl == "Zonder Ann daalt de dekking van 100 % naar 28,6 %."
    assert [said.en for said in rows] == [
        "Without Ann ‘Trust’ falls back from 2 carriers to 1, where the task asks 2.",
        "Without Ann nobody in the team carries ‘Candour’ any more, where the task asks 1 carrier.",
    ]
    assert [said.nl for said in rows] == [
        "Zonder Ann valt ‘Trust’ terug van 2 naar 1 drager; de opgave vraagt er 2.",
        "Zonder Ann draagt niemand in het team ‘Candour’ meer; de opgave vraagt 1 drager.",
    ]
    assert replacement.en == (
        "Nobody without a seat who may take over adds more than Cas: then the team covers "
        "71.4 %, less than now."
    )


def test_the_team_is_told_who_is_missed_most_and_where_to_begin():
    assert whole(sitting()) == [
        "The departure of Ann hurts MT most: coverage then falls from 100 % to 28.6 %.",
        "Without Ann ‘Trust’ falls back from 2 carriers to 1, where the task asks 2.",
        "Without Ann nobody in the team carries ‘Candour’ any more, where the task asks 1 carrier.",
        "Nobody without a seat who may take over adds more than Cas: then the team covers 71.4 %, "
        "less than now.",
        "Begin with ‘Candour’: nothing of what then falls short weighs more. Help somebody grow "
        "to level 3, or find somebody who has it.",
        "Ben comes nearest, at 2.5; the task asks 3.",
        "If two leave together, coverage falls to 0 % in the worst case: without Ann and Ben.",
    ]


def test_nobody_may_take_over():
    *_, replacement = told(sitting(candidates=()), 2)
    assert (
        replacement.en
        == "Nobody without a seat may take over s1 or s2: look for candidates in time."
    )


def test_only_one_of_two_seats_can_be_taken_over():
    *_, replacement = told(sitting(), 2)
    assert replacement.en == (
        "Only one of the two seats can be taken over. Nobody without a seat adds more there than "
        "Cas on s1: then the team covers 42.9 %, less than now."
    )


def test_whoever_takes_over_may_add_nothing():
    case = sitting(people=(ANN, BEN, person("cas")))
    assert told(case)[2].en == (
        "Nobody without a seat who may take over adds anything to what is then covered."
    )


@pytest.mark.parametrize(
    ("levels", "ending"),
    [
        ({"trust": 3, "candour": 3}, "100 % again."),
        ({"candour": 3}, "71.4 %, less than now."),
    ],
)
def test_the_replacement_is_set_beside_now(levels, ending):
    assert told(sitting(people=(ANN, BEN, person("cas", levels))))[2].en.endswith(ending)


def test_a_replacement_can_be_better_than_who_left():
    case = sitting(
        people=(ANN, person("ben"), person("cas", {"trust": 3})), demand=[row("trust", carriers=2)]
    )
    assert told(case, 1)[0].en == "Without Ben the team covers as much as now: 50 %."
    assert told(case, 1)[2].en.endswith("then the team covers 100 %, more than now.")


def test_two_who_are_missed_as_much_are_both_named():
    case = sitting(demand=[row("trust", carriers=2)])
    assert whole(case)[0] == (
        "The departure of Ann or Ben hurts MT most: coverage then falls from 100 % to 50 %."
    )


def test_a_team_that_can_miss_anybody_and_a_team_of_nobody():
    case = sitting(demand=[row("trust")])
    assert whole(case) == [
        "Whichever member leaves, MT keeps covering 100 %.",
        "If two leave together, coverage falls to 0 % in the worst case: without Ann and Ben.",
    ]
    empty = dossier([ANN], [team("mt", ["s1"], DEMAND)])
    assert whole(empty) == ["Nobody sits in MT, so nobody can leave."]


def test_a_difference_that_one_decimal_hides_is_told_with_more():
    names = [f"b{number}" for number in range(250)]
    demand = [row(name, importance=5, carriers=2) for name in names]
    behaviours = dict.fromkeys(names, "inward")
    people = [person("ann", dict.fromkeys(names, 3)), person("ben", {"b0": 3})]
    demand[0]["importance"] = 1
    case = dossier(
        people, [team("mt", [seat("s1", "ann"), seat("s2", "ben")], demand)], behaviours=behaviours
    )
    assert told(case, 1)[0].en == "Without Ben coverage falls from 50.04 % to 50 %."


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("cautious", [False, True], ids=["level", "cautious"])
def test_every_sentence_is_true_by_the_reference(seed, cautious):
    reference, case = drawn(seed)
    names, answer = english(case), stress(case, cautious=cautious)
    assert_both_languages(answer)
    for of_team in reference.case.team.values():
        expected = departures(reference.case, of_team, cautious)
        for found, departure in zip(answer.teams[of_team.id].departures, expected, strict=True):
            _assert_departure(found, departure, names)
        single = [
            one.coverage() - one.sitting().coverage for one in expected if len(one.seats) == 1
        ]
        _assert_team(answer.teams[of_team.id], expected, single, names)


def _assert_departure(found, departure, names):
    people = names.people(departure.leavers)
    now, then = departure.sitting().coverage, departure.coverage()
    assert found.said.en.startswith(f"Without {people} ")
    assert percent(round_half_up(departure.percent(then))) in found.said.en
    assert ("as much as now" in found.said.en) == (now == then)
    before = departure.sitting().carriers
    for short in found.short:
        facts = departure.short()[short.behaviour]
        label, had = names.behaviour(short.behaviour), len(before[short.behaviour])
        if facts["carriers"]:
            tail = (
                f"‘{label}’ falls back from {had} carriers to {facts['carriers']}, where the "
                f"task asks {facts['required']}."
            )
        else:
            noun = "carrier" if facts["required"] == 1 else "carriers"
            tail = (
                f"nobody in the team carries ‘{label}’ any more, where the task asks "
                f"{facts['required']} {noun}."
            )
        assert short.said.en == f"Without {people} {tail}"
    ways, text = departure.replacements(), found.replacement_said.en
    assert ("may take over " in text and "look for candidates" in text) == (not ways)
    if ways:
        least = min(map(departure.coverage, ways))
        assert ("adds anything" in text) == (least == then)
        if least != then:
            assert percent(round_half_up(departure.percent(least))) in text
            assert text.endswith("again.") == (least == now)
            assert text.endswith("more than now.") == (least < now)
            seats = {len([one for one in way.values() if one]) for way in ways}
            assert text.startswith("Only one of the two") == (
                seats == {1} and len(departure.seats) == 2
            )


def _assert_team(found, expected, single, names):
    headline = found.said[0].en
    if not single:
        assert headline.startswith("Nobody sits in ")
    elif max(single) == 0:
        assert headline.startswith("Whichever member leaves, ")
    else:
        worst = [
            names.person(one.leavers[0])
            for one, lost in zip(expected, single, strict=False)
            if lost == max(single)
        ]
        if len(worst) <= 4:
            assert headline.startswith(
                f"The departure of {names.listed(worst, last=('of', 'or'))} "
            )
        begin = next(said.en for said in found.said if said.en.startswith("Begin with "))
        heaviest = _heaviest_rows(expected, single)
        assert any(f"‘{names.behaviour(name)}’:" in begin for name in heaviest)


def _heaviest_rows(expected, single):
    """Return the behaviours of which the worst departures take away most."""
    weights = {}
    for one, lost in zip(expected, single, strict=False):
        if lost == max(single):
            rows = {row.behaviour: row for row in one.team.rows}
            for name, facts in one.short().items():
                more = facts["shortfall"] - one.sitting().shortfall[name]
                weights[name] = max(weights.get(name, 0), rows[name].importance * more)
    return [name for name, weight in weights.items() if weight == max(weights.values())]


def test_a_pair_that_costs_no_more_than_one_is_not_told():
    case = sitting(demand=[row("candour")], people=(ANN, BEN, person("cas")))
    assert not any(text.startswith("If two leave") for text in whole(case))
