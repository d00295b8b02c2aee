"""Anybody may click on anything and type anything: the program answers, and never fails."""

import logging

import pytest

from tests.web.wandering import Wanderer


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_clicked_and_typed_the_program_answers(client, seed, caplog):
    wanderer = Wanderer(client, seed)
    for _ in range(150):
        wanderer.step()
    assert wanderer.statuses[200] > 100
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_ten_thousand_times(client, seed, caplog):
    wanderer = Wanderer(client, seed)
    for _ in range(500):
        wanderer.step()
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
