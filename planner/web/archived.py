"""Dossiers in the archive are looked at and not changed: a write waits until it is taken out."""

from flask import Flask, request

from planner.web.services import services

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
# What changes nothing in the dossier itself, who may see it, and the way out of the archive.
_STILL_ANSWERED = frozenset(
    {
        "decision_letters.write",
        "demand.look",
        "dossiers.bring_back",
        "dossiers.copy",
        "dossiers.put_away",
        "jobs.stop",
        "members.remove",
        "members.withdraw",
        "mine.ask",
        # Whoever asks to be erased does not have to wait until a dossier is at work again.
        "privacy.erase_person",
        "scenarios.make_dossier",
    }
)


class Archived(Exception):
    """The dossier is in the archive; nothing was changed."""


def refuse_changes(app: Flask) -> None:
    """Refuse whatever changes a dossier that is in the archive.

    Whoever adds a screen need not think of it: what is not known to change nothing is refused.
    """
    app.before_request(_refuse)


def refuse_archived(dossier: str) -> None:
    """Refuse to go on where a dossier is in the archive.

    Raises:
        Archived: it is.
    """
    kept = services().dossiers.find(dossier)
    if kept is not None and kept.archived_at is not None:
        raise Archived


def _refuse() -> None:
    dossier = (request.view_args or {}).get("dossier")
    if dossier and request.method not in _READS and request.endpoint not in _STILL_ANSWERED:
        refuse_archived(dossier)
