"""A link that was just made for somebody: it is shown on the next page, once and nowhere else."""

from flask import request, session, url_for

from planner.web.telling import short

_KEY = "new_link"


def show_once(dossier: str, name: str, secret: str) -> None:
    """Let the next page of a dossier show the link that was made for somebody."""
    session[_KEY] = {"dossier": dossier, "name": short(name), "secret": secret}


def new_link(dossier: str) -> dict[str, str] | None:
    """Return the link that was just made, and forget it; nobody can show it again."""
    kept = session.pop(_KEY, None) if request.method == "GET" else None
    if not isinstance(kept, dict) or kept.get("dossier") != dossier:
        return None
    address = url_for("invitations.show", token=kept["secret"], _external=True)
    return {"name": kept["name"], "address": address}
