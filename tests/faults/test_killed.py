"""Killed in the middle of writes and of a search: what was acknowledged is there, all goes on."""

import random
import time
from threading import Thread

import pytest
import requests

from planner.dossier.reading import read_dossier
from planner.jobs.keeping import read_answer
from planner.jobs.kinds import KINDS
from planner.solver.limits import Limits
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.jobs import Jobs
from planner.store.verifying import verify
from planner.web.server import prepare
from tests.faults.serving import served
from tests.jobs.test_queue import until, whole
from tests.web.cases import keep, small

WRITTEN = ("klein", "ook-klein")
ASKED, PARAMETERS = "mt-uitvoering", {"alternatives": 3}


@pytest.fixture
def folder(tmp_path):
    store = prepare(tmp_path, demo=True)
    for name in WRITTEN:
        keep(store, name, small())
    store.close()
    return tmp_path


def write(one, dossier, version, acknowledged):
    """Change a title again and again, until nobody answers any more."""
    try:
        token = one.token(f"/dossiers/{dossier}/rename")
        while True:
            title = f"{dossier} {version}"
            form = {"csrf_token": token, "version": str(version), "title": title}
            answer = one.post(f"/dossiers/{dossier}/rename", **form)
            assert answer.status_code == 303, answer.text
            acknowledged.append((dossier, title))
            version += 1
    except requests.RequestException:
        return


def killed_once(folder, draw, acknowledged, earlier):
    """Run the planner until it has answered what it was killed at, ask anew, write, and kill it."""
    store = Store(folder)
    versions = {name: Dossiers(store).find(name).version for name in WRITTEN}
    jobs = Jobs(store)
    with served(folder) as one:
        # What is killed three times is given up: each question is killed once.
        until(lambda: all(jobs.find(each).is_over for each in earlier), 120)
        writers = [
            Thread(target=write, args=(one, name, version, acknowledged))
            for name, version in versions.items()
        ]
        for writer in writers:
            writer.start()
        address = f"/dossiers/{ASKED}/proposals"
        sent = one.post(address, csrf_token=one.token(address), alternatives="3")
        assert sent.status_code == 303, sent.text
        asked = sent.headers["Location"].partition("job=")[2].partition("&")[0]
        before = len(acknowledged)
        until(lambda: jobs.find(asked).state != "queued", 60)
        until(lambda: len(acknowledged) > before, 60)
        time.sleep(draw.random() / 4)
        one.kill()
        for writer in writers:
            writer.join()
    store.close()
    return asked


def all_titles(folder):
    store = Store(folder)
    dossiers = Dossiers(store)
    titles = {
        (name, str(read_dossier(dossiers.find(name, change.version).content).title))
        for name in WRITTEN
        for change in dossiers.history(name)
    }
    store.close()
    return titles


def kill_again_and_again(folder, times, seed):
    draw, acknowledged, asked = random.Random(seed), [], []
    for _ in range(times):
        asked.append(killed_once(folder, draw, acknowledged, asked))
    with served(folder):
        store = Store(folder)
        jobs = Jobs(store)
        until(lambda: all(jobs.find(one).is_over for one in asked), 120)
    kept = Dossiers(store).find(ASKED)
    told = KINDS["propose"].checked(PARAMETERS)
    answer = whole(KINDS["propose"].work_out(read_dossier(kept.content), told, Limits()))
    for one in asked:
        assert jobs.find(one).state == "done", jobs.find(one)
        assert whole(read_answer(KINDS["propose"].answer, jobs.answer(one))) == answer
    store.close()
    assert set(acknowledged) - all_titles(folder) == set()
    assert verify(folder / "abd-planner.sqlite3").damages == ()


def test_whatever_was_acknowledged_is_there_after_three_kills(folder):
    kill_again_and_again(folder, 3, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_times(folder, seed):
    kill_again_and_again(folder, 10, 100 + seed)
