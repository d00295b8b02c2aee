"""Calculations on the pages: followed, stopped, asked again, and old ones marked as such."""

import re

import pytest

from planner.dossier.editing import Edit
from planner.dossier.exploring import Step, explore
from planner.jobs.progress import JobProgress
from planner.jobs.work import done
from planner.solver.limits import Limits, Progress
from planner.store.dossiers import Dossiers
from planner.store.scenarios import Explorations
from planner.store.told import recorded
from planner.web.screens.opened import Opened, opened
from planner.web.screens.weighed import as_kept
from tests.jobs.acting import Acted, until_stopped
from tests.web.cases import keep, small
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
    act(until_stopped)
    asked = [ask("propose", alternatives=number) for number in (1, 2, 3)]
    while [jobs.find(job.id, job.dossier).state for job in asked].count("running") < 2:
        pass
    text = page(client, JOBS)
    assert "<h1>Er lopen 2 berekeningen; 1 wacht</h1>" in text
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
    keep(store, "klein", small() | {"people": [*small()["people"], {"id": "ben", "levels": {}}]})
    job = ask("why-not", "klein", person="ben")
    assert jobs.wait(job.id, 30).state == "done"
    keep(store, "klein", small())
    answer = post(client, f"/dossiers/klein/jobs/{job.id}/again")
    assert answer.status_code == 422
    assert "niet in dit dossier staat" in answer.get_data(as_text=True)


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


@pytest.fixture
def rendered(app, store, jobs):
    """Renders the macros for a job, as a screen of the dossier does."""

    def rendered(job, language="nl"):
        source = (
            "{% from 'macros/jobs.html' import job_panel, job_refresh, stale_notice %}"
            "{{ job_refresh(job) }}{{ stale_notice(job, dossier) }}"
            "{{ job_panel(job, dossier, '/x') }}"
        )
        with app.test_request_context(f"/dossiers/{job.dossier}/team?lang={language}&job={job.id}"):
            found = opened(job.dossier)
            return app.jinja_env.from_string(source).render(job=job, dossier=found).strip()

    return rendered


def test_failures_say_why_and_offer_another_try(act, ask, jobs, rendered):
    act(lambda task, stop, listen: done(task, Limits(time_limit=1e-9)))
    job = jobs.wait(ask("why-not", person="feitsma").id, 10)
    assert job.state == "failed"
    text = rendered(job)
    assert "Waarom niet deze persoon?: er is geen antwoord" in text
    assert "De tijd was om voordat er een antwoord was." in text
    assert f'action="{JOBS}/{job.id}/again"' in text
    assert 'name="back" value="/x"' in text
    assert "The time was up before there was an answer." in rendered(job, "en")


def test_what_was_cut_short_says_so_and_what_is_whole_says_nothing(act, ask, jobs, rendered):
    whole = jobs.wait(ask().id, 30)
    assert rendered(whole) == ""
    crew = act(until_stopped)
    job = ask("propose")
    assert crew.begun.wait(5)
    jobs.stop(job.id)
    assert "dit is het beste dat toen gevonden was" in rendered(jobs.wait(job.id, 10))


def test_an_old_answer_says_what_changed_since(ask, jobs, rendered, store):
    job = jobs.wait(ask().id, 30)
    for number in range(12):
        change(store, title=f"Anders {number}")
    text = rendered(job)
    assert "Het dossier is gewijzigd sinds deze berekening" in text
    assert "Wat er veranderde: 12 wijzigingen" in text
    assert text.count("<li>Toegevoegd als uitgewerkt voorbeeld</li>") == 10
    assert "Alle wijzigingen" in text
    assert f'name="back" value="/dossiers/mt-uitvoering/team?lang=nl&amp;job={job.id}"' in text


def test_what_is_undone_is_no_change(ask, jobs, rendered, store):
    job = jobs.wait(ask().id, 30)
    changed = change(store)
    assert "gewijzigd sinds" in rendered(job)
    Dossiers(store).undo("mt-uitvoering", changed.version)
    assert rendered(job) == ""


def test_a_scenario_is_not_taken_for_a_change(jobs, rendered, store):
    kept = Dossiers(store).find("klein")
    content = kept.content.replace(b'"crisis": 4', b'"crisis": 3')
    scenario = kept.holding(content, "another")
    job = jobs.wait(jobs.start(scenario, "stress", {}).id, 30)
    assert job.state == "done"
    assert rendered(job) == ""


def explored(store, dossier="mt-uitvoering", seat="bedrijfsvoering", person="kaya"):
    """Begin an exploration of somebody on a seat, and return it with what it asks about."""
    kept = Dossiers(store).find(dossier)
    step = Step(seats={seat: person})
    begun = Explorations(store).begin(dossier, "somebody else", kept.version, (step,))
    named = Explorations(store).name(begun.id, dossier, begun.version, "Met Kaya")
    found = Opened(kept, Dossiers(store).open(kept))
    return named, as_kept(found, explore(found.dossier, (step,)))


@pytest.mark.parametrize(
    ("kind", "parameters", "told"),
    [
        ("stress", {}, "P. Wattimena"),
        ("front", {}, 'class="step-chart"'),
        ("uncertainty", {"draws": 20}, "Directeur Bedrijfsvoering"),
    ],
)
def test_answers_without_a_screen_of_their_own_have_a_page(
    client, app, store, jobs, kind, parameters, told
):
    with app.test_request_context():
        exploration, kept = explored(store)
    job = jobs.wait(jobs.start(kept, kind, parameters).id, 60)
    assert job.answer is not None
    text = page(client, JOBS)
    address = f"{JOBS}/{job.id}"
    assert f'href="{address}"' in text
    assert "daarna gewijzigd" not in text
    shown = page(client, address)
    assert told in shown
    assert "Dit gaat over iets dat verkend is" in shown
    assert f"exploration={exploration.id}" in shown
    assert "Open “Met Kaya”" in shown
    # Where the exploration has gone on, the answer is still there, and no way to what it is not.
    now = Explorations(store).find(exploration.id, "mt-uitvoering")
    Explorations(store).go_to(now.id, "mt-uitvoering", now.version, 0)
    shown = page(client, address)
    assert told in shown
    assert "daarna verdergegaan" in shown
    assert f"exploration={exploration.id}" not in shown


def test_an_answer_about_the_dossier_itself_says_when_it_is_old(client, ask, jobs, store):
    job = jobs.wait(ask().id, 30)
    shown = page(client, f"{JOBS}/{job.id}")
    assert "P. Wattimena" in shown
    assert "verkend" not in shown
    change(store)
    assert "Het dossier is gewijzigd sinds deze berekening" in page(client, f"{JOBS}/{job.id}")


def test_what_was_explored_is_old_only_while_the_dossier_is_another(client, app, store, jobs):
    with app.test_request_context():
        _, kept = explored(store)
    job = jobs.wait(jobs.start(kept, "stress", {}).id, 30)
    assert job.answer is not None
    changed = change(store)
    assert "daarna gewijzigd" in page(client, JOBS)
    Dossiers(store).undo("mt-uitvoering", changed.version)
    assert "daarna gewijzigd" not in page(client, JOBS)


def test_too_much_at_once_is_told_on_any_page(client, act, ask, jobs, monkeypatch):
    act(until_stopped)
    job = ask("propose")
    monkeypatch.setattr("planner.jobs.queue.MOST_UNFINISHED", 1)
    answer = post(client, f"{JOBS}/{job.id}/again")
    assert answer.status_code == 503
    assert "niet gestart" in answer.get_data(as_text=True)
    jobs.stop(job.id)
    assert jobs.wait(job.id, 10).is_over
