"""The task as one thing: what changes it, and what does not; and who may come."""

import pytest

from planner.dossier.reading import validated
from planner.dossier.task import outsiders, task_fingerprint
from tests.building import person, row, seat, team


def case(**changed):
    return validated(
        {
            "format": "abd-planner/dossier/1",
            "title": "Proef",
            "repertoire": "abd-2021",
            "people": [person("ann"), person("ben"), person("cas")],
            "candidates": ["cas"],
            "teams": [
                team(
                    "mt",
                    [seat("s1", "ann", minimum={"crisis": 2}), seat("s2")],
                    [row("crisis", importance=3), row("long_term", importance=2)],
                    circle=["ben"],
                )
            ],
            **changed,
        }
    )


BOTH = (row("crisis", importance=3), row("long_term", importance=2))
SEATS = (seat("s1", "ann", minimum={"crisis": 2}), seat("s2"))


def teams(*rows, seats=SEATS, **more):
    return [team("mt", list(seats), list(rows), **more)]


@pytest.mark.parametrize(
    "changed",
    [
        {"teams": teams(row("crisis", importance=3))},
        {"teams": teams(row("crisis", importance=4), row("long_term", importance=2))},
        {"teams": teams({**BOTH[0], "critical": True}, BOTH[1])},
        {"teams": teams(*BOTH, seats=[seat("s1", "ann"), seat("s2")])},
        {"priorities": [{"objective": "departure"}, {"objective": "coverage"}]},
        {"priorities": [{"objective": "coverage", "slack": 1}]},
    ],
    ids=["a row less", "importance", "critical", "a minimum", "another order", "slack"],
)
def test_what_is_asked_is_part_of_the_task(changed):
    assert task_fingerprint(case(**changed)) != task_fingerprint(case())


@pytest.mark.parametrize(
    "changed",
    [
        {"people": [person(each) for each in ("ann", "ben", "cas", "dee")]},
        {"title": "Iets anders", "note": "Een notitie"},
        {"teams": teams(*reversed(BOTH), circle=["ben"])},
        {"teams": teams({**BOTH[0], "note": "Waarom"}, BOTH[1])},
        {"teams": [*teams(*BOTH), {"id": "nieuw", "demand": [], "seats": []}]},
        {"constraints": [{"kind": "max_changes", "limit": 1}]},
    ],
    ids=["a person", "title", "order of the rows", "a note", "an empty team", "a wish"],
)
def test_what_is_not_asked_of_a_team_is_no_part_of_the_task(changed):
    assert task_fingerprint(case(**changed)) == task_fingerprint(case())


def test_who_sits_or_stands_in_a_circle_is_no_outsider():
    assert outsiders(case()) == {"cas"}
    assert outsiders(case(candidates=[])) == {"cas"}
