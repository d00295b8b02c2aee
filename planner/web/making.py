"""Making a dossier: whoever makes it runs it, and a copy keeps the task fixed that was fixed."""

from planner.store.freezes import Freezes
from planner.store.kept import Kept
from planner.store.memberships import Memberships, Role
from planner.store.told import Done
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.services import services


def make_dossier(content: bytes, told: Done, *, origin: str = "") -> Kept:
    """Keep a new dossier, with whoever asks as its secretary.

    Args:
        content: a file in the dossier's format.
        told: how it came about.
        origin: the dossier that it was made of, if any.

    Raises:
        InvalidFile: with every mistake in the content.
    """
    parts = services()
    with parts.store.writing():
        kept = parts.dossiers.add(content, told)
        _give(kept.id)
        if origin:
            reason = told.said(words())
            read = parts.dossiers.open(kept)
            Freezes(parts.store).carry_over(origin, kept.id, read, reason)
    return kept


def make_example(content: bytes, told: Done, dossier: str = "") -> Kept:
    """Keep a worked example; its task is fixed, so that all of it can be looked at.

    Args:
        content: the example's file.
        told: how it came about.
        dossier: its id; by default one that tells nothing.
    """
    parts = services()
    with parts.store.writing():
        kept = parts.dossiers.add(content, told, dossier or None)
        _give(kept.id)
        read = parts.dossiers.open(kept)
        Freezes(parts.store).fix(kept.id, kept.version, read, is_example=True)
    return kept


def own_id(example: str) -> str:
    """Return the id under which a worked example stands for whoever asks: each has their own."""
    account = current_account()
    return example if account is None or account.is_owner else f"{example}-{account.id}"


def _give(dossier: str) -> None:
    """Let whoever asks run a dossier; whoever works alone needs no role."""
    account = current_account()
    if account is not None and not account.is_owner:
        Memberships(services().store).add(dossier, account.id, Role.SECRETARY)
