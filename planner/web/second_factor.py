"""Offering a second factor: a secret to scan or to type, which comes back with its first code."""

from dataclasses import dataclass

import pyotp
import segno
from itsdangerous import BadSignature
from markupsafe import Markup

from planner.store.credentials import new_secret
from planner.web.signing import signer

# So long somebody may take to get an app, and to scan.
_SECONDS = 60 * 60
_ISSUER = "abd-planner"


@dataclass(frozen=True)
class OfferedFactor:
    """A secret: for eyes, for an app, and signed, as the form brings it back."""

    typed: str
    address: str
    picture: Markup
    signed: str


def offered_factor(login: str, whose: str, signed: str = "") -> OfferedFactor:
    """Return a secret for somebody; the one that was offered before, where it still stands.

    Args:
        login: what they sign in with; their app shows it.
        whose: binds the offer to them.
        signed: what the form brought back.
    """
    secret = taken_factor(signed, whose) or new_secret()
    address = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=_ISSUER)
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=4, dark="#000", light="#fff")
    typed = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return OfferedFactor(typed, address, Markup(drawn), signer(_purpose(whose)).dumps(secret))  # noqa: S704


def taken_factor(signed: str, whose: str) -> str | None:
    """Return the secret that was offered to somebody; nothing where it was not, or long ago."""
    try:
        secret = signer(_purpose(whose)).loads(signed, max_age=_SECONDS)
    except BadSignature:
        return None
    return str(secret)


def _purpose(whose: str) -> str:
    return f"second factor of {whose}"
