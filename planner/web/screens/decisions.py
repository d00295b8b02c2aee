"""A closed decision: what was decided, to be read, taken along and checked later."""

from collections.abc import Mapping

from flask import Blueprint, render_template

from planner.decisions.blocks import Block
from planner.decisions.document.whole import decision_document
from planner.domain.faults import Fault
from planner.store.accounts import Accounts
from planner.web.language import language, words
from planner.web.screens.closed_decision import OpenedDecision, opened_decision
from planner.web.services import services
from planner.web.views.archive_form import archive_fields
from planner.web.views.trail import said_account

blueprint = Blueprint("decisions", __name__)


@blueprint.app_template_filter("kind_of")
def kind_of(block: Block) -> str:
    """Return which kind of block something in a document is."""
    return type(block).__name__


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>")
def show(dossier: str, number: int) -> str:
    """Show a decision as it was closed."""
    opened = opened_decision(dossier, number)
    opened.note("decision.read")
    return closed_page(opened)


def closed_page(
    opened: OpenedDecision,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, tuple[Fault, ...]] | None = None,
) -> str:
    """Return the page of a closed decision, with what was typed for the archive, if anything."""
    account = opened.closed.account
    closer = None if account is None else Accounts(services().store).find(account)
    return render_template(
        "pages/decision/closed.html",
        dossier=opened.found,
        closed=opened.closed,
        by="" if closer is None or closer.is_owner else said_account(closer, words()),
        decision=opened.decision,
        document=decision_document(opened.decision, language()),
        archive=archive_fields(services().settings.organisation, words(), typed, faults),
    )
