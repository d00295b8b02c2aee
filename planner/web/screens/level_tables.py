"""Levels of many people at once: a table that is taken along, and one that is taken in."""

import re

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.faults import fault_at
from planner.domain.names import Names
from planner.dossier.level_table import LevelTable, read_level_table
from planner.resources.catalogue import marked
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused, save
from planner.web.language import language, words
from planner.web.screens.opened import Opened, opened
from planner.web.telling import tell
from planner.web.uploads import takes_files
from planner.web.views.level_tables import table_view, written_table

blueprint = Blueprint("level_tables", __name__)

MOST_LETTERS = 400_000


@blueprint.get("/dossiers/<dossier>/levels.csv")
def download(dossier: str) -> Response:
    """Give every level as a table that a spreadsheet opens."""
    found = opened(dossier)
    situation = found.dossier.situation()
    table = written_table(situation, Names(situation, language()), words())
    name = re.sub(r"[^a-z0-9]+", "-", found.title.lower()).strip("-")[:60] or "dossier"
    return Response(
        # A spreadsheet knows by this mark that the letters are UTF-8.
        "\ufeff" + table,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}-levels.csv"'},
    )


@blueprint.get("/dossiers/<dossier>/levels")
def show(dossier: str) -> str:
    """Show where to paste a table, or to choose a file."""
    return _form(opened(dossier))


@blueprint.post("/dossiers/<dossier>/levels")
@takes_files
def preview(dossier: str) -> str | tuple[str, int]:
    """Show what would come of a table; nothing is taken yet."""
    found = opened(dossier)
    try:
        text = _sent()
    except Refused as refused:
        return _form(found, refused.refusal), 422
    table = read_level_table(text, found.dossier, found.raw)
    return _preview(found, text, table), 422 if table.refused else 200


@blueprint.post("/dossiers/<dossier>/levels/take")
@takes_files
def take(dossier: str) -> Response | tuple[str, int]:
    """Take a table whose preview was seen."""
    found = opened(dossier)
    text = request.form.get("table", "")
    table = read_level_table(text, found.dossier, found.raw)
    if table.refused or not table.changes:
        return _preview(found, text, table), 422
    count = len(table.changes)
    try:
        save(found, table.edits, recorded("{number} levels taken from a table", number=count))
    except Refused as refused:
        return _form(found, refused.refusal), 422
    tell(
        words().say_count(
            "{number} level was taken over.", "{number} levels were taken over.", count
        )
    )
    address = url_for("people.show", dossier=dossier)
    return redirect(address, 303)  # type: ignore[return-value]


def _form(found: Opened, refusal: Refusal | None = None) -> str:
    return render_template("pages/people/table.html", dossier=found, refusal=refusal)


def _preview(found: Opened, text: str, table: LevelTable) -> str:
    situation = found.dossier.situation()
    view = table_view(table, Names(situation, language()), words())
    return render_template("pages/people/preview.html", dossier=found, table=view, text=text)


def _sent() -> str:
    """Return the table that was sent, as a file or pasted.

    Raises:
        Refused: there is none, or it is too large.
    """
    file = request.files.get("file")
    name, text = "table", request.form.get("table", "")
    if file is not None and file.filename:
        name, text = "file", _decoded(file.read())
    if not text.strip():
        template = marked("is missing: paste a table, or choose a file")
        raise Refused(Refusal({name: (fault_at(name, template),)}))
    if len(text) > MOST_LETTERS:
        template = marked("holds more than {most} letters; send it in parts")
        raise Refused(Refusal({name: (fault_at(name, template, most=MOST_LETTERS),)}))
    return text


def _decoded(content: bytes) -> str:
    """Return the text of a file, in one of the ways in which spreadsheets write it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
