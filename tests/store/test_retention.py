"""Keeping no longer than needed: what is past its term goes, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from planner.dossier.exploring import Step
from planner.resources.files import resource_path
from planner.store.chain import ERASURE
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.jobs import Ending, Jobs
from planner.store.retention import LEAST_LOG_DAYS, Terms, due, let_go
from planner.store.scenarios import Explorations
from planner.store.told import recorded
from planner.store.trail import Trail
from planner.store.verifying import verify

NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    path = resource_path("fixtures", "dossiers", "mt-uitvoering.json")
    kept = Dossiers(opened).add(path.read_bytes(), recorded("added"), "mt")
    explorations = Explorations(opened)
    for dropped in (True, False):
        explored = explorations.begin("mt", "ann", 1, [Step()])
        if dropped:
            explorations.drop(explored.id, "mt", explored.version)
    jobs = Jobs(opened)
    jobs.add(kept, "propose", {}, "ann")
    jobs.end(jobs.claim(), Ending(1.0, answer=b"{}"))
    jobs.add(kept, "stress", {}, "ann")
    Trail(opened).note("profile.read", "dossiers/mt", dossier="mt", person="feitsma")
    yield opened
    opened.close()


def numbers(found):
    return [each.records for each in found]


def after(days):
    return NOW + timedelta(days=days, hours=1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(27, [0] * 7), (28, [1, *[0] * 6]), (180, [1, 1, *[0] * 5])],
)
def test_what_is_past_its_term_is_due(store, days, expected):
    assert numbers(due(store, Terms(), after(days))) == expected


def test_saying_what_is_due_changes_nothing(store):
    changes = store.connection.total_changes
    due(store, Terms(), after(5000))
    assert store.connection.total_changes == changes


def test_what_is_due_goes_and_the_rest_stays(store):
    told = len(store.rows("SELECT * FROM trail"))
    gone = numbers(let_go(store, Terms(), after(200)))
    assert gone == [1, 1, *[0] * 5]
    assert numbers(due(store, Terms(), after(200))) == [0] * 7
    assert len(store.rows("SELECT * FROM explorations")) == 1
    assert [job.kind for job in Jobs(store).of_dossier("mt")] == ["stress"]
    assert len(store.rows("SELECT * FROM trail")) == told + 2
    assert verify(store.path).damages == ()


def test_the_log_is_emptied_and_its_chain_stays_whole(store):
    gone = let_go(store, Terms(), after(731))
    assert gone[-1].records > 0
    left = store.rows("SELECT name FROM trail_entries WHERE payload IS NOT NULL")
    assert {row["name"] for row in left} == {ERASURE}
    assert verify(store.path).damages == ()
    assert numbers(let_go(store, Terms(), after(2000)))[-1] == 0


def test_the_log_is_kept_for_half_a_year_at_least():
    with pytest.raises(ValidationError):
        Terms(log=LEAST_LOG_DAYS - 1)
    assert Terms(log=LEAST_LOG_DAYS).log == LEAST_LOG_DAYS


def test_more_entries_than_fit_in_one_are_emptied_in_pieces(store, monkeypatch):
    monkeypatch.setattr("planner.store.retention._MOST_AT_ONCE", 2)
    for _ in range(5):
        Trail(store).note("dossier.read", "dossiers/mt", dossier="mt")
    let_go(store, Terms(), after(731))
    assert verify(store.path).damages == ()
    erasing = store.rows("SELECT * FROM trail_entries WHERE name = ?", ERASURE)
    assert len(erasing) >= 3
