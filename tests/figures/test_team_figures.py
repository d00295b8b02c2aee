from planner.domain.priority import OBJECTIVES
from tests.building import dossier, figures_of, person, row, seat, team

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 2}),
    person("ben", {"trust": 3, "crisis": 4}),
    person("cas", {"trust": 2}),
]
TEAMS = [
    team(
        "mt",
        [seat("s1", "ann"), seat("s2", optional=True)],
        [row("trust", importance=4, carriers=2), row("crisis", importance=2)],
    ),
    team("ot", [seat("s3", "cas", optional=True)], [row("trust", importance=3, level=4)]),
]
RULES = [{"kind": "development", "budget": 3}]


def test_all_objectives_of_a_composition_that_was_worked_out_by_hand():
    figures = figures_of(dossier(PEOPLE, TEAMS), {"s1": "ann", "s2": "cas", "s3": "ben"})
    # MT: trust has Ann, one short (4); crisis has nobody, one short (2).
    assert figures.teams["mt"].objectives == {
        "coverage": 6,
        "departure": 4,  # with Ann the last carrier of trust goes
        "load": 1,  # Ann leads trust
        "balance": 1000,  # of what goes across nothing is covered
        "nearness": 2 * (30 - 20),  # the best of crisis is 2 by Ann
        "changes": 0,
        "development": 0,
    }
    # OT: Ben's 3 is below 4; Cas has left.
    assert figures.teams["ot"].objectives == {
        "coverage": 3,
        "departure": 0,
        "load": 0,
        "balance": 1000,
        "nearness": 3 * (40 - 30),
        "changes": 1,
        "development": 0,
    }
    assert figures.objectives == {
        "coverage": 9,
        "departure": 4,
        "load": 1,
        "balance": 2000,
        "nearness": 50,
        "changes": 1,
        "development": 0,
    }
    # MT covers 4 of 10 and OT 0 of 3: together 4 of 13, which is 30.77.
    assert figures.coverage_percent == 30.8
    assert [one.coverage_percent for one in figures.teams.values()] == [40, 0]


def test_there_are_always_seven_objectives():
    figures = figures_of(dossier(PEOPLE, [team("mt", [])]), {})
    assert figures.objectives == dict.fromkeys(OBJECTIVES, 0)
    assert len(figures.objectives) == 7
    assert figures.coverage_percent == 100


def test_steps_count_for_the_team_where_the_person_sits_and_once_in_all():
    raised = {("ann", "crisis"): 2, ("cas", "trust"): 1}
    figures = figures_of(dossier(PEOPLE, TEAMS, RULES), {"s1": "ann", "s3": "cas"}, raised)
    assert [one.objectives["development"] for one in figures.teams.values()] == [2, 1]
    assert figures.objectives["development"] == 3
    # Ann's 2 has become 4, which carries crisis; Cas's 3 is still below 4.
    assert figures.teams["mt"].carriers["crisis"] == ("ann",)
    assert figures.teams["ot"].carriers["trust"] == ()


def test_development_of_a_member_counts_in_the_circle_of_another_team():
    teams = [
        team("mt", ["s1"], [row("trust", spread=True)], circle=["cas"]),
        team("ot", [seat("s2", "cas", optional=True)]),
    ]
    case = dossier(PEOPLE, teams, RULES)
    sitting = {"s1": None, "s2": "cas"}
    assert figures_of(case, sitting).objectives["coverage"] == 1
    figures = figures_of(case, sitting, {("cas", "trust"): 1})
    assert figures.objectives["coverage"] == 0
    # The step is Cas's, who sits in OT: MT counts none.
    assert [one.objectives["development"] for one in figures.teams.values()] == [0, 1]
