"""The meeting: differences first, no names until they are shown, and notes of several people."""

import html
import re

import pytest

from planner.domain.text import say
from planner.dossier.editing import Edit
from planner.dossier.reading import validated
from planner.store.dossiers import Dossiers
from planner.store.memberships import Role
from planner.store.notes import About, Meetings
from planner.store.told import recorded
from tests.web.cases import example, keep
from tests.web.cast import cast, client_of
from tests.web.conftest import form_token, page
from tests.web.test_compare import open_seat, person, row, text_of

CASE, SEAT = "mt-uitvoering", "bedrijfsvoering"
HERE = f"/dossiers/{CASE}/seats/{SEAT}/meeting"
PEOPLE = ("vries", "kaya", "dongen", "osei", "fernandes")
CARROUSEL = "twee-directies-carrousel"


def begun(client, address=HERE, people=PEOPLE, names="hidden"):
    sent = {"csrf_token": form_token(client, address), "people": [*people], "names": names}
    answer = client.post(address, data=sent)
    assert answer.status_code == 303
    return answer


def steps(text):
    """Return the addresses of the steps that the beginning lists, in their order."""
    listed = re.findall(r'<li><a href="([^"]*/meeting\?[^"]*)"', text)
    return [html.unescape(each) for each in listed]


def note_form(text):
    """Return what the form of the note would send as it stands."""
    form = re.search(r'<section[^>]* id="note".*?</form>', text, re.S)[0]
    sent = dict(re.findall(r'<input type="hidden" name="([^"]*)"[^>]*? value="([^"]*)"', form))
    typed = re.search(r"<textarea[^>]*>(.*?)</textarea>", form, re.S)[1]
    return {**sent, "text": html.unescape(typed)}


def write(client, address, text, **more):
    sent = {**note_form(page(client, address)), "text": text, **more}
    return client.post(f"{HERE}/notes", data=sent)


def everything(client, here=HERE):
    """Return every page of the meeting."""
    beginning = page(client, here)
    return [beginning, *(page(client, each) for each in steps(beginning)),
            page(client, f"{here}/notes")]  # fmt: skip


def without_addresses_of_others(text):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def traces(case, people):
    """Return everything by which somebody could be known: name, surname and id."""
    named = {each["id"]: each["name"] for each in example(case)["people"]}
    found = []
    for each in people:
        surname = named[each].split()[-1]
        found += [named[each], surname, html.escape(named[each])]
        found += [f'"{each}"', f"={each}", f"/{each}", f"-{each}"]
    return found


# Beginning


def test_one_open_seat_is_talked_about_at_once(client):
    answer = client.get(f"/dossiers/{CASE}/meeting")
    assert (answer.status_code, answer.headers["Location"]) == (303, HERE)


def test_where_several_seats_are_open_one_is_chosen(client, store):
    people = [person("Ann", crisis=4)]
    case = open_seat(people, [row("crisis")])
    case["teams"][0]["seats"][1].pop("incumbent")
    keep(store, "proef", case)
    shown = page(client, "/dossiers/proef/meeting")
    assert "Over welke stoel gaat het overleg?" in shown
    assert re.findall(r"/seats/(\w+)/meeting", shown) == ["leeg", "vol"]


def test_the_compare_page_and_the_decision_lead_to_it(client):
    assert f'href="{HERE}"' in page(client, f"/dossiers/{CASE}/seats/{SEAT}/compare")
    assert f'href="/dossiers/{CASE}/meeting"' in page(client, f"/dossiers/{CASE}/decision?new=1")


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/nergens/meeting",
        f"/dossiers/{CASE}/seats/nergens/meeting",
        f"/dossiers/{CASE}/seats/nergens/meeting/notes",
        f"{HERE}?candidate=Z",
        f"{HERE}?candidate=kaya",
        f"{HERE}?behaviour=nothing",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    begun(client)
    page(client, address, status=404)


def test_the_notes_lead_to_the_beginning_where_there_is_no_meeting(client):
    answer = client.get(f"{HERE}/notes")
    assert (answer.status_code, answer.headers["Location"]) == (303, HERE)


@pytest.mark.parametrize("people", [[], ["feitsma"], ["nobody"]])
def test_somebody_has_to_be_talked_about_who_may_sit_there(client, store, people):
    sent = {"csrf_token": form_token(client, HERE), "people": people, "names": "hidden"}
    answer = client.post(HERE, data=sent)
    assert answer.status_code == 422
    assert "vink er minstens één aan" in answer.text
    assert Meetings(store).latest(CASE, SEAT) is None


def test_no_more_people_than_there_are_letters(client, store):
    many = [person(f"K{number}", crisis=3) for number in range(27)]
    keep(store, "veel", open_seat(many, [row("crisis")]))
    here = "/dossiers/veel/seats/leeg/meeting"
    sent = {"csrf_token": form_token(client, here), "people": [each["id"] for each in many]}
    answer = client.post(here, data=sent)
    assert (answer.status_code, "hoogstens 26" in answer.text) == (422, True)


# Without names


@pytest.mark.parametrize(
    ("case", "seat", "people"),
    [
        (CASE, SEAT, PEOPLE),
        # In this one candidates sit elsewhere, where the seat that they leave would tell.
        (CARROUSEL, "uitvoering_dienstverlening", None),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_on_any_page_says_who_they_are(client, case, seat, people, language):
    here = f"/dossiers/{case}/seats/{seat}/meeting"
    client.get(f"{here}?lang={language}")
    situation = validated(example(case)).situation()
    people = people or situation.may_sit(situation.seats[seat])
    begun(client, here, people)
    left = [
        say(situation.seats[each].title, language, each)
        for each, sits in situation.incumbents.items()
        if sits in people and each != seat
    ]
    shown = everything(client, here)
    assert len(shown) == 2 + len(people) + len(situation.team_of_seat[seat].demand)
    for text in shown:
        for trace in traces(case, people):
            assert trace not in text, trace
        for title in left:
            assert f"Laat de stoel {title}" not in text
            assert f"Leaves the seat {title}" not in text


def test_the_test_finds_names(client):
    begun(client, names="shown")
    shown = "".join(everything(client))
    assert all(trace in shown for trace in ("F. Kaya", "B. de Vries"))


def test_letters_stay_on_every_reload(client, store):
    begun(client)
    first = page(client, f"{HERE}?candidate=C")
    assert text_of(page(client, f"{HERE}?candidate=C")) == text_of(first)
    assert "Kandidaat C" in first
    assert sorted(Meetings(store).latest(CASE, SEAT).people) == sorted(PEOPLE)


def test_the_names_of_a_dossier_and_a_seat_name_nobody_either(client, store):
    case = open_seat(
        [person("Anneke Kramer", crisis=4), person("Bennie Smit", crisis=2)],
        [row("crisis")],
        title="Opvolging door Anneke Kramer",
    )
    case["people"][1]["id"], case["people"][2]["id"] = "k1", "k2"
    case["candidates"] = ["k1", "k2"]
    case["teams"][0]["seats"][0]["title"] = "De stoel van Smit"
    case["people"][1]["note"] = "Kramer kent het veld al twintig jaar"
    keep(store, "proef", case)
    here = "/dossiers/proef/seats/leeg/meeting"
    begun(client, here, ["k1", "k2"])
    for text in everything(client, here):
        assert "Kramer" not in text
        assert "Smit" not in text
        assert "twintig jaar" not in text


def test_a_change_that_names_somebody_does_not_stand_on_the_page(client, store):
    kept = Dossiers(store).find(CASE)
    edit = Edit(("people", "kaya", "note"), "Anders")
    told = recorded("{person}: changed", person="F. Kaya")
    Dossiers(store).edit(CASE, kept.version, [edit], told)
    begun(client)
    assert not any("Kaya" in text for text in everything(client))


@pytest.mark.parametrize("text", ["F. Kaya deed het goed", "Kaya", "kaya was er"])
def test_a_note_that_names_somebody_is_refused_and_stays_in_its_field(client, store, text):
    begun(client)
    answer = write(client, f"{HERE}?candidate=A", text)
    assert answer.status_code == 422
    assert "noemt een kandidaat" in answer.text
    assert note_form(answer.text)["text"] == text
    assert not Meetings(store).notes(Meetings(store).latest(CASE, SEAT))


def test_the_names_are_shown_at_the_end_and_the_log_tells_it(client, store):
    begun(client)
    shown = page(client, f"{HERE}/notes")
    assert "Toon de namen" in shown
    meeting = Meetings(store).latest(CASE, SEAT)
    token = form_token(client, f"{HERE}/notes")
    answer = client.post(f"{HERE}/names", data={"csrf_token": token, "meeting": meeting.id})
    assert answer.status_code == 303
    letters = dict(zip(meeting.people, "ABCDE", strict=True))
    assert f"{letters['kaya']} – F. Kaya" in page(client, HERE)
    assert "Toon de namen" not in page(client, f"{HERE}/notes")
    log = text_of(page(client, f"/dossiers/{CASE}/trail"))
    assert "Toonde in een overleg de namen van de kandidaten" in log
    assert "Begon een overleg over een stoel" in log


def test_only_the_meeting_that_goes_on_shows_its_names(client):
    begun(client)
    token = form_token(client, f"{HERE}/notes")
    answer = client.post(f"{HERE}/names", data={"csrf_token": token, "meeting": "another"})
    assert answer.status_code == 404


# What stands on the pages


def test_behaviours_on_which_they_differ_come_first(client, store):
    people = [person("Ann", crisis=4, rule_of_law=4), person("Ben", crisis=2, rule_of_law=2)]
    for each in people:
        each["levels"]["rule_of_law"] = {
            "level": each["levels"]["rule_of_law"],
            "low": 1,
            "high": 5,
        }
    keep(store, "proef", open_seat(people, [row("rule_of_law", 5), row("crisis", 1)]))
    here = "/dossiers/proef/seats/leeg/meeting"
    begun(client, here, ["ann", "ben"])
    listed = [each.split("behaviour=")[1] for each in steps(page(client, here)) if "behav" in each]
    assert listed == ["crisis", "rule_of_law"]
    assert "Geen verschil." in page(client, f"{here}?behaviour=rule_of_law")
    differs = text_of(page(client, f"{here}?behaviour=crisis"))
    assert "Geen verschil" not in differs
    assert len(re.findall(r"Hoger dan Kandidaat [AB]", differs)) == 1


def test_what_is_open_is_asked(client, store):
    people = [person("Ann", low=2, high=4, crisis=3), person("Ben")]
    keep(store, "proef", open_seat(people, [row("crisis")]))
    here = "/dossiers/proef/seats/leeg/meeting"
    begun(client, here, ["ann", "ben"], names="shown")
    shown = text_of(page(client, f"{here}?behaviour=crisis"))
    assert "tussen 2,0 en 4,0, en gevraagd is 3,0: wat is er gezien?" in shown
    assert "hierover is nog niets bekend." in shown


def test_no_page_gives_anybody_a_score(client):
    begun(client, names="shown")
    for text in everything(client):
        said = text_of(text)
        assert "voor de functie" not in said
        assert "van 100" not in said
        assert not re.search(r"\bnummer \d", said)


def test_a_candidate_page_says_what_they_would_bring(client, store):
    people = [person("Ann", crisis=4, rule_of_law=4), person("Ben")]
    keep(store, "proef", open_seat(people, [row("crisis", carriers=2), row("rule_of_law")]))
    here = "/dossiers/proef/seats/leeg/meeting"
    begun(client, here, ["ann", "ben"], names="shown")
    letter = "AB"[Meetings(store).latest("proef", "leeg").people.index("ann")]
    shown = text_of(page(client, f"{here}?candidate={letter}"))
    assert "Rechtsstaat bewaken nieuw voor het team" in shown
    assert "Wat het team dan nog mist" in shown


def test_each_step_leads_to_the_next_and_the_last_to_the_notes(client):
    begun(client)
    beginning = page(client, HERE)
    address, seen = HERE, []
    while "/notes" not in address:
        seen.append(address)
        address = html.unescape(
            re.search(r'rel="next"[^>]*? href="([^"]*)"', page(client, address))[1]
        )
    assert seen[1:] == steps(beginning)
    back = page(client, seen[1])
    assert html.unescape(re.search(r'rel="prev"[^>]*? href="([^"]*)"', back)[1]) == HERE


def test_htmx_gets_the_same_piece_with_its_title(client):
    begun(client)
    address = f"{HERE}?candidate=A"
    whole, piece = page(client, address), page(client, address, HX_Request="true")
    assert piece.lstrip().startswith("<title>Kandidaat A")
    assert client.get(address).headers["Vary"].count("HX-Request") == 1
    main = re.search(r"<article.*</article>", whole, re.S)[0]
    plain = re.sub(r" autofocus", "", re.search(r"<article.*</article>", piece, re.S)[0])
    assert without_addresses_of_others(plain) == without_addresses_of_others(main)


# Notes


def test_notes_stand_together_on_one_page(client):
    begun(client)
    behaviour = next(each for each in steps(page(client, HERE)) if "behaviour" in each)
    assert write(client, f"{HERE}?candidate=B", "Vraagt door").headers["Location"].endswith("#note")
    write(client, behaviour, "Hier gaat het om\r\nde uitvoering")
    write(client, HERE, "Een goed gesprek")
    shown = page(client, f"{HERE}/notes")
    assert text_of(shown).index("Vraagt door") < text_of(shown).index("Hier gaat het om")
    assert note_form(shown)["text"] == "Een goed gesprek"
    assert "Kandidaat B" in shown
    assert f'href="/dossiers/{CASE}/decision?new=1#why-title"' in shown
    assert "genoteerd" in page(client, HERE)


def test_two_people_in_the_same_note_are_both_shown(client, enter, store):
    begun(client)
    address, other = f"{HERE}?candidate=A", enter()
    mine, theirs = note_form(page(client, address)), note_form(page(other, address))
    assert other.post(f"{HERE}/notes", data={**theirs, "text": "Van hen"}).status_code == 303
    answer = client.post(f"{HERE}/notes", data={**mine, "text": "Van mij"})
    assert answer.status_code == 409
    assert "Van hen" in answer.text
    assert "Van mij" in answer.text
    forms = re.findall(r'<form method="post"[^>]*/meeting/notes".*?</form>', answer.text, re.S)
    both = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', forms[0]))
    assert client.post(f"{HERE}/notes", data=both).status_code == 303
    assert note_form(page(other, address))["text"] == "Van hen\n\nVan mij"


def test_an_earlier_text_of_a_note_can_be_read_and_put_back(client, store):
    begun(client)
    address = f"{HERE}?candidate=A"
    assert "Eerdere teksten" not in page(client, address)
    for text in ("Rustig", "Rustig in de crisis", "", "Iets <b>anders</b>"):
        write(client, address, text)
    assert f'href="{HERE}/notes/history?candidate=A"' in page(client, address)
    history = page(client, f"{HERE}/notes/history?candidate=A")
    texts = [html.unescape(each) for each in re.findall(r'<p class="written">(.*?)</p>', history)]
    # One text of what only grew; nothing that was taken out is lost.
    assert texts == ["Iets <b>anders</b>", "Rustig in de crisis"]
    form = re.search(r'<form method="post"[^>]*/meeting/notes".*?</form>', history, re.S)[0]
    sent = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
    assert client.post(f"{HERE}/notes", data={**sent, "version": "1"}).status_code == 409
    answer = client.post(f"{HERE}/notes", data=sent)
    assert answer.headers["Location"] == f"{address}#note"
    assert note_form(page(client, address))["text"] == "Rustig in de crisis"


def test_htmx_is_told_how_the_note_stands(client):
    begun(client)
    address, htmx = f"{HERE}?candidate=A", {"HX-Request": "true"}
    sent = {**note_form(page(client, address)), "text": "Eerst"}
    saved = client.post(f"{HERE}/notes", data=sent, headers=htmx)
    assert 'id="note-version" value="1" hx-swap-oob="true"' in saved.text
    clash = client.post(f"{HERE}/notes", data={**sent, "text": "Ook"}, headers=htmx)
    assert (clash.status_code, "<html" in clash.text) == (409, False)
    named = client.post(f"{HERE}/notes", data={**sent, "text": "Kaya"}, headers=htmx)
    assert (named.status_code, "noemt een kandidaat" in named.text) == (422, True)


def test_a_note_has_an_end(client):
    begun(client)
    answer = write(client, f"{HERE}?candidate=A", "a" * 20_001)
    assert (answer.status_code, "20000" in answer.text) == (422, True)


def test_a_note_of_an_earlier_meeting_does_not_land_in_the_next(client, store):
    begun(client)
    old = note_form(page(client, f"{HERE}?candidate=A"))
    begun(client, f"{HERE}?new=1", names="shown")
    answer = client.post(f"{HERE}/notes", data={**old, "text": "Over een ander"})
    assert answer.status_code == 404
    assert not Meetings(store).notes(Meetings(store).latest(CASE, SEAT))


def test_earlier_notes_are_shown_once_the_names_may_be_seen(client):
    begun(client, names="shown")
    write(client, f"{HERE}?candidate=A", "Van vorige week, over Kaya")
    begun(client, f"{HERE}?new=1")
    assert "vorige week" not in page(client, f"{HERE}/notes")
    begun(client, f"{HERE}?new=1", names="shown")
    assert "Van vorige week, over Kaya" in page(client, f"{HERE}/notes")


def test_who_left_the_dossier_is_talked_about_no_more_and_the_note_stays(client, store):
    begun(client, names="shown")
    meeting = Meetings(store).latest(CASE, SEAT)
    letter = "ABCDE"[meeting.people.index("osei")]
    Meetings(store).save(meeting, About("candidate", "osei"), 0, "Trok zich terug")
    kept = Dossiers(store).find(CASE)
    team = Dossiers(store).open(kept).teams[0].id
    place = ("teams", team, "seats", SEAT, "candidates")
    edit = Edit(place, [each for each in PEOPLE if each != "osei"])
    Dossiers(store).edit(CASE, kept.version, [edit], recorded("changed"))
    page(client, f"{HERE}?candidate={letter}", status=404)
    assert "Trok zich terug" in page(client, f"{HERE}/notes")


# Who may


def test_whoever_reads_the_decision_alone_sees_no_meeting(store, shared_app, sign_in):
    people = cast(store)
    member = client_of(shared_app, sign_in, people[Role.MEMBER])
    begun(member)
    assert write(member, f"{HERE}?candidate=A", "Van een lid").status_code == 303
    reader = client_of(shared_app, sign_in, people[Role.READER])
    assert reader.get(HERE).status_code == 404
    assert reader.get(f"{HERE}/notes").status_code == 404


def test_nothing_is_written_in_the_archive(client, store):
    begun(client)
    sent = {**note_form(page(client, HERE)), "text": "Te laat"}
    Dossiers(store).archive(CASE)
    assert client.post(f"{HERE}/notes", data=sent).status_code == 409
    assert "<textarea" not in page(client, HERE)
