"""Waiting after failures: longer each time, never for ever, and nobody named."""

import pytest

from planner.store.clock import Stopwatch
from planner.store.throttle import LONGEST_WAIT, Throttle, Throttled
from planner.store.verifying import verify
from tests.store.test_sessions import Count, kept


@pytest.fixture
def count() -> Count:
    return Count()


@pytest.fixture
def throttle(store, count) -> Throttle:
    return Throttle(store, b"k" * 32, Stopwatch("now", count))


def wait(throttle, **named) -> int:
    """Try once; return how long one has to wait, 0 where it was taken."""
    try:
        throttle.attempt(**named)
    except Throttled as refused:
        return refused.seconds
    return 0


def test_mistyping_costs_nothing_and_guessing_ever_more(throttle, count):
    assert [wait(throttle, login="ann", address="a") for _ in range(5)] == [0] * 5
    waits = []
    for _ in range(12):
        waits.append(wait(throttle, login="ann", address="a"))
        assert wait(throttle, login="ann", address="b") == waits[-1]
        count.now += waits[-1] - 0.5
        assert wait(throttle, login="ann", address="a") == 1
        count.now += 0.5
        assert wait(throttle, login="ann", address="a") == 0
    assert waits[:9] == [2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert set(waits[9:]) == {LONGEST_WAIT}


def test_an_attempt_that_comes_too_early_makes_it_no_longer(throttle, count):
    for _ in range(5):
        wait(throttle, login="ann", address="a")
    for _ in range(100):
        assert wait(throttle, login="ann", address="a") == 2
    count.now += 2
    assert wait(throttle, login="ann", address="a") == 0


def test_an_address_is_counted_over_all_logins(throttle):
    tried = [wait(throttle, login=f"somebody{number}", address="a") for number in range(60)]
    assert tried[:41] == [0] * 41
    assert all(tried[41:])
    assert wait(throttle, login="ann", address="b") == 0


def test_success_forgets_a_login_and_not_an_address(throttle, count):
    for _ in range(4):
        wait(throttle, login="ann", address="a")
        throttle.succeed(login="ann", address="a")
    assert [wait(throttle, login="ann", address="b") for _ in range(5)] == [0] * 5
    for number in range(41):
        wait(throttle, login=str(number), address="a")
    count.now += 2
    assert wait(throttle, login="own", address="a") == 0
    throttle.succeed(login="own", address="a")
    # Whoever has one account of their own cannot buy guesses at others with it.
    assert wait(throttle, login="next", address="a") > 0


def test_a_day_without_failures_forgets_it_all(throttle, count):
    for _ in range(5):
        wait(throttle, login="ann", address="a")
    count.now += 24 * 60 * 60 + 1
    assert [wait(throttle, login="ann", address="a") for _ in range(5)] == [0] * 5


def test_neither_a_set_clock_nor_another_start_lets_anybody_wait_for_ever(store, throttle, count):
    for _ in range(30):
        wait(throttle, login="ann", address="a")
        count.now += 1000
    assert wait(throttle, login="ann", address="a") == 0
    count.now -= 400_000
    assert wait(throttle, login="ann", address="a") == LONGEST_WAIT
    count.now += LONGEST_WAIT
    assert wait(throttle, login="ann", address="a") == 0
    again = Throttle(store, b"k" * 32, Stopwatch("later", Count()))
    assert wait(again, login="ann", address="a") == LONGEST_WAIT


def test_who_and_where_is_not_kept(store, throttle):
    wait(throttle, login="ann@example.org", address="192.0.2.17")
    assert store.rows("SELECT * FROM throttle")
    content = kept(store)
    assert "ann@example.org" not in content
    assert "192.0.2.17" not in content
    assert verify(store.path).damages == ()
