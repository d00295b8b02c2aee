"""What a browser carries for us and may not change: signed with HMAC-SHA-256.

Flask and itsdangerous take SHA-1 where nobody says otherwise.
"""

import hashlib

from flask import current_app
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedCookies(SecureCookieSessionInterface):
    """Flask's session in a signed cookie."""

    digest_method = staticmethod(hashlib.sha256)


def signer(purpose: str) -> URLSafeTimedSerializer:
    """Return what signs for one purpose; what was signed for another is not taken."""
    options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeTimedSerializer(
        current_app.secret_key or b"", salt=purpose, signer_kwargs=options
    )
