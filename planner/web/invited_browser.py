"""The browser in which an invitation was used: there alone its link lets the same one in again.

Whoever made the link has it too. Without this they could come in by it afterwards and read what was
given without a name; and without a way back the work of whoever pauses would be lost.
"""

from planner.store.invitations import LONGEST_DAYS, Invitation
from planner.web.signing import SignedCookie

_COOKIE = SignedCookie("invited_browser", LONGEST_DAYS * 24 * 60 * 60, "Lax")


def was_used_here(invitation: Invitation) -> bool:
    """Tell whether this browser is the one in which an invitation was used."""
    return bool(_COOKIE.read() == invitation.hash)


def is_used_here(invitation: Invitation) -> None:
    """Let the browser that is answered be known as the one in which an invitation was used."""
    _COOKIE.keep(invitation.hash)
