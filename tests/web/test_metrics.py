"""The figures at `/metrics`: only with the token, and nothing of anybody in them."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from planner.dossier.strict_json import InvalidFile
from planner.web.app import create_app
from planner.web.settings import Metrics, Settings

TOKEN = "t" * 40
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    return Settings(metrics=Metrics(token_file=file))


@pytest.fixture
def app(store, sign_in, jobs, settings):
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)


def figures(visitor) -> dict[str, dict[tuple[str, ...], float]]:
    answer = visitor.get("/metrics", headers=WITH_TOKEN)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(answer.get_data(as_text=True)):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer é"}, {"Authorization": TOKEN}],
)
def test_without_the_token_nothing_is_told(visitor, client, headers):
    for somebody in (visitor, client):
        answer = somebody.get("/metrics", headers=headers)
        assert answer.status_code == 401
        assert "abd_planner_requests" not in answer.get_data(as_text=True)


def test_where_no_token_is_configured_there_is_no_such_address(store, sign_in, jobs):
    plain = create_app(store, sign_in=sign_in, jobs=jobs).test_client()
    plain.get(f"/sign-in/{sign_in.new_token()}")
    assert plain.get("/metrics", headers=WITH_TOKEN).status_code == 404


def test_requests_are_counted_by_their_rule(visitor, client):
    client.get("/dossiers/mt-uitvoering/team?q=feitsma")
    client.get("/dossiers/crisisteam/team")
    visitor.open("/Jansen", method="JANSEN")
    found = figures(visitor)
    assert found["abd_planner_requests_total"]["GET", "/dossiers/<dossier>/team", "200"] == 2
    assert found["abd_planner_requests_total"]["other", "none", "401"] == 1
    assert found["abd_planner_request_seconds_count"]["/dossiers/<dossier>/team",] == 2


def test_calculations_are_counted_when_they_are_over(visitor, jobs, store):
    from planner.store.dossiers import Dossiers

    assert sum(figures(visitor)["abd_planner_calculations"].values()) == 0
    job = jobs.start(Dossiers(store).find("klein"), "propose", {"alternatives": 1})
    assert jobs.wait(job.id, 60).is_over
    found = figures(visitor)
    assert found["abd_planner_calculation_seconds_count"]["propose", "whole"] == 1
    assert found["abd_planner_disk_free_bytes"][()] > 0


def test_nobody_is_in_the_figures(visitor, client):
    for address in ("/dossiers/mt-uitvoering/people/feitsma", "/Jansen?level=3.7"):
        client.get(address)
    told = visitor.get("/metrics", headers=WITH_TOKEN).get_data(as_text=True)
    assert [word for word in ("mt-uitvoering", "feitsma", "Jansen") if word in told] == []


def test_a_token_that_can_be_guessed_is_refused(store, sign_in, jobs, settings):
    settings.metrics.token_file.write_text("secret", encoding="utf-8")
    with pytest.raises(InvalidFile) as refused:
        create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)
    assert [fault.path for fault in refused.value.faults] == ["metrics.token_file"]
