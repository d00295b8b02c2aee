"""A link that was just made for somebody: it is shown on the next page, once and nowhere else."""

from flask import request, session, url_for

from planner.web.telling import short

_KEY = "new_link"


def show_once(dossier: str, name: str, secret: str, *, rates_nothing: bool = False) -> None:
    """Let the next page of a dossier show the link that was made for somebody.

    Where no round asks yet what the link is for, that page says so.
    """
    session[_KEY] = {
        "dossier": dossier,
        "name": short(name),
        "secret": secret,
        "rates_nothing": rates_nothing,
    }


def new_link(dossier: str) -> dict[str, object] | None:
    """Return the link that was just made, and forget it; nobody can show it again."""
    kept = session.pop(_KEY, None) if request.method == "GET" else None
    if not isinstance(kept, dict) or kept.get("dossier") != dossier:
        return None
    address = url_for("invitations.show", token=kept["secret"], _external=True)
    return {**kept, "address": address}
