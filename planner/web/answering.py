"""Pages and fragments: the same address gives either, from the same template."""

from typing import Any

from flask import render_template, request


def wants_fragment() -> bool:
    """Tell whether htmx asks for a piece of a page, and not the browser for the page itself."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
        and request.headers.get("HX-Boosted") != "true"
    )


def answer(page: str, fragment: str, **values: Any) -> str:
    """Return a page, or the fragment of it that htmx asks for."""
    return render_template(fragment if wants_fragment() else page, **values)
