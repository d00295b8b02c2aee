"""Erasing a person: nothing of them is found afterwards, and everything else still holds."""

import json
import zlib
from contextlib import suppress

import pytest

from planner.domain.composition import Composition
from planner.domain.level import Level
from planner.dossier.editing import Edit
from planner.dossier.erasing import Erasure, without
from planner.dossier.exploring import Step
from planner.dossier.reading import read_dossier
from planner.dossier.written_json import write_json
from planner.ratings.rating import Evidence
from planner.resources.files import resource_path
from planner.store.accounts import Accounts
from planner.store.acting import Actor, acting
from planner.store.consents import Consents
from planner.store.corrections import Corrections
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.erasing import ERASURES_NAME, PARTS, erase, erase_again, held_about
from planner.store.errors import StoreError, Unknown
from planner.store.freezes import Freezes
from planner.store.invitations import Invitations
from planner.store.jobs import Ending, Jobs
from planner.store.kept_ratings import Given
from planner.store.memberships import Memberships, Role
from planner.store.notes import About, Meetings
from planner.store.personal.part import Subject
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRounds
from planner.store.rating_takeovers import Takeovers
from planner.store.ratings import Ratings
from planner.store.scenarios import Explorations
from planner.store.told import recorded
from planner.store.trail import Trail
from planner.store.verifying import verify
from tests.deciding import closed, drafted

ADDED = recorded("added")
FEITSMA = Subject("mt-uitvoering", "feitsma")
EXAMPLES = {
    path.stem: path.read_bytes()
    for path in sorted(resource_path("fixtures", "dossiers").glob("*.json"))
}


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    for name, content in EXAMPLES.items():
        Dossiers(opened).add(content, ADDED, name)
    yield opened
    opened.close()


def everybody():
    return [
        (name, person["id"], person.get("name"))
        for name, content in EXAMPLES.items()
        for person in json.loads(content)["people"]
    ]


def everything_kept(folder):
    """Return all bytes that lie in a data folder, what is compressed in them too."""
    found = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        found.append(data)
        position = data.find(b"\x78\x9c")
        while position >= 0:
            unpacker = zlib.decompressobj()
            with suppress(zlib.error):
                found.append(unpacker.decompress(data[position:]))
            position = data.find(b"\x78\x9c", position + 1)
    return b"\n".join(found)


def work_with(store, dossier, person):
    """Let somebody stand in everything that is kept."""
    dossiers = Dossiers(store)
    kept = dossiers.find(dossier)
    read = dossiers.open(kept)
    behaviour = read.whole_repertoire.behaviours[0].id
    told = recorded("{person}: changed", person=person)
    note = f"Over {person} is gesproken"
    kept = dossiers.edit(dossier, kept.version, [Edit(("people", person, "note"), note)], told)
    edit = Edit(("people", person, "levels", behaviour), 2)
    kept = dossiers.edit(dossier, kept.version, [edit], told)
    seat = read.teams[0].seats[0].id
    explorations = Explorations(store)
    steps = [Step(seats={seat: person}), Step(seats={seat: None})]
    explored = explorations.begin(dossier, "ann", kept.version, steps)
    explored = explorations.go_to(explored.id, dossier, explored.version, 1)
    explorations.name(explored.id, dossier, explored.version, "Zonder iemand")
    jobs = Jobs(store)
    job = jobs.add(kept, "propose", {}, "ann")
    jobs.end(jobs.claim(), Ending(1.0, answer=json.dumps({"seats": {seat: person}}).encode()))
    roles_of(store, dossier, read, person)
    closed(store, dossier, 0, reasons=note)
    drafted(store, dossier, 0, reasons=note)
    talked_about(store, dossier, seat, person, note)
    trail = Trail(store)
    trail.note("profile.read", f"dossiers/{dossier}/people", dossier=dossier, person=person)
    trail.note("dossier.edit", f"dossiers/{dossier}", dossier=dossier, told=told)
    trail.note("dossier.read", f"dossiers/{dossier}", dossier=dossier)
    return job


def talked_about(store, dossier, seat, person, note):
    """Let a committee talk about somebody, and name them where it is about something else."""
    meeting = Meetings(store).begin(dossier, seat, [person, "somebody-else"], hidden=True)
    name = next(each[2] for each in everybody() if each[:2] == (dossier, person))
    for about in (About("candidate", person), About()):
        Meetings(store).save(meeting, about, 0, f"{note}; {name} was er")


def roles_of(store, dossier, read, person):
    """Let somebody have a way to their profile, ask for corrections, and be spoken of."""
    name = next(each.name for each in read.people if each.id == person)
    account, _ = Invitations(store).invite(dossier, name, Role.PERSON, person, 14)
    corrections = Corrections(store)
    asked = corrections.ask(dossier, person, account.id, f"{name} zegt dat dit niet klopt")
    corrections.answer(asked.id, dossier, person, f"Aangepast voor {name}")
    corrections.ask(dossier, "somebody-else", account.id, f"Dit ging over {name}")
    freezes, asked_less = Freezes(store), read.model_copy(update={"priorities": ()})
    freezes.fix(dossier, 1, read)
    freezes.follow(dossier, 1, read, asked_less, f"Omdat {name} dat vroeg")
    consents = Consents(store)
    for whom in (person, "somebody-else"):
        consents.give(dossier, whom, given_on="2026-01-31", ground=f"{name} was erbij")
    consents.withdraw(dossier, person)
    rated_by_all(store, dossier, read, person, account.id)


def rated_by_all(store, dossier, read, person, account):
    """Let somebody be rated, rate themselves and another, and be written about."""
    name = next(each.name for each in read.people if each.id == person)
    other = next(each.id for each in read.people if each.id != person)
    repertoire = read.whole_repertoire
    behaviour = repertoire.behaviours[0].id
    colleague = Accounts(store).add("Collega")
    begun = RatingRounds(store).begin(
        dossier, f"Over {name}", "interview", repertoire.scale, [person, other], [behaviour]
    )
    rated = {account: {person: "self", other: "stakeholder"}, colleague.id: {person: "committee"}}
    for rater, people in rated.items():
        Raters(store).add(dossier, begun.id, rater, people)
        for whom in people:
            evidence = Evidence(situation=f"{name} en een ander")
            Ratings(store).give(dossier, begun.id, rater, Given(whom, behaviour, 30, evidence), 0)
    RatingRounds(store).open(dossier, begun.id, f"{name} wacht")
    Takeovers(store).keep(begun, 2, {person: {behaviour: Level(30)}})


@pytest.mark.parametrize(("dossier", "person", "name"), everybody())
def test_a_version_without_somebody_is_valid_and_does_not_name_them(dossier, person, name):
    others = tuple(n for d, p, n in everybody() if d == dossier and p != person and n)
    erasure = Erasure.of(person, (name,), others)
    left = without(EXAMPLES[dossier], erasure)
    read = read_dossier(left)
    before = read_dossier(EXAMPLES[dossier])
    assert len(read.people) == len(before.people)
    assert name not in left.decode()
    assert person not in {each.id for each in read.people}
    replaced = {
        seat: erasure.pseudonym if sits == person else sits
        for seat, sits in before.situation().incumbents.items()
    }
    assert Composition(read.situation().incumbents) == Composition(replaced)


def test_a_version_in_which_somebody_does_not_stand_stays_as_it_is():
    content = EXAMPLES["mt-uitvoering"]
    assert without(content, Erasure.of("nobody-at-all", ())) is content


@pytest.mark.parametrize(("dossier", "person", "name"), everybody()[::4])
def test_nothing_is_found_of_somebody_who_was_erased(store, tmp_path, dossier, person, name):
    work_with(store, dossier, person)
    assert name.encode() in everything_kept(tmp_path)
    with acting(Actor("ann")):
        erased = erase(store, Subject(dossier, person), "asked for by the person")
    store.close()
    kept = everything_kept(tmp_path)
    assert name.encode() not in kept
    assert json.dumps(person).encode() not in kept
    assert erased.pseudonym.encode() in kept
    assert verify(store.path).damages == ()


def test_the_dossier_as_it_stands_does_without_them(store):
    team = read_dossier(EXAMPLES["mt-uitvoering"]).teams[0]
    sitting = team.seats[0]
    assert sitting.incumbent
    place = ("teams", team.id, "seats", sitting.id, "locked")
    Dossiers(store).edit("mt-uitvoering", 1, [Edit(place, True)], ADDED)
    erase(store, Subject("mt-uitvoering", sitting.incumbent), "asked for")
    read = read_dossier(Dossiers(store).find("mt-uitvoering").content)
    seat = read.teams[0].seats[0]
    assert (seat.incumbent, seat.locked) == (None, False)
    assert not any(person.id.startswith("erased-") for person in read.people)


def test_steps_of_others_stay(store):
    work_with(store, "mt-uitvoering", "feitsma")
    erase(store, Subject("mt-uitvoering", "feitsma"), "asked for")
    (scenario,) = Explorations(store).of_dossier("mt-uitvoering", "ann")
    (step,) = scenario.steps
    assert list(step.seats.values()) == [None]
    assert scenario.done == 0


def test_all_that_is_held_is_told(store):
    work_with(store, "mt-uitvoering", "feitsma")
    held = held_about(store, Subject("mt-uitvoering", "feitsma"))
    assert [bool(each.records) for each in held] == [True] * len(PARTS)
    profiles = held[0].records
    assert len(profiles) == 3
    assert profiles[-1]["profile"]["note"].startswith("Over")
    assert b"Over feitsma" in write_json([each.records for each in held])


def test_texts_that_name_somebody_are_held_wherever_people_wrote_them(store):
    work_with(store, "mt-uitvoering", "feitsma")
    closed(store, "mt-uitvoering", 0, reasons="W. Feitsma zou alles alleen dragen")
    held = {each.kind: each.records for each in held_about(store, FEITSMA)}
    decided = [text for each in held["decisions"] for text in each["texts"]]
    assert "W. Feitsma zou alles alleen dragen" in decided
    assert {"text": "Omdat W. Feitsma dat vroeg"}.items() <= held["corrections"][-1].items()
    assert any("W. Feitsma was er" in each.get("note", "") for each in held["meetings"])
    assert any("Over W. Feitsma" in each.get("texts", ()) for each in held["ratings"])


def test_whoever_is_not_there_cannot_be_erased(store):
    with pytest.raises(Unknown):
        erase(store, Subject("mt-uitvoering", "nobody"), "asked for")
    with pytest.raises(Unknown):
        held_about(store, Subject("nothing", "feitsma"))


def test_a_ground_that_names_the_person_is_refused(store):
    head = Trail(store).head()
    with pytest.raises(StoreError, match="without a name"):
        erase(store, Subject("mt-uitvoering", "feitsma"), "W. Feitsma asked")
    assert Trail(store).head() == head
    assert Dossiers(store).find("mt-uitvoering").version == 1


def test_the_trail_tells_of_the_erasure_by_whom_and_why(store):
    work_with(store, "mt-uitvoering", "feitsma")
    with acting(Actor("ann")):
        erase(store, Subject("mt-uitvoering", "feitsma"), "asked for")
    (told,) = [
        json.loads(row["payload"])["attributes"]
        for row in store.rows("SELECT payload FROM trail_entries WHERE name = 'person.erase'")
    ]
    assert (told["abd.account"], told["abd.reason"]) == ("ann", "asked for")
    erased = {
        row["sequence"]
        for row in store.rows("SELECT sequence FROM trail_entries WHERE payload IS NULL")
    }
    assert set(told["abd.erased"]) == erased
    assert len(erased) >= 2


def test_copies_go_and_whoever_was_erased_is_erased_again_after_a_restore(store, tmp_path):
    copy = tmp_path / "abd-planner-before-step-3.sqlite3"
    copy.write_bytes(b"W. Feitsma")
    erased = erase(store, Subject("mt-uitvoering", "feitsma"), "asked for")
    assert erased.copies == (copy,)
    assert not copy.exists()
    assert "feitsma" not in (tmp_path / ERASURES_NAME).read_text().casefold()
    assert erase_again(store) == 0
    # As after a backup was put back.
    dossiers = Dossiers(store)
    dossiers.edit(
        "mt-uitvoering",
        dossiers.find("mt-uitvoering").version,
        [Edit(("people", "feitsma"), {"id": "feitsma", "name": "W. Feitsma"})],
        ADDED,
    )
    assert erase_again(store) == 1
    store.close()
    assert b"Feitsma" not in everything_kept(tmp_path)


def test_whoever_is_erased_does_not_come_in_any_more(store):
    invitations = Invitations(store)
    account, _ = invitations.invite("mt-uitvoering", "K.", Role.PERSON, "kaya", 14)
    own = Accounts(store).add("Kaya", "kaya@voorbeeld.example")
    Memberships(store).add("mt-uitvoering", own.id, Role.PERSON, "kaya")
    Memberships(store).add("mt-uitvoering", own.id, Role.READER)
    guest, _ = invitations.invite("mt-uitvoering", "Collega van Kaya", Role.RATER, "", 14)
    erased = erase(store, Subject("mt-uitvoering", "kaya"), "asked for by the person")
    assert erased.accounts == ("Kaya, kaya@voorbeeld.example",)
    assert Accounts(store).find(guest.id).name == f"Collega van {erased.pseudonym}"
    assert Memberships(store).of_account(account.id) == []
    assert Accounts(store).find(account.id).disabled_at is not None
    # An account of their own stays, with what else it is for.
    assert [each.role for each in Memberships(store).of_account(own.id)] == [Role.READER]
    assert Accounts(store).find(own.id).disabled_at is None
