"""Develop or recruit: against the enumeration of all choices, and cases told in a sentence."""

import json
import random

import pytest
from jsonschema import Draft202012Validator

from planner.analysis.develop_or_recruit import front
from planner.analysis.develop_or_recruit.answer import develop_or_recruit
from planner.dossier.reading import read_dossier
from planner.dossier.schemas import schema
from planner.solver.limits import Limits, Stopped
from tests.building import dossier, person, row, seat, team
from tests.oracle.choices import Choices, developing, problems_of_choices
from tests.oracle.dossiers import most_compositions, random_dossier
from tests.oracle.writing import json_text, json_value

FEW = 20_000


def drawn(seed):
    """Return a random dossier, how many steps there may be, and whether to be cautious."""
    source = random.Random(seed)
    raw = json_value(json_text(random_dossier(source)))
    return raw, source.choice((1, 2, 3)), source.random() < 0.4


def can_be_enumerated(seed):
    raw, most_steps, _ = drawn(seed)
    return most_compositions(developing(raw, most_steps, 1)) <= FEW


def problems(seed):
    """Return what is wrong with the answer about one random dossier."""
    raw, most_steps, cautious = drawn(seed)
    answer = develop_or_recruit(
        read_dossier(json_text(raw).encode()), most_steps=most_steps, cautious=cautious
    )
    written = answer.written()
    errors = Draft202012Validator(schema("develop-or-recruit")).iter_errors(written)
    found = [f"schema: {error.message[:200]}" for error in errors]
    choices = Choices(raw, most_steps, 1, cautious)
    return found + problems_of_choices(choices, json_value(json.dumps(written)))


@pytest.mark.parametrize("seed", list(filter(can_be_enumerated, range(50))))
def test_the_choices_are_those_of_the_enumeration(seed):
    assert problems(seed) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 2000, 50))
def test_the_choices_of_many_dossiers_are_those_of_the_enumeration(start):
    for seed in filter(can_be_enumerated, range(start, start + 50)):
        assert problems(seed) == [], seed


def small(constraints=(), **changes):
    """Return a team of Ann and a vacancy; trust and crisis are asked, each of one carrier.

    Ann is one step short of trust and two of crisis; Ben has crisis, Cas has both.
    """
    people = [
        person("ann", {"trust": 2, "crisis": 1}),
        person("ben", {"trust": 1, "crisis": 3}),
        *([person("cas", {"trust": 3, "crisis": 3})] if changes.get("cas") else []),
    ]
    demand = [row("trust", importance=2), row("crisis", importance=3)]
    seats = [seat("s1", "ann", candidates=[]), seat("s2", **changes.get("vacancy", {}))]
    return dossier(people, [team("mt", seats, demand)], constraints)


def places(answer):
    return [(one.moves, one.steps, one.coverage) for one in answer.points]


def english(said):
    return [one.en for one in said]


def test_an_appointment_and_a_step_do_what_three_steps_do():
    answer = develop_or_recruit(small())
    assert answer.status == "optimal"
    assert places(answer) == [(0, 0, 5), (0, 1, 3), (0, 2, 2), (0, 3, 0), (1, 0, 2), (1, 1, 0)]
    assert answer.recruitment_only.choice == answer.points[4]
    assert answer.development_only.choice == answer.points[3]
    assert english(answer.mixes) == [
        "One appointment and one development step cover as much as three development steps.",
        "All that is asked can be covered, with one appointment and one development step.",
    ]
    assert answer.mixes[0].nl == (
        "Eén benoeming en één ontwikkelstap dekken evenveel als drie ontwikkelstappen."
    )
    assert answer.out_of_reach == []


def test_what_each_way_gives_is_said_beside_today():
    answer = develop_or_recruit(small())
    assert answer.recruitment_only.text.en == (
        "Recruitment alone: with one appointment, 60 % of what is asked is covered; now it is "
        "0 %. More appointments add nothing to that."
    )
    assert answer.development_only.text.nl == (
        "Alleen ontwikkelen: met drie ontwikkelstappen is 100 % van de vraag gedekt; nu is dat "
        "0 %. Meer stappen, tot en met 6, voegen daar niets aan toe."
    )


def test_where_one_appointment_does_it_all_no_mix_is_told():
    answer = develop_or_recruit(small(cas=True))
    assert (1, 0, 0) in places(answer)
    assert english(answer.mixes) == [
        "A mix of appointments and steps adds nothing to what appointments alone or development "
        "alone give.",
        "All that is asked can be covered, with one appointment.",
    ]


def test_a_mix_may_do_more_than_any_appointments():
    answer = develop_or_recruit(small(), most_steps=1)
    assert places(answer) == [(0, 0, 5), (0, 1, 3), (1, 0, 2), (1, 1, 0)]
    assert answer.development_only.text.en.endswith("More steps than that are not looked at.")
    assert english(answer.mixes) == [
        "All that is asked can be covered, with one appointment and one development step."
    ]


def test_two_appointments_are_weighed_against_an_appointment_and_a_step():
    people = [
        person("ann", {"trust": 2}),
        person("ben", {"crisis": 3}),
        person("cas", {"trust": 3}),
    ]
    seats = [seat("s1", "ann"), seat("s2")]
    asked = [row("trust", importance=2), row("crisis", importance=3)]
    answer = develop_or_recruit(dossier(people, [team("mt", seats, asked)]), most_steps=1)
    assert places(answer) == [(0, 0, 5), (0, 1, 3), (1, 0, 2), (1, 1, 0), (2, 0, 0)]
    assert answer.mixes[0].nl == (
        "Eén benoeming en één ontwikkelstap dekken evenveel als twee benoemingen."
    )


def test_a_vacancy_that_must_be_filled_may_stay_vacant_and_that_is_said():
    answer = develop_or_recruit(small())
    assert answer.may_stay_vacant == ["s2"]
    assert answer.assumptions[0].en == "The seat s2 is vacant now, and may stay so here."
    optional = develop_or_recruit(small(vacancy={"optional": True}))
    assert optional.may_stay_vacant == []
    assert places(optional) == places(answer)


def test_what_the_team_breaks_today_gives_no_point_and_says_what_stands_in_the_way():
    include = {"kind": "include", "person": "ben"}
    answer = develop_or_recruit(small([include]))
    assert places(answer) == [(1, 0, 2), (1, 1, 0)]
    assert [one.item.written() for one in answer.today.violations] == [{"constraint": 0}]
    way = answer.development_only
    assert way.choice is None
    assert [(one.item.written(), one.text.nl) for one in way.in_the_way] == [
        ({"constraint": 0}, "Ben heeft een stoel.")
    ]
    assert answer.mixes[0].en == (
        "As it is now, not all that must hold is met. The lightest choice that does is one "
        "appointment: then 60 % of what is asked is covered."
    )


def test_where_nothing_is_possible_the_clash_is_told():
    clash = [{"kind": "include", "person": "ben"}, {"kind": "exclude", "person": "ben"}]
    answer = develop_or_recruit(small(clash))
    assert (answer.status, answer.points) == ("infeasible", [])
    assert [one.item.written() for one in answer.conflict] == [{"constraint": 0}, {"constraint": 1}]
    assert answer.conflict_minimal


def test_the_dossiers_own_rule_says_who_develops_and_by_how_much_but_not_how_often():
    rule = {"kind": "development", "budget": 1, "step": 0.5, "behaviours": ["trust"]}
    answer = develop_or_recruit(small([rule]))
    assert answer.step == 5
    assert places(answer) == [(0, 0, 5), (0, 2, 3), (1, 0, 2), (1, 2, 0)]
    assert answer.points[1].development[0].written() == {
        "person": "ann", "behaviour": "trust", "from": 2, "to": 3, "steps": 2,
    }  # fmt: skip
    with pytest.raises(ValueError, match="step"):
        develop_or_recruit(small([rule]), step=10)


def test_a_larger_step_needs_fewer():
    assert places(develop_or_recruit(small(), step=20)) == [
        (0, 0, 5), (0, 1, 2), (0, 2, 0), (1, 0, 2), (1, 1, 0),
    ]  # fmt: skip


def test_a_newcomer_does_not_develop():
    people = [person("ann", {"trust": 1}), person("ben", {"trust": 2})]
    seats = [seat("s1", "ann")]
    case = dossier(people, [team("mt", seats, [row("trust")])])
    assert places(develop_or_recruit(case, most_steps=1)) == [(0, 0, 1)]
    assert places(develop_or_recruit(case, most_steps=2)) == [(0, 0, 1), (0, 2, 0)]


def test_levels_are_read_at_their_low_end_where_that_is_asked():
    people = [person("ann", {"trust": {"level": 3, "low": 1.5, "high": 4}})]
    case = dossier(people, [team("mt", [seat("s1", "ann")], [row("trust")])])
    assert places(develop_or_recruit(case)) == [(0, 0, 0)]
    assert places(develop_or_recruit(case, cautious=True)) == [(0, 0, 1), (0, 2, 0)]


OUT_OF_REACH = {
    "nobody knows it": (
        [person("ann", {"trust": 3}), person("ben")],
        "‘Crisis’ stays without a carrier even then: nobody who may count for MT has level 3, and "
        "nobody can come there in one development step.",
        0,
    ),
    "one alone has it": (
        [person("ann", {"crisis": 3}), person("ben", {"crisis": 1})],
        "‘Crisis’ gets no more than 1 of the 2 carriers even then: nobody else who may count for "
        "MT has level 3 or can come there in one development step.",
        1,
    ),
    "three have it for one seat": (
        [person("ann", {"crisis": 3}), person("ben", {"crisis": 3}), person("cas", {"crisis": 3})],
        "‘Crisis’ gets no more than 1 of the 2 carriers in MT even then: with at most one "
        "development step, no composition with more meets all that must hold.",
        1,
    ),
}


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_what_neither_reaches_is_said_with_its_reason(name):
    people, sentence, most = OUT_OF_REACH[name]
    seats = [seat("s1", "ann")]
    demand = [row("crisis", carriers=2)]
    answer = develop_or_recruit(dossier(people, [team("mt", seats, demand)]), most_steps=1)
    (reach,) = answer.out_of_reach
    assert (reach.most, reach.required, reach.text.en) == (most, 2, sentence)


def test_a_constraint_may_keep_a_carrier_out_of_reach():
    people = [person("ann"), person("ben", {"crisis": 3})]
    case = dossier(
        people,
        [team("mt", [seat("s1", "ann"), "s2"], [row("crisis")])],
        [{"kind": "exclude", "person": "ben"}],
    )
    (reach,) = develop_or_recruit(case).out_of_reach
    assert reach.most == 0
    assert reach.text.nl == (
        "‘Crisis’ blijft in MT ook dan zonder drager: met hoogstens zes ontwikkelstappen is er "
        "geen samenstelling met een drager die aan alles voldoet."
    )


def test_a_seat_that_is_left_empty_is_no_appointment():
    people = [person("ann", {"trust": 3}), person("ben")]
    seats = [seat("s1", "ann"), seat("s2", "ben", optional=True, candidates=[])]
    rule = {"kind": "exclude", "person": "ben"}
    answer = develop_or_recruit(dossier(people, [team("mt", seats, [row("trust")])], [rule]))
    assert places(answer) == [(1, 0, 0)]
    assert answer.points[0].text.en == (
        "With one seat left empty, 100 % of what is asked is covered."
    )


def test_teams_are_added_up_and_named():
    people = [person("ann", {"trust": 2}), person("ben", {"trust": 2}), person("cas")]
    teams = [
        team("mt", [seat("s1", "ann")], [row("trust", importance=2)]),
        team("ot", [seat("s2", "ben")], [row("trust", importance=3), row("crisis")]),
    ]
    answer = develop_or_recruit(dossier(people, teams, candidates=["cas"]))
    assert places(answer) == [(0, 0, 6), (0, 1, 3), (0, 2, 1)]
    assert [(gap.team, gap.behaviour) for gap in answer.points[2].short] == [("ot", "crisis")]
    assert "OT" in answer.out_of_reach[0].text.nl


def test_without_time_nothing_is_claimed():
    answer = develop_or_recruit(small([{"kind": "include", "person": "ben"}]), limits=Limits(1e-9))
    assert (answer.status, answer.points, answer.out_of_reach) == ("unknown", [], None)
    assert answer.recruitment_only.choice is None
    assert answer.development_only.in_the_way == []
    assert "time ran out" in answer.recruitment_only.text.en
    assert english(answer.mixes) == ["The time ran out before all mixes were known."]


class InTurnUntil:
    """Does so many tasks, and then the time is up."""

    def __init__(self, most):
        self.left = most

    def run(self, work, tasks, limits):
        for task in tasks:
            if not self.left:
                limits.stop.set()
                raise Stopped
            self.left -= 1
            yield work(task, limits)


# Five corners that the landscape asks for, and a composition to show for each of six points.
WHOLE = 5 + 6


@pytest.mark.parametrize("tasks", range(WHOLE + 1))
def test_whenever_the_time_is_up_what_is_told_is_true(tasks):
    whole = {(one.moves, one.steps): one.coverage for one in develop_or_recruit(small()).points}
    sweep = InTurnUntil(tasks)
    answer = develop_or_recruit(small(), sweep=sweep)
    # Today is known without any search; the rest comes with the tasks.
    assert all(whole[one.moves, one.steps] == one.coverage for one in answer.points)
    assert places(answer)[0] == (0, 0, 5)
    assert answer.status == ("optimal" if tasks == WHOLE else "feasible")
    assert sweep.left == 0
    for way, coverage in ((answer.recruitment_only, 2), (answer.development_only, 0)):
        told = "The time ran out" in way.text.en
        assert told == (way.choice is None)
        assert told or way.choice.coverage == coverage


def test_the_same_seed_gives_the_same_answer():
    told = [{**develop_or_recruit(small(), seed=7).written(), "seconds": 0} for _ in range(2)]
    assert told[0] == told[1]


def test_far_fewer_solves_than_cells(monkeypatch):
    asked = []

    def counting(question, cell, limits):
        asked.append(cell)
        return whole(question, cell, limits)

    whole = front.corner
    monkeypatch.setattr(front, "corner", counting)
    answer = develop_or_recruit(small(), most_steps=20)
    assert len(asked) == len(set(asked)) <= 2 * len(answer.points)
