"""Ratings and rounds: what holds together, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.ratings.rating import MOST_LETTERS_OF_EVIDENCE, SOURCES, Evidence, Rating, Round
from tests.ratings.building import FIVE, rating, round_of


def test_a_rating_comes_back_from_json_as_it_was():
    first = rating("ann", 3.4, told="In een overleg\r\nover de begroting ")
    assert first.level == 34
    assert first.evidence.situation == "In een overleg\nover de begroting"
    assert Rating.model_validate_json(first.model_dump_json()) == first
    assert json.loads(first.model_dump_json())["level"] == 3.4


def test_not_observed_is_said_and_is_not_low():
    assert rating("ann", None).level is None
    with pytest.raises(ValidationError, match="level"):
        Rating.model_validate(rating("ann", 3).model_dump(exclude={"level"}))


@pytest.mark.parametrize("level", [3.45, "3", True, 6, 0.9])
def test_what_is_no_level_on_the_scale_is_refused(level):
    with pytest.raises(ValidationError):
        round_of(rating("ann", level))


@pytest.mark.parametrize(("source", "rater"), [("self", "ben"), ("peer", "ann")])
def test_nobody_rates_themselves_under_another_source(source, rater):
    written = rating("ann", 3).model_dump() | {"source": source, "rater": rater}
    with pytest.raises(ValidationError, match="source is self"):
        Rating.model_validate(written)


@pytest.mark.parametrize("name", ["", " ", " a", "a\n", "a\x07b", "\ud800", "\uffff", "a" * 201])
def test_a_name_is_short_and_on_one_line(name):
    with pytest.raises(ValidationError):
        rating(name, 3)


@pytest.mark.parametrize(
    "text", ["a" * (MOST_LETTERS_OF_EVIDENCE + 1), "a\x00", "\udfff", "a\x85b"]
)
def test_evidence_is_text(text):
    with pytest.raises(ValidationError):
        Evidence(effect=text + "x")


def test_a_rater_rates_a_person_on_a_behaviour_once():
    with pytest.raises(ValidationError, match="one rating of a rater"):
        round_of(rating("ann", 3), rating("ann", 4))


def test_a_rater_is_in_one_source_for_a_person():
    ratings = [rating("ann", 3, "peer"), rating("ann", 4, "report", behaviour="inclusion")]
    with pytest.raises(ValidationError, match="in one source"):
        round_of(*ratings)
    round_of(rating("ann", 3, "peer"), rating("ben", 4, "report"))


def test_a_rating_replaces_the_one_of_the_same_rater():
    round_ = round_of(rating("ann", 3), rating("ben", 2))
    changed = round_.with_ratings([rating("ann", 4), rating("cas", 1)])
    assert [(each.person, each.level) for each in changed.ratings] == [
        ("ann", 40),
        ("ben", 20),
        ("cas", 10),
    ]
    assert round_.ratings[0].level == 30


@given(st.sampled_from(SOURCES), st.one_of(st.none(), st.integers(10, 50)), st.text(max_size=50))
def test_a_round_comes_back_from_json(source, tenths, told):
    try:
        evidence = Evidence(behaviour=told)
    except ValidationError:
        return
    level = None if tenths is None else tenths / 10
    one = rating("ann", level, source).model_copy(update={"evidence": evidence})
    round_ = Round(scale=FIVE, ratings=(one,))
    assert Round.model_validate_json(round_.model_dump_json()) == round_
