"""A table that somebody sends: as a file or pasted, and once more after its preview was seen.

Between the preview and the taking nothing of it is kept here: the page carries it.
"""

import base64
import binascii
import zlib
from contextlib import closing

from flask import abort, request

from planner.domain.faults import fault_at
from planner.resources.catalogue import marked
from planner.web.editing import Refusal, Refused

MOST_BYTES = 32 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def sent_table() -> bytes:
    """Return the table that was sent, as a file or pasted.

    Raises:
        Refused: there is none, or it is too large.
    """
    file = request.files.get("file")
    name, content = "table", request.form.get("table", "").encode()
    if file is not None and file.filename:
        with closing(file):
            name, content = "file", file.read()
    if not content.strip():
        template = marked("is missing: paste a table, or choose a file")
        raise Refused(Refusal({name: (fault_at(name, template),)}))
    if len(content) > MOST_BYTES:
        template = marked("is larger than {most} MB; send it in parts")
        fault = fault_at(name, template, most=MOST_BYTES // _MEGABYTE)
        raise Refused(Refusal({name: (fault,)}))
    return content


def carried(content: bytes) -> str:
    """Return a table as a form can carry it."""
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def carried_table() -> bytes:
    """Return the table that the form of a preview carries; 400 where it carries none."""
    try:
        packed = base64.b64decode(request.form.get("content", ""), validate=True)
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, zlib.error):
        abort(400)
    if not content or len(content) > MOST_BYTES:
        abort(400)
    return content
