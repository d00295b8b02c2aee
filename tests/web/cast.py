"""Who there is: an account for each role in one dossier, and those who have none in it."""

from flask import Flask
from flask.testing import FlaskClient

from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.invitations import Invitations
from planner.store.memberships import Memberships, Role
from planner.web.access import SignIn
from planner.web.identity import SESSION_KEY

# In which dossier each has their role, and whom of it the person is.
DOSSIER, PERSON = "mt-uitvoering", "feitsma"
# The dossier of whoever has a role, and none in the other.
ELSEWHERE = "twee-directies-carrousel"


def cast(store: Store) -> dict[str, Account]:
    """Return an account for each role, those of the invited made by their invitations."""
    accounts, memberships = Accounts(store), Memberships(store)
    found = {"owner": accounts.owner()}
    for role in (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.READER):
        found[role] = accounts.add(role.capitalize(), f"{role}@voorbeeld.example")
        memberships.add(DOSSIER, found[role].id, role)
    for role, person in ((Role.RATER, ""), (Role.PERSON, PERSON)):
        found[role], _ = Invitations(store).invite(DOSSIER, role, role, person, 14)
    found["elsewhere"] = accounts.add("Elders", "elders@voorbeeld.example")
    memberships.add(ELSEWHERE, found["elsewhere"].id, Role.SECRETARY)
    found["administrator"] = accounts.add("Beheer", "beheer@voorbeeld.example")
    accounts.change(found["administrator"].id, is_administrator=True)
    # A role that somebody got before they came to manage accounts.
    memberships.add(DOSSIER, found["administrator"].id, Role.SECRETARY)
    return found


def client_of(app: Flask, sign_in: SignIn, account: Account | None) -> FlaskClient:
    """Return the browser of somebody who is signed in; of a visitor where there is nobody."""
    client = app.test_client()
    if account is not None:
        token = sign_in.sessions.begin(account.id)
        with client.session_transaction() as kept:
            kept[SESSION_KEY] = token
    return client
