"""Passwords, second factors and recovery codes: right once, wrong in the same way, well hidden."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from planner.store.accounts import Accounts
from planner.store.credentials import Credentials, new_secret
from planner.store.errors import Unknown
from planner.store.seal import sealed
from planner.store.verifying import verify
from tests.store.test_sessions import Count, kept

KEY, PASSWORD = b"k" * 32, "kaas tussen sterren"


@pytest.fixture
def count() -> Count:
    return Count()


@pytest.fixture
def credentials(store, count) -> Credentials:
    return Credentials(store, KEY, count)


@pytest.fixture
def account(store) -> str:
    return Accounts(store).add("Ann", "ann@example.org").id


@pytest.fixture
def secret() -> str:
    return new_secret()


@pytest.fixture
def codes(credentials, account, secret, count) -> list[str]:
    """Set up, and return the recovery codes; the code of this half minute is used up."""
    hashed = credentials.hashed(PASSWORD)
    recovery = credentials.set_up(account, hashed, secret, pyotp.TOTP(secret).at(count.now))
    count.now += 30
    return recovery


def code(secret, count, later=0) -> str:
    return pyotp.TOTP(secret).at(count.now + later)


@pytest.mark.usefixtures("codes")
def test_a_password_and_a_code_prove_once(credentials, account, secret, count):
    now = code(secret, count)
    assert credentials.prove(account, PASSWORD, now)
    assert not credentials.prove(account, PASSWORD, now)
    count.now += 30
    assert credentials.prove(
        account, PASSWORD, f" {code(secret, count)[:3]} {code(secret, count)[3:]}"
    )


@pytest.mark.usefixtures("codes")
def test_the_code_that_set_it_up_is_used_up(credentials, account, secret, count):
    assert not credentials.prove(account, PASSWORD, code(secret, count, -30))


@pytest.mark.usefixtures("codes")
def test_a_code_is_good_for_half_a_minute_before_and_after(credentials, account, secret, count):
    assert not credentials.prove(account, PASSWORD, code(secret, count, 60))
    assert credentials.prove(account, PASSWORD, code(secret, count, 30))
    # An older one than the last that was used is refused, though its time is not over.
    assert not credentials.prove(account, PASSWORD, code(secret, count))
    count.now += 90
    assert not credentials.prove(account, PASSWORD, code(secret, count, -60))


@pytest.mark.usefixtures("codes")
def test_nothing_else_proves(credentials, account, secret, count):
    now = code(secret, count)
    assert not credentials.prove(account, PASSWORD + " ", now)
    assert not credentials.prove(account, "", now)
    assert not credentials.prove(account, PASSWORD, "")
    assert not credentials.prove(account, PASSWORD, "١٢٣٤٥٦")
    assert not credentials.prove(None, PASSWORD, now)
    assert not credentials.prove("no such", PASSWORD, now)
    # A wrong password did not use up the code.
    assert credentials.prove(account, PASSWORD, now)


@pytest.mark.usefixtures("codes")
def test_one_code_that_comes_many_times_at_once_is_right_once(credentials, account, secret, count):
    now = code(secret, count)
    with ThreadPoolExecutor(8) as pool:
        proofs = pool.map(lambda _: credentials.prove(account, PASSWORD, now), range(8))
    assert sorted(proofs) == [False] * 7 + [True]


def test_a_recovery_code_works_once_however_it_is_typed(credentials, account, codes):
    assert len(set(codes)) == 10
    assert credentials.prove(account, PASSWORD, codes[0])
    assert not credentials.prove(account, PASSWORD, codes[0])
    assert credentials.prove(account, PASSWORD, codes[1].lower().replace("-", " "))
    assert not credentials.prove(account, "wrong", codes[2])
    assert credentials.recovery_codes_left(account) == 8
    assert not credentials.prove(None, PASSWORD, codes[2])


@pytest.mark.usefixtures("codes")
def test_a_password_is_the_same_from_every_keyboard(credentials, account, secret, count):
    credentials.change_password(account, "één ﬁets te veel")
    assert credentials.prove(account, "e\u0301e\u0301n fiets te veel", code(secret, count))


def test_changing_one_leaves_the_other(credentials, account, secret, count, codes):
    credentials.change_password(account, "paarse fietsen")
    assert not credentials.prove(account, PASSWORD, code(secret, count))
    assert credentials.prove(account, "paarse fietsen", code(secret, count))
    other = new_secret()
    fresh = credentials.change_factor(account, other, code(other, count))
    count.now += 30
    assert not credentials.prove(account, "paarse fietsen", code(secret, count))
    assert not credentials.prove(account, "paarse fietsen", codes[0])
    assert credentials.prove(account, "paarse fietsen", code(other, count))
    assert credentials.prove(account, "paarse fietsen", fresh[0])


def test_who_has_none_changes_none(credentials, account):
    with pytest.raises(Unknown):
        credentials.change_password(account, PASSWORD)
    with pytest.raises(Unknown):
        credentials.change_factor(account, new_secret(), "123456")


@pytest.mark.usefixtures("codes")
def test_what_is_dropped_proves_nothing(credentials, account, secret, count):
    credentials.drop(account)
    assert credentials.of(account) is None
    assert credentials.recovery_codes_left(account) == 0
    assert not credentials.prove(account, PASSWORD, code(secret, count))


def test_the_database_alone_tells_no_secret(store, secret, codes):
    content = kept(store)
    assert "$argon2id$" in content
    assert [text for text in (PASSWORD, secret, *codes) if text in content] == []
    assert verify(store.path).damages == ()


def test_passwords_are_hashed_at_a_cost(credentials):
    # RFC 9106, section 4: 64 MiB, three passes, four lanes.
    assert credentials.hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.usefixtures("codes")
def test_what_is_encrypted_cannot_be_changed_unseen(store, credentials, account, secret, count):
    """Whichever byte of a second factor is another one: no code of it is right any more."""
    (row,) = store.rows("SELECT * FROM credentials")
    token = urlsafe_b64decode(row["secret"])
    assert secret.encode() not in token
    for position in (0, 1, 8, 9, 24, 25, len(token) - 33, len(token) - 1):
        changed = bytearray(token)
        changed[position] ^= 1
        kept = sealed({**row, "secret": urlsafe_b64encode(changed)})
        with store.writing() as tables:
            tables.table("credentials").upsert(kept, pk="account")
        assert not credentials.prove(account, PASSWORD, code(secret, count)), position
    with store.writing() as tables:
        tables.table("credentials").upsert(row, pk="account")
    assert credentials.prove(account, PASSWORD, code(secret, count))


def test_with_another_key_no_code_is_right(store, account, secret, count, codes):
    elsewhere = Credentials(store, b"x" * 32, count)
    assert not elsewhere.prove(account, PASSWORD, code(secret, count))
    # The recovery codes need no key, so nobody is shut out by its loss.
    assert elsewhere.prove(account, PASSWORD, codes[0])


def test_who_is_unknown_is_compared_as_well(
    credentials, account, secret, count, codes, monkeypatch
):
    """What takes long, the hash, is worked out once for each attempt, whoever it is."""
    compared = []
    real = credentials._is_password
    monkeypatch.setattr(
        credentials, "_is_password", lambda *given: compared.append(given) or real(*given)
    )
    for who in (account, None, "no such"):
        credentials.prove(who, "wrong", code(secret, count))
    assert len(compared) == 3
    assert all(hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for hashed, _ in compared)
