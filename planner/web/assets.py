"""Files that pages load: the stylesheets, the icon, and htmx from its own package."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, send_from_directory, url_for

blueprint = Blueprint("assets", __name__)


def serve_assets(app: Flask) -> None:
    """Let pages name their files by `asset('theme.css')`."""
    app.register_blueprint(blueprint)
    app.add_template_global(asset)
    app.add_template_global(htmx_address)


@cache
def _htmx() -> bytes:
    return files("js_lib_htmx").joinpath("static", "htmx", "htmx.min.js").read_bytes()


@blueprint.get("/static/htmx.min.js")
def htmx() -> Response:
    """Give htmx, unchanged, as its package has it."""
    return Response(
        _htmx(),
        mimetype="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def htmx_address() -> str:
    """Return the address of htmx; another version has another address."""
    return url_for("assets.htmx", v=_fingerprint(_htmx()))


def asset(name: str) -> str:
    """Return the address of a static file; changed contents have another address."""
    content = Path(str(current_app.static_folder), name).read_bytes()
    return url_for("static", filename=name, v=_fingerprint(content))


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Give the icon where a browser looks for it by itself."""
    return send_from_directory(str(current_app.static_folder), "favicon.svg")
