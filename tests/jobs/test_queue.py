"""Long work: asked once, worked at beside the pages, kept, stopped, and never lost."""

import os
import signal
import time
from collections.abc import Iterator
from threading import Event

import pytest

from planner.domain.result import Answer
from planner.dossier.editing import Edit
from planner.dossier.reading import read_dossier
from planner.jobs import queue as queue_module
from planner.jobs import runner
from planner.jobs.hands import HandDied, Processes
from planner.jobs.kinds import KINDS, InvalidParameters
from planner.jobs.queue import Queue, TooManyJobs
from planner.jobs.work import DIED, FAULT, STOPPED, TIME_UP, UNSOUND, done
from planner.resources.files import resource_path
from planner.solver.limits import Limits
from planner.solver.problem import VerificationError
from planner.store import jobs as jobs_module
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError
from planner.store.jobs import Ending, Jobs
from planner.store.seal import is_whole
from planner.store.told import recorded

from .acting import Acted, until_stopped

ADDED = recorded("added")
TOLD = {"why-not": {"person": "feitsma"}, "uncertainty": {"draws": 50}}
# Takes long enough to be interrupted, and not long enough to be waited for.
LONG = ("develop-or-recruit", {})


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def kept(store):
    path = resource_path("fixtures", "dossiers", "mt-uitvoering.json")
    return Dossiers(store).add(path.read_bytes(), ADDED, "mt")


@pytest.fixture
def opened(store) -> Iterator:
    """Opens queues, and closes them at the end."""
    queues = []

    def opened(crew) -> Queue:
        queues.append(Queue(store, crew))
        return queues[-1]

    yield opened
    for one in queues:
        one.close()


@pytest.fixture
def queue(opened, crew) -> Queue:
    return opened(crew)


def whole(answer: Answer) -> Answer:
    """Return an answer without what differs each time."""
    return answer.model_copy(update={"seconds": 0.0})


def directly(kept, kind, parameters) -> Answer:
    dossier = read_dossier(kept.content)
    return whole(KINDS[kind].work_out(dossier, parameters, Limits()))


def until(asked, seconds=60.0):
    """Return what is asked as soon as there is something."""
    latest = time.monotonic() + seconds
    while not (found := asked()):
        assert time.monotonic() < latest
        time.sleep(0.01)
    return found


def kill(crew) -> None:
    """Kill the processes of a crew, as an operator or the system might.

    Those that do nothing die first: a job whose process dies would else go on with one of them,
    and lose that one too.
    """
    idle = list(crew._free)
    for worker in idle:
        os.kill(worker._process.pid, signal.SIGKILL)
    for worker in idle:
        worker.join()
    for worker in crew._all:
        if worker not in idle:
            os.kill(worker._process.pid, signal.SIGKILL)


def begun(queue, job):
    """Wait until a job tells how far it is."""
    return until(lambda: queue.find(job.id, job.dossier).progress)


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_the_one_that_the_analysis_gives(queue, kept, kind):
    parameters = TOLD.get(kind, {})
    job = queue.wait(queue.start(kept, kind, parameters).id, 60)
    assert job.state == "done"
    assert type(job.answer) is KINDS[kind].answer
    assert whole(job.answer) == directly(kept, kind, parameters)
    assert whole(job.answer).written() == directly(kept, kind, parameters).written()
    assert (job.version, job.fingerprint, job.kind) == (1, kept.fingerprint, kind)
    assert queue.latest("mt", kind).id == job.id
    assert not job.was_stopped
    assert not job.was_cut_short


def test_an_answer_is_read_again_by_another_queue(queue, opened, crew, kept):
    job = queue.wait(queue.start(kept, "stress", {}).id, 30)
    again = opened(crew).find(job.id, "mt")
    assert again.answer == job.answer
    assert again.answer.teams["mt"].said == job.answer.teams["mt"].said != ()


def test_the_same_question_is_worked_out_once(queue, store, kept):
    first = queue.start(kept, "propose", {"alternatives": 2}, "ann")
    assert queue.start(kept, "propose", {"alternatives": 2, "seed": 0}, "ben").id == first.id
    assert queue.wait(first.id, 30).state == "done"
    assert queue.start(kept, "propose", {"alternatives": 2}, "ben").id == first.id
    other = queue.start(kept, "propose", {"alternatives": 2, "cautious": True})
    changed = Dossiers(store).edit("mt", 1, [Edit(("title",), "Anders")], ADDED)
    later = queue.start(changed, "propose", {"alternatives": 2})
    assert len({first.id, other.id, later.id}) == 3
    assert [job.id for job in queue.of_dossier("mt")] == [later.id, other.id, first.id]
    for job in (other, later):
        assert queue.wait(job.id, 30).state == "done"


def test_what_was_cut_short_is_worked_out_again(opened, kept):
    crew = Acted(until_stopped)
    queue = opened(crew)
    job = queue.start(kept, "propose", {})
    assert crew.begun.wait(5)
    queue.stop(job.id)
    again = queue.start(kept, "propose", {})
    assert again.id != job.id
    stopped = queue.wait(job.id, 10)
    assert stopped.state == "done"
    assert stopped.was_stopped
    assert stopped.was_cut_short
    queue.stop(again.id)
    assert queue.wait(again.id, 10).is_over


def test_a_worker_that_is_killed_is_survived(queue, crew, kept):
    job = queue.start(kept, *LONG)
    begun(queue, job)
    kill(crew)
    found = queue.wait(job.id, 60)
    assert found.state == "done"
    assert found.kept.tries == 2
    assert whole(found.answer) == directly(kept, *LONG)


def test_a_job_whose_workers_die_each_time_fails_with_a_sentence(queue, crew, kept):
    job = queue.start(kept, "uncertainty", {"draws": 100_000})
    for tries in (1, 2, 3):
        until(lambda tries=tries: queue.find(job.id, "mt").kept.tries == tries)
        begun(queue, job)
        kill(crew)
    found = queue.wait(job.id, 20)
    assert (found.state, found.reason, found.answer) == ("failed", DIED, None)
    assert "3 times" in found.reason.template.format(**found.reason.values)
    after = queue.wait(queue.start(kept, "stress", {}).id, 30)
    assert after.state == "done"


def test_a_worker_that_dies_while_nothing_is_asked_costs_no_try(queue, crew, kept):
    queue.wait(queue.start(kept, "stress", {}).id, 30)
    kill(crew)
    until(lambda: not any(worker.is_alive() for worker in crew._all))
    found = queue.wait(queue.start(kept, "front", {}).id, 30)
    assert (found.state, found.kept.tries) == ("done", 1)


def test_stopping_keeps_the_best_so_far(queue, kept):
    job = queue.start(kept, *LONG)
    begun(queue, job)
    queue.stop(job.id)
    found = queue.wait(job.id, 10)
    assert found.is_over
    assert found.was_stopped
    assert found.answer.status in ("feasible", "unknown", "optimal")
    assert queue.start(kept, "stress", {}).id


def test_stopping_what_has_nothing_yet_says_so(queue, kept):
    job = queue.start(kept, "uncertainty", {"draws": 100_000})
    begun(queue, job)
    queue.stop(job.id)
    found = queue.wait(job.id, 10)
    assert (found.state, found.reason) == ("failed", STOPPED)


def test_stopping_what_waits_never_begins_it(opened, kept):
    crew = Acted(until_stopped, size=1)
    queue = opened(crew)
    first, second = (queue.start(kept, "propose", {"seed": seed}) for seed in (1, 2))
    assert crew.begun.wait(5)
    queue.stop(second.id)
    found = queue.wait(second.id, 1)
    assert (found.state, found.reason, found.kept.tries) == ("failed", STOPPED, 0)
    queue.stop(first.id)
    assert queue.wait(first.id, 10).state == "done"
    queue.stop(first.id)
    queue.stop("no such job")
    assert queue.find(first.id, "mt").state == "done"


def test_several_run_at_once_and_nobody_waits_for_all_of_somebody_elses(opened, kept):
    order, go_on = [], Event()

    def work(task, stop, listen):
        order.append(task.parameters["seed"])
        go_on.wait(10)
        return done(task, Limits())

    crew = Acted(work, size=1)
    queue = opened(crew)
    for seed in (1, 2, 3):
        queue.start(kept, "propose", {"seed": seed}, "ann")
    last = [queue.start(kept, "propose", {"seed": seed}, "ben") for seed in (11, 12)][-1]
    until(lambda: order)
    assert queue.unfinished("mt") == 5
    go_on.set()
    queue.wait(last.id, 10)
    until(lambda: queue.unfinished("mt") == 0)
    assert order == [1, 11, 2, 12, 3]


def test_as_many_run_at_once_as_there_are_workers(opened, kept):
    crew = Acted(until_stopped, size=3)
    queue = opened(crew)
    asked = [queue.start(kept, "propose", {"seed": seed}) for seed in range(4)]
    until(lambda: [job.state for job in queue.of_dossier("mt")].count("running") == 3)
    assert queue.find(asked[3].id, "mt").state == "queued"
    for job in reversed(asked):
        queue.stop(job.id)
        assert queue.wait(job.id, 10).is_over


def test_too_much_at_once_is_refused(opened, kept, monkeypatch):
    monkeypatch.setattr(queue_module, "MOST_UNFINISHED", 2)
    queue = opened(Acted(until_stopped))
    asked = [queue.start(kept, "propose", {"seed": seed}) for seed in (1, 2)]
    with pytest.raises(TooManyJobs):
        queue.start(kept, "propose", {"seed": 3})
    for job in asked:
        queue.stop(job.id)
        assert queue.wait(job.id, 10).is_over
    queue.stop(queue.start(kept, "propose", {"seed": 3}).id)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("", {}),
        ("__class__", {}),
        ("propose\x00", {}),
        ("propose", {"alternatives": 0}),
        ("propose", {"alternatives": 10**30}),
        ("propose", {"alternatives": "3"}),
        ("propose", {"alternatives": True}),
        ("propose", {"alternatives": None}),
        ("propose", {"seed": 1.5}),
        ("propose", {"seed": -1}),
        ("propose", {"limits": None}),
        ("propose", {"dossier": {}}),
        ("propose", {"cautious": 1}),
        ("stress", {"sweep": "x"}),
        ("why-not", {}),
        ("why-not", {"person": ""}),
        ("why-not", {"person": "nobody"}),
        ("why-not", {"person": "<script>" * 1000}),
        ("why-not", {"person": ["feitsma"]}),
        ("why-not", {"person": "feitsma", "seat": "nowhere"}),
        ("uncertainty", {"draws": 10**9}),
        ("uncertainty", {"draws": float("nan")}),
        ("develop-or-recruit", {"most_steps": 0}),
        ("develop-or-recruit", {"step": 0}),
    ],
)
def test_what_cannot_be_asked_is_refused(queue, kept, kind, parameters):
    with pytest.raises(InvalidParameters) as refused:
        queue.start(kept, kind, parameters)
    assert "script" not in str(refused.value)
    assert queue.of_dossier("mt") == []


@pytest.mark.parametrize("name", ["", "x" * 9999, "\x00", "' OR 1=1 --", "%"])
def test_what_is_not_there_is_not_found(queue, kept, name):
    job = queue.start(kept, "stress", {})
    assert queue.find(name, "mt") is None
    assert queue.find(job.id, name) is None
    assert queue.latest(name, "stress") is None
    assert queue.latest("mt", name) is None
    assert queue.of_dossier(name) == []
    assert queue.wait(name, 0) is None
    assert queue.wait(job.id, 30).state == "done"


@pytest.mark.parametrize(("error", "reason"), [(RuntimeError, FAULT), (VerificationError, UNSOUND)])
def test_a_fault_is_told_without_what_it_says(opened, kept, monkeypatch, caplog, error, reason):
    def broken(dossier, parameters, limits):
        raise error("about A. Voorbeeld")

    queue = opened(Acted(lambda task, stop, listen: done(task, Limits())))
    monkeypatch.setattr("planner.jobs.kinds.Kind.work_out", lambda self, *given: broken(*given))
    found = queue.wait(queue.start(kept, "stress", {}).id, 10)
    assert (found.state, found.reason) == ("failed", reason)
    assert error.__name__ in caplog.text
    assert "Voorbeeld" not in caplog.text


def test_time_that_is_up_is_told(opened, kept):
    queue = opened(Acted(lambda task, stop, listen: done(task, Limits(time_limit=1e-9))))
    found = queue.wait(queue.start(kept, "uncertainty", {}).id, 10)
    assert (found.state, found.reason) == ("failed", TIME_UP)
    assert found.was_cut_short


def test_only_the_latest_answers_are_kept(queue, kept, monkeypatch):
    monkeypatch.setattr(jobs_module, "MOST_ANSWERS", 2)
    other = queue.start(kept, "front", {})
    asked = []
    for seed in range(4):
        asked.append(queue.start(kept, "why-not", {"person": "feitsma", "seed": seed}))
        assert queue.wait(asked[-1].id, 30).state == "done"
    found = [job.id for job in queue.of_dossier("mt") if job.kind == "why-not"]
    assert found == [asked[3].id, asked[2].id]
    assert queue.wait(other.id, 30).state == "done"


def test_an_answer_in_another_form_is_called_so(queue, store, kept):
    job = queue.wait(queue.start(kept, "stress", {}).id, 30)
    with store.writing() as tables:
        tables.execute("UPDATE jobs SET kind = 'front' WHERE id = ?", [job.id])
    found = queue.find(job.id, "mt")
    # What was read once is at hand, whatever the row says.
    assert found.answer == job.answer
    fresh = Queue(store, Acted(until_stopped))
    found = fresh.find(job.id, "mt")
    assert (found.state, found.answer) == ("failed", None)
    assert "another version" in found.reason.template
    fresh.close()


def test_a_full_disk_is_waited_out(opened, kept, monkeypatch):
    monkeypatch.setattr(runner, "_PAUSE", 0.05)
    end, failures = Jobs.end, []

    def failing(self, job, ending):
        if len(failures) < 3:
            failures.append(job.id)
            raise StoreError("Nothing was saved: {reason}.", reason="the disk is full")
        end(self, job, ending)

    monkeypatch.setattr(Jobs, "end", failing)
    queue = opened(Acted(lambda task, stop, listen: done(task, Limits())))
    job = queue.start(kept, "stress", {})
    assert queue.wait(job.id, 10).state == "done"
    assert failures == [job.id] * 3


def test_what_another_try_has_meanwhile_is_left_alone(store, kept):
    jobs = Jobs(store)
    jobs.add(kept, "stress", {}, "")
    first = jobs.claim()
    jobs.put_back(first, counts=True)
    second = jobs.claim()
    assert second.tries == 2
    jobs.end(first, Ending(1.0, answer=b"late"))
    assert jobs.find(first.id).state == "running"
    jobs.end(second, Ending(1.0, answer=b"in time"))
    jobs.end(second, Ending(1.0, reason=STOPPED))
    assert jobs.answer(first.id) == b"in time"


def test_rows_are_sealed_and_the_dossier_goes_when_it_is_over(store, kept, opened):
    crew = Acted(until_stopped, size=1)
    queue = opened(crew)
    asked = [queue.start(kept, "propose", {"seed": seed}) for seed in (1, 2)]
    assert crew.begun.wait(5)
    queue.stop(asked[0].id)
    queue.wait(asked[0].id, 10)
    rows = store.rows("SELECT * FROM jobs ORDER BY number")
    assert [is_whole(row) for row in rows] == [True, True]
    assert [row["content"] is None for row in rows] == [True, False]
    queue.stop(asked[1].id)


def test_closing_puts_back_what_runs_and_it_goes_on(store, kept):
    first = Processes(1)
    queue = Queue(store, first)
    job = queue.start(kept, *LONG)
    waiting = queue.start(kept, "stress", {})
    begun(queue, job)
    queue.close()
    found = Jobs(store).find(job.id)
    assert (found.state, found.tries) == ("queued", 0)
    first.end()
    again = Queue(store)
    for one in (job, waiting):
        assert again.wait(one.id, 60).state == "done"
    assert whole(again.find(job.id, "mt").answer) == directly(kept, *LONG)
    again.close()


def test_a_stop_holds_across_a_start(store, kept):
    jobs = Jobs(store)
    job = jobs.add(kept, "stress", {}, "")
    jobs.claim()
    jobs.ask_stop(job.id)
    queue = Queue(store, Acted(until_stopped))
    found = queue.wait(job.id, 5)
    assert (found.state, found.reason) == ("failed", STOPPED)
    queue.close()


def test_a_crew_that_is_over_gives_nobody(kept):
    crew = Processes(1)
    crew.end()
    with pytest.raises(HandDied):
        crew.take()


def test_a_solver_that_hears_nothing_is_ended(opened, kept, monkeypatch):
    """What ignores its time and every stop is ended after a while, and says why."""
    monkeypatch.setattr("planner.jobs.hands.PATIENCE", 0.5)
    monkeypatch.setattr("planner.jobs.hands.seconds_for", lambda kind: 0.5)
    crew = Processes(1)
    queue = opened(crew)
    job = queue.start(kept, "uncertainty", {"draws": 100_000})
    found = queue.wait(job.id, 20)
    assert (found.state, found.reason) == ("failed", TIME_UP)
    crew.end()
