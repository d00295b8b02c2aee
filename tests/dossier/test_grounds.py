import pytest

from planner.dossier.grounds import (
    faults_of_ground,
    faults_of_grounds,
    is_protected_attribute,
    is_protected_value,
)
from planner.dossier.warnings import warnings
from tests.building import dossier, person, seat, team


@pytest.mark.parametrize(
    "name",
    [
        *("geslacht", "Geslacht", "sex", "gender", "genderIdentiteit", "man_vrouw", "leeftijd"),
        *("age", "age_group", "geboortejaar", "birth-year", "afkomst", "migratieachtergrond"),
        *("nationaliteit", "etniciteit", "huidskleur", "religie", "geloof", "gezondheid"),
        *("health status", "handicap", "seksuele_gerichtheid", "burgerlijke_staat", "marital"),
    ],
)
def test_what_nobody_may_be_chosen_by_is_known_by_its_name(name):
    assert is_protected_attribute(name)


@pytest.mark.parametrize(
    "name", ["achtergrond", "organisation", "tenure_years", "management", "language", "domein", ""]
)
def test_other_attributes_may_be_asked(name):
    assert not is_protected_attribute(name)


def test_a_value_may_name_a_field_of_work_and_no_sort_of_people():
    assert not any(map(is_protected_value, ("migratie", "gezondheidszorg", "management")))
    assert all(map(is_protected_value, ("vrouw", "Man", "niet-westers allochtoon", "non-binair")))


def test_a_wish_about_attributes_states_its_ground():
    wish = {"kind": "attribute_spread", "attribute": "achtergrond", "distinct": 2}
    assert [fault.path for fault in faults_of_ground(wish)] == ["note"]
    assert [fault.path for fault in faults_of_ground({**wish, "note": " \n"})] == ["note"]
    assert [fault.path for fault in faults_of_ground({**wish, "note": {"nl": ""}})] == ["note"]
    assert not list(faults_of_ground({**wish, "note": {"en": "The task needs it."}}))


def test_everything_wrong_is_told_at_its_own_place():
    wish = {"kind": "attribute_count", "attribute": "leeftijd", "value": "jong"}
    assert [fault.path for fault in faults_of_ground(wish)] == ["attribute", "value", "note"]
    assert not list(faults_of_ground({"kind": "include", "person": "ann"}))


def test_what_is_no_text_is_left_to_the_kind_itself():
    wish = {"kind": "attribute_count", "attribute": 3, "value": True, "note": 4}
    assert [fault.path for fault in faults_of_ground(wish)] == ["note"]


def test_the_wishes_of_a_dossier_are_told_by_their_places():
    wishes = [
        {"kind": "max_changes", "limit": 1},
        {"kind": "attribute_spread", "attribute": "age", "distinct": 2, "note": "Gemengd"},
        {"kind": "attribute_spread", "attribute": "achtergrond", "distinct": 2},
    ]
    case = dossier([person("ann")], [team("mt", [seat("s", "ann")])], wishes)
    told = ["constraints[1].attribute", "constraints[2].note"]
    assert [fault.path for fault in faults_of_grounds(case)] == told
    assert [warning.path for warning in warnings(case)] == told
