"""Searches in the background: followed, stopped, limited, dropped."""

import threading

import pytest

from planner.domain.result import Result, Versions
from planner.jobs import registry
from planner.jobs.registry import Registry, State, TooManyJobs
from planner.solver.limits import Progress


def empty_result() -> Result:
    return Result(
        status="unknown",
        proposals=[],
        exhausted=False,
        conflict=[],
        conflict_minimal=True,
        seed=0,
        seconds=0,
        versions=Versions(abd_planner="0", ortools="0"),
    )


def until_stopped(limits):
    limits.stop.wait(10)
    return empty_result()


def test_a_job_tells_where_it_is_and_keeps_its_result():
    told = Progress(1, 2, 7, "departure", 9, 4, 0.1)
    go_on = threading.Event()

    def work(limits):
        limits.tell(told)
        go_on.wait(10)
        return empty_result()

    jobs = Registry()
    job = jobs.start("owner", "subject", work)
    while job.progress is None:
        pass
    assert job.progress == told
    assert job.is_running
    go_on.set()
    assert job.finished.wait(10)
    assert job.state is State.DONE
    assert job.result.status == "unknown"
    assert job.elapsed() == job.seconds


def test_a_job_is_its_owners_alone():
    jobs = Registry()
    job = jobs.start("owner", None, until_stopped)
    assert jobs.find(job.id, "owner") is job
    assert jobs.find(job.id, "other") is None
    assert jobs.find("unknown", "owner") is None
    job.stop()


def test_stopping_lets_the_work_end_by_itself():
    job = Registry().start("owner", None, until_stopped)
    job.stop()
    assert job.finished.wait(10)
    assert job.was_stopped
    assert job.state is State.DONE


def test_only_so_many_run_at_once():
    jobs = Registry(most_running=2)
    running = [jobs.start("owner", None, until_stopped) for _ in range(2)]
    with pytest.raises(TooManyJobs):
        jobs.start("owner", None, until_stopped)
    for job in running:
        job.stop()
        job.finished.wait(10)
    jobs.start("owner", None, until_stopped).stop()


def test_a_failure_is_kept_to_its_kind(caplog):
    def work(limits):
        raise RuntimeError("about A. Voorbeeld")

    job = Registry().start("owner", None, work)
    assert job.finished.wait(10)
    assert job.state is State.FAILED
    assert "RuntimeError" in caplog.text
    assert "Voorbeeld" not in caplog.text


def test_old_jobs_are_dropped_and_running_ones_kept(monkeypatch):
    monkeypatch.setattr(registry, "MOST_KEPT", 3)
    jobs = Registry()
    running = jobs.start("owner", None, until_stopped)
    ended = []
    for _ in range(4):
        ended.append(jobs.start("owner", None, lambda limits: empty_result()))
        assert ended[-1].finished.wait(10)
    assert jobs.find(running.id, "owner") is running
    assert jobs.find(ended[0].id, "owner") is None
    assert jobs.find(ended[-1].id, "owner") is ended[-1]
    running.stop()


def test_whoever_leaves_takes_their_jobs_along():
    jobs = Registry()
    job = jobs.start("owner", None, until_stopped)
    other = jobs.start("other", None, until_stopped)
    jobs.drop_owner("owner")
    assert jobs.find(job.id, "owner") is None
    assert job.finished.wait(10)
    assert jobs.find(other.id, "other") is other
    other.stop()
