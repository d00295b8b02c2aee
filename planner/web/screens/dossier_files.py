"""Dossiers as files: one that leaves exactly as it is kept, and files that come in."""

import io
import re
from collections.abc import Sequence
from contextlib import closing

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import FileStorage

from planner.domain.text import say
from planner.dossier.grounds import faults_of_grounds
from planner.dossier.strict_json import InvalidFile
from planner.store.told import recorded
from planner.web.language import language, words
from planner.web.making import make_dossier
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.screens.opened import opened
from planner.web.services import services
from planner.web.telling import short, tell
from planner.web.uploads import takes_files
from planner.web.views.received import Received

blueprint = Blueprint("dossier_files", __name__)

_MOST_NAME_LETTERS = 80


@blueprint.get("/dossiers/<dossier>/file")
def download(dossier: str) -> Response:
    """Give the dossier's file, byte for byte as it is kept."""
    found = opened(dossier)
    return send_file(
        io.BytesIO(found.kept.content),
        mimetype="application/json",
        as_attachment=True,
        download_name=f"{file_name(found.title)}.json",
    )


def file_name(title: str) -> str:
    """Return a name that every system takes, and that means nothing else to any of them."""
    plain = re.sub(r"[\W_]+", "-", title).strip("-")
    return plain[:_MOST_NAME_LETTERS].strip("-") or "dossier"


@blueprint.get("/dossiers/import")
def upload() -> str:
    """Show where to choose files."""
    return render_template("pages/dossiers/import.html", received=None)


@blueprint.post("/dossiers/import")
@takes_files
def take() -> Response | tuple[str, int]:
    """Take the files that are right; of the others say every mistake, and take nothing."""
    files = [file for file in request.files.getlist("files") if file.filename]
    received = [_received(file) for file in files]
    taken = [each for each in received if each.dossier]
    if received and len(taken) == len(received):
        return _to_what_was_taken(taken)
    return render_template("pages/dossiers/import.html", received=received), 422


def _received(file: FileStorage) -> Received:
    name = short(file.filename or "")
    with closing(file):
        content = file.read()
    try:
        told = recorded("Read from the file “{file}”", file=name)
        with services().store.writing():
            kept = make_dossier(content, told)
            ungrounded = list(faults_of_grounds(services().dossiers.open(kept)))
            if ungrounded:
                raise InvalidFile(ungrounded)
    except InvalidFile as error:
        return Received(name, faults=tuple(error.faults))
    title = say(services().dossiers.open(kept).title, language(), kept.id)
    return Received(name, kept.id, title)


def _to_what_was_taken(taken: Sequence[Received]) -> Response:
    if len(taken) == 1:
        tell(_taken_in(taken[0]))
        address = url_for("team.show", dossier=taken[0].dossier)
    else:
        tell(words().say("{number} dossiers were taken in.", number=len(taken)))
        address = url_for("dossiers.show")
    return redirect(address, 303)  # type: ignore[return-value]


def _taken_in(taken: Received) -> str:
    """Say that a file came in, and whether another dossier has the same title."""
    title = short(taken.title)
    alike = [
        each
        for each in services().dossiers.all(among=dossiers_with(Right.SEE))
        if each.id != taken.dossier and say(each.summary.title, language(), each.id) == taken.title
    ]
    if not alike:
        return words().say("“{title}” was taken in.", title=title)
    return words().say(
        "“{title}” was taken in, as a dossier beside the one with the same title. Rename one of "
        "them to tell them apart.",
        title=title,
    )
