"""Over many decisions: what was followed, and what came of it."""

import json

from planner.decisions.evaluation import evaluate_decisions
from planner.dossier.reading import read_dossier
from tests.decisions.making import decided, example, small


def after(content: bytes, **seats) -> bytes:
    """Return a dossier in which others sit, and that asks something else by now."""
    dossier = json.loads(content)
    for seat in dossier["teams"][0]["seats"]:
        seat["incumbent"] = seats.get(seat["id"], seat.get("incumbent"))
    dossier["teams"][0]["demand"] = []
    return json.dumps(dossier).encode()


def test_without_decisions_there_is_nothing_to_share_out():
    answer = evaluate_decisions([])
    assert (answer.decisions, answer.first_followed_share, answer.each) == (0, None, [])


def test_what_was_followed_is_counted():
    decisions = [
        decided(small(), 1),
        decided(small(), 2),
        decided(small(), 0),
        example("crisisteam"),
    ]
    answer = evaluate_decisions(decisions)
    assert (answer.decisions, answer.with_proposals) == (4, 3)
    assert (answer.first_followed, answer.other_followed, answer.own_choice) == (1, 1, 1)
    assert answer.first_followed_share == 1 / 3
    assert answer.with_broken_wishes == 2
    assert [one.proposal for one in answer.each] == [1, 2, None, None]


def test_how_far_people_departed_is_measured():
    first, second, none = (
        evaluate_decisions([decided(small(), rank)]).each[0] for rank in (1, 2, 0)
    )
    assert (first.people_apart, first.points_given_up) == (0, 0)
    assert (second.people_apart, second.points_given_up) == (1, 5)
    assert (none.people_apart, none.points_given_up) == (1, 5)
    answer = evaluate_decisions([decided(small(), rank) for rank in (1, 2, 0)])
    assert answer.median_points_given_up == 5.0
    assert answer.most_people_apart == 1


def test_teams_are_told_before_and_after():
    (team,) = evaluate_decisions([example(rank=2)]).each[0].teams
    assert (team.before, team.proposed, team.chosen, team.later) == (82.9, 93.2, 88.9, None)


def test_a_year_later_is_measured_by_the_task_of_then():
    decision = decided(small(), 1)
    taken = decision.choice.assignment["vacancy"]
    stays = read_dossier(after(small(), vacancy=taken))
    left = read_dossier(after(small()))
    one = evaluate_decisions([decision], {"besluit-7": stays}).each[0]
    other = evaluate_decisions([decision], {"besluit-7": left}).each[0]
    assert (one.teams[0].later, one.chosen_still_there, one.chosen) == (100.0, 1, 1)
    assert (other.teams[0].later, other.chosen_still_there) == (28.6, 0)


def test_a_later_dossier_about_something_else_says_nothing():
    other = example("crisisteam").case
    (team,) = evaluate_decisions([decided(small(), 1)], {"besluit-7": other}).each[0].teams
    assert team.later is None
