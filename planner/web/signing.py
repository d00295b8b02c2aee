"""What a browser carries for us and may not change: signed with HMAC-SHA-256.

Flask and itsdangerous take SHA-1 where nobody says otherwise.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from flask import Response, after_this_request, current_app, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer

from planner.web.services import services


@dataclass(frozen=True)
class SignedCookie:
    """Something that a browser keeps for us for a time, whoever signs in there."""

    name: str
    seconds: int
    # `Lax` where it has to come along when a link is opened from a message.
    same_site: Literal["Strict", "Lax"]

    def read(self) -> Any:
        """Return what the browser keeps; nothing where it is not as we gave it, or too old."""
        sent = request.cookies.get(self._called(), "")
        try:
            return signer(self._purpose).loads(sent, max_age=self.seconds)
        except BadSignature:
            return None

    def keep(self, value: Any) -> None:
        """Let the browser that is answered keep something."""

        @after_this_request
        def remember(response: Response) -> Response:
            response.set_cookie(
                self._called(),
                signer(self._purpose).dumps(value),
                max_age=self.seconds,
                secure=services().settings.behind_tls,
                httponly=True,
                samesite=self.same_site,
            )
            return response

    @property
    def _purpose(self) -> str:
        return self.name.replace("_", " ")

    def _called(self) -> str:
        return f"__Host-{self.name}" if services().settings.behind_tls else self.name


class SignedCookies(SecureCookieSessionInterface):
    """Flask's session in a signed cookie."""

    digest_method = staticmethod(hashlib.sha256)


def signer(purpose: str) -> URLSafeTimedSerializer:
    """Return what signs for one purpose; what was signed for another is not taken."""
    options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeTimedSerializer(
        current_app.secret_key or b"", salt=purpose, signer_kwargs=options
    )
