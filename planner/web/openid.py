"""The provider that vouches for people: OpenID Connect with authorization code, PKCE, state, nonce.

What comes back is taken only where it was signed by the provider's own key, for this client, as the
answer to what this very browser asked (OpenID Connect Core 1.0, section 3.1.3.7).
"""

from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app, request
from joserfc.errors import JoseError
from requests import RequestException

from planner.resources.catalogue import marked
from planner.web.services import services
from planner.web.settings import OpenIdConnect, secret

_NAME = "provider"
_EXTENSION = "authlib.integrations.flask_client"
# Signatures with the provider's private key alone: a secret that both know proves less, and "none"
# proves nothing.
_ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
_SECONDS = 10
# The clocks of provider and planner may differ by so much.
_LEEWAY_SECONDS = 60
_SHORTEST_CLIENT_SECRET = 8


class ProviderError(Exception):
    """The provider did not vouch for anybody; `template` says why, for whoever wanted in."""

    def __init__(self, template: str, status: int = 502) -> None:
        """Keep the sentence, and the status of the page that says it."""
        super().__init__(template)
        self.template = template
        self.status = status


NO_ANSWER = marked("The provider does not answer, or not as a provider should.")
NOT_TRUSTED = marked("What the provider said could not be trusted, so nobody has been signed in.")
NOT_ASKED = marked(
    "This is no answer to something that was asked in this browser, or it took too long. Begin "
    "again on the page to sign in."
)
REFUSED = marked("The provider did not sign you in.")


@dataclass(frozen=True)
class Vouched:
    """Somebody for whom the provider vouches."""

    # The provider and what it calls them, which never changes.
    subject: str
    # Their address, where the provider says that it is really theirs.
    email: str | None


def let_provider_vouch(app: Flask, settings: OpenIdConnect) -> None:
    """Make the application a client of the provider.

    Raises:
        InvalidFile: the client's secret cannot be read.
    """
    OAuth(app).register(  # type: ignore[no-untyped-call]
        _NAME,
        client_id=settings.client_id,
        client_secret=secret(
            settings.client_secret_file, "oidc.client_secret_file", _SHORTEST_CLIENT_SECRET
        ),
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
            "max_redirects": 0,
        },
    )


def to_provider(come_back: str) -> Response:
    """Return the way to the provider, which leads back to an address of ours.

    Raises:
        ProviderError: it cannot be reached.
    """
    try:
        client = _client()
        response: Response = client.authorize_redirect(come_back)
    except (RequestException, AuthlibBaseError, ValueError, RuntimeError) as error:
        raise ProviderError(NO_ANSWER) from error
    return response


def vouched() -> Vouched:
    """Return for whom the provider vouches in the request that leads back from it.

    Raises:
        ProviderError: for nobody, or in a way that cannot be trusted.
    """
    settings = _settings()
    if "error" in request.args:
        raise ProviderError(REFUSED, 403)
    try:
        client = _client()
        _check_who_answers(client.server_metadata, settings.issuer)
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
                "sub": {"essential": True, "allow_blank": False},
            },
            leeway=_LEEWAY_SECONDS,
        )
    except MismatchingStateError as error:
        raise ProviderError(NOT_ASKED, 400) from error
    except RequestException as error:
        raise ProviderError(NO_ANSWER) from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise ProviderError(NOT_TRUSTED) from error
    claims = token.get("userinfo")
    if not claims or not isinstance(claims.get("sub"), str):
        raise ProviderError(NOT_TRUSTED)
    email = claims.get("email") if claims.get("email_verified") is True else None
    return Vouched(f"{settings.issuer} {claims['sub']}", email if isinstance(email, str) else None)


def _settings() -> OpenIdConnect:
    found = services().settings.oidc
    if found is None:
        raise ProviderError(NO_ANSWER, 404)
    return found


def _client() -> Any:
    """Return the client, which knows what the provider says of itself.

    Raises:
        ProviderError: it says that it is another one, or nothing that can be used.
    """
    settings = _settings()
    client = current_app.extensions[_EXTENSION].create_client(_NAME)
    metadata = client.load_server_metadata()
    addresses = [
        metadata.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    ]
    scheme = settings.issuer.partition("://")[0]
    are_safe = all(
        isinstance(address, str) and address.startswith(("https://", f"{scheme}://"))
        for address in addresses
    )
    if metadata.get("issuer") != settings.issuer or not are_safe:
        # It is asked again the next time: somebody may have mended it.
        metadata.pop("_loaded_at", None)
        raise ProviderError(NO_ANSWER)
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = sorted(_ALGORITHMS.intersection(offered))
    return client


def _check_who_answers(metadata: dict[str, Any], issuer: str) -> None:
    """Refuse an answer of another provider than the one that was asked (RFC 9207)."""
    is_promised = metadata.get("authorization_response_iss_parameter_supported") is True
    told = request.args.get("iss")
    if told != issuer and (is_promised or told is not None):
        raise ProviderError(NOT_TRUSTED)
