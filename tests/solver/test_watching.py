"""A thread that looks after what runs: as long as that lasts, and no longer."""

import threading
import time

from planner.solver.watching import Watch


def until(condition):
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_it_looks_as_long_as_the_context_lasts():
    looks, threads, enough = [], set(), threading.Event()

    def look():
        looks.append(time.monotonic())
        threads.add(threading.current_thread())
        if len(looks) >= 3:
            enough.set()

    watch = Watch(0.01)
    with watch.over(look):
        assert enough.wait(30)
    seen = len(looks)
    # It looks after others still, and not after what is over.
    other = threading.Event()
    with watch.over(other.set):
        assert other.wait(30)
    assert len(looks) == seen
    assert threading.current_thread() not in threads


def test_it_looks_after_several_at_once():
    watch, first, second = Watch(0.01), threading.Event(), threading.Event()
    with watch.over(first.set), watch.over(second.set):
        assert first.wait(30)
        assert second.wait(30)


def test_its_thread_ends_without_work_and_begins_again_with_it():
    watch = Watch(0.01)
    for _ in range(2):
        looked, threads = threading.Event(), []

        def look(looked=looked, threads=threads):
            threads.append(threading.current_thread())
            looked.set()

        with watch.over(look):
            assert looked.wait(30)
            assert threads[0].is_alive()
        assert until(lambda threads=threads: not threads[0].is_alive())
