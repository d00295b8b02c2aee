"""Whoever does a sweep: the same answers in the same order, and dead workers are survived."""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from concurrent.futures import Future
from functools import partial
from threading import Event, Thread, Timer

import distributed
import pytest

from planner.jobs.choosing import Growing, cores, sweeping
from planner.jobs.cluster import connected
from planner.jobs.dealing import SweepError, WorkersDied, in_order
from planner.jobs.processes import Processes
from planner.solver.limits import Limits, Stopped
from planner.solver.sweep import InTurn

from . import work
from .conftest import LocalCluster

TASKS = list(range(12))
SQUARES = [task * task for task in TASKS]


@pytest.fixture(scope="module")
def cluster(local_cluster):
    with connected(local_cluster.address) as connection:
        yield connection


@pytest.fixture(params=["in turn", "processes", "growing", "cluster"])
def sweep(request):
    if request.param == "cluster":
        yield request.getfixturevalue("cluster")
    else:
        yield {
            "in turn": InTurn(),
            "processes": Processes(2),
            "growing": Growing(Processes(2), head_start=0.2),
        }[request.param]


@pytest.fixture(params=["processes", "cluster"])
def others(request):
    """Return who does tasks side by side."""
    if request.param == "processes":
        yield Processes(2)
    else:
        yield request.getfixturevalue("cluster")


def test_answers_come_in_the_order_of_the_tasks(sweep):
    assert list(sweep.run(work.square_after_a_while, TASKS, Limits())) == SQUARES


def test_progress_counts_up_to_all_tasks(sweep):
    told = []
    limits = Limits(counter=lambda *count: told.append(count))
    assert list(sweep.run(work.square_after_a_while, TASKS, limits)) == SQUARES
    assert told == sorted(told)
    assert told[0] == (0, 12)
    assert told[-1] == (12, 12)


def test_an_error_of_a_task_comes_as_itself_and_in_its_turn(sweep):
    given = []
    with pytest.raises(ValueError, match="task 3 is refused"):
        given.extend(sweep.run(work.refuse, TASKS, Limits()))
    answers = sweep.run(work.refuse, TASKS, Limits())
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    answers.close()


def test_no_tasks_have_no_answers(sweep):
    assert list(sweep.run(work.square, [], Limits())) == []


def test_nothing_is_begun_when_the_limits_are_over(sweep):
    limits = Limits()
    limits.stop.set()
    with pytest.raises(Stopped):
        list(sweep.run(work.square, TASKS, limits))


def test_the_work_is_done_by_two_workers_that_know_it(others):
    seen = set(others.run(work.who, TASKS, Limits()))
    assert len({process for process, _ in seen}) == 2
    assert os.getpid() not in {process for process, _ in seen}
    assert all(knows for _, knows in seen)


def test_a_worker_that_is_killed_in_the_middle_is_survived(others, tmp_path):
    given = list(others.run(partial(work.die_once, str(tmp_path)), TASKS, Limits()))
    assert given == SQUARES
    assert len(list(tmp_path.iterdir())) == 2


def test_a_worker_that_somebody_kills_is_survived():
    answers = Processes(2).run(work.who, TASKS, Limits())
    first, _ = next(answers)
    os.kill(first, signal.SIGKILL)
    others = {process for process, _ in answers}
    assert len(others - {first}) == 2


def test_workers_may_be_killed_at_any_moment(monkeypatch):
    """Also while they take a task or give an answer: each task takes next to no time."""
    monkeypatch.setattr("planner.jobs.dealing.MOST_TRIES", 1000)
    chance, over, killed = random.Random(1), Event(), []

    def kill_now_and_then():
        while not over.wait(chance.uniform(0.02, 0.08)):
            workers = multiprocessing.active_children()
            if workers:
                killed.append(chance.choice(workers).pid)
                os.kill(killed[-1], signal.SIGKILL)

    killer = Thread(target=kill_now_and_then)
    killer.start()
    try:
        tasks = list(range(3000))
        answers = list(Processes(2).run(work.square_at_leisure, tasks, Limits(time_limit=30)))
    finally:
        over.set()
        killer.join()
    assert answers == [task * task for task in tasks]
    assert len(killed) > 5


def test_a_task_whose_workers_always_die_ends_with_a_sentence():
    with pytest.raises(WorkersDied, match="3 times"):
        list(Processes(2).run(work.die, [1], Limits()))


def moving(folder) -> set[str]:
    """Return which traces still change."""
    before = {trace: trace.read_text() for trace in folder.iterdir()}
    time.sleep(0.4)
    return {trace.name for trace, text in before.items() if trace.read_text() != text}


def stopped_in_the_middle(sweep, task, folder) -> float:
    """Stop a sweep when it is well at work; return how long it took to end."""
    limits = Limits()
    seen: list[set[str]] = []

    def stop():
        seen.append(moving(folder))
        limits.stop.set()

    timer = Timer(2.0, stop)
    timer.start()
    with pytest.raises(Stopped):
        list(sweep.run(partial(task, str(folder)), TASKS, limits))
    assert len(seen[0]) == 2, "two tasks should have been at work"


def test_stopping_stops_what_runs(others, tmp_path):
    stopped_in_the_middle(others, work.last, tmp_path)
    time.sleep(0.2)
    assert moving(tmp_path) == set()


def test_stopping_ends_processes_that_do_not_look_at_their_limits(tmp_path):
    stopped_in_the_middle(Processes(2), work.last_whatever_the_limits, tmp_path)
    assert moving(tmp_path) == set()
    for trace in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(trace.name.split("-")[0]), 0)


def test_a_time_limit_ends_a_sweep(others, tmp_path):
    limits = Limits(time_limit=1.5)
    with pytest.raises(Stopped):
        list(others.run(partial(work.last, str(tmp_path)), TASKS, limits))
    time.sleep(0.2)
    assert moving(tmp_path) == set()


def test_work_stops_where_nobody_asks_for_the_rest(others, tmp_path):
    folder = str(tmp_path)
    answers = others.run(partial(work.one_then_last, folder), [0, 1], Limits())
    assert next(answers) == 0
    time.sleep(1)
    assert len(moving(tmp_path)) == 1
    answers.close()
    time.sleep(0.2)
    assert moving(tmp_path) == set()


def test_what_is_soon_done_needs_no_others():
    class Nobody:
        def run(self, *arguments):
            raise AssertionError("asked for help")

    assert list(Growing(Nobody()).run(work.square, TASKS, Limits())) == SQUARES
    (answer,) = Growing(Nobody(), head_start=0).run(work.square, [3], Limits())
    assert answer == 9


def test_what_takes_longer_than_a_moment_is_begun_anew_by_others():
    def slow(task, limits):
        time.sleep(0.15)
        return task

    asked = []

    class Others:
        def run(self, work, tasks, limits):
            asked.extend(tasks)
            return iter([-task for task in tasks])

    assert list(Growing(Others(), head_start=0.2).run(slow, [1, 2, 3], Limits())) == [1, -2, -3]
    assert asked == [2, 3]


def test_by_default_there_are_as_many_workers_as_cores(monkeypatch):
    monkeypatch.setattr("planner.jobs.choosing.cores", lambda: 1)
    with sweeping() as sweep:
        assert isinstance(sweep, InTurn)
    with sweeping(workers=2) as sweep:
        assert isinstance(sweep, Growing)
    assert cores() >= 1


def test_a_task_that_is_lost_is_tried_a_bounded_number_of_times():
    begun = []

    def begin(position):
        begun.append(position)
        future = Future()
        if position == 1 and begun.count(1) < 3:
            future.set_exception(ChildProcessError())
        else:
            future.set_result(position)
        return future

    assert list(in_order(begin, 3, Limits(), (ChildProcessError,))) == [0, 1, 2]
    assert sorted(begun) == [0, 1, 1, 1, 2]


def test_a_scheduler_that_is_not_there_is_told():
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(SweepError, match=address), connected(address, patience=1):
            pass


def test_whoever_is_in_an_event_loop_can_use_a_cluster_too(local_cluster):
    async def ask():
        with connected(local_cluster.address) as cluster:
            return list(cluster.run(work.square_after_a_while, TASKS, Limits()))

    assert asyncio.run(ask()) == SQUARES


def test_a_cluster_without_workers_is_told(tmp_path):
    cluster = LocalCluster(tmp_path)
    try:
        with (
            pytest.raises(SweepError, match="has no workers"),
            connected(cluster.address, patience=1),
        ):
            pass
    finally:
        cluster.end()


def test_a_cluster_of_another_version_is_told(local_cluster, monkeypatch):
    known = distributed.versions._version_cached
    monkeypatch.setattr(
        distributed.versions,
        "_version_cached",
        lambda package: "99.0" if package == "abd-planner" else known(package),
    )
    with (
        pytest.raises(SweepError, match=r"abd-planner 0\..*here 99\.0"),
        connected(local_cluster.address),
    ):
        pass


def test_without_dask_it_is_told_how_to_install_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(SweepError, match=r"abd-planner\[cluster\]"), connected("tcp://x:1"):
        pass
