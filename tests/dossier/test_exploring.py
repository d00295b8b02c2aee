"""Steps of a what-if: what they lead to, that undoing leads back, and what they mean as a file."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.bench import gains
from planner.domain.composition import Composition, TeamComposition
from planner.dossier.dossier import Dossier
from planner.dossier.explored_file import explored_file
from planner.dossier.exploring import (
    LevelChange,
    RowChange,
    RowDropped,
    Step,
    benched,
    differing,
    explore,
    placed,
)
from planner.dossier.reading import read_dossier, validated
from planner.dossier.written_json import read_json
from planner.figures.team_figures import Figures
from planner.resources.files import resource_path
from tests.web.cases import EXAMPLES


@cache
def content(name: str) -> bytes:
    return resource_path("fixtures", "dossiers", f"{name}.json").read_bytes()


@cache
def case(name: str) -> Dossier:
    return read_dossier(content(name))


KINDS = ("place", "bench", "raise", "ask", "add", "drop")


@st.composite
def explorations(draw: st.DrawFn) -> tuple[str, list[Step]]:
    """Return a worked example, and steps as the workbench takes them, one after another."""
    name = draw(st.sampled_from(EXAMPLES))
    dossier = case(name)
    situation = dossier.situation()
    people, seats = list(situation.people), list(situation.seats)
    rows = [(team, row) for team in situation.teams for row in team.demand]
    steps: list[Step] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=8)):
        explored = explore(dossier, steps)
        now = explored.composition.assignment
        if kind == "place":
            person = draw(st.sampled_from([None, *people]))
            steps.append(placed(now, draw(st.sampled_from(seats)), person))
        elif kind == "bench":
            steps.append(benched(now, draw(st.sampled_from(people))))
        elif kind == "raise":
            change = LevelChange(
                person=draw(st.sampled_from(people)),
                behaviour=draw(st.sampled_from(rows))[1].behaviour,
                level=draw(st.integers(10, 60)),
            )
            steps.append(Step(levels=(change,)))
        elif kind == "drop":
            team, row = draw(st.sampled_from(rows))
            steps.append(Step(dropped=(RowDropped(team=team.id, behaviour=row.behaviour),)))
        else:
            team, row = draw(st.sampled_from(rows))
            known = [each.id for each in situation.repertoire.behaviours]
            asked = RowChange(
                team=team.id,
                behaviour=draw(st.sampled_from(known)) if kind == "add" else row.behaviour,
                importance=draw(st.integers(1, 5)),
                level=draw(st.integers(10, 50)),
                carriers=draw(st.integers(1, 4)),
            )
            steps.append(Step(added=(asked,)) if kind == "add" else Step(rows=(asked,)))
    return name, steps


@settings(max_examples=40)
@given(explorations())
def test_nobody_sits_twice_and_undoing_all_is_today(exploration):
    name, steps = exploration
    dossier = case(name)
    seated = [p for p in explore(dossier, steps).composition.assignment.values() if p]
    assert len(seated) == len(set(seated))
    back = explore(dossier, steps[:0])
    assert back.is_today
    assert back.figures.objectives == back.today.objectives
    assert back.composition == Composition(dossier.situation().incumbents)


@settings(max_examples=40)
@given(explorations())
def test_figures_are_those_of_the_dossier_that_the_steps_make(exploration):
    """The composition with its steps, and the file that says the same, cover equally much."""
    name, steps = exploration
    explored = explore(case(name), steps)
    made = validated(explored_file(read_json(content(name)), explored)).situation()
    figures = Figures(made, Composition(made.incumbents))
    same = ("coverage", "departure", "load", "balance", "nearness")
    assert made.incumbents == explored.composition.assignment
    assert {name: figures.objectives[name] for name in same} == {
        name: explored.figures.objectives[name] for name in same
    }
    again = Figures(explored.situation, explored.composition)
    assert again.objectives == explored.figures.objectives


@settings(max_examples=40)
@given(explorations(), st.data())
def test_the_bench_adds_what_the_figures_say(exploration, data):
    name, steps = exploration
    explored = explore(case(name), steps)
    seat = data.draw(st.sampled_from(list(explored.situation.seats)))
    team = explored.situation.team_of_seat[seat]
    left = explored.composition.with_occupant(seat, None)
    before = Figures(explored.situation, left).teams[team.id].coverage
    bench = [p for p in explored.situation.people if p not in left.people]
    found = gains(TeamComposition(explored.situation, team, left), bench)
    for person in bench:
        with_them = Figures(explored.situation, left.with_occupant(seat, person)).teams[team.id]
        assert found[person].points == before - with_them.coverage
        assert found[person].percent == with_them.coverage_percent


def test_who_sits_elsewhere_changes_places():
    now = {"a": "ann", "b": "ben", "c": None}
    assert placed(now, "a", "ben").seats == {"b": "ann", "a": "ben"}
    assert placed(now, "c", "ben").seats == {"b": None, "c": "ben"}
    assert placed(now, "a", None).seats == {"a": None}
    assert benched(now, "ben").seats == {"b": None}
    assert differing(now, {"a": "cas", "b": "ben", "c": None}).seats == {"a": "cas"}


@pytest.fixture
def tiny() -> Dossier:
    raw = {
        "format": "abd-planner/dossier/1",
        "title": "Klein",
        "repertoire": "abd-2021",
        "people": [
            {"id": "ann", "levels": {"crisis": {"level": 3, "low": 2, "high": 4.5}}},
            {"id": "ben", "levels": {"crisis": 4}},
        ],
        "teams": [
            {
                "id": "mt",
                "demand": [{"behaviour": "crisis", "importance": 3, "level": 4, "carriers": 1}],
                "seats": [{"id": "a", "incumbent": "ann", "locked": True}, {"id": "b"}],
            }
        ],
    }
    return read_dossier(json.dumps(raw).encode())


def test_growth_ends_at_the_top_of_the_scale_and_never_lowers(tiny):
    def grown(level: int):
        step = Step(levels=(LevelChange(person="ann", behaviour="crisis", level=level),))
        return explore(tiny, [step]).composition.development

    assert [(each.start, each.end, each.steps) for each in grown(40)] == [(30, 40, 1)]
    assert [(each.end, each.steps) for each in grown(99)] == [(50, 2)]
    assert grown(30) == grown(10) == ()


def test_what_is_gone_is_left_out_and_told(tiny):
    unasked = RowChange(team="mt", behaviour="rule_of_law", importance=1, level=30, carriers=1)
    steps = [
        Step(seats={"gone": "ann"}),
        Step(seats={"b": "gone"}),
        Step(levels=(LevelChange(person="ann", behaviour="rule_of_law", level=40),)),
        Step(rows=(unasked,)),
        Step(seats={"b": "ben"}),
    ]
    explored = explore(tiny, steps)
    assert explored.lost == (0, 1, 2, 3)
    assert explored.moved == {"b": "ben"}
    assert explored.figures.coverage_percent == 100


def test_a_file_of_it_lets_go_of_locks_and_keeps_the_way_back(tiny):
    explored = explore(tiny, [Step(seats={"a": "ben"})])
    made = validated(explored_file(tiny.written(), explored)).situation()
    assert made.seats["a"].incumbent == "ben"
    assert not made.seats["a"].locked
    assert set(made.open_to(made.seats["a"])) == {"ann", "ben"}


def row(carriers=1, behaviour="rule_of_law", team="mt"):
    return RowChange(team=team, behaviour=behaviour, importance=2, level=30, carriers=carriers)


def gone(behaviour="crisis", team="mt"):
    return RowDropped(team=team, behaviour=behaviour)


def test_a_row_is_added_changed_and_dropped_again(tiny):
    added = Step(added=(row(),))
    explored = explore(tiny, [added, Step(rows=(row(carriers=2),))])
    assert [(each.behaviour, each.before) for each in explored.changed_rows] == [
        ("rule_of_law", None)
    ]
    assert explored.changed_rows[0].after.carriers == 2
    figures = explored.figures.teams["mt"]
    assert figures.demanded == 3 * 1 + 2 * 2
    assert figures.coverage == 3 * 1 + 2 * 2
    assert explored.lost == ()
    assert explore(tiny, [added, Step(dropped=(gone("rule_of_law"),))]).is_today


def test_a_row_that_is_dropped_and_asked_again_is_the_row_it_was(tiny):
    (team,) = tiny.teams
    spread = team.demand[0].model_copy(update={"spread": True, "note": "why"})
    asked = tiny.model_copy(update={"teams": (team.model_copy(update={"demand": (spread,)}),)})
    explored = explore(asked, [Step(dropped=(gone(),))])
    assert explored.changed_rows[0].after is None
    assert explored.situation.teams[0].demand == ()
    again = RowChange(team="mt", behaviour="crisis", importance=3, level=40, carriers=1)
    assert explore(asked, [Step(dropped=(gone(),)), Step(added=(again,))]).is_today


def test_rows_of_what_is_not_there_are_lost(tiny):
    steps = [
        Step(added=(row(behaviour="unheard_of"),)),
        Step(added=(row(team="gone"),)),
        Step(dropped=(gone(team="gone"),)),
        # What a task does not ask any more anyhow is not lost: it is as the step wants it.
        Step(dropped=(gone("rule_of_law"),)),
    ]
    explored = explore(tiny, steps)
    assert explored.lost == (0, 1, 2)
    assert explored.is_today
