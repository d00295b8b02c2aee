"""Files that people send: which screens take them, and how large they may be."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., object])

MOST_FILE_BYTES = 64 * 1024 * 1024
_MARK = "takes_files"


def takes_files(view: View) -> View:
    """Mark a view as one that takes files; to all others no more is sent than a form holds."""
    setattr(view, _MARK, True)
    return view


def allow_files(app: Flask) -> None:
    """Let the marked views take files. Comes before whatever reads a form, such as its token."""
    app.before_request(_allow)


def _allow() -> None:
    if hasattr(current_app.view_functions.get(request.endpoint or ""), _MARK):
        request.max_content_length = MOST_FILE_BYTES
        # A form may carry a file further whose preview was seen.
        request.max_form_memory_size = MOST_FILE_BYTES
