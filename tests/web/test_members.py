"""Leden: giving and taking roles, and links for whoever has no account."""

import re

import pytest

from planner.store.accounts import Accounts
from planner.store.clock import now
from planner.store.invitations import Invitations
from planner.store.memberships import Memberships, Role
from tests.store.test_invitations import expire
from tests.web.cast import DOSSIER, PERSON, cast, client_of
from tests.web.conftest import form_token, page

LEDEN = f"/dossiers/{DOSSIER}/members"
INVITATIONS = f"/dossiers/{DOSSIER}/invitations"
RATE = f"/dossiers/{DOSSIER}/ratings/mine"


@pytest.fixture
def people(store):
    return cast(store)


@pytest.fixture
def secretary(app, sign_in, people):
    return client_of(app, sign_in, people["secretary"])


def sent(client, address, **data):
    return client.post(address, data={"csrf_token": form_token(client, LEDEN), **data})


def roles(store, account):
    held = Memberships(store).of_account(account.id)
    return {each.role for each in held if each.dossier == DOSSIER}


def link(client, **asked):
    """Invite somebody, and return the address that is shown once."""
    given = {"name": "A. Collega", "invited_role": "rater", "days": "14", **asked}
    assert sent(client, INVITATIONS, **given).status_code == 303
    return re.search(r'id="new-link"[^>]*value="([^"]+)"', page(client, LEDEN))[1]


def begun(app, address):
    """Use a link as its browser does, and return that browser with the answer."""
    visitor = app.test_client()
    return visitor, visitor.post(address, data={"csrf_token": form_token(visitor, address)})


def test_a_role_is_given_by_login(secretary, store):
    new = Accounts(store).add("Nieuw", "nieuw@voorbeeld.example")
    answer = sent(secretary, LEDEN, login=" NIEUW@voorbeeld.example ", role="reader")
    assert answer.status_code == 303
    assert roles(store, new) == {Role.READER}
    assert "Lezer van het besluit" in page(secretary, LEDEN)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"login": "", "role": "reader"}, "leeg"),
        ({"login": "niemand@voorbeeld.example", "role": "reader"}, "is hier van niemand"),
        ({"login": "dicht@voorbeeld.example", "role": "reader"}, "is hier van niemand"),
        ({"login": "beheer@voorbeeld.example", "role": "reader"}, "leest geen dossiers"),
        ({"login": "nieuw@voorbeeld.example", "role": "owner"}, "keuzes"),
        ({"login": "nieuw@voorbeeld.example", "role": "person"}, "iemand uit dit dossier"),
        (
            {"login": "nieuw@voorbeeld.example", "role": "person", "person": "niemand"},
            "iemand uit dit dossier",
        ),
    ],
)
def test_what_cannot_be_given_is_explained(secretary, store, data, said):
    new = Accounts(store).add("Nieuw", "nieuw@voorbeeld.example")
    closed = Accounts(store).add("Dicht", "dicht@voorbeeld.example")
    Accounts(store).change(closed.id, disabled_at=now())
    answer = sent(secretary, LEDEN, **data)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert roles(store, new) == roles(store, closed) == set()


def test_an_account_is_one_person(secretary, store):
    new = Accounts(store).add("Nieuw", "nieuw@voorbeeld.example")
    given = {"login": "nieuw@voorbeeld.example", "role": "person"}
    assert sent(secretary, LEDEN, **given, person="kaya").status_code == 303
    answer = sent(secretary, LEDEN, **given, person="feitsma")
    assert answer.status_code == 422
    assert Memberships(store).person_in(new.id, DOSSIER) == "kaya"


def test_a_role_is_taken_away(secretary, store, people):
    address = f"{LEDEN}/{people['reader'].id}/remove"
    assert sent(secretary, address, role="reader").status_code == 303
    assert roles(store, people["reader"]) == set()


def test_the_last_secretary_cannot_be_taken_away(secretary, store, people):
    # Whoever manages accounts has that role here too, from before: it counts for nothing.
    address = f"{LEDEN}/{people['secretary'].id}/remove"
    answer = sent(secretary, address, role="secretary")
    assert answer.status_code == 422
    assert "laatste secretaris" in answer.get_data(as_text=True)
    assert roles(store, people["secretary"]) == {Role.SECRETARY}


def test_whoever_takes_their_own_role_away_is_out(secretary, store, people):
    other = Accounts(store).add("Ander", "ander@voorbeeld.example")
    Memberships(store).add(DOSSIER, other.id, Role.SECRETARY)
    address = f"{LEDEN}/{people['secretary'].id}/remove"
    answer = sent(secretary, address, role="secretary")
    assert answer.headers["Location"] == "/"
    page(secretary, LEDEN, 404)


def test_a_link_is_shown_once(secretary):
    address = link(secretary)
    assert address.startswith("http://localhost/invitations/")
    assert address not in page(secretary, LEDEN)
    assert "link werkt tot" in page(secretary, LEDEN)


def test_whoever_is_invited_to_rate_is_said_to_be_in_no_round(secretary, store):
    sent(secretary, INVITATIONS, name="A. Collega", invited_role="rater", days="14")
    assert "A. Collega heeft nog niets te beoordelen" in page(secretary, LEDEN)
    assert "beoordeelt nog niets" in page(secretary, LEDEN)
    sent(secretary, INVITATIONS, name="B", invited_role="person", invited_person=PERSON, days="9")
    assert "heeft nog niets te beoordelen" not in page(secretary, LEDEN)


def test_a_link_gives_one_role_in_one_dossier(app, secretary, store):
    address = link(secretary, invited_role="person", invited_person=PERSON)
    visitor, answer = begun(app, address)
    assert answer.headers["Location"] == "/mine"
    assert "Feitsma" in visitor.get("/mine", follow_redirects=True).get_data(as_text=True)
    for closed in (f"/dossiers/{DOSSIER}/team", f"/dossiers/{DOSSIER}/people/kaya", LEDEN):
        page(visitor, closed, 404)
    page(visitor, "/dossiers/new", 403)
    assert "Uw eigen profiel bekijken" in page(visitor, "/")


def test_looking_at_a_link_does_not_use_it_up(app, secretary):
    address = link(secretary)
    scanner = app.test_client()
    for _ in range(3):
        assert "uitgenodigd" in page(scanner, address)
    page(scanner, f"/dossiers/{DOSSIER}/team", 401)
    assert begun(app, address)[1].status_code == 303


def used_by(store):
    """Return the accounts that used their invitation."""
    invited = Invitations(store).of_dossier(DOSSIER)
    return [account for account, each in invited.items() if each.used_at is not None]


def refused(app, address):
    """Return what somebody gets who comes by a link that does not work."""
    visitor = app.test_client()
    text = page(visitor, address, 410)
    token = form_token(app.test_client(), "/method") if "csrf_token" in text else ""
    assert visitor.post(address, data={"csrf_token": token}).status_code in (400, 410)
    page(visitor, "/", 401)
    return text.replace(address.removeprefix("http://localhost"), "")


def test_used_expired_revoked_and_forged_links_are_all_the_same(app, secretary, store):
    used, revoked, late = link(secretary), link(secretary), link(secretary)
    begun(app, used)
    invited = Invitations(store).of_dossier(DOSSIER)
    secrets = {address.rsplit("/", 1)[1]: address for address in (revoked,)}
    account = Invitations(store).look(next(iter(secrets))).account
    assert sent(secretary, f"{INVITATIONS}/{account}/withdraw").status_code == 303
    answers = [refused(app, used), refused(app, revoked)]
    assert len(invited) >= 3
    expire(store)
    answers += [refused(app, late), refused(app, f"http://localhost/invitations/{'x' * 43}")]
    assert len(set(answers)) == 1


def test_a_used_link_does_not_work_by_its_form_either(app, secretary):
    address = link(secretary)
    waiting = app.test_client()
    token = form_token(waiting, address)
    begun(app, address)
    assert waiting.post(address, data={"csrf_token": token}).status_code == 410
    page(waiting, "/", 401)


def test_a_used_link_leads_back_where_it_was_used(app, secretary, sign_in, store):
    address = link(secretary)
    visitor, _ = begun(app, address)
    account = next(iter(used_by(store)))
    sign_in.sessions.end_all(account)
    page(visitor, RATE, 401)
    assert "Ga verder waar u was" in page(visitor, address)
    answer = visitor.post(address, data={"csrf_token": form_token(visitor, address)})
    assert answer.status_code == 303
    page(visitor, RATE)
    # The secretary has the link too.
    assert refused(app, address)
    # Whoever signs out is done: others may use the machine.
    visitor.post("/sign-out", data={"csrf_token": form_token(visitor, RATE)})
    page(visitor, address, 410)


def test_a_link_leads_back_no_more_once_there_is_a_newer_one(app, secretary, store):
    address = link(secretary)
    visitor, _ = begun(app, address)
    account = next(iter(used_by(store)))
    assert sent(secretary, f"{INVITATIONS}/{account}/again").status_code == 303
    page(visitor, address, 410)


def test_an_invitation_that_is_taken_back_ends_the_session(app, secretary, store):
    address = link(secretary, invited_role="person", invited_person=PERSON)
    account = Invitations(store).look(address.rsplit("/", 1)[1]).account
    visitor, _ = begun(app, address)
    page(visitor, f"/dossiers/{DOSSIER}/mine")
    assert sent(secretary, f"{INVITATIONS}/{account}/withdraw").status_code == 303
    page(visitor, f"/dossiers/{DOSSIER}/mine", 401)


def test_a_new_link_lets_the_same_one_in_again(app, secretary, store):
    first = link(secretary)
    account = Invitations(store).look(first.rsplit("/", 1)[1]).account
    assert sent(secretary, f"{INVITATIONS}/{account}/again").status_code == 303
    second = re.search(r'id="new-link"[^>]*value="([^"]+)"', page(secretary, LEDEN))[1]
    assert begun(app, second)[1].status_code == 303
    refused(app, first)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": ""}, "leeg"),
        ({"name": "x" * 121}, "langer dan 120"),
        ({"invited_role": "secretary"}, "keuzes"),
        ({"invited_role": "person"}, "iemand uit dit dossier"),
        ({"days": "0"}, "van 1 tot en met 30"),
        ({"days": "31"}, "van 1 tot en met 30"),
        ({"days": "٣"}, "van 1 tot en met 30"),
    ],
)
def test_an_invitation_that_cannot_be_is_explained(secretary, store, data, said):
    before = len(Accounts(store).all())
    given = {"name": "A. Collega", "invited_role": "rater", "days": "14", **data}
    answer = sent(secretary, INVITATIONS, **given)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert len(Accounts(store).all()) == before


def test_whoever_works_alone_can_invite_too(client):
    assert "0 mensen" not in page(client, LEDEN)
    assert link(client).startswith("http://localhost/invitations/")
