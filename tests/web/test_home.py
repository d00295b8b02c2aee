"""The first page: what waits there for whoever comes, by what they are in a dossier."""

import json
import re
from html import unescape

import pytest

from planner.dossier.editing import Edit
from planner.store.decision_drafts import DecisionDrafts, Draft, Drafted
from planner.store.dossiers import Dossiers
from planner.store.freezes import Freezes
from planner.store.memberships import Memberships, Role
from planner.store.told import recorded
from tests.web.cases import example
from tests.web.cast import DOSSIER
from tests.web.deciding import decided, headline
from tests.web.rounds_of_rating import Committee, address_of


@pytest.fixture
def committee(app, store, sign_in):
    return Committee(app, store, sign_in)


def home(committee, who):
    return unescape(committee.get(who, "/"))


def steps(committee, who):
    """Return what waits, and where each leads."""
    return re.findall(
        r'class="next-step[^"]*"><span>([^<]*)</span> <a class="roomy" href="([^"]*)"',
        home(committee, who),
    )


def test_a_round_is_told_to_each_as_what_they_have_to_do(committee):
    begun = committee.begun("ann", "bea")
    form, page = f"{address_of(begun)}/form", address_of(begun)
    assert headline(home(committee, "ann")) == "U hebt nog 6 beoordelingen te geven"
    assert steps(committee, "ann") == [("U hebt nog 6 beoordelingen te geven.", form)]
    assert steps(committee, "cor") == [("‘Gesprekken’ loopt: 0 van de 2 zijn klaar.", page)]
    committee.gives(begun, "ann", 30)
    for who in ("ann", "chair"):
        assert steps(committee, who) == [("‘Gesprekken’ loopt: 1 van de 2 zijn klaar.", page)]
        assert headline(home(committee, who)) == "In dit dossier wacht niets op u"
    committee.gives(begun, "bea", 30)
    said = "Allen hebben beoordeeld in ‘Gesprekken’: de ronde kan open"
    assert headline(home(committee, "chair")) == said
    assert headline(home(committee, "ann")) == "In dit dossier wacht niets op u"


@pytest.mark.parametrize("is_blind", [True, False])
def test_nothing_leads_to_a_page_that_is_not_theirs(committee, is_blind):
    if is_blind:
        begun = committee.begun("ann", "bea")
        committee.asked(begun, "rater", "peer")
    for who in ("secretary", "chair", "ann", "cor", "reader", "rater", "person"):
        text = home(committee, who)
        titles = re.findall(r'class="dossier-title"><a href="([^"]*)"', text)
        for address in [*titles, *(address for _, address in steps(committee, who))]:
            answer = committee.client(who).get(address, follow_redirects=True)
            assert answer.status_code == 200, (who, address)
        # Levels that stand there already would be in the mind of whoever rates.
        hidden = who in ("reader", "rater", "person") or (is_blind and who in ("ann", "cor"))
        assert ("82,9\N{NO-BREAK SPACE}% gedekt" not in text) is hidden, who


def test_whoever_came_for_one_thing_finds_it_first(committee):
    committee.asked(committee.begun("ann"), "rater", "peer")
    for who, said in (
        ("reader", "Hier leest u het besluit zodra het gesloten is."),
        ("rater", "U hebt nog 6 beoordelingen te geven."),
        ("person", "Dit dossier gaat ook over u."),
    ):
        text = home(committee, who)
        assert headline(text) == "Voor u"
        assert text.index(said) < text.find("Start de rondleiding") % len(text)


def test_a_task_that_is_not_fixed_waits_for_whoever_fixes_it(committee, store):
    content = json.dumps(example(DOSSIER), ensure_ascii=False).encode()
    kept = Dossiers(store).add(content, recorded("added"))
    for who, role in (("chair", Role.CHAIR), ("ann", Role.MEMBER)):
        Memberships(store).add(kept.id, committee.people[who].id, role)
    said = "De opgave is nog niet vastgesteld."
    assert headline(home(committee, "chair")).startswith(said.removesuffix("."))
    assert said in home(committee, "ann")
    assert not headline(home(committee, "ann")).startswith(said.removesuffix("."))
    Freezes(store).fix(kept.id, kept.version, Dossiers(store).open(kept))
    assert said not in home(committee, "chair")


def test_a_decision_waits_until_it_is_closed_and_is_read_after_that(committee, store, jobs):
    seats = dict.fromkeys(Dossiers(store).open(Dossiers(store).find(DOSSIER)).situation().seats)
    begun = Draft(DOSSIER, 1, 0, Drafted(seats=seats))
    DecisionDrafts(store).save(begun, 0, begun.drafted)
    assert headline(home(committee, "chair")) == "Er is een besluit begonnen, en nog niet gesloten"
    assert "Er is een besluit begonnen" not in home(committee, "ann")
    DecisionDrafts(store).clear(DOSSIER)
    decided(committee.client("chair"), jobs)
    for who in ("chair", "ann", "reader"):
        assert steps(committee, who) == [
            ("Het besluit is gesloten.", f"/dossiers/{DOSSIER}/decision")
        ]
    dossiers = Dossiers(store)
    later = [Edit(("note",), "Er is een nieuwe vacature.")]
    dossiers.edit(DOSSIER, dossiers.find(DOSSIER).version, later, recorded("changed"))
    assert steps(committee, "chair")[0][0] == "Eén stoel is leeg."
