"""Managing accounts on the page: who may, what it does, and what it never shows."""

import re

import pytest

from planner.domain.text import say
from planner.store.accounts import Accounts
from planner.store.dossiers import Dossiers
from planner.store.enrolments import Enrolments
from planner.store.memberships import Memberships, Role
from tests.web.conftest import form_token, page
from tests.web.people import PASSWORD, set_up, token_of, try_in, with_account


@pytest.fixture
def boss(shared_app, sign_in, clock):
    return with_account(shared_app, sign_in, clock, "boss@example.org", is_administrator=True)


@pytest.fixture
def ann(shared_app, sign_in, clock):
    return with_account(shared_app, sign_in, clock)


@pytest.fixture
def managing(boss, shared_app):
    """The browser of an administrator."""
    return boss.signs_in(shared_app)


def do(client, address, **typed):
    return client.post(address, data={"csrf_token": form_token(client, "/accounts"), **typed})


def test_an_administrator_makes_an_account_that_then_is_set_up(managing, shared_app, store, clock):
    answer = do(managing, "/accounts", name="Dirk Post", login="Dirk@example.org")
    text = answer.get_data(as_text=True)
    link = re.search(r'value="http://localhost(/enrol/[^"]+)"', text)[1]
    account = Accounts(store).by_login("dirk@example.org")
    assert not account.is_administrator
    assert "heeft nog niet gekozen" in page(managing, "/accounts")
    dirk = set_up(shared_app.test_client(), link, account, clock)
    assert "heeft nog niet gekozen" not in page(managing, "/accounts")
    dirk.signs_in(shared_app)
    assert link not in page(managing, "/accounts")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"name": "", "login": "x"}, "ontbreekt"),
        ({"name": "X", "login": ""}, "ontbreekt"),
        ({"name": "X", "login": "two words"}, "één woord"),
        ({"name": "X", "login": "x" * 255}, "één woord"),
        ({"name": "x" * 121, "login": "x"}, "hoogstens 120"),
        ({"name": "X", "login": "BOSS@example.org"}, "Iemand anders"),
    ],
)
def test_what_cannot_be_an_account_is_refused_at_its_field(managing, store, typed, why):
    before = len(Accounts(store).all())
    answer = do(managing, "/accounts", **typed)
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)
    assert len(Accounts(store).all()) == before


def test_disabling_and_enabling(managing, shared_app, ann):
    client = ann.signs_in(shared_app)
    base = f"/accounts/{ann.account.id}"
    asked = do(managing, f"{base}/disable").get_data(as_text=True)
    assert "Account van Ann uitschakelen?" in asked
    page(client, "/account")
    do(managing, f"{base}/disable", sure="1")
    page(client, "/account", 401)
    assert try_in(client, "ann@example.org", PASSWORD, ann.code()).status_code == 422
    assert "uitgeschakeld" in page(managing, "/accounts")
    assert do(managing, f"{base}/link").status_code == 409
    do(managing, f"{base}/enable")
    ann.signs_in(shared_app)


def test_a_new_link_leaves_what_there_is_until_it_is_used(managing, shared_app, ann, clock):
    client = ann.signs_in(shared_app)
    text = do(managing, f"/accounts/{ann.account.id}/link").get_data(as_text=True)
    link = re.search(r'value="http://localhost(/enrol/[^"]+)"', text)[1]
    page(client, "/account")
    set_up(shared_app.test_client(), link, ann.account, clock)
    page(client, "/account", 401)
    assert try_in(client, "ann@example.org", PASSWORD, ann.code()).status_code == 422
    assert try_in(client, "ann@example.org", PASSWORD, ann.recovery[0]).status_code == 422


def test_signing_somebody_out(managing, shared_app, ann):
    client = ann.signs_in(shared_app)
    do(managing, f"/accounts/{ann.account.id}/sign-out")
    page(client, "/account", 401)
    ann.signs_in(shared_app)


def test_somebody_becomes_administrator_and_the_last_one_stays(managing, shared_app, ann, boss):
    mine, hers = f"/accounts/{boss.account.id}", f"/accounts/{ann.account.id}"
    for step in ("dismiss", "disable"):
        answer = do(managing, f"{mine}/{step}", sure="1")
        assert answer.status_code == 409
        assert "enige beheerder" in answer.get_data(as_text=True)
    do(managing, f"{hers}/appoint", sure="1")
    page(ann.signs_in(shared_app), "/accounts")
    do(managing, f"{mine}/dismiss")
    page(managing, "/accounts", 403)


def test_whoever_alone_runs_a_dossier_is_not_disabled_unawares(managing, store, ann):
    dossier = Dossiers(store).all()[0]
    Memberships(store).add(dossier.id, ann.account.id, Role.SECRETARY)
    for step in ("disable", "appoint"):
        asked = do(managing, f"/accounts/{ann.account.id}/{step}").get_data(as_text=True)
        assert "1 dossier heeft dan geen secretaris" in asked
        assert say(dossier.summary.title, "nl", "") in asked
    other = Accounts(store).add("Piet", "piet@example.org")
    Memberships(store).add(dossier.id, other.id, Role.SECRETARY)
    asked = do(managing, f"/accounts/{ann.account.id}/disable").get_data(as_text=True)
    assert "geen secretaris" not in asked


def test_a_disabled_account_can_lose_its_name(managing, store, ann):
    dossier, base = Dossiers(store).all()[0].id, f"/accounts/{ann.account.id}"
    Memberships(store).add(dossier, ann.account.id, Role.MEMBER)
    assert do(managing, f"{base}/forget", sure="1").status_code == 409
    do(managing, f"{base}/disable", sure="1")
    do(managing, f"{base}/forget", sure="1")
    found = Accounts(store).find(ann.account.id)
    assert (found.name, found.login) == (f"erased-{found.id[:8]}", None)
    assert Memberships(store).of_account(found.id) == []
    for address in ("/accounts", "/trail"):
        assert "ann@example.org" not in page(managing, address)
    assert store.rows("SELECT * FROM credentials WHERE account = ?", found.id) == []


def test_an_administrator_reads_no_dossier(managing, store, boss):
    Memberships(store).add("klein", boss.account.id, Role.SECRETARY)
    assert managing.get("/").headers["Location"] == "/accounts"
    page(managing, "/dossiers/klein/team", 404)


def test_others_manage_nothing(shared_app, ann, boss, store):
    client = ann.signs_in(shared_app)
    page(client, "/accounts", 403)
    token = token_of(page(client, "/account"))
    for step in ("disable", "enable", "link", "appoint", "dismiss", "sign-out"):
        answer = client.post(f"/accounts/{boss.account.id}/{step}", data={"csrf_token": token})
        assert answer.status_code == 403, step
    typed = {"csrf_token": token, "name": "X", "login": "x"}
    assert client.post("/accounts", data=typed).status_code == 403
    assert {account.login for account in Accounts(store).all()} == {
        "ann@example.org", "boss@example.org",
    }  # fmt: skip


def test_whom_a_dossier_invited_is_not_told(managing, store):
    guest = Accounts(store).add("Geheime Gast")
    assert "Geheime Gast" not in page(managing, "/accounts")
    for step in ("disable", "link", "appoint", "sign-out"):
        assert do(managing, f"/accounts/{guest.id}/{step}").status_code == 404
    assert do(managing, "/accounts/no-such/disable").status_code == 404


def test_whoever_works_alone_prepares_accounts_for_others(client, store):
    text = page(client, "/accounts")
    assert "draait voor één persoon" in text
    answer = do(client, "/accounts", name="Ann", login="ann", administrator="1")
    assert answer.status_code == 303
    assert Accounts(store).by_login("ann").is_administrator
    # A link to set up would lead nowhere as long as nobody can sign in with a password.
    assert do(client, f"/accounts/{Accounts(store).by_login('ann').id}/link").status_code == 404


def test_html_in_a_name_is_text(managing):
    do(managing, "/accounts", name="<svg onload=x>", login="<b>x</b>")
    text = page(managing, "/accounts")
    assert "&lt;svg onload=x&gt;" in text
    assert "<svg onload" not in text


NEWS = "is een nieuwe aanmeldlink voor"


def test_a_new_link_is_told_to_whom_it_concerns(managing, shared_app, store, ann, clock, sign_in):
    """An administrator could use the link themselves: its owner and their secretary see it."""
    dossier = Dossiers(store).all()[0].id
    secretary = with_account(shared_app, sign_in, clock, "piet@example.org")
    Memberships(store).add(dossier, secretary.account.id, Role.SECRETARY)
    Memberships(store).add(dossier, ann.account.id, Role.MEMBER)
    assert NEWS not in page(ann.signs_in(shared_app), "/")
    text = do(managing, f"/accounts/{ann.account.id}/link").get_data(as_text=True)
    link = re.search(r'value="http://localhost(/enrol/[^"]+)"', text)[1]
    # However often they sign in, and also once it was used, by whomever.
    for _ in range(2):
        assert NEWS in page(ann.signs_in(shared_app), "/")
    assert "niet gebruikt" in page(ann.signs_in(shared_app), "/account")
    ann = set_up(shared_app.test_client(), link, ann.account, clock)
    assert NEWS in page(ann.signs_in(shared_app), "/")
    assert "Boss: gebruikt" in page(ann.signs_in(shared_app), "/account")
    running = secretary.signs_in(shared_app)
    assert NEWS in page(running, f"/dossiers/{dossier}/members")
    assert "Heeft een aanmeldlink" in page(running, f"/dossiers/{dossier}/trail")


def test_the_first_link_of_an_account_is_no_news(managing, shared_app, store, ann):
    assert [each.is_first for each in Enrolments(store).of_account(ann.account.id)] == [True]
    assert Enrolments(store).news(ann.account.id) is None
