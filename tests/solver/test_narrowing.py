"""The search among the promising finds what a search among all finds, and drops nothing needed."""

from dataclasses import dataclass, field

import pytest

from planner.domain.composition import Composition
from planner.model.filling_model import FillingModel
from planner.model.plan_model import PlanModel
from planner.solver import narrowing
from planner.solver.backends import Answer, Task, Verdict
from planner.solver.limits import Limits
from planner.solver.narrowing import Narrowing
from planner.solver.problem import Problem
from planner.solver.race import Race
from tests.model.enumerated import fillings_of
from tests.oracle.case import OBJECTIVES, Case
from tests.oracle.figures import whole_objective
from tests.oracle.rules import all_items
from tests.oracle.search import compositions_of

from .conftest import CP_SAT, read, row, seat, team_of
from .ways import round_at_random

LAST = tuple(name for name in OBJECTIVES if name != "development")


@dataclass
class Round:
    """A round without constraints, its plan, and a model of every filling of its teams."""

    raw: dict
    problem: Problem = field(init=False)
    plan: PlanModel = field(init=False)
    model: FillingModel = field(init=False)

    def __post_init__(self) -> None:
        self.problem = Problem.of(read(self.raw))
        self.plan = self.problem.model()
        self.model = self.new_model()

    def new_model(self) -> FillingModel:
        """Return a model of every filling."""
        teams = fillings_of(self.raw, self.problem, self.plan)
        return FillingModel(self.plan, {one.team.id: one.within({}, float("inf")) for one in teams})

    def compositions(self) -> list[tuple[Composition, dict[str, int]]]:
        """Return everything that is possible, with its objectives."""
        case = Case(self.raw)
        return [
            (
                Composition(dict(one.assignment)),
                {name: whole_objective(one, name) for name in LAST},
            )
            for one in compositions_of(case, all_items(case), False)
        ]


def random_rounds(seeds):
    """Yield random rounds in which only the seats ask something."""
    for seed in seeds:
        raw = round_at_random(seed, most=2000)
        raw["constraints"] = []
        for team in raw["teams"]:
            for one in team["demand"]:
                one.pop("critical", None)
            for one in team["seats"]:
                if one.get("locked"):
                    one["optional"] = False
        made = Round(raw)
        possible = made.compositions()
        if possible:
            yield seed, made, possible


def smallest(model: FillingModel, race, reached: Composition, objective: str) -> Answer:
    """Return what a search for the smallest value of an objective gives."""
    model.program.mathopt.minimize(model.objective(objective))
    return race.run(Task(model.program.mathopt, model.hint(reached)), Limits())


def has(model: FillingModel, composition: Composition) -> bool:
    """Tell whether every team can still get what a composition gives it."""
    chosen = {one.team.id for one in model.choices if model.hint(composition)[one.indicator] > 0.5}
    return chosen == set(model.situation.teams_by_id)


@pytest.mark.parametrize("first_look", [1, 3, 4000])
def test_narrowing_loses_no_optimum(first_look, monkeypatch):
    monkeypatch.setattr(narrowing, "_FIRST_LOOK", first_look)
    dropped = rounds = 0
    for seed, made, possible in random_rounds(range(200, 212)):
        whole, race = made.new_model(), Race([CP_SAT])
        narrow = Narrowing(made.model, race)
        before = len(list(made.model.choices))
        reached = possible[seed % len(possible)][0]
        for place, objective in enumerate(LAST):
            found = smallest(made.model, narrow, reached, objective)
            expected = smallest(whole, race, reached, objective)
            assert found.verdict is expected.verdict is Verdict.OPTIMAL
            values = [
                round(one.value) + model.certain(objective)
                for one, model in ((found, made.model), (expected, whole))
            ]
            assert values == [min(figures[objective] for _, figures in possible)] * 2
            limit = values[0] + (seed + place) % 2
            reached = made.model.read(found.values)
            possible = [pair for pair in possible if pair[1][objective] <= limit]
            for model in (made.model, whole):
                model.keep_objective(objective, limit)
            narrow.keep(limit - made.model.certain(objective), reached)
            assert all(has(made.model, composition) for composition, _ in possible)
            assert has(made.model, reached)
        dropped += before - len(list(made.model.choices))
        rounds += 1
    assert rounds >= 6
    assert dropped >= 60


@dataclass
class Once(Race):
    """A race that decides once, and never again."""

    runs: int = 0

    def run(self, task, limits, listener=None):
        self.runs += 1
        if self.runs > 1:
            return Answer(Verdict.UNDECIDED, bound=-1.0)
        return super().run(task, limits, listener)


def test_what_was_found_among_few_is_kept_when_the_time_ends_among_more(monkeypatch):
    monkeypatch.setattr(narrowing, "_FIRST_LOOK", 0)
    ended_early = 0
    for _, made, possible in random_rounds(range(200, 212)):
        worst, figures = max(possible, key=lambda pair: pair[1]["nearness"])
        race = Once([CP_SAT])
        found = smallest(made.model, Narrowing(made.model, race), worst, "nearness")
        assert found.values is not None
        assert round(found.value) + made.model.certain("nearness") <= figures["nearness"]
        if found.verdict is Verdict.UNDECIDED:
            ended_early += 1
            best = min(figures["nearness"] for _, figures in possible)
            assert found.bound <= best - made.model.certain("nearness")
            assert all(choice.indicator.upper_bound == 1 for choice in made.model.choices)
    assert ended_early >= 4


def test_a_bound_leaves_room_for_rounding():
    relaxation = narrowing.Relaxation(12.000001, {1: 0.0, 2: 0.5, 3: 1.0})
    assert relaxation.bound < 12
    assert [relaxation.allows(number, 12) for number in (1, 2, 3)] == [True, False, False]
    assert all(relaxation.allows(number, 10**400) for number in (1, 2, 3))


STARS = team_of([], [], {"p": "a b", "q": "a", "r": ""})
STARS["teams"] = [
    {"id": name, "demand": [row("a", 2), row("b")], "seats": [seat(f"of-{name}", *"pqr")]}
    for name in ("one", "two")
]


def test_who_listens_is_told_a_bound_that_holds_for_all(monkeypatch):
    monkeypatch.setattr(narrowing, "_FIRST_LOOK", 0)
    made, heard = Round(STARS), []
    model = made.model
    model.program.mathopt.minimize(model.objective("coverage"))
    start = Composition({"of-one": "r", "of-two": "q"})
    task = Task(model.program.mathopt, model.hint(start))
    narrow = Narrowing(model, Race([CP_SAT]))
    answer = narrow.run(task, Limits(), lambda best, bound: heard.append((best, bound)))
    assert round(answer.value) + model.certain("coverage") == 1
    assert heard
    assert all(bound <= answer.value for _, bound in heard)
    assert heard[0][0] > answer.value


def test_a_limit_on_what_was_not_searched_for_drops_nothing():
    made = Round(STARS)
    narrow, start = (
        Narrowing(made.model, Race([CP_SAT])),
        Composition({"of-one": "p", "of-two": "q"}),
    )
    answer = smallest(made.model, narrow, start, "coverage")
    narrow.keep(round(answer.value) + 1, start)
    left = len(list(made.model.choices))
    narrow.keep(0, start)
    assert len(list(made.model.choices)) == left > 2
