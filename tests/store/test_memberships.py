"""Roles in dossiers: given, taken away, and never none who runs the dossier."""

import pytest

from planner.store.accounts import Accounts
from planner.store.clock import now
from planner.store.errors import Unknown
from planner.store.memberships import AnotherPerson, LastSecretary, Memberships, Role
from planner.store.seal import is_whole
from planner.store.told import recorded
from tests.store.test_dossiers import EXAMPLES


@pytest.fixture
def memberships(store, dossiers):
    for name in ("mt", "ander"):
        dossiers.add(EXAMPLES[0].read_bytes(), recorded("added"), name)
    return Memberships(store)


def account(store, login):
    return Accounts(store).add(login.capitalize(), login).id


def roles(memberships, one, dossier="mt"):
    held = memberships.of_account(one)
    return {each.role for each in held if each.dossier == dossier}


def test_a_role_counts_in_its_own_dossier_alone(store, memberships):
    ann = account(store, "ann")
    memberships.add("mt", ann, Role.SECRETARY)
    memberships.add("mt", ann, Role.MEMBER)
    assert roles(memberships, ann) == {Role.SECRETARY, Role.MEMBER}
    assert roles(memberships, ann, "ander") == set()
    assert all(map(is_whole, store.rows("SELECT * FROM memberships")))


def test_a_role_that_is_given_twice_is_one(store, memberships):
    ann = account(store, "ann")
    first = memberships.add("mt", ann, Role.READER)
    assert memberships.add("mt", ann, Role.READER) == first
    assert len(memberships.of_dossier("mt")) == 1


def test_the_last_secretary_stays(store, memberships):
    ann, ben = account(store, "ann"), account(store, "ben")
    memberships.add("mt", ann, Role.SECRETARY)
    memberships.add("ander", ben, Role.SECRETARY)
    with pytest.raises(LastSecretary):
        memberships.remove("mt", ann, Role.SECRETARY)
    memberships.add("mt", ben, Role.SECRETARY)
    memberships.remove("mt", ann, Role.SECRETARY)
    assert roles(memberships, ann) == set()


def test_a_secretary_who_cannot_sign_in_does_not_count(store, memberships):
    ann, ben = account(store, "ann"), account(store, "ben")
    for one in (ann, ben):
        memberships.add("mt", one, Role.SECRETARY)
    Accounts(store).change(ben, disabled_at=now())
    with pytest.raises(LastSecretary):
        memberships.remove("mt", ann, Role.SECRETARY)
    memberships.remove("mt", ann, Role.SECRETARY, may_be_last=True)


def test_what_nobody_has_cannot_be_taken_away(store, memberships):
    ann = account(store, "ann")
    memberships.add("mt", ann, Role.CHAIR)
    with pytest.raises(Unknown):
        memberships.remove("mt", ann, Role.READER)
    with pytest.raises(Unknown):
        memberships.remove("ander", ann, Role.CHAIR)


@pytest.mark.parametrize(("role", "person"), [(Role.PERSON, ""), (Role.READER, "feitsma")])
def test_whom_somebody_is_goes_with_the_role_person_alone(store, memberships, role, person):
    with pytest.raises(ValueError, match=role):
        memberships.add("mt", account(store, "ann"), role, person)


def test_an_account_is_one_person_in_a_dossier(store, memberships):
    ann = account(store, "ann")
    memberships.add("mt", ann, Role.PERSON, "feitsma")
    memberships.add("ander", ann, Role.PERSON, "kaya")
    assert memberships.person_in(ann, "mt") == "feitsma"
    with pytest.raises(AnotherPerson):
        memberships.add("mt", ann, Role.PERSON, "kaya")


def test_the_trail_tells_of_roles_without_a_name(store, memberships):
    ann = account(store, "ann")
    memberships.add("mt", ann, Role.CHAIR)
    memberships.remove("mt", ann, Role.CHAIR)
    told = [row["payload"] for row in store.rows("SELECT payload FROM trail_entries")]
    assert sum('"membership.add"' in each for each in told) == 1
    assert sum('"membership.remove"' in each for each in told) == 1
    assert not any("Ann" in each for each in told)
