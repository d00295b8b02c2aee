"""The log of a dossier, and of the installation: who did and read what."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, render_template, request

from planner.store.accounts import Accounts
from planner.store.clock import moment, now
from planner.store.trail import Trail
from planner.store.trail_reading import Asked, accounts_in, count, entries, lines
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.paging import Paged, page_of
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.trail import ACTIVITIES, ShownEntry, said_account, shown_entry

blueprint = Blueprint("trail", __name__)

PAGE_SIZE = 100


@blueprint.get("/dossiers/<dossier>/trail")
def of_dossier(dossier: str) -> str:
    """Show who did and read what in a dossier, the latest first."""
    found = opened(dossier)
    return _page(_asked(found.id), found)


@blueprint.get("/dossiers/<dossier>/trail/download")
def download_of_dossier(dossier: str) -> Response:
    """Give the log of a dossier along, in the fields of the standard."""
    asked = Asked(dossier=opened(dossier).id, hides_raters=not may(Right.MEMBERS, dossier))
    return _download(asked, f"dossiers/{dossier}", dossier)


@blueprint.get("/trail")
def show() -> str:
    """Show what was done in the installation; whoever works alone sees the dossiers' too."""
    return _page(_asked(None), None)


@blueprint.get("/trail/download")
def download() -> Response:
    """Give the log of the installation along, in the fields of the standard."""
    return _download(Asked(of_all=_sees_all()), "installation", None)


def _asked(dossier: str | None) -> Asked:
    def said(name: str) -> str | None:
        return request.args.get(name, "").strip() or None

    return Asked(
        dossier=dossier,
        of_all=dossier is None and _sees_all(),
        person=said("person") if dossier is not None else None,
        account=said("account"),
        name=said("what"),
        # Whoever may not see who was invited does not see it here either.
        hides_raters=dossier is not None and not may(Right.MEMBERS, dossier),
    )


def _sees_all() -> bool:
    account = current_account()
    return account is not None and account.is_owner


def _page(asked: Asked, found: Opened | None) -> str:
    store = services().store
    total = count(store, asked)
    number, pages = page_of(total, request.args.get("page", ""), PAGE_SIZE)
    accounts = {account.id: account for account in Accounts(store).all()}
    titles: Mapping[str, object] = {
        each.id: each.summary.title
        for archived in (False, True)
        for each in services().dossiers.all(archived=archived)
    }
    people = {}
    if found is not None:
        people = {person.id: person.name or person.id for person in found.dossier.people}
    shown: list[ShownEntry] = [
        shown_entry(entry, accounts, titles, people, words(), tells_accounts=not asked.hides_raters)
        for entry in entries(store, asked, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    ]
    whole = replace(asked, account=None, person=None, name=None)
    return render_template(
        "pages/trail/show.html",
        dossier=found,
        asked=asked,
        paged=Paged(shown, number, pages, total),
        accounts_said=[
            (each, said_account(accounts[each], words()))
            for each in sorted(accounts_in(store, whole))
            if each in accounts
        ],
        people=people,
        activities=[(name, words().say(said)) for name, said in ACTIVITIES.items()],
        head=Trail(store).head(),
    )


def _download(asked: Asked, record: str, dossier: str | None) -> Response:
    store = services().store
    Trail(store).note("trail.export", record, dossier=dossier)
    day = moment(now()).date().isoformat()
    name = f"log-{dossier or 'abd-planner'}-{day}.jsonl"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("".join(lines(store, asked)), mimetype="application/jsonl", headers=headers)
