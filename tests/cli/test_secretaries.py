"""`secretary`: dossiers that nobody runs, and who is to."""

import pytest

from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.memberships import Memberships, Role
from planner.web.server import prepare


@pytest.fixture
def data(tmp_path):
    prepare(tmp_path / "data", demo=True).close()
    return tmp_path / "data"


@pytest.fixture
def ann(data):
    store = Store(data)
    account = Accounts(store).add("Ann", "ann@example.org")
    Accounts(store).add("Bea", "bea@example.org", is_administrator=True)
    store.close()
    return account.id


@pytest.fixture
def secretary(call, data):
    def run(*arguments):
        return call("secretary", *arguments, "--data", data)

    return run


def roles(data, account):
    store = Store(data)
    held = [(each.dossier, each.role) for each in Memberships(store).of_account(account)]
    store.close()
    return held


def test_what_nobody_runs_is_listed_until_somebody_does(secretary, data, ann):
    listed = secretary().out.splitlines()
    assert len(listed) == 3
    assert any(line.startswith("mt-uitvoering  MT Uitvoering") for line in listed)
    ended = secretary("crisisteam", "ANN@example.org")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Ann beheert nu ‘")
    assert roles(data, ann) == [("crisisteam", Role.SECRETARY)]
    assert "crisisteam" not in secretary().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crisisteam", "niemand@example.org"), "Niemand meldt zich aan"),
        (("crisisteam", "bea@example.org"), "leest geen dossiers"),
        (("crisisteam",), "Niemand meldt zich aan"),
        (("no-such", "ann@example.org"), "Er is geen dossier no-such"),
    ],
)
def test_what_cannot_be_is_explained(secretary, data, ann, arguments, said):
    ended = secretary(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert roles(data, ann) == []


def test_a_dossier_that_somebody_runs_is_left_alone(secretary, data, ann):
    secretary("crisisteam", "ann@example.org")
    ended = secretary("crisisteam", "ann@example.org")
    assert ended.code == 2
    assert "Iemand beheert crisisteam al" in ended.err


def test_no_database_is_made_where_there_is_none(call, tmp_path):
    ended = call("secretary", "--data", tmp_path / "empty")
    assert ended.code == 2
    assert not (tmp_path / "empty").exists()
