"""The addresses for whoever watches over the planner."""

import pytest

from planner.store.errors import StoreError

ADDRESSES = ["/health/live", "/health/ready"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("host", ["localhost", "10.0.0.7:8000", "planner.example.org"])
def test_a_probe_needs_no_session_and_no_name(visitor, address, host):
    answer = visitor.get(address, headers={"Host": host})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_answers_hold_these_words_and_no_others(visitor):
    assert visitor.get("/health/live").get_json() == {"planner": "alive"}
    ready = visitor.get("/health/ready").get_json()
    assert ready == {"database": "ready", "calculations": "ready"}


def test_a_database_that_cannot_be_read_is_not_ready(visitor, store, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise StoreError("A. Voorbeeld is not there")

    monkeypatch.setattr(store, "rows", broken)
    answer = visitor.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json() == {"database": "fails", "calculations": "ready"}
    assert "StoreError" in caplog.text
    assert "Voorbeeld" not in caplog.text
    assert visitor.get("/health/live").status_code == 200


def test_a_queue_at_which_nobody_works_is_not_ready(visitor, jobs):
    jobs.close()
    answer = visitor.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json() == {"database": "ready", "calculations": "fails"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written_there(client, address):
    assert client.post(address).status_code in (400, 405)


@pytest.mark.parametrize("address", ["/", *ADDRESSES])
def test_trace_is_not_answered(client, address):
    answer = client.open(address, method="TRACE", headers={"X-Secret": "told back"})
    assert answer.status_code in (400, 405)
    assert "told back" not in answer.get_data(as_text=True)
