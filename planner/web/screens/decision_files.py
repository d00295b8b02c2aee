"""A closed decision as files: its document, its data, and all of it together for the archive."""

import io
import zipfile
from collections.abc import Mapping

from flask import Blueprint, Response, make_response, request

from planner.decisions.archive import archive_metadata
from planner.resources.catalogue import LANGUAGES
from planner.store.clock import moment
from planner.web.screens.closed_decision import OpenedDecision, opened_decision
from planner.web.screens.decisions import closed_page
from planner.web.services import services
from planner.web.views.archive_form import LABELS, read_archive

blueprint = Blueprint("decision_files", __name__)


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>/<any(nl, en):language>.pdf")
def document(dossier: str, number: int, language: str) -> Response:
    """Give the document of a decision, as it was made when it was closed."""
    opened = opened_decision(dossier, number)
    opened.note("decision.export")
    name = f"{opened.closed.id}-{language}.pdf"
    return _file(opened.document(language), name, "application/pdf")


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>/data.json")
def data(dossier: str, number: int) -> Response:
    """Give the file that holds all that a decision rests on, byte for byte as it was closed."""
    opened = opened_decision(dossier, number)
    opened.note("decision.export")
    return _file(opened.content, f"{opened.closed.id}.json", "application/json")


@blueprint.get("/dossiers/<dossier>/decisions/<int(max=999999):number>/archive.zip")
def archive(dossier: str, number: int) -> Response:
    """Give everything of a decision, with the metadata that archives ask (MDTO)."""
    opened = opened_decision(dossier, number)
    typed = {name: request.args.get(name, "") for name in LABELS}
    facts = read_archive(typed, services().settings.organisation)
    if isinstance(facts, dict):
        return make_response(closed_page(opened, typed, facts), 422)
    opened.note("decision.export")
    files = _files(opened)
    closed_at = moment(opened.closed.at).astimezone()
    described = archive_metadata(opened.decision, files, facts, closed_at)
    return _file(_zipped({**files, **described}), f"{opened.closed.id}.zip", "application/zip")


def _files(opened: OpenedDecision) -> dict[str, bytes]:
    identifier = opened.closed.id
    documents = {
        f"{identifier}-{language}.pdf": opened.document(language) for language in LANGUAGES
    }
    return {**documents, f"{identifier}.json": opened.content}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return packed.getvalue()


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)
