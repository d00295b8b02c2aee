"""Calculations on the pages: followed, stopped, asked again, and old ones marked as such."""

import re

import pytest

from planner.dossier.editing import Edit
from planner.jobs.progress import JobProgress
from planner.jobs.work import done
from planner.solver.limits import Limits, Progress
from planner.store.dossiers import Dossiers
from planner.store.told import recorded
from tests.jobs.acting import Acted, until_stopped
from tests.web.conftest import form_token, page

JOBS = "/dossiers/mt-uitvoering/jobs"
BACK = "/dossiers/mt-uitvoering/team?a=1"


@pytest.fixture
def act(jobs, monkeypatch):
    """Lets a function do the work of the queue."""

    def act(function):
        crew = Acted(function)
        monkeypatch.setattr(jobs._runner, "_crew", crew)
        return crew

    return act


@pytest.fixture
def ask(store, jobs):
    """Asks a question about a worked example."""

    def ask(kind="stress", dossier="mt-uitvoering", owner="", **parameters):
        return jobs.start(Dossiers(store).find(dossier), kind, parameters, owner)

    return ask


def post(client, address, **form):
    token = form_token(client, "/dossiers/mt-uitvoering/history")
    return client.post(address, data={"csrf_token": token, **form})


def change(store, dossier="mt-uitvoering", title="Anders"):
    kept = Dossiers(store).find(dossier)
    told = recorded("Added as a worked example")
    return Dossiers(store).edit(dossier, kept.version, [Edit(("title",), title)], told)


def test_nothing_calculated_is_told_with_what_to_do(client):
    text = page(client, JOBS)
    assert "<h1>Er is nog niets berekend</h1>" in text
    assert 'href="/dossiers/mt-uitvoering/proposals"' in text
    assert "berekening loopt" not in text


def test_a_running_one_is_followed_and_said_once(client, act, ask, jobs):
    told = JobProgress(Progress(2, 3, 7, "coverage", 19, 12, 0.5))

    def work(task, stop, listen):
        listen(told)
        crew.begun.set()
        return until_stopped(task, stop, lambda progress: None)

    crew = act(work)
    job = ask("propose", alternatives=3)
    assert crew.begun.wait(5)
    while jobs.find(job.id, job.dossier).progress is None:
        pass
    address = f"{JOBS}/{job.id}?back={BACK}"
    text = page(client, address)
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    assert "Voorstel 2 van 3: zo weinig mogelijk tekort" in text
    assert "beste tot nu toe: 19" in text
    assert "bewezen: niet onder 12" in text
    assert 'value="43"' in text
    assert "1 berekening loopt" in text
    piece = page(client, address, HX_Request="true")
    assert piece.lstrip().startswith(f'<div id="job-{job.id}"')
    assert f'hx-swap-oob="innerHTML:#job-{job.id}-said"' in piece
    again = re.search(r'hx-get="([^"]+)"', piece)[1].replace("&amp;", "&")
    assert "hx-swap-oob" not in page(client, again, HX_Request="true")
    jobs.stop(job.id)
    assert jobs.wait(job.id, 10).is_over


def test_the_page_is_loaded_when_it_is_over(client, ask, jobs):
    job = ask()
    assert jobs.wait(job.id, 30).state == "done"
    address = f"{JOBS}/{job.id}?back=/dossiers/mt-uitvoering/team?a%3D1"
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, BACK)
    there = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{BACK}#top"}
    assert client.get(address, headers=there).headers["HX-Refresh"] == "true"
    placed = client.get(address + "%23stress", headers=there)
    assert placed.headers["HX-Refresh"] == "true"
    elsewhere = {"HX-Request": "true", "HX-Current-URL": "http://localhost/"}
    assert client.get(address, headers=elsewhere).headers["HX-Redirect"] == BACK


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil", "x" * 9999])
def test_it_leads_to_no_other_site(client, ask, jobs, back):
    job = ask()
    jobs.wait(job.id, 30)
    assert client.get(f"{JOBS}/{job.id}", query_string={"back": back}).headers["Location"] == JOBS
    answer = post(client, f"{JOBS}/{job.id}/again", back=back)
    assert answer.headers["Location"] == f"{JOBS}?stress_job={job.id}"


def test_stopping_keeps_the_best_and_leads_back(client, act, ask, jobs):
    crew = act(until_stopped)
    job = ask("propose")
    assert crew.begun.wait(5)
    answer = post(client, f"{JOBS}/{job.id}/stop", back=BACK)
    assert (answer.status_code, answer.headers["Location"]) == (303, BACK)
    found = jobs.find(job.id, job.dossier)
    assert found.is_over
    assert found.was_stopped
    text = page(client, JOBS)
    assert "<h1>Alle berekeningen zijn klaar</h1>" in text


def test_several_at_once_are_listed_with_a_stop_each(client, act, ask, jobs):
    crew = act(until_stopped)
    asked = [ask("propose", alternatives=number) for number in (1, 2, 3)]
    assert crew.begun.wait(5)
    text = page(client, JOBS)
    assert "<h1>Er lopen 3 berekeningen</h1>" in text
    assert text.count("/stop") == 3
    assert "Wacht op een plek" in text
    assert "3 berekeningen lopen" in page(client, "/dossiers/mt-uitvoering/team")
    assert "berekeningen lopen" not in page(client, "/dossiers/crisisteam/team")
    for job in reversed(asked):
        jobs.stop(job.id)
        assert jobs.wait(job.id, 10).is_over


def test_what_names_people_says_whom(client, ask, jobs):
    job = ask("why-not", person="feitsma")
    assert jobs.wait(job.id, 30).state == "done"
    assert re.search(r"Waarom niet deze persoon\?: [^<]*Feitsma", page(client, JOBS))
    client.get("/?lang=en")
    assert "Every calculation is finished" in page(client, JOBS)


def test_asking_again_is_about_the_dossier_as_it_stands(client, ask, jobs, store):
    job = ask("propose", alternatives=2)
    assert jobs.wait(job.id, 30).state == "done"
    same = post(client, f"{JOBS}/{job.id}/again", back=f"/dossiers/mt-uitvoering/team?job={job.id}")
    assert same.headers["Location"] == f"/dossiers/mt-uitvoering/team?job={job.id}"
    change(store)
    answer = post(client, f"{JOBS}/{job.id}/again", back=f"/x?proposal=1&job={job.id}")
    new = jobs.latest("mt-uitvoering", "propose")
    assert answer.headers["Location"] == f"/x?proposal=1&job={new.id}"
    assert (new.version, new.parameters) == (2, job.parameters)
    assert new.id != job.id
    assert jobs.wait(new.id, 30).state == "done"
    assert "het dossier is daarna gewijzigd" in page(client, JOBS)


def test_asking_again_about_somebody_who_is_gone_is_refused_kindly(client, ask, jobs, store):
    job = ask("why-not", person="feitsma")
    jobs.wait(job.id, 30)
    kept = Dossiers(store).find("mt-uitvoering")
    raw = kept.content.replace(b'"feitsma"', b'"other"')
    Dossiers(store).add(raw, recorded("Added as a worked example"), "zonder")
    moved = jobs.start(kept, "why-not", {"person": "feitsma", "seed": 1})
    jobs.wait(moved.id, 30)
    Dossiers(store).edit(
        "mt-uitvoering",
        kept.version,
        [Edit((), __import__("json").loads(raw))],
        recorded("Added as a worked example"),
    )
    answer = post(client, f"{JOBS}/{moved.id}/again")
    assert answer.status_code == 422
    assert "staat niet in dit dossier" in answer.get_data(
        as_text=True
    ) or "niet in dit dossier" in (answer.get_data(as_text=True))


@pytest.mark.parametrize("method", ["", "/stop", "/again"])
def test_what_is_not_there_is_not_found(client, ask, jobs, method):
    job = ask(dossier="crisisteam")
    jobs.wait(job.id, 30)
    for address in (
        f"{JOBS}/{job.id}{method}",
        f"{JOBS}/{'x' * 3000}{method}",
        f"{JOBS}/%00%ff%3Cscript%3E{method}",
        f"/dossiers/nowhere/jobs/{job.id}{method}",
    ):
        answer = post(client, address) if method else client.get(address)
        assert answer.status_code == 404, address


def test_failures_say_why_and_offer_another_try(client, act, ask, jobs):
    act(lambda task, stop, listen: done(task, Limits(time_limit=0.0)))
    job = ask("why-not", person="feitsma")
    assert jobs.wait(job.id, 10).state == "failed"
    assert "geen antwoord" in page(client, JOBS)
