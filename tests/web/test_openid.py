"""Signing in through a provider that really runs; and all that it, or others, may get wrong."""

import json
import re
import time
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server
from werkzeug.test import Client

from planner.dossier.strict_json import InvalidFile
from planner.store.accounts import Accounts
from planner.web.app import create_app
from planner.web.settings import OpenIdConnect, Settings
from tests.web.conftest import page
from tests.web.people import token_of, with_account

# The provider is for tests alone, and uses parts of its library that are to go.
pytestmark = [
    pytest.mark.filterwarnings("ignore:authlib.jose module is deprecated"),
    pytest.mark.filterwarnings("ignore:get_jwt_config"),
]

CLIENT, SECRET = "abd-planner", "a-secret-of-this-client"
EMAIL = "ann@example.org"
Spoil = Callable[[dict], dict]


@dataclass
class Provider:
    """A provider that can be made to lie."""

    issuer: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    # Changes what the token endpoint answers, what the provider says of itself, and its keys.
    token: Spoil = dict
    metadata: Spoil = dict
    keys: Spoil = dict
    is_down: bool = False
    # Which of its addresses leads elsewhere: to where the same is said.
    moved: str = ""

    def put(self, sub: str, **claims: object) -> None:
        """Let the provider know somebody."""
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=10).raise_for_status()


class Between:
    """Stands before the provider's application, and changes what it says."""

    def __init__(self, app: Flask, provider: Provider) -> None:
        self.app = app
        self.provider = provider

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        spoils = {
            "/oauth2/token": self.provider.token,
            "/.well-known/openid-configuration": self.provider.metadata,
            "/jwks": self.provider.keys,
        }
        if self.provider.is_down:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b"not now"]
        if path == self.provider.moved:
            start_response("307 Temporary Redirect", [("Location", f"{path}?again")])
            self.provider.moved = ""
            return [b""]
        if path not in spoils:
            return self.app(environ, start_response)
        if path == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            self.provider.asked.append(parse_qs(body.decode()))
            answer = Client(self.app).open(
                path,
                method="POST",
                data=body,
                base_url=self.provider.issuer,
                content_type=environ["CONTENT_TYPE"],
                headers={"Authorization": environ.get("HTTP_AUTHORIZATION", "")},
            )
        else:
            answer = Client(self.app).get(path, base_url=self.provider.issuer)
        content = json.dumps(spoils[path](json.loads(answer.data))).encode()
        start_response(answer.status, [("Content-Type", "application/json")])
        return [content]


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock
    provider = Provider()
    app = oidc_provider_mock.app(require_nonce=True)
    server = make_server("localhost", 0, Between(app, provider), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    provider.issuer = f"http://localhost:{server.server_port}"
    yield provider
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def provider(running: Provider) -> Iterator[Provider]:
    running.put(EMAIL, email=EMAIL, email_verified=True)
    yield running
    running.token = running.metadata = running.keys = dict
    running.is_down = False
    running.moved = ""
    running.asked.clear()


@pytest.fixture
def settings(provider, tmp_path) -> Settings:
    file = tmp_path / "client-secret"
    file.write_text(SECRET, encoding="utf-8")
    return Settings(
        oidc=OpenIdConnect(
            issuer=provider.issuer, client_id=CLIENT, client_secret_file=file, label="Rijks-ID"
        )
    )


@pytest.fixture
def app(store, sign_in, jobs, settings) -> Flask:
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)


@pytest.fixture
def ann(store):
    return Accounts(store).add("Ann", EMAIL)


def there(visitor) -> dict[str, list[str]]:
    """Go to the provider; return what it is asked."""
    answer = visitor.get("/sign-in/provider")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    address = urlsplit(answer.headers["Location"])
    return {**parse_qs(address.query), "to": [f"{address.scheme}://{address.netloc}"]}


def and_back(provider, asked: dict[str, list[str]], sub: str = EMAIL, **form: str) -> str:
    """Let somebody agree at the provider; return the address that it leads back to."""
    query = urlencode({name: values[0] for name, values in asked.items() if name != "to"})
    answer = requests.post(
        f"{provider.issuer}/oauth2/authorize?{query}",
        data={"sub": sub, **form},
        allow_redirects=False,
        timeout=10,
    )
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/sign-in/provider/back"
    return f"{back.path}?{back.query}"


def signed_in(visitor, provider, sub: str = EMAIL):
    """Go through it all; return the last answer."""
    return visitor.get(and_back(provider, there(visitor), sub))


def test_somebody_whom_the_provider_knows_and_we_too_gets_in(visitor, provider, ann, store):
    text = page(visitor, "/account", 401)
    assert "Aanmelden met Rijks-ID" in text
    assert 'type="password"' not in text
    answer = signed_in(visitor, provider)
    assert answer.status_code == 303
    assert "Ann" in page(visitor, "/account")
    bound = Accounts(store).find(ann.id)
    assert bound.subject == f"{provider.issuer} {EMAIL}"
    names = [
        json.loads(row["payload"])["name"] for row in store.rows("SELECT * FROM trail_entries")
    ]
    assert names[-2:] == ["account.bind", "session.begin"]


def test_what_is_asked_of_the_provider(visitor, provider, ann):
    asked = there(visitor)
    assert asked["to"] == [provider.issuer]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost/sign-in/provider/back"]
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 20
    assert visitor.get(and_back(provider, asked)).status_code == 303
    verifier = provider.asked[-1]["code_verifier"][0]
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert asked["code_challenge"] == [challenge]
    assert there(visitor.application.test_client())["state"] != asked["state"]


def test_whoever_wanted_a_page_gets_it(visitor, provider, ann):
    link = re.search(r'href="(/sign-in/provider\?[^"]+)"', page(visitor, "/account", 401))[1]
    answer = visitor.get(link)
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    answer = visitor.get(and_back(provider, asked))
    assert answer.headers["Location"] == "/account"
    other = visitor.application.test_client()
    other.get("/sign-in/provider?back=//evil.example/")
    asked = there(other)
    assert other.get(and_back(provider, asked)).headers["Location"] == "/"


def test_the_second_time_it_goes_by_what_the_provider_calls_them(app, provider, ann, store):
    signed_in(app.test_client(), provider)
    Accounts(store).change(ann.id, login="ann.post@example.org")
    provider.put(EMAIL, email="married@example.org", email_verified=True)
    assert signed_in(app.test_client(), provider).status_code == 303
    # And whoever has that address next is somebody else.
    Accounts(store).change(ann.id, login=EMAIL)
    provider.put("successor", email=EMAIL, email_verified=True)
    assert signed_in(app.test_client(), provider, "successor").status_code == 403


def refused(answer, status: int, said: str) -> None:
    """Ensure that nobody was signed in, and that it is said why."""
    text = answer.get_data(as_text=True)
    assert answer.status_code == status, text
    assert said in text
    assert "Naar de pagina om u aan te melden" in text


def test_whom_nobody_knows_here_stays_outside(visitor, provider, store):
    before = len(Accounts(store).all())
    refused(signed_in(visitor, provider), 403, "de planner niet")
    assert len(Accounts(store).all()) == before
    page(visitor, "/account", 401)


@pytest.mark.parametrize("claims", [{}, {"email_verified": False}, {"email_verified": "true"}])
def test_an_address_that_is_not_verified_is_nobodys(visitor, provider, ann, claims):
    provider.put("mallory", email=EMAIL, **claims)
    refused(signed_in(visitor, provider, "mallory"), 403, "de planner niet")


def test_who_is_disabled_stays_outside(app, provider, ann, store):
    Accounts(store).change(ann.id, disabled_at="2026-01-01")
    refused(signed_in(app.test_client(), provider), 403, "uitgeschakeld")
    Accounts(store).change(ann.id, disabled_at=None)
    assert signed_in(app.test_client(), provider).status_code == 303
    Accounts(store).change(ann.id, disabled_at="2026-01-01")
    refused(signed_in(app.test_client(), provider), 403, "uitgeschakeld")


def test_an_account_with_a_password_is_not_taken_over(
    store, sign_in, jobs, settings, provider, clock
):
    both = settings.model_copy(update={"local_accounts": True})
    app = create_app(store, sign_in=sign_in, jobs=jobs, settings=both)
    with_account(app, sign_in, clock, EMAIL)
    refused(signed_in(app.test_client(), provider), 403, "wachtwoord")


def test_somebody_who_does_not_agree_is_told_so(visitor, provider, ann):
    back = and_back(provider, there(visitor), action="deny")
    refused(visitor.get(back), 403, "niet aangemeld")


@pytest.mark.parametrize("state", ["", "forged", None])
def test_a_state_that_was_not_asked_is_refused(visitor, provider, ann, state):
    back = and_back(provider, there(visitor))
    address = re.sub(r"state=[^&]+", "" if state is None else f"state={state}", back)
    refused(visitor.get(address), 400, "geen antwoord")


def test_the_answer_for_one_browser_is_of_no_use_in_another(app, visitor, provider, ann):
    """Nor can somebody have another person signed in as them."""
    back = and_back(provider, there(visitor))
    other = app.test_client()
    there(other)
    refused(other.get(back), 400, "geen antwoord")
    refused(app.test_client().get(back), 400, "geen antwoord")


def test_an_answer_works_once(visitor, provider, ann):
    asked = there(visitor)
    kept = visitor.get_cookie("abd_planner").value
    back = and_back(provider, asked)
    assert visitor.get(back).status_code == 303
    other = visitor.application.test_client()
    refused(other.get(back), 400, "geen antwoord")
    # With the cookie of then the state fits; the provider gives nothing for a used code.
    other.set_cookie("abd_planner", kept)
    refused(other.get(back), 502, "niet te vertrouwen")


def test_a_code_that_was_made_up_is_refused(visitor, provider, ann):
    back = re.sub(r"code=[^&]+", "code=made-up", and_back(provider, there(visitor)))
    refused(visitor.get(back), 502, "niet te vertrouwen")


def test_no_code_is_refused(visitor, provider, ann):
    state = there(visitor)["state"][0]
    refused(visitor.get(f"/sign-in/provider/back?state={state}"), 502, "niet te vertrouwen")


OURS = RSAKey.generate_key(2048, parameters={"kid": "ours"})


def parts_of(token: str) -> tuple[dict, dict]:
    head, body, _ = token.split(".")
    return tuple(json.loads(urlsafe_b64decode(part + "==")) for part in (head, body))


def signed(claims: dict, key=OURS, alg: str = "RS256") -> str:
    return jwt.encode({"alg": alg, "kid": "ours"}, claims, key, algorithms=[alg])


def with_claims(**changed) -> Spoil:
    """Return what signs other claims with a key of ours; moments are seconds from now on."""

    def spoil(answer: dict) -> dict:
        moments = {
            name: int(time.time()) + value
            for name, value in changed.items()
            if name in ("exp", "iat", "nbf") and value is not None
        }
        claims = {**parts_of(answer["id_token"])[1], "at_hash": None, **changed, **moments}
        kept = {name: value for name, value in claims.items() if value is not None}
        return {**answer, "id_token": signed(kept)}

    return spoil


def our_key_too(keys: dict) -> dict:
    return {"keys": [*keys["keys"], OURS.as_dict(private=False)]}


@pytest.mark.parametrize(
    ("changed", "gets_in"),
    [
        # That the key alone is no reason to refuse makes the others mean something.
        ({}, True),
        ({"nonce": "another"}, False),
        ({"nonce": None}, False),
        ({"iss": "https://elsewhere.example"}, False),
        ({"iss": None}, False),
        ({"aud": "another-client"}, False),
        ({"aud": ["another-client"], "azp": CLIENT}, False),
        ({"aud": [CLIENT, "another-client"], "azp": "another-client"}, False),
        ({"aud": None}, False),
        ({"exp": -3600}, False),
        ({"exp": None}, False),
        ({"iat": 3600}, False),
        ({"nbf": 3600}, False),
        ({"sub": None}, False),
        ({"sub": ""}, False),
        ({"sub": 7}, False),
        ({"at_hash": "b3RoZXI"}, False),
    ],
    ids=str,
)
def test_claims_that_are_not_for_us_now_are_refused(visitor, provider, ann, changed, gets_in):
    provider.keys, provider.token = our_key_too, with_claims(**changed)
    answer = signed_in(visitor, provider)
    if gets_in:
        assert answer.status_code == 303
    else:
        refused(answer, 502, "niet te vertrouwen")
        page(visitor, "/account", 401)


def none_signed(answer: dict) -> dict:
    head, claims = parts_of(answer["id_token"])
    parts = [json.dumps(part).encode() for part in ({**head, "alg": "none"}, claims)]
    text = ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
    return {**answer, "id_token": f"{text}."}


def secret_signed(answer: dict) -> dict:
    key = OctKey.import_key(SECRET.ljust(32, "x"))
    return {**answer, "id_token": signed(parts_of(answer["id_token"])[1], key, "HS256")}


def altered(answer: dict) -> dict:
    head, body, signature = answer["id_token"].split(".")
    claims = {**parts_of(answer["id_token"])[1], "sub": "boss"}
    body = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return {**answer, "id_token": f"{head}.{body}.{signature}"}


def without(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "id_token"}


SPOILS = {
    "signed by nobody": none_signed,
    "signed with a secret": secret_signed,
    "signed with an unknown key": with_claims(),
    "altered after signing": altered,
    "no identity at all": without,
    "an error": lambda _: {"error": "invalid_grant"},
    "no token": lambda answer: {**answer, "id_token": "nonsense"},
    "a number": lambda answer: {**answer, "id_token": 7},
    "nothing": lambda _: {},
    "a list": lambda _: [],
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=list(SPOILS))
def test_what_is_not_signed_by_the_provider_is_refused(visitor, provider, ann, spoil):
    provider.metadata = lambda told: {
        **told, "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
    }  # fmt: skip
    provider.token = spoil
    refused(signed_in(visitor, provider), 502, "niet te vertrouwen")
    page(visitor, "/account", 401)


OTHERS = {
    "another issuer": {"issuer": "https://elsewhere.example"},
    "no address to go to": {"authorization_endpoint": None},
    "an address without TLS": {"token_endpoint": "ftp://localhost/token"},
    "no keys": {"jwks_uri": None},
}


@pytest.mark.parametrize("told", OTHERS.values(), ids=list(OTHERS))
def test_a_provider_that_is_not_the_one_is_not_asked(visitor, provider, ann, told):
    provider.metadata = lambda real: {**real, **told}
    refused(visitor.get("/sign-in/provider"), 502, "antwoordt niet")
    # Once it is mended, nobody has to start the planner again.
    provider.metadata = dict
    assert signed_in(visitor, provider).status_code == 303


def test_an_answer_of_another_provider_is_refused(visitor, provider, ann):
    """Mix-up: the answer names who gives it (RFC 9207)."""
    back = and_back(provider, there(visitor))
    refused(visitor.get(f"{back}&iss=https://elsewhere.example"), 502, "niet te vertrouwen")


def test_where_each_answer_is_to_be_named_one_without_a_name_is_refused(visitor, provider, ann):
    provider.metadata = lambda told: {
        **told, "authorization_response_iss_parameter_supported": True,
    }  # fmt: skip
    back = and_back(provider, there(visitor))
    refused(visitor.get(back), 502, "niet te vertrouwen")
    named = and_back(provider, there(visitor))
    answer = visitor.get(f"{named}&{urlencode({'iss': provider.issuer})}")
    assert answer.status_code == 303


def test_a_provider_that_is_down_is_told(visitor, provider, ann):
    provider.is_down = True
    refused(visitor.get("/sign-in/provider"), 502, "antwoordt niet")
    provider.is_down = False
    back = and_back(provider, there(visitor))
    provider.is_down = True
    refused(visitor.get(back), 502, "antwoordt niet")


def test_a_provider_that_leads_elsewhere_is_not_followed(visitor, provider, ann):
    provider.moved = "/.well-known/openid-configuration"
    refused(visitor.get("/sign-in/provider"), 502, "antwoordt niet")
    back = and_back(provider, there(visitor))
    provider.moved = "/oauth2/token"
    assert visitor.get(back).status_code == 502
    assert provider.asked == []
    assert signed_in(visitor, provider).status_code == 303


def test_a_session_of_the_provider_ends_as_others_do(visitor, provider, ann):
    signed_in(visitor, provider)
    token = token_of(page(visitor, "/account"))
    answer = visitor.post("/sign-out", data={"csrf_token": token}, follow_redirects=True)
    assert "Bij Rijks-ID bent u misschien nog aangemeld" in answer.get_data(as_text=True)
    page(visitor, "/account", 401)


def test_a_password_opens_nothing_where_only_the_provider_vouches(visitor, provider, ann):
    page(visitor, "/enrol/anything", 404)
    signed_in(visitor, provider)
    token = token_of(page(visitor, "/account"))
    typed = {"csrf_token": token, "login": EMAIL, "password": "x", "code": "123456"}
    assert visitor.post("/sign-in", data=typed).status_code == 404


def test_a_client_secret_that_cannot_be_read_is_told_at_the_start(
    store, sign_in, jobs, settings, tmp_path
):
    (tmp_path / "client-secret").unlink()
    with pytest.raises(InvalidFile) as wrong:
        create_app(store, sign_in=sign_in, jobs=jobs, settings=settings)
    assert [fault.path for fault in wrong.value.faults] == ["oidc.client_secret_file"]


def test_nothing_of_the_provider_stays_in_the_cookie(visitor, provider, ann):
    signed_in(visitor, provider)
    content = visitor.get_cookie("abd_planner").value.split(".")[0]
    kept = json.loads(urlsafe_b64decode(content + "==="))
    assert set(kept) <= {"_permanent", "session", "csrf_token", "language", "told"}
    assert len(kept["session"]) == 43
