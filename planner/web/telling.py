"""What was just done, told once on the page that comes next."""

from flask import Flask, session

_KEY = "told"
# A cookie carries it, and a browser takes no cookie of more than four thousand bytes.
_MOST_LETTERS = 80


def tell(sentence: str, undo: str = "") -> None:
    """Let the next page say what was done; `undo` is the address whose form takes it back."""
    session[_KEY] = {"said": sentence, "undo": undo}


def speak_of_it(app: Flask) -> None:
    """Let pages say what was told by `told()`."""
    app.add_template_global(told)


def told() -> dict[str, str] | None:
    """Return what was just done, and forget it."""
    found = session.pop(_KEY, None)
    return found if isinstance(found, dict) else None


def short(title: str) -> str:
    """Return a title that is short enough to be told."""
    if len(title) <= _MOST_LETTERS:
        return title
    return title[: _MOST_LETTERS - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
