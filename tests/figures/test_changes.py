from tests.building import dossier, figures_of, person, seat, team, team_figures

PEOPLE = [person(name) for name in ("ann", "ben", "cas")]
MT = team("mt", [seat("s1", "ann"), seat("s2", "ben"), "s3"])


def changes(sitting):
    return team_figures(dossier(PEOPLE, [MT]), sitting).objectives["changes"]


def test_nobody_moves():
    assert changes({"s1": "ann", "s2": "ben"}) == 0


def test_a_vacancy_that_is_filled_does_not_count():
    assert changes({"s1": "ann", "s2": "ben", "s3": "cas"}) == 0


def test_another_occupant_counts_and_an_empty_seat_too():
    assert changes({"s1": "cas", "s2": "ben"}) == 1
    assert changes({"s2": "ben"}) == 1
    assert changes({}) == 2


def test_a_swap_changes_two_seats():
    assert changes({"s1": "ben", "s2": "ann"}) == 2


def test_who_moves_to_a_vacancy_leaves_a_change_behind():
    assert changes({"s1": "cas", "s2": "ben", "s3": "ann"}) == 1


def test_a_team_without_incumbents_cannot_change():
    case = dossier(PEOPLE, [team("mt", ["s1", "s2"])])
    assert team_figures(case, {"s1": "ann"}).objectives["changes"] == 0


def test_teams_add_up():
    case = dossier(PEOPLE, [MT, team("ot", [seat("s4", "cas")])])
    figures = figures_of(case, {"s1": "cas", "s2": "ben", "s4": "ann"})
    assert figures.objectives["changes"] == 2
    assert [one.objectives["changes"] for one in figures.teams.values()] == [1, 1]
