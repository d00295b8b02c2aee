"""What a note of a meeting was before: every text that it had, each of which can be put back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.store.accounts import Accounts
from planner.store.notes import About, Meetings, Note
from planner.web.language import words
from planner.web.paging import paged
from planner.web.screens.meeting_page import Table, current_table
from planner.web.services import services
from planner.web.views.trail import said_account

blueprint = Blueprint("meeting_history", __name__)

PAGE_SIZE = 10


@dataclass(frozen=True)
class Earlier:
    """A text that a note had, as the meeting may read it: since when, and who wrote it."""

    at: str | None
    who: str
    text: str


@blueprint.get("/dossiers/<dossier>/seats/<seat>/meeting/notes/history")
def show(dossier: str, seat: str) -> str | AnyResponse:
    """Show every text that a note had, the last one first."""
    table = current_table(dossier, seat)
    if table is None:
        return redirect(url_for("meeting.show", dossier=dossier, seat=seat), 303)
    step = table.step(request.args)
    about = About() if step is None else step.about
    versions = Meetings(services().store).versions(table.meeting, about)
    page = paged(list(_told_apart(versions)), request.args.get("page", ""), PAGE_SIZE)
    return render_template(
        "pages/meeting/history.html",
        dossier=table.found,
        table=table,
        meeting=table.meeting,
        head=table.head,
        step=step,
        version=versions[0].version if versions else 0,
        page=page,
        earlier=[_earlier(table, each) for each in page.items],
    )


def _told_apart(versions: Sequence[Note]) -> Iterator[Note]:
    """Yield the versions, the last one first, without those that stand whole in the next.

    A note is saved as somebody types; of a sentence that grew there is one to read.
    """
    later: Note | None = None
    for each in versions:
        if later is None or each.text not in later.text:
            yield each
        later = each


def _earlier(table: Table, note: Note) -> Earlier:
    account = None if note.account is None else Accounts(services().store).find(note.account)
    who = "–" if account is None else said_account(account, words())
    return Earlier(note.at, who, table.called.masked(note.text))
