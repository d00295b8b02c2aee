"""The log on the screen: who did and read what, for whoever may see it."""

import ast
import json
import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import planner
from planner.store.accounts import Accounts
from planner.store.acting import Actor, acting
from planner.store.clock import now
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase, held_about
from planner.store.personal.part import Subject
from planner.store.told import recorded
from planner.store.trail import Trail
from planner.store.trail_reading import Asked, accounts_in, count, entries, lines
from planner.store.verifying import verify
from planner.web import reads
from planner.web.views.trail import ACTIVITIES
from tests.web.conftest import form_token, page

MT = "/dossiers/mt-uitvoering"


def noted(store, name=None):
    rows = store.rows("SELECT * FROM trail_entries ORDER BY sequence")
    return [row for row in rows if name is None or row["name"] == name]


def test_reading_a_profile_is_told_each_time_with_whose_it_is(client, store):
    for _ in range(2):
        page(client, f"{MT}/people/feitsma")
    read = noted(store, "profile.read")
    assert [(row["dossier"], row["person"]) for row in read] == [("mt-uitvoering", "feitsma")] * 2
    assert all(row["account"] for row in read)


def test_a_page_with_many_profiles_is_told_once_with_an_entry_for_each(client, store):
    for _ in range(2):
        page(client, f"{MT}/explore")
    read = noted(store, "profiles.read")
    people = len(json.loads(page(client, f"{MT}/file"))["people"])
    assert len(read) == 1 + people
    assert len({row["person"] for row in read}) == people + 1


def test_another_session_is_told_again(enter, store):
    for _ in range(2):
        page(enter(), f"{MT}/team")
    above = [row for row in noted(store, "profiles.read") if row["person"] is None]
    assert len(above) == 2


def test_the_team_now_tells_of_nobody_who_is_on_no_team(client, store):
    page(client, f"{MT}/team")
    told = {row["person"] for row in noted(store, "profiles.read")}
    assert "feitsma" in told
    assert "vries" not in told


def test_taking_profiles_along_is_told(client, store):
    page(client, f"{MT}/file")
    assert noted(store, "profiles.export")


def test_more_people_than_anybody_reads_are_told_as_one(client, store, monkeypatch):
    monkeypatch.setattr(reads, "MOST_SUBJECTS", 3)
    page(client, f"{MT}/explore")
    (entry,) = noted(store, "profiles.read")
    record = json.loads(entry["payload"])["attributes"]["abd.record"]
    assert record.startswith("dossiers/mt-uitvoering/versions/1#")


def test_what_is_not_shown_is_not_told(client, store):
    page(client, f"{MT}/people/nobody", 404)
    assert not noted(store, "profile.read")


def test_the_log_of_a_dossier_says_who_did_what_to_whom(client):
    page(client, f"{MT}/people/feitsma")
    shown = page(client, f"{MT}/trail")
    assert "Heeft een profiel bekeken" in shown
    assert "W. Feitsma" in shown
    assert "Wie hier alleen werkt" in shown
    nothing = page(client, f"{MT}/trail?what=account.")
    assert "Geen regel past bij deze vraag" in nothing


def test_what_is_done_to_several_people_is_one_line_with_their_names(client, store):
    head = Trail(store).head().sequence
    for number in range(2):
        record, people = f"dossiers/mt-uitvoering#{number}", ("feitsma", "kaya", "osei")
        Trail(store).note("meeting.begin", record, dossier="mt-uitvoering", subjects=people)
    asked = Asked(dossier="mt-uitvoering", name="meeting.")
    assert count(store, asked) == 2
    assert [(each.sequence, each.last) for each in entries(store, asked, 9)] == [
        (head + 5, head + 8),
        (head + 1, head + 4),
    ]
    shown = page(client, f"{MT}/trail?what=meeting.begin")
    assert f"{head + 1}–{head + 4}" in shown
    assert shown.count("W. Feitsma, F. Kaya, M. Osei") == 2
    # Asked for one of them, it is the line about that one; each is a line of the file.
    (_, last) = entries(store, replace(asked, person="kaya"), 9)
    assert (last.sequence, last.person, last.people) == (head + 3, "kaya", ())
    assert len(list(lines(store, asked))) == 8


def test_a_line_of_several_people_does_without_whoever_was_erased(store):
    people = ("feitsma", "kaya", "osei")
    Trail(store).note("meeting.begin", "meetings/1", dossier="mt-uitvoering", subjects=people)
    erase(store, Subject("mt-uitvoering", "osei"), "asked for")
    asked = Asked(dossier="mt-uitvoering", name="meeting.")
    assert [each.people for each in entries(store, asked, 9)] == [(), ("feitsma", "kaya")]


def test_a_line_about_an_account_says_whose_it_is(client, store):
    account = Accounts(store).add("Anna Beheer", "anna@voorbeeld.example")
    Accounts(store).change(account.id, "account.disable", disabled_at=now())
    assert "Anna Beheer, anna@voorbeeld.example" in page(client, "/trail?what=account.disable")


def test_the_log_is_shown_a_page_at_a_time(client, store):
    for number in range(230):
        Trail(store).note("dossier.edit", f"dossiers/x/{number}", dossier="mt-uitvoering")
    last = page(client, f"{MT}/trail?what=dossier.edit&page=3")
    assert last.count("<tr>") == 1 + 30
    assert 'aria-current="page"' in last


def test_the_log_is_given_along_in_the_fields_of_the_standard(client, store):
    page(client, f"{MT}/people/feitsma")
    with closing(client.get(f"{MT}/trail/download")) as response:
        assert response.status_code == 200
        lines = [json.loads(line) for line in response.get_data(as_text=True).splitlines()]
    assert {line["name"] for line in lines} >= {"profile.read", "trail.export"}
    assert all(line["chain"]["digest"] for line in lines)
    assert all(line["attributes"]["dpl.core.processing_activity_id"] for line in lines)


def test_the_log_of_the_installation_shows_the_dossiers_of_whoever_works_alone(client):
    page(client, f"{MT}/people/feitsma")
    shown = page(client, "/trail")
    assert "Heeft een profiel bekeken" in shown
    assert "Is aangemeld" in shown


def test_all_that_is_kept_about_somebody_is_shown_and_given_along(client):
    shown = page(client, f"{MT}/people/feitsma/held")
    assert "W. Feitsma" in shown
    assert "Profiel in het dossier" in shown
    assert "4,1 (3,7–4,4)" in shown
    assert "level" not in re.sub(r"<[^>]*>", "", shown)
    whole = json.loads(page(client, f"{MT}/people/feitsma/held/download"))
    assert whole["person"] == "feitsma"
    assert "Read a profile" not in json.dumps(whole)


def test_somebody_is_erased_and_the_pages_do_without_them(client, store):
    page(client, f"{MT}/people/feitsma")
    page(client, f"{MT}/seats/bedrijfsvoering/compare")
    token = form_token(client, f"{MT}/people/feitsma/held")
    form = {"csrf_token": token, "ground": "Op verzoek"}
    answer = client.post(f"{MT}/people/feitsma/erase", data=form)
    assert answer.status_code == 303
    for address in ("people", "seats/bedrijfsvoering/compare", "trail", "history", "explore"):
        assert "Feitsma" not in page(client, f"{MT}/{address}")
    assert "Op verzoek" in page(client, f"{MT}/trail")
    page(client, f"{MT}/people/feitsma", 404)
    assert verify(store.path).damages == ()


def test_a_copy_in_which_somebody_stands_is_named(client):
    assert "ook ergens anders" not in page(client, f"{MT}/people/feitsma/held")
    token = form_token(client, f"{MT}/team")
    assert client.post(f"{MT}/copy", data={"csrf_token": token}).status_code == 303
    assert "ook ergens anders" in page(client, f"{MT}/people/feitsma/held")


@pytest.mark.parametrize("ground", ["", "   ", "W. Feitsma vroeg het"])
def test_erasing_asks_why_without_a_name(client, store, ground):
    token = form_token(client, f"{MT}/people/feitsma/held")
    form = {"csrf_token": token, "ground": ground}
    answer = client.post(f"{MT}/people/feitsma/erase", data=form)
    assert answer.status_code == 422
    assert "Nog niet opgeslagen" in answer.get_data(as_text=True)
    assert not noted(store, "person.erase")


def notes_in_the_code():
    """Return every name that the code gives to an entry."""
    for path in Path(planner.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                # `Accounts.change` takes it after the account.
                given = {"note": node.args[:1], "change": node.args[1:2]}.get(node.func.attr, [])
                yield from (each.value for each in given if isinstance(each, ast.Constant))


def test_every_entry_has_its_words():
    names = {name for name in notes_in_the_code() if isinstance(name, str)}
    assert len(names) > 10
    assert names <= set(ACTIVITIES)


def test_who_rated_stays_untold_to_whoever_may_not_know(store):
    """The log of a dossier, as its chair reads it: nobody in it is told as a rater."""
    with acting(Actor("rater-account")):
        Trail(store).note("rating.give", "rounds/r", dossier="mt-uitvoering", person="kaya")
    for hides, expected in ((False, "rater-account"), (True, None)):
        asked = Asked(dossier="mt-uitvoering", hides_raters=hides)
        (entry,) = [each for each in entries(store, asked, 100) if each.name == "rating.give"]
        assert entry.account == expected
        assert ("rater-account" in accounts_in(store, asked)) is not hides
        assert ("rater-account" in "".join(lines(store, asked))) is not hides
        found = entries(
            store, Asked("mt-uitvoering", account="rater-account", hides_raters=hides), 9
        )
        assert bool(found) is not hides


def test_what_is_held_of_somebody_does_not_tell_who_rated_them(store):
    with acting(Actor("rater-account")):
        Trail(store).note("rating.give", "rounds/r", dossier="mt-uitvoering", person="kaya")
    held = held_about(store, Subject("mt-uitvoering", "kaya"))
    assert "rater-account" not in str(held)
    assert "rating.give" in str(held)


def test_the_held_page_of_a_candidate_is_closed_until_the_task_is_fixed(client, store):
    content = page(client, f"{MT}/file").encode()
    Dossiers(store).add(content, recorded("added"), "nog-open")
    held = "/dossiers/nog-open/people/kaya/held"
    assert client.get(f"{held}/download").status_code == 409
    # What can be done for the person does not wait; a form that is not taken opens nothing.
    form = {"csrf_token": form_token(client, held), "ground": "", "how": ""}
    answers = [client.get(held)]
    answers += [client.post(f"{held[:-5]}/{each}", data=form) for each in ("erase", "consent")]
    assert [answer.status_code for answer in answers] == [200, 422, 422]
    for answer in answers:
        assert "blijft dicht totdat de opgave is vastgesteld" in answer.text
        assert "Profiel in het dossier" not in answer.text
    assert not [row for row in noted(store) if row["dossier"] == "nog-open" and row["person"]]


def test_a_held_page_is_told_as_a_read_profile(client, store):
    page(client, f"{MT}/people/kaya/held")
    assert [row["person"] for row in noted(store, "profile.read")] == ["kaya"]
