"""How sure proposals and choices are, in sentences."""

import pytest

from planner.analysis.answers import versions
from planner.analysis.sentences.uncertainty import as_good_as_equal, with_sentences
from planner.analysis.uncertainty import uncertainty
from planner.domain.questions import Percentiles, PersonShare, ProposalUncertainty, Uncertainty
from tests.building import dossier, person, row, seat, team

from .conftest import assert_both_languages, drawn, english

SEEDS = range(990, 1002)
UNSURE = {"level": 3, "low": 2, "high": 4}


def told(proposals, people=(), *, level=UNSURE):
    """Return an answer with these shares of proposals and of people on a seat."""
    case = dossier(
        [person(name, {"trust": level}) for name in ("ann", "ben", "cas")],
        [team("mt", ["s1"], [row("trust")])],
    )
    shares = zip(("ann", "ben", "cas"), people, strict=False)
    answer = Uncertainty(
        draws=1000,
        proposals=[
            ProposalUncertainty(
                rank=rank, best_share=share, coverage_percent=Percentiles(p5=1, p50=2, p95=3)
            )
            for rank, share in enumerate(proposals, 1)
        ],
        seats={"s1": [PersonShare(person=who, best_share=share) for who, share in shares]}
        if people
        else {},
        seed=0,
        seconds=0,
        versions=versions(),
    )
    return with_sentences(answer, case.situation())


@pytest.mark.parametrize(
    ("share", "often"),
    [
        (0.62, "62 of 100 draws"),
        (0.29, "29 of 100 draws"),
        (0.625, "about 63 of 100 draws"),
        (1 / 3, "about 33 of 100 draws"),
        (0.0, "no draw"),
        (1.0, "every draw"),
        (0.004, "fewer than 1 of 100 draws"),
        (0.994, "more than 99 of 100 draws"),
        (0.01, "1 of 100 draws"),
        (0.99, "99 of 100 draws"),
    ],
)
def test_certainty_is_said_as_how_often(share, often):
    answer = told([share, 1 - share])
    assert answer.proposals[0].said.en == f"In {often} proposal 1 covers most."


def test_certainty_is_said_in_dutch_too():
    answer = told([0.62, 0.38], [0.7, 0.3])
    assert answer.proposals[0].said.nl == "In 62 van de 100 narekeningen dekt voorstel 1 het meest."
    assert answer.seats["s1"][0].said.nl == (
        "In 70 van de 100 narekeningen is het meest gedekt met Ann op s1."
    )


@pytest.mark.parametrize(
    ("shares", "equal"),
    [
        ([0.5, 0.25, 0.25], ["0"]),
        ([2 / 3, 1 / 3], ["0"]),
        ([0.66, 0.34], ["0", "1"]),
        ([0.45, 0.3, 0.2], ["0", "1"]),
        ([0.2, 0.5, 0.3], ["1", "2"]),
        ([0.25, 0.25, 0.25, 0.25], ["0", "1", "2", "3"]),
        ([1.0, 0.0], ["0"]),
    ],
)
def test_equal_are_those_that_the_first_does_not_beat_twice_as_often(shares, equal):
    assert as_good_as_equal({str(place): share for place, share in enumerate(shares)}) == equal


def test_a_difference_smaller_than_the_uncertainty_is_said():
    answer = told([0.6, 0.4], [0.4, 0.35, 0.25])
    assert answer.said[0].en.startswith(
        "The difference between the proposals 1 and 2 is smaller than the uncertainty of the "
        "levels."
    )
    assert answer.seats_said["s1"].en.startswith(
        "On the seat s1 the difference between Ann, Ben and Cas is smaller than the uncertainty"
    )


def test_who_stands_out_is_said_to():
    answer = told([0.7, 0.3], [0.6, 0.3, 0.1])
    assert answer.said[0].en == (
        "Proposal 1 stands out: it covers most at least twice as often as any other."
    )
    assert answer.seats_said["s1"].en == (
        "Ann stands out on the seat s1: at least twice as often the best there as anybody else."
    )


def test_one_proposal_or_none_and_one_person_are_not_weighed():
    assert told([]).said[0].en == "There is no proposal to weigh."
    assert told([1.0]).said[0].en == (
        "There is one proposal only, so there is no other to weigh it against."
    )
    assert told([1.0], [1.0]).seats_said["s1"].en == "Only Ann may take the seat s1."


def test_levels_without_an_interval_leave_nothing_uncertain():
    answer = told([0.5, 0.5], [0.5, 0.5], level=3)
    assert [said.en for said in answer.said] == [
        "The proposals 1 and 2 cover the same.",
        "No level in this dossier has an interval, so every draw is the same. Give a low and a "
        "high end to levels that are not sure.",
    ]
    assert answer.seats_said["s1"].en == (
        "On the seat s1 it makes no difference for coverage whom you choose of Ann and Ben."
    )


def test_a_draw_between_two_of_the_same_levels_is_as_good_as_equal():
    case = dossier(
        [person("ann", {"trust": UNSURE}), person("ben", {"trust": UNSURE})],
        [team("mt", [seat("s1")], [row("trust")])],
    )
    answer = uncertainty(case, draws=400, seed=1)
    assert "is smaller than the uncertainty" in answer.seats_said["s1"].en


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_tells_the_shares_of_the_answer(seed):
    """The shares themselves are held against the reference elsewhere, for any dossier."""
    _, case = drawn(seed)
    answer, names = uncertainty(case, draws=60, seed=seed), english(case)
    assert_both_languages(answer)
    for place, people in answer.seats.items():
        text, first = answer.seats_said[place].en, people[0]
        if len(people) > 1:
            stands_out = first.best_share >= 2 * people[1].best_share
            assert text.startswith(f"{names.person(first.person)} stands out ") == stands_out
        for one in people:
            rounded = int(100 * one.best_share + 0.5)
            if 0.01 <= one.best_share <= 0.99:
                assert f"{rounded} of 100 draws" in one.said.en
            assert one.said.en.endswith(f"with {names.person(one.person)} on {names.seat(place)}.")
