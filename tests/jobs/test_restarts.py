"""The planner is killed while it works, and started again: nothing that was asked is lost."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from planner.dossier.reading import read_dossier
from planner.jobs.keeping import read_answer
from planner.jobs.kinds import KINDS
from planner.solver.limits import Limits
from planner.store.dossiers import Dossiers
from planner.store.jobs import Jobs
from planner.web.server import prepare

from .test_queue import until, whole

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [("develop-or-recruit", {}), ("propose", {"alternatives": 3}), ("stress", {})]


@contextmanager
def planner(folder, *options):
    """Run the planner on a data folder, until the context ends."""
    program = "from planner.cli.main import main; main()"
    where = ["run", "--data", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *where, *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Tests that are run in the background ignore Ctrl-C, and so would what they start.
        preexec_fn=_heed_the_terminal,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _heed_the_terminal():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _children(process):
    return psutil.Process(process.pid).children(recursive=True)


@pytest.fixture
def asked(tmp_path):
    """A data folder in which three questions wait."""
    store = prepare(tmp_path, demo=True)
    kept = Dossiers(store).find("mt-uitvoering")
    jobs = Jobs(store)
    names = [
        jobs.add(kept, kind, KINDS[kind].checked(told).model_dump(), "") for kind, told in QUESTIONS
    ]
    yield tmp_path, jobs, kept, names
    store.close()


def test_a_planner_that_is_killed_goes_on_when_it_is_started_again(asked):
    folder, jobs, kept, names = asked
    with planner(folder, "--workers", "2") as first:
        until(lambda: jobs.find(names[0].id).state == "running", 60)
        # A tracker of resources, the server that starts workers, and at least one of these.
        until(lambda: len(_children(first)) > 2, 60)
        family = _children(first)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
    assert jobs.find(names[0].id).state == "running"
    with planner(folder):
        until(lambda: all(jobs.find(one.id).is_over for one in names), 60)
    dossier = read_dossier(kept.content)
    for (kind, told), one in zip(QUESTIONS, names, strict=True):
        found = jobs.find(one.id)
        assert found.state == "done"
        answer = read_answer(KINDS[kind].answer, jobs.answer(one.id))
        assert whole(answer) == whole(KINDS[kind].work_out(dossier, told, Limits()))
    assert jobs.find(names[0].id).tries == 2


def test_a_planner_that_is_ended_at_the_terminal_leaves_nothing_running(asked):
    folder, jobs, _, names = asked
    with planner(folder, "--workers", "1") as first:
        until(lambda: jobs.find(names[0].id).state == "running", 60)
        family = _children(first)
        first.send_signal(signal.SIGINT)
        first.wait(timeout=60)
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
    found = jobs.find(names[0].id)
    assert (found.state, found.tries) in (("queued", 0), ("done", 1))
