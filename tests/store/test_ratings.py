"""Ratings as they are kept: nothing is overwritten, and what goes is gone."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.decisions.writing import read_decision
from planner.domain.level import Level
from planner.domain.repertoire import Scale
from planner.ratings.profiles import EQUAL_WEIGHTS, SourceWeights
from planner.ratings.rating import Evidence
from planner.resources.files import resource_path
from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.decisions import Decisions
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase, held_about
from planner.store.errors import Unknown
from planner.store.invitations import Invitations
from planner.store.kept_ratings import Given
from planner.store.memberships import Role
from planner.store.personal.part import Subject
from planner.store.raters import Raters
from planner.store.rating_rounds import NotNow, RatingRounds, StillMissing
from planner.store.rating_takeovers import Takeovers
from planner.store.rating_weights import WeighingOvertaken, Weighings
from planner.store.ratings import NeedsReason, RatingOvertaken, Ratings
from planner.store.retention import Terms, due, let_go
from planner.store.told import recorded
from planner.store.verifying import verify
from tests.deciding import closed

CASE = "mt-uitvoering"
PEOPLE, BEHAVIOURS = ("kaya", "osei", "feitsma"), ("crisis", "long_term")
SCALE = Scale(minimum=1, maximum=5)
RATINGS_RULE = 2


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    content = resource_path("fixtures", "dossiers", f"{CASE}.json").read_bytes()
    Dossiers(opened).add(content, recorded("added"), CASE)
    yield opened
    opened.close()


@pytest.fixture
def begun(store):
    return RatingRounds(store).begin(CASE, "Ronde", "interview", SCALE, PEOPLE, BEHAVIOURS)


def rater(store, begun, name, source="committee", people=PEOPLE):
    account = Accounts(store).add(name)
    Raters(store).add(CASE, begun.id, account.id, dict.fromkeys(people, source))
    return account.id


def give(store, begun, account, level=30, person="kaya", seen=0, told="", **more):
    given = Given(person, "crisis", level, Evidence(situation=told))
    return Ratings(store).give(CASE, begun.id, account, given, seen, **more)


def levels(store, begun):
    return {each.key: each.level for each in Ratings(store).whole(begun).ratings}


def test_every_version_of_a_rating_is_kept(store, begun):
    account = rater(store, begun, "Ann")
    for seen, level in enumerate((30, 40, None)):
        assert give(store, begun, account, level, seen=seen).number == seen + 1
    assert levels(store, begun) == {("kaya", "crisis", account): None}
    rows = store.rows("SELECT level FROM ratings ORDER BY number")
    assert [row["level"] for row in rows] == [30, 40, None]
    assert verify(store.path).damages == ()


def test_who_comes_second_is_told_what_stands(store, begun):
    account = rater(store, begun, "Ann")
    give(store, begun, account, 30)
    with pytest.raises(RatingOvertaken) as error:
        give(store, begun, account, 40)
    assert error.value.kept.level == 30
    assert give(store, begun, account, 30).number == 1


def test_a_rating_is_of_somebody_who_is_rated_by_that_rater(store, begun):
    account = rater(store, begun, "Ann", people=["kaya"])
    for changed in ({"person": "osei"}, {"level": 51}, {"level": 9}):
        with pytest.raises(Unknown):
            give(store, begun, account, **changed)
    with pytest.raises(Unknown):
        give(store, begun, "nobody")
    with pytest.raises(Unknown):
        Ratings(store).give("other", begun.id, account, Given("kaya", "crisis", 30), 0)


def test_what_somebody_is_to_the_person_can_be_set_right(store, begun):
    account = rater(store, begun, "Ann", "stakeholder")
    give(store, begun, account)
    Raters(store).add(CASE, begun.id, account, dict.fromkeys(PEOPLE, "superior"))
    (found,) = Ratings(store).whole(begun).ratings
    assert found.source == "superior"
    Raters(store).add(CASE, begun.id, account, {"osei": "superior"})
    assert levels(store, begun) == {}


def test_nobody_who_gave_something_unnamed_is_named_afterwards(store, begun):
    account = rater(store, begun, "Ann", "peer")
    Raters(store).add(CASE, begun.id, account, dict.fromkeys(PEOPLE, "report"))
    give(store, begun, account)
    with pytest.raises(NotNow):
        Raters(store).add(CASE, begun.id, account, dict.fromkeys(PEOPLE, "superior"))
    (found,) = Ratings(store).whole(begun).ratings
    assert found.source == "report"
    assert Ratings(store).gave_unnamed(account)
    assert not Ratings(store).gave_unnamed("nobody")


def test_a_round_goes_from_blind_to_open_to_closed(store, begun):
    rounds, account = RatingRounds(store), rater(store, begun, "Ann")
    give(store, begun, account)
    with pytest.raises(StillMissing):
        rounds.open(CASE, begun.id)
    assert rounds.open(CASE, begun.id, "Ann is ziek").reason == "Ann is ziek"
    with pytest.raises(NotNow):
        rounds.open(CASE, begun.id, "nogmaals")
    with pytest.raises(NotNow):
        Raters(store).add(CASE, begun.id, account, {})
    with pytest.raises(NeedsReason):
        give(store, begun, account, 40, seen=1)
    assert give(store, begun, account, 40, seen=1, reason="Bij nader inzien").is_after_opening
    assert rounds.close(CASE, begun.id).state == "closed"
    with pytest.raises(NotNow):
        give(store, begun, account, 50, seen=2, reason="Te laat")
    with pytest.raises(NotNow):
        rounds.close(CASE, begun.id)
    with pytest.raises(Unknown):
        rounds.open("other", begun.id)


def test_a_reason_that_nobody_asked_is_not_kept(store, begun):
    account = rater(store, begun, "Ann")
    give(store, begun, account, reason="zomaar")
    Raters(store).finish(CASE, begun.id, account)
    assert RatingRounds(store).open(CASE, begun.id, "niet nodig").reason is None
    assert store.row("SELECT reason FROM ratings")["reason"] is None


def test_dossiers_are_blind_only_while_somebody_rates(store, begun):
    assert Raters(store).who_rates_blind() == {}
    account = rater(store, begun, "Ann")
    assert Raters(store).who_rates_blind() == {CASE: {account}}
    Raters(store).withdraw(CASE, begun.id, account, "weg")
    assert Raters(store).who_rates_blind() == {}
    Raters(store).bring_back(CASE, begun.id, account)
    RatingRounds(store).open(CASE, begun.id, "nu")
    assert Raters(store).who_rates_blind() == {}


def test_what_was_taken_over_is_known_by_version(store, begun):
    taken = {"kaya": {"crisis": Level(34, 28, 40)}, "osei": {"crisis": Level(30)}}
    Takeovers(store).keep(begun, 2, taken)
    (found,) = Takeovers(store).of_dossier(CASE)
    assert (found.round, found.version, found.levels) == (begun.id, 2, taken)


# Erasing, and what is held


def test_ratings_that_somebody_gave_of_others_stay_under_the_pseudonym(store, begun):
    account, _ = Invitations(store).invite(CASE, "F. Kaya", Role.PERSON, "kaya", 14)
    Raters(store).add(CASE, begun.id, account.id, {"osei": "stakeholder", "kaya": "self"})
    other = rater(store, begun, "Ann")
    give(store, begun, account.id, 50, person="osei", told="F. Kaya zag dit")
    give(store, begun, account.id, 50, person="kaya")
    give(store, begun, other, 30, person="kaya")
    give(store, begun, other, 30, person="osei", told="Kaya was erbij")
    Takeovers(store).keep(begun, 2, {"kaya": {"crisis": Level(30)}, "osei": {"crisis": Level(30)}})
    erased = erase(store, Subject(CASE, "kaya"), "asked for")
    assert levels(store, RatingRounds(store).find(begun.id, CASE)) == {
        ("osei", "crisis", erased.pseudonym): 50,
        ("osei", "crisis", other): 30,
    }
    told = {row["situation"] for row in store.rows("SELECT situation FROM ratings")}
    assert told == {f"{erased.pseudonym} zag dit", f"{erased.pseudonym} was erbij"}
    assert RatingRounds(store).find(begun.id, CASE).people == ("osei", "feitsma")
    assert Raters(store).find(begun.id, account.id) is None
    assert set(Raters(store).find(begun.id, other).people) == {"osei", "feitsma"}
    (taken,) = Takeovers(store).of_dossier(CASE)
    assert set(taken.levels) == {"osei"}
    assert verify(store.path).damages == ()


def test_what_did_not_count_of_somebody_who_is_erased_goes(store, begun):
    account, _ = Invitations(store).invite(CASE, "F. Kaya", Role.PERSON, "kaya", 14)
    Raters(store).add(CASE, begun.id, account.id, {"osei": "stakeholder"})
    give(store, begun, account.id, 50, person="osei")
    Raters(store).withdraw(CASE, begun.id, account.id, "kent elkaar")
    erase(store, Subject(CASE, "kaya"), "asked for")
    assert store.rows("SELECT * FROM ratings") == []


def test_of_what_others_gave_somebody_is_told_what_they_may_see(store, begun):
    for number in range(3):
        give(store, begun, rater(store, begun, f"P{number}", "peer"), 10 * (number + 2))
    chef = rater(store, begun, "De Chef", "superior")
    give(store, begun, chef, 50, told="Nam het voortouw")
    (blind,) = held(store, "kaya")
    assert (blind["ratings"], blind["state"]) == (4, "blind")
    assert "behaviours" not in blind
    RatingRounds(store).open(CASE, begun.id, "nu")
    (record,) = held(store, "kaya")
    assert record["behaviours"]["crisis"]["groups"] == [
        {"of": ["superior", "peer"], "raters": 4, "mean": 4}
    ]
    assert record["notes"] == [{"behaviour": "crisis", "situation": "Nam het voortouw"}]
    assert chef not in json.dumps(record)


def held(store, person):
    parts = {each.name: each.records for each in held_about(store, Subject(CASE, person))}
    return parts["Ratings"]


def test_what_somebody_gave_of_others_is_theirs_to_see(store, begun):
    account, _ = Invitations(store).invite(CASE, "F. Kaya", Role.PERSON, "kaya", 14)
    Raters(store).add(CASE, begun.id, account.id, {"osei": "peer"})
    give(store, begun, account.id, 50, person="osei")
    (record,) = held(store, "kaya")
    assert record["given of others"] == [{"behaviour": "crisis", "level": 5}]


# Keeping no longer than needed


def past(store, days):
    at = datetime.now(UTC) + timedelta(days=days, hours=1)
    return due(store, Terms(), at)[RATINGS_RULE]


def test_ratings_of_people_who_were_not_chosen_go_after_the_decision(store, begun):
    account = rater(store, begun, "Ann")
    for person in PEOPLE:
        give(store, begun, account, person=person)
    Takeovers(store).keep(begun, 2, {"kaya": {"crisis": Level(30)}, "osei": {"crisis": Level(30)}})
    assert past(store, 1000).records == 0
    decided = closed(store, CASE)
    chosen = set(_chosen(store, decided)) & set(PEOPLE)
    not_chosen = {"kaya", "osei"} - chosen
    assert past(store, 27).records == 0
    assert past(store, 28).records == len(not_chosen) > 0
    let_go(store, Terms(), datetime.now(UTC) + timedelta(days=29))
    left = {row["person"] for row in store.rows("SELECT person FROM ratings")}
    assert left == set(PEOPLE) - not_chosen
    (taken,) = Takeovers(store).of_dossier(CASE)
    assert not set(taken.levels) & not_chosen
    assert past(store, 1000).records == 0
    assert verify(store.path).damages == ()


def _chosen(store, decided):
    decision = read_decision(Decisions(store).content(decided))
    return [each for each in decision.choice.assignment.values() if each]


def test_a_decision_before_the_round_says_nothing_about_it(store):
    closed(store, CASE)
    begun = RatingRounds(store).begin(CASE, "Nieuw", "interview", SCALE, PEOPLE, BEHAVIOURS)
    give(store, begun, rater(store, begun, "Ann"))
    assert past(store, 1000).records == 0


# How heavily sources count


def test_weights_hold_for_as_long_as_nobody_sees_levels(store, begun):
    weighings = Weighings(store)
    assert weighings.of_round(begun.id).weights == EQUAL_WEIGHTS
    first = weighings.weigh(CASE, begun.id, SourceWeights(superior=3), 0)
    with pytest.raises(WeighingOvertaken) as caught:
        weighings.weigh(CASE, begun.id, SourceWeights(peer=0), 0)
    assert caught.value.stands == first
    again = weighings.weigh(CASE, begun.id, SourceWeights(peer=Decimal("0.5")), first.number)
    assert Weighings(store).of_round(begun.id) == again
    assert again.weights.of("peer") == Fraction(1, 2)
    RatingRounds(store).open(CASE, begun.id)
    with pytest.raises(NotNow):
        weighings.weigh(CASE, begun.id, SourceWeights(superior=9), again.number)
    assert weighings.of_round(begun.id) == again
    assert len(store.rows("SELECT 1 FROM rating_weights")) == 2
    assert verify(store.path).damages == ()
