"""The browser in which an invitation was used: there alone its link lets the same one in again.

Whoever made the link has it too. Without this they could come in by it afterwards and read what was
given without a name; and without a way back the work of whoever pauses would be lost.
"""

from flask import Response, after_this_request, request
from itsdangerous import BadSignature

from planner.store.invitations import LONGEST_DAYS, Invitation
from planner.web.services import services
from planner.web.signing import signer

_NAME = "invited"
_PURPOSE = "invited browser"
_SECONDS = LONGEST_DAYS * 24 * 60 * 60


def was_used_here(invitation: Invitation) -> bool:
    """Tell whether this browser is the one in which an invitation was used."""
    try:
        kept = signer(_PURPOSE).loads(request.cookies.get(_cookie(), ""), max_age=_SECONDS)
    except BadSignature:
        return False
    return bool(kept == invitation.hash)


def is_used_here(invitation: Invitation) -> None:
    """Let the browser that is answered be known as the one in which an invitation was used."""

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            _cookie(),
            signer(_PURPOSE).dumps(invitation.hash),
            max_age=_SECONDS,
            secure=services().settings.behind_tls,
            httponly=True,
            # It has to come along where the link is opened from a message.
            samesite="Lax",
        )
        return response


def _cookie() -> str:
    return f"__Host-{_NAME}" if services().settings.behind_tls else _NAME
