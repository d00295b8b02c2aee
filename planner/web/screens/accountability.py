"""To give account in public: register entry, model card, instructions, processing of data."""

import json
from datetime import date, datetime

from flask import Blueprint, Response, render_template

from planner.decisions.accountability.instructions import instructions_for_use
from planner.decisions.accountability.model_card import model_card as card
from planner.decisions.accountability.register import LABELS, RegisterEntry, register_entry
from planner.decisions.blocks import Document
from planner.web.language import language, words
from planner.web.organisation import Organisation
from planner.web.services import services
from planner.web.views.processing import processing_view

blueprint = Blueprint("accountability", __name__)


@blueprint.get("/method/register")
def register() -> str:
    """Show the entry for the algorithm register; what nobody filled in says so."""
    entry = register_entry(_organisation().deployment, language())
    return render_template("pages/method/register.html", facts=entry.page, missing=_missing(entry))


@blueprint.get("/method/register.json")
def register_file() -> Response:
    """Give the entry in Dutch, as the register takes it."""
    entry = register_entry(_organisation().deployment)
    text = json.dumps(entry.written(), ensure_ascii=False, indent=2) + "\n"
    headers = {"Content-Disposition": 'attachment; filename="algorithm-register.json"'}
    return Response(text, mimetype="application/json", headers=headers)


@blueprint.get("/method/model-card")
def model_card() -> str:
    """Show the model card."""
    return _sheet(card(language(), _organisation().deployment, _today()))


@blueprint.get("/method/instructions")
def instructions() -> str:
    """Show the instructions for use."""
    return _sheet(instructions_for_use(language(), _organisation().deployment, _today()))


@blueprint.get("/method/processing")
def processing() -> str:
    """Show what is done with people's data, by the names that the log uses."""
    return render_template(
        "pages/method/processing.html",
        sorts=processing_view(services().settings.retention, words()),
        ground=_organisation().lawful_basis,
    )


def _missing(entry: RegisterEntry) -> list[str]:
    """Return what keeps the entry out of the register, each with the field that it is about."""
    return [
        f"{words().say(LABELS[each.path])}: {words().say(each.template, **each.values)}"
        for each in entry.faults
    ]


def _sheet(document: Document) -> str:
    return render_template("pages/method/sheet.html", document=document)


def _organisation() -> Organisation:
    return services().settings.organisation


def _today() -> date:
    return datetime.now().astimezone().date()
