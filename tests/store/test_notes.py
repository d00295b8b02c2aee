"""Meetings about a seat: letters by lot, names once they are shown, notes that all can write."""

from datetime import UTC, datetime, timedelta

import pytest

from planner.store import migrations
from planner.store.acting import Actor, acting
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.erasing import erase
from planner.store.notes import About, Meetings, NoteOvertaken
from planner.store.personal.part import Subject
from planner.store.retention import Terms, due, let_go
from planner.store.seal import sealed
from planner.store.steps import notes
from planner.store.verifying import verify
from tests.deciding import closed
from tests.store.test_dossiers import EXAMPLES, recorded

CASE, SEAT = "mt-uitvoering", "bedrijfsvoering"
PEOPLE = ["vries", "kaya", "dongen", "osei", "fernandes"]
KAYA = About("candidate", "kaya")
CONTENT = next(path for path in EXAMPLES if path.stem == CASE).read_bytes()


@pytest.fixture
def meetings(store, dossiers):
    dossiers.add(CONTENT, recorded("added"), CASE)
    return Meetings(store)


@pytest.fixture
def meeting(meetings):
    return meetings.begin(CASE, SEAT, PEOPLE, hidden=True)


def told(store, name):
    return store.rows("SELECT * FROM trail_entries WHERE name = ? ORDER BY sequence", name)


def test_everybody_has_a_place_and_keeps_it(meetings, meeting):
    assert sorted(meeting.people) == sorted(PEOPLE)
    assert meetings.latest(CASE, SEAT) == meeting
    assert meetings.latest(CASE, "elders") is None


def test_the_order_is_drawn_anew_for_each_meeting(meetings):
    people = [f"p{number}" for number in range(26)]
    orders = {meetings.begin(CASE, SEAT, people, hidden=True).people for _ in range(5)}
    assert len(orders) == 5
    assert [each.number for each in meetings.of_seat(CASE, SEAT)] == [5, 4, 3, 2, 1]


def test_names_are_shown_once_and_it_is_told(store, meetings, meeting):
    assert meeting.is_hidden
    with acting(Actor("voorzitter")):
        shown = meetings.reveal(meeting)
    assert (shown.is_hidden, shown.revealed_by) == (False, "voorzitter")
    with acting(Actor("iemand")):
        assert meetings.reveal(meeting) == shown
    entries = told(store, "meeting.reveal")
    assert len(entries) == 1 + len(PEOPLE)
    assert {row["account"] for row in entries} == {"voorzitter"}


def test_a_meeting_with_names_hides_nothing(store, meetings):
    assert not meetings.begin(CASE, SEAT, PEOPLE, hidden=False).is_hidden
    assert not told(store, "meeting.reveal")


def test_a_note_is_kept_with_its_versions(store, meetings, meeting):
    first = meetings.save(meeting, KAYA, 0, "Rustig in de crisis")
    second = meetings.save(meeting, KAYA, first.version, "Rustig, en duidelijk")
    assert (first.version, second.version) == (1, 2)
    meetings.save(meeting, About(), 0, "Algemeen")
    assert {note.text for note in meetings.notes(meeting).values()} == {
        "Rustig, en duidelijk",
        "Algemeen",
    }
    assert [(note.version, note.text) for note in meetings.versions(meeting, KAYA)] == [
        (2, "Rustig, en duidelijk"),
        (1, "Rustig in de crisis"),
    ]
    entries = told(store, "meeting.note")
    assert [row["person"] for row in entries] == ["kaya", "kaya", None]
    assert not any("Rustig" in row["payload"] for row in entries)


def test_a_note_of_before_versions_were_kept_is_the_first_of_them(tmp_path, monkeypatch):
    steps = migrations.STEPS
    with monkeypatch.context() as then:
        then.setattr(migrations, "STEPS", steps[: steps.index(notes.versions)])
        old = Store(tmp_path)
        Dossiers(old).add(CONTENT, recorded("added"), CASE)
        begun = Meetings(old).begin(CASE, SEAT, PEOPLE, hidden=True)
        note = {"meeting": begun.id, "kind": "candidate", "subject": "kaya", "version": 4}
        with old.writing() as tables:
            row = {**note, "text": "Oud", "at": begun.begun_at, "account": None}
            tables.table("meeting_notes").insert(sealed(row))
        old.close()
    store = Store(tmp_path)
    meetings = Meetings(store)
    meetings.save(begun, KAYA, 4, "Nieuw")
    assert [each.text for each in meetings.versions(begun, KAYA)] == ["Nieuw", "Oud"]
    assert [each.text for each in meetings.notes(begun).values()] == ["Nieuw"]
    assert verify(store.path).damages == ()
    store.close()


def test_whoever_comes_second_is_shown_both(meetings, meeting):
    meetings.save(meeting, KAYA, 0, "Van de een")
    with pytest.raises(NoteOvertaken) as caught:
        meetings.save(meeting, KAYA, 0, "Van de ander")
    assert caught.value.stands.text == "Van de een"
    assert meetings.notes(meeting)[KAYA].text == "Van de een"


def test_the_same_text_is_no_clash_and_no_new_version(store, meetings, meeting):
    first = meetings.save(meeting, KAYA, 0, "Hetzelfde")
    assert meetings.save(meeting, KAYA, 0, "Hetzelfde") == first
    assert len(told(store, "meeting.note")) == 1


def test_after_somebody_is_erased_the_others_keep_their_letters(store, meetings, meeting):
    meetings.save(meeting, KAYA, 0, "Over haar")
    meetings.save(meeting, KAYA, 1, "Nog meer over haar")
    meetings.save(meeting, About(), 0, "Eerst F. Kaya")
    meetings.save(meeting, About(), 1, "F. Kaya en de anderen")
    erased = erase(store, Subject(CASE, "kaya"), "asked for")
    left = meetings.latest(CASE, SEAT)
    assert left.people == tuple(
        erased.pseudonym if each == "kaya" else each for each in meeting.people
    )
    notes = meetings.notes(left)
    assert [note.text for note in notes.values()] == [f"{erased.pseudonym} en de anderen"]
    assert not store.rows("SELECT 1 FROM meeting_notes WHERE text LIKE '%Kaya%'")
    assert not store.rows("SELECT 1 FROM meeting_notes WHERE kind = 'candidate'")
    # Whoever had it open is shown both, and does not bring the name back.
    with pytest.raises(NoteOvertaken):
        meetings.save(left, About(), 2, "F. Kaya en de anderen, nog eens")
    assert verify(store.path).damages == ()


def test_notes_about_who_was_not_chosen_go_after_their_term(store, meetings, meeting):
    for person in PEOPLE:
        meetings.save(meeting, About("candidate", person), 0, f"Over {person}")
    meetings.save(meeting, About("behaviour", "crisis"), 0, "Over een crisis")
    decided = closed(store, CASE, rank=1)
    seats = Dossiers(store).open(Dossiers(store).find(CASE)).situation().incumbents
    assert seats[SEAT] is None
    days, now = Terms().ratings_of_people_not_chosen, datetime.fromisoformat(decided.at)
    kind = "Notes about people who were not chosen"

    def waiting(at):
        return next(each.records for each in due(store, Terms(), at) if each.kind == kind)

    assert waiting(now + timedelta(days=days, hours=-1)) == 0
    assert waiting(now + timedelta(days=days, hours=1)) == len(PEOPLE) - 1
    let_go(store, Terms(), datetime.now(UTC) + timedelta(days=days, hours=1))
    left = meetings.notes(meeting)
    assert len([about for about in left if about.kind == "candidate"]) == 1
    assert left[About("behaviour", "crisis")].text == "Over een crisis"
