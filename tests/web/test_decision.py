"""The decision: written down, looked through, closed for good, and read."""

import html
import json
import re

import pytest

from planner.decisions.writing import check_decision
from planner.domain.repertoire import Scale
from planner.dossier.editing import Edit
from planner.dossier.exploring import Step
from planner.resources.files import resource_path
from planner.store.decision_drafts import DecisionDrafts
from planner.store.decisions import Decisions
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase
from planner.store.memberships import Memberships, Role
from planner.store.personal.part import Subject
from planner.store.rating_rounds import RatingRounds
from planner.store.scenarios import Explorations
from planner.store.told import recorded
from tests.deciding import closed as close_in_store
from tests.web.cases import MARKUP, hostile, keep
from tests.web.cast import cast, client_of
from tests.web.conftest import form_token, page
from tests.web.deciding import (
    CASE,
    PAGE,
    WRITTEN,
    closing,
    decided,
    fields,
    headline,
    proposed,
    saved,
)


def drafted(store, dossier=CASE):
    draft = DecisionDrafts(store).latest(dossier)
    return None if draft is None else draft.drafted


def closed(store, dossier=CASE):
    return Decisions(store).of_dossier(dossier)


def change_dossier(store, dossier=CASE, title="Een andere titel"):
    kept = Dossiers(store).find(dossier)
    Dossiers(store).edit(dossier, kept.version, [Edit(("title",), title)], recorded("changed"))


def test_without_proposals_the_page_offers_to_work_them_out(client, jobs):
    shown = page(client, PAGE)
    assert "Voor het dossier zoals het nu is, zijn die er nog niet" in shown
    assert 'name="take"' not in shown
    shown = proposed(client, jobs)
    assert "3 voorstellen naast vandaag" in shown
    assert shown.count('name="take"') == 4


def test_proposals_of_another_version_are_none(client, jobs, store):
    proposed(client, jobs)
    change_dossier(store)
    assert 'name="take"' not in page(client, PAGE)


def test_fewer_proposals_than_people_must_have_seen_are_none(client, jobs):
    token = form_token(client, f"/dossiers/{CASE}/proposals")
    one = {"csrf_token": token, "alternatives": "1"}
    answer = client.post(f"/dossiers/{CASE}/proposals", data=one)
    jobs.wait(answer.headers["Location"].split("job=")[1], 60)
    assert 'name="take"' not in page(client, PAGE)


def test_where_nothing_is_possible_people_decide_all_the_same(client, jobs, store):
    shown = proposed(client, jobs, "crisisteam")
    assert "Geen enkel team voldoet aan alle wensen" in shown
    address = decided(client, jobs, "crisisteam", take="today")
    decision = check_decision(client.get(f"{address}/data.json").data).decision
    assert (decision.answer.status, decision.choice.departure) == ("infeasible", None)
    assert decision.choice.violations


def test_a_proposal_is_taken_over(client, jobs, store):
    proposed(client, jobs)
    answer = saved(client, take="proposal-2", **WRITTEN)
    assert answer.headers["Location"].endswith("#choice")
    shown = page(client, PAGE)
    assert headline(shown).startswith("De keuze is voorstel 2: van 82,9")
    assert "Dit wijkt af van het eerste voorstel" in shown
    assert drafted(store).reasons == WRITTEN["reasons"]
    saved(client, take="proposal-1")
    assert "Dit is het eerste voorstel. Ook dat is een keuze" in page(client, PAGE)
    saved(client, take="today")
    assert headline(page(client, PAGE)).startswith("Directeur Bedrijfsvoering blijft leeg")


def test_a_composition_is_put_together_seat_by_seat(client, jobs, store):
    sent = fields(proposed(client, jobs))
    [name] = [each[3:] for each, seat in sent.items() if seat == "bedrijfsvoering"]
    saved(client, **{name: "fernandes"})
    assert drafted(store).seats["bedrijfsvoering"] == "fernandes"
    saved(client, **{name: "kaya", "seat-1": ""})
    assert headline(page(client, PAGE)).startswith("Een eigen keuze: van 82,9")


def test_a_scenario_is_taken_over(client, jobs, store):
    kept = Dossiers(store).find(CASE)
    explorations = Explorations(store)
    steps = [Step(seats={"bedrijfsvoering": "vries"})]
    begun = explorations.begin(CASE, "somebody else", kept.version, steps)
    assert saved(client, take="scenario", scenario=begun.id).status_code == 404
    explorations.name(begun.id, CASE, begun.version, "Met De Vries")
    assert "Met De Vries" in page(client, PAGE)
    saved(client, take="scenario", scenario=begun.id)
    assert drafted(store).seats["bedrijfsvoering"] == "vries"


@pytest.mark.parametrize("take", ["proposal-9", "proposal-", "scenario", "nothing"])
def test_what_is_not_there_cannot_be_taken(client, jobs, store, take):
    proposed(client, jobs)
    assert saved(client, take=take, scenario="no-such").status_code == 404
    assert drafted(store) is None


def test_people_who_may_not_sit_there_are_refused(client, jobs, store):
    sent = fields(proposed(client, jobs))
    [name] = [each[3:] for each, seat in sent.items() if seat == "bedrijfsvoering"]
    for person in ("nobody", "okafor"):
        answer = saved(client, **{name: person})
        assert answer.status_code == 422
        assert f'href="#field-{name}"' in answer.text
    assert saved(client, **{f"of-{name}": "no-such-seat"}).status_code == 422
    assert drafted(store) is None


def test_whoever_goes_on_to_the_end_without_proposals_is_told_what_comes_first(client, store):
    saved(client, **WRITTEN)
    answer = client.get(f"{PAGE}/review")
    assert answer.status_code == 422
    assert "Nog niet gesloten" in answer.text
    assert "Bereken eerst voorstellen" in answer.text
    assert 'href="#field-alternatives"' in answer.text
    assert answer.text.count('id="field-alternatives"') == 1
    assert WRITTEN["reasons"] in answer.text


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2")
    answer = client.get(f"{PAGE}/review")
    assert answer.status_code == 422
    for name in ("reasons", "departure", "present-name-0"):
        assert f'href="#field-{name}"' in answer.text
        assert answer.text.count(f'id="field-{name}"') == 1
    saved(client, reasons="Hierom.", **{"present-name-1": "B. Voorbeeld"})
    answer = client.get(f"{PAGE}/review")
    assert 'href="#field-reasons"' not in answer.text
    assert "Hierom." in answer.text
    # A role without a name, and a name without a role.
    assert 'href="#field-present-name-0"' in answer.text
    assert 'href="#field-present-role-1"' in answer.text
    assert closed(store) == []


def test_texts_beyond_all_measure_are_refused_and_stay_in_the_form(client, store):
    typed = "a" * 20_001
    answer = saved(client, reasons=typed)
    assert answer.status_code == 422
    assert typed in answer.text
    assert saved(client, **{"present-role-0": "b" * 201}).status_code == 422
    assert drafted(store) is None


def test_working_alone_a_name_is_asked(client):
    sent = fields(page(client, PAGE))
    assert (sent["present-name-0"], sent["present-role-0"]) == ("", "beslist")


def test_a_committee_is_there_beforehand(shared_app, sign_in, store):
    people = cast(store)
    sent = fields(page(client_of(shared_app, sign_in, people["secretary"]), PAGE))
    told = [(sent[f"present-name-{each}"], sent[f"present-role-{each}"]) for each in range(4)]
    assert told == [
        ("Chair", "Voorzitter"),
        ("Member", "Lid van de commissie"),
        ("Secretary", "Secretaris"),
        ("", ""),
    ]


def test_before_closing_a_round_that_is_not_open_is_pointed_out(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-1", **WRITTEN)
    said = "De ronde “Gesprekken” is nog niet open"
    assert said not in page(client, f"{PAGE}/review")
    rounds = RatingRounds(store)
    begun = rounds.begin(
        CASE, "Gesprekken", "interview", Scale(minimum=10, maximum=50), ["kaya"], ["crisis"]
    )
    assert said in page(client, f"{PAGE}/review")
    rounds.close(CASE, begun.id)
    assert said not in page(client, f"{PAGE}/review")


def test_it_is_looked_through_and_closed(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2", **WRITTEN)
    review = page(client, f"{PAGE}/review")
    assert WRITTEN["reasons"] in review
    assert closed(store) == []
    answer = client.post(f"{PAGE}/close", data=closing(review))
    assert answer.headers["Location"] == f"/dossiers/{CASE}/decisions/1"
    shown = page(client, answer.headers["Location"])
    [one] = closed(store)
    assert one.fingerprint in shown
    assert WRITTEN["departure"] in shown
    assert "abd-planner reproduce" in shown
    assert "<form" not in re.search(r"<article.*?</article>", shown, re.S)[0]


def test_pressing_twice_closes_once(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-1", **{**WRITTEN, "departure": ""})
    sent = closing(page(client, f"{PAGE}/review"))
    answers = [client.post(f"{PAGE}/close", data=sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert len(closed(store)) == 1


def test_a_draft_that_was_changed_since_is_looked_through_again(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2", **WRITTEN)
    sent = closing(page(client, f"{PAGE}/review"))
    saved(client, reasons="Toch om iets anders.")
    answer = client.post(f"{PAGE}/close", data=sent)
    assert answer.status_code == 409
    assert "Toch om iets anders." in answer.text
    assert "Er is niets gesloten" in answer.text
    assert closed(store) == []


def test_a_decision_on_stale_proposals_is_not_closed(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2", **WRITTEN)
    sent = closing(page(client, f"{PAGE}/review"))
    change_dossier(store)
    answer = client.post(f"{PAGE}/close", data=sent)
    assert answer.status_code == 409
    assert "Reken ze opnieuw uit" in answer.text
    assert WRITTEN["reasons"] in answer.text
    assert closed(store) == []
    assert client.get(f"{PAGE}/review").status_code == 422


def test_proposals_of_another_dossier_or_question_are_none(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2", **WRITTEN)
    sent = closing(page(client, f"{PAGE}/review"))
    other = Dossiers(store).find("twee-directies-carrousel")
    foreign = jobs.start(other, "propose", {"alternatives": 3})
    explain = jobs.start(Dossiers(store).find(CASE), "explain", {})
    for job in (foreign, explain):
        jobs.wait(job.id, 60)
        answer = client.post(f"{PAGE}/close", data={**sent, "job": job.id})
        assert answer.status_code == 409
        assert saved(client, take="proposal-1", job=job.id).status_code == 404
    assert closed(store) == []


def test_a_decision_of_another_dossier_is_not_found(client, store):
    close_in_store(store, CASE)
    other = "/dossiers/twee-directies-carrousel/decisions/1"
    for rest in (
        "",
        "/nl.pdf",
        "/data.json",
        "/archive.zip?organisation=x",
        "/letters",
        "/letters/kaya",
    ):
        assert client.get(other + rest).status_code == 404, rest
    assert client.get(f"/dossiers/{CASE}/decisions/2").status_code == 404
    assert client.get(f"/dossiers/{CASE}/decisions/{10**30}").status_code == 404


def test_nothing_can_be_changed_after_closing(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-2", **WRITTEN)
    stale = fields(page(client, PAGE))
    client.post(f"{PAGE}/close", data=closing(page(client, f"{PAGE}/review")))
    before = closed(store)
    answer = client.post(PAGE, data={**stale, "reasons": "Nog een gedachte."})
    assert answer.status_code == 409
    assert "Nog een gedachte." in answer.text
    assert (closed(store), drafted(store)) == (before, None)


def test_a_new_decision_can_withdraw_an_earlier_one(client, jobs, store):
    decided(client, jobs)
    shown = page(client, PAGE)
    assert "Er is 1 besluit gesloten" in shown
    assert "<textarea" not in shown
    more = {"withdraws": "1", "withdrawal": "Zij trok zich terug.", "departure": ""}
    address = decided(client, jobs, take="proposal-1", **more)
    assert address.endswith("/decisions/2")
    assert "Zij trok zich terug." in page(client, address)
    assert "Dit besluit geldt niet meer" in page(client, f"/dossiers/{CASE}/decisions/1")
    # What no longer stands cannot be withdrawn once more.
    assert saved(client, withdraws="1").status_code == 422
    assert saved(client, withdraws="7").status_code == 422


def test_withdrawing_asks_why(client, jobs):
    decided(client, jobs)
    proposed(client, jobs)
    saved(client, take="proposal-2", withdraws="1", **WRITTEN)
    answer = client.get(f"{PAGE}/review")
    assert answer.status_code == 422
    assert 'href="#field-withdrawal"' in answer.text


def test_two_people_who_write_the_same_field_are_shown_both(enter, store):
    one, other = enter(), enter()
    assert saved(one, reasons="Begin.").status_code == 303
    early = fields(page(other, PAGE))
    saved(one, reasons="Van haar.")
    answer = other.post(PAGE, data={**early, "reasons": "Van mij."})
    assert answer.status_code == 409
    assert "Van haar." in answer.text
    assert "Van mij." in answer.text
    assert drafted(store).reasons == "Van haar."
    form = re.search(
        r"<form method=\"post\" action=\"[^\"]*decision\">.*?</form>", answer.text, re.S
    )[0]
    again = {n: html.unescape(v) for n, v in re.findall(r'name="([^"]*)" value="([^"]*)"', form)}
    assert other.post(PAGE, data=again).status_code == 303
    assert drafted(store).reasons == "Van mij."


def test_two_people_who_write_in_different_fields_both_get_their_way(enter, store):
    one, other = enter(), enter()
    saved(one, reasons="Begin.")
    early = fields(page(other, PAGE))
    saved(one, reasons="Van haar.")
    assert other.post(PAGE, data={**early, "departure": "Van mij."}).status_code == 303
    assert (drafted(store).reasons, drafted(store).departure) == ("Van haar.", "Van mij.")


def test_what_is_typed_is_saved_as_one_goes(client, jobs, store):
    sent = fields(proposed(client, jobs))
    asks = {"HX-Request": "true"}
    answer = client.post(PAGE, data={**sent, "reasons": "Onderweg."}, headers=asks)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Opgeslagen" in answer.text
    assert re.search(r'id="draft-version" value="1" hx-swap-oob="true"', answer.text)
    assert drafted(store).reasons == "Onderweg."
    clash = client.post(PAGE, data={**sent, "reasons": "Anders."}, headers=asks)
    assert clash.status_code == 409
    assert 'id="draft-status"' in clash.text
    wrong = client.post(PAGE, data={**sent, "seat-6": "nobody"}, headers=asks)
    assert wrong.status_code == 422
    assert "Nog niet opgeslagen" in wrong.text


def test_somebody_who_left_the_dossier_sits_nowhere(client, jobs, store):
    proposed(client, jobs)
    saved(client, take="proposal-1", **WRITTEN)
    erase(store, Subject(CASE, "kaya"), "asked for")
    client.application.extensions["abd_planner"].dossiers.forget()
    shown = page(client, PAGE)
    assert "kaya" not in shown.casefold()
    saved(client)
    assert drafted(store).seats["bedrijfsvoering"] is None


def test_a_reader_reads_what_was_closed_and_nothing_else(shared_app, sign_in, store):
    people = cast(store)
    reader = client_of(shared_app, sign_in, people["reader"])
    assert "Er is nog niets besloten" in page(reader, PAGE)
    close_in_store(store, CASE)
    shown = page(reader, PAGE)
    assert f"/dossiers/{CASE}/decisions/1" in shown
    shown = page(reader, f"/dossiers/{CASE}/decisions/1")
    for address in re.findall(rf'href="(/dossiers/{CASE}[^"#?]*)"', shown):
        assert reader.get(address).status_code == 200, address
    assert "data.json" not in shown
    assert reader.get(f"/dossiers/{CASE}/decisions/1/nl.pdf").status_code == 200
    assert "Lees het besluit" in page(reader, "/")


def test_members_do_not_write(shared_app, sign_in, store):
    people = cast(store)
    member = client_of(shared_app, sign_in, people["member"])
    assert "<textarea" not in page(member, f"{PAGE}?new=1")


def test_reading_and_taking_along_are_told_in_the_log(client, store):
    close_in_store(store, CASE)
    page(client, f"/dossiers/{CASE}/decisions/1")
    client.get(f"/dossiers/{CASE}/decisions/1/en.pdf")
    client.post(
        f"/dossiers/{CASE}/decisions/1/letters/kaya",
        data={
            "csrf_token": form_token(client, f"/dossiers/{CASE}/decisions/1/letters/kaya"),
            **{"signed": "De commissie", "contact": "hr@voorbeeld.example", "language": "nl"},
            **{"explanation": "Een ander kent het veld.", "pdf": "1"},
        },
    )
    rows = store.rows(
        "SELECT name, person FROM trail_entries WHERE name LIKE 'decision.%' ORDER BY sequence"
    )
    told = [(row["name"], row["person"]) for row in rows if row["name"] != "decision.close"]
    assert told.count(("decision.read", "kaya")) == 1
    assert told[-2:] == [("decision.export", None), ("decision.export", "kaya")]
    shown = page(client, f"/dossiers/{CASE}/trail")
    assert "Heeft een besluit gelezen" in shown


def test_the_task_that_was_fixed_and_its_changes_stand_in_the_decision(
    shared_app, sign_in, store, jobs
):
    people = cast(store)
    content = resource_path("fixtures", "dossiers", f"{CASE}.json").read_bytes()
    Dossiers(store).add(content, recorded("added"), "own")
    Memberships(store).add("own", people["secretary"].id, Role.SECRETARY)
    client = client_of(shared_app, sign_in, people["secretary"])
    address = "/dossiers/own/decision"
    shown = page(client, address)
    assert "Stel eerst de opgave vast" in shown
    token = form_token(client, address)
    assert client.post(f"{address}/proposals", data={"csrf_token": token}).status_code == 409
    fix = {"csrf_token": token, "version": "1"}
    assert client.post("/dossiers/own/demand/fix", data=fix).status_code == 303
    kept = Dossiers(store).find("own")
    team = Dossiers(store).open(kept).teams[0]
    place = ("teams", team.id, "demand", team.demand[0].behaviour, "importance")
    edit = [Edit(place, 1 if team.demand[0].importance > 1 else 2)]
    Dossiers(store).edit("own", 1, edit, recorded("changed"), "Het bleek minder te wegen.")
    closed_at = decided(client, jobs, "own", take="proposal-1", departure="")
    shown = page(client, closed_at)
    assert "Het bleek minder te wegen." in shown
    assert "door Secretary" in shown
    decision = check_decision(client.get(f"{closed_at}/data.json").data).decision
    assert decision.task.changes[0].reason == "Het bleek minder te wegen."


def test_markup_in_every_text_is_text(client, jobs, store):
    keep(store, "hostile", hostile())
    typed = dict.fromkeys(("reasons", "departure"), MARKUP)
    typed |= {"present-name-0": MARKUP, "present-role-0": MARKUP}
    address = decided(client, jobs, "hostile", take="today", **typed)
    more = {"withdraws": "1", "withdrawal": MARKUP}
    again = decided(client, jobs, "hostile", take="today", **typed, **more)
    pages = [
        *(f"/dossiers/hostile/decision{rest}" for rest in ("", "?new=1")),
        *(address, again, f"{again}/letters", "/evaluation", "/"),
    ]
    for each in pages:
        shown = page(client, each)
        assert "<script>alert" not in shown, each
        assert "<img" not in shown.replace('<img src="/static/', ""), each
    letters = re.findall(
        rf'href="({re.escape(again)}/letters/[^"]*)"', page(client, f"{again}/letters")
    )
    assert letters
    for each in letters:
        letter = html.unescape(each)
        assert "<script>alert" not in page(client, letter)
    content = json.loads(client.get(f"{again}/data.json").data)
    assert content["choice"]["reasons"] == MARKUP


def test_the_tab_is_the_last(client):
    tabs = re.search(r'<ul class="tabs">.*?</ul>', page(client, PAGE), re.S)[0]
    last = re.findall(r"<a [^>]*>([^<]*)</a>", tabs)[-1]
    assert last == "Besluit"


def test_an_archived_dossier_is_read_and_not_decided_on(client, store):
    close_in_store(store, CASE)
    Dossiers(store).archive(CASE)
    token = form_token(client, f"/dossiers/{CASE}/decisions/1")
    answer = client.post(f"{PAGE}/proposals", data={"csrf_token": token})
    assert answer.status_code == 409
    assert "Schrijf een nieuw besluit" not in page(client, PAGE)


def test_somebody_erased_after_the_decision_is_found_nowhere(client, store):
    close_in_store(store, CASE, reasons="Wij kozen M. Osei.")
    token = form_token(client, f"/dossiers/{CASE}/people/osei/held")
    data = {"csrf_token": token, "version": "1", "ground": "gevraagd"}
    assert client.post(f"/dossiers/{CASE}/people/osei/erase", data=data).status_code == 303
    address = f"/dossiers/{CASE}/decisions/1"
    for each in (address, f"{address}/letters", PAGE, "/evaluation"):
        assert "osei" not in page(client, each).casefold(), each
    assert b"Osei" not in client.get(f"{address}/data.json").data
    [one] = closed(store)
    assert one.fingerprint in page(client, address)
    assert "gewist" in page(client, address)
    pseudonym = re.search(r"erased-\w+", page(client, address))[0]
    assert f"/letters/{pseudonym}" not in page(client, f"{address}/letters")
    assert client.get(f"{address}/letters/{pseudonym}").status_code == 404
