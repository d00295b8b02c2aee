"""Jobs on a Dask cluster: the same answers, progress, and a stop that keeps the best."""

import pytest

from planner.dossier.reading import read_dossier
from planner.jobs.cluster import connected
from planner.jobs.cluster_hands import ClusterCrew
from planner.jobs.crews import working
from planner.jobs.hands import Processes
from planner.jobs.kinds import KINDS
from planner.jobs.queue import Queue
from planner.resources.files import resource_path
from planner.solver.limits import Limits
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.told import recorded

from .test_queue import begun, whole


@pytest.fixture
def queue(tmp_path, local_cluster):
    store = Store(tmp_path)
    path = resource_path("fixtures", "dossiers", "twee-directies-carrousel.json")
    Dossiers(store).add(path.read_bytes(), recorded("added"), "two")
    with connected(local_cluster.address) as cluster:
        crew = ClusterCrew(cluster)
        assert crew.size == 2
        opened = Queue(store, crew)
        yield opened
        opened.close()
    store.close()


@pytest.fixture
def kept(queue, tmp_path):
    store = Store(tmp_path)
    yield Dossiers(store).find("two")
    store.close()


@pytest.mark.parametrize(("kind", "parameters"), [("stress", {}), ("propose", {"alternatives": 3})])
def test_answers_are_the_same(queue, kept, kind, parameters):
    job = queue.wait(queue.start(kept, kind, parameters).id, 60)
    assert job.state == "done"
    directly = KINDS[kind].work_out(read_dossier(kept.content), parameters, Limits())
    assert whole(job.answer) == whole(directly)


def test_progress_is_heard_and_a_stop_keeps_the_best(queue, kept):
    job = queue.start(kept, "develop-or-recruit", {})
    assert begun(queue, job).tasks > 1
    queue.stop(job.id)
    found = queue.wait(job.id, 15)
    assert found.state == "done"
    assert found.was_cut_short
    assert found.answer.status in ("feasible", "unknown")


def test_closing_withdraws_what_runs(queue, kept):
    job = queue.start(kept, "uncertainty", {"draws": 100_000})
    begun(queue, job)
    queue.close()
    assert queue.find(job.id, "two").state == "queued"


def test_who_works_is_chosen(local_cluster):
    with working(workers=3) as crew:
        assert isinstance(crew, Processes)
        assert crew.size == 3
    with working(workers=5, scheduler=local_cluster.address) as crew:
        assert isinstance(crew, ClusterCrew)
        assert crew.size == 5
